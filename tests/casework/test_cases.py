from datetime import datetime

import pytest

from idva_desktop.casework import contacts, intake, risk, support
from idva_desktop.casework.case_file import banner, open_case, the_case
from idva_desktop.casework.cases import Filters, case_row, list_cases
from idva_desktop.casework.session import Session
from idva_desktop.domain.errors import RefusedError
from idva_desktop.domain.form import Typed
from idva_desktop.domain.typed_dates import LONDON
from tests.casework.people import REFERRAL, SUPERVISOR, WORKER, Office
from tests.casework.test_contacts import TEXTED
from tests.casework.test_risk import answered

REFERENCE = "the reference"
OTHER: dict[str, Typed] = REFERRAL | {
    "identity.given_name": "Sam",
    "identity.family_name": "Sampleton",
    "identity.mobile": "07700 900143",
    "referral.received_at": "19/11/2025 09:30",
}


@pytest.mark.parametrize("words", ["robin", "examp", REFERENCE, "robin example", "07700 900142"])
def test_a_case_is_found_by_name_number_or_reference(
    session: Session, case_id: str, words: str
) -> None:
    intake.accept(session, OTHER)
    words = the_case(session, case_id).reference or "" if words == REFERENCE else words
    assert [row.id for row in list_cases(session, text=words)] == [case_id]


def test_nothing_is_found_for_words_that_nobody_has(session: Session, case_id: str) -> None:
    assert case_id
    assert list_cases(session, text="nobody") == []


def test_what_is_due_first_stands_first(session: Session, case_id: str) -> None:
    earlier = intake.accept(session, OTHER)
    assert [row.id for row in list_cases(session)] == [earlier, case_id]


def test_a_row_says_what_is_due(session: Session, case_id: str) -> None:
    row = case_row(session, case_id)
    assert row is not None
    assert row.line(session.today) == "First attempt, tomorrow"
    contacts.log_contact(session, case_id, TEXTED | {"contact.result": "attempted"})
    row = case_row(session, case_id)
    assert row is not None
    assert row.line(session.today) == "First contact, Mon 24 Nov"


def test_a_late_row_says_by_how_many_days(office: Office, case_id: str) -> None:
    office.clock.at = datetime(2025, 11, 22, 9, 0, tzinfo=LONDON)
    row = case_row(office.session, case_id)
    assert row is not None
    assert row.line(office.session.today) == "First attempt, 1 day over"


def test_the_band_in_force_shows(session: Session, case_id: str) -> None:
    row = case_row(session, case_id)
    assert row is not None
    assert row.band == "not_assessed"
    typed = answered(9, judgement="higher", judgement_reason="He knows the address")
    risk.save_assessment(session, case_id, typed)
    row = case_row(session, case_id)
    assert row is not None
    assert (row.band, row.raised) == ("high", True)
    assert list_cases(session, filters=Filters(band="standard")) == []


def test_mine_leaves_out_the_cases_of_others(office: Office, case_id: str) -> None:
    session = office.change_places(SUPERVISOR)
    own = intake.accept(session, OTHER)
    assert [row.id for row in list_cases(session, filters=Filters(mine=True))] == [own]
    assert {row.worker for row in list_cases(session)} == {WORKER, SUPERVISOR}
    assert case_id in {row.id for row in list_cases(session)}


def test_opening_a_case_is_an_act_once_a_session(session: Session, case_id: str) -> None:
    opened = open_case(session, case_id)
    open_case(session, case_id)
    reads = [entry for entry in session.vault.history(case_id) if entry.what == "read"]
    assert len(reads) == 1
    assert [due.what for due in opened.due] == ["First attempt", "Begin support"]
    assert opened.entries


def test_the_banner_holds_the_rule_and_no_name(session: Session, case_id: str) -> None:
    shown = banner(session, case_id)
    assert shown.rule[0] == ("message-square-text", "Text only, 07700 900142")
    assert shown.now.safe
    said = " ".join(words for _icon, words in shown.rule) + shown.row.reference
    assert "Robin" not in said
    assert "Example" not in said


def test_a_case_that_is_not_there_is_refused(session: Session) -> None:
    with pytest.raises(RefusedError):
        banner(session, "nothing")


def test_after_support_began_risk_and_plan_are_due(session: Session, case_id: str) -> None:
    support.begin_support(session, case_id, session.today)
    due = {item.what for item in open_case(session, case_id).due}
    assert due == {"First attempt", "First risk assessment", "Safety plan approval"}
