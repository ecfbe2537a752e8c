from datetime import date, timedelta

import pytest

from idva_desktop.casework import intake, records
from idva_desktop.casework.key_dates import key_dates
from idva_desktop.casework.session import Session
from idva_desktop.domain.errors import GateError
from idva_desktop.domain.form import Typed
from idva_desktop.domain.record import Record
from idva_desktop.domain.records import (
    AbusePattern,
    CourtOrder,
    Entitlement,
    Safeguarding,
    WorkplaceMeasure,
)
from tests.casework.people import REFERRAL


@pytest.fixture
def case_id(session: Session) -> str:
    return intake.accept(session, REFERRAL)


def _said(session: Session, case_id: str) -> list[tuple[date, str]]:
    return [(each.day, each.words) for each in key_dates(session, case_id)]


def test_an_order_that_ends_is_a_date_to_keep_in_mind(session: Session, case_id: str) -> None:
    ends = session.today + timedelta(days=30)
    typed: dict[str, Typed] = {
        "court_order.order": "non_molestation",
        "court_order.expires_on": ends.isoformat(),
    }
    records.save_record(session, CourtOrder, case_id, typed)
    assert (ends, "Non-molestation order ends") in _said(session, case_id)


@pytest.mark.parametrize(
    ("kind", "answers", "settled", "words"),
    [
        (
            Entitlement,
            {"right": "personal_statement", "state": "due"},
            "met",
            "Entitlement: to make a Victim Personal Statement",
        ),
        (
            WorkplaceMeasure,
            {"area": "duty_pattern", "state": "asked"},
            "in_place",
            "At work: duty pattern",
        ),
    ],
)
def test_what_is_owed_is_a_date_until_it_is_settled(
    session: Session,
    case_id: str,
    kind: type[Record],
    answers: dict[str, str],
    settled: str,
    words: str,
) -> None:
    due = session.today + timedelta(days=7)
    typed: dict[str, Typed] = {f"{kind.kind}.{name}": value for name, value in answers.items()}
    typed[f"{kind.kind}.due"] = due.isoformat()
    held = records.save_record(session, kind, case_id, typed)
    assert (due, words) in _said(session, case_id)
    records.save_record(session, kind, case_id, typed | {f"{kind.kind}.state": settled}, held)
    assert (due, words) not in _said(session, case_id)


@pytest.mark.parametrize(
    ("kind", "question"),
    [
        (AbusePattern, "form"),
        (WorkplaceMeasure, "area"),
        (CourtOrder, "order"),
        (Entitlement, "right"),
        (Safeguarding, "about"),
    ],
)
def test_a_list_says_which_answer_it_cannot_do_without(
    session: Session, case_id: str, kind: type[Record], question: str
) -> None:
    with pytest.raises(GateError) as refused:
        records.save_record(session, kind, case_id, {})
    assert question in [one.question for one in refused.value.missing]
    assert session.vault.count(kind, owner=case_id) == 0
