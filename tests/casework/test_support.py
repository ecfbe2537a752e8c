from datetime import date, timedelta

import pytest

from idva_desktop.casework import support
from idva_desktop.casework.cases import case_row
from idva_desktop.casework.drafts import keep, kept
from idva_desktop.casework.session import Session
from idva_desktop.domain.errors import GateError, RefusedError
from idva_desktop.domain.form import Typed
from idva_desktop.domain.records import Case, Closure

CLOSED: dict[str, Typed] = {
    "closure.closed_on": "today",
    "closure.reason": "planned_needs_met",
    "closure.feels_safer": "agree",
    "closure.satisfaction": "satisfied",
}


def test_support_begins_once_and_not_ahead(session: Session, case_id: str) -> None:
    with pytest.raises(RefusedError, match="future"):
        support.begin_support(session, case_id, session.today + timedelta(days=1))
    support.begin_support(session, case_id, session.today)
    case = session.vault.fetch_one(Case, case_id)
    assert case is not None
    assert case.support_started == session.today
    with pytest.raises(RefusedError, match="already"):
        support.begin_support(session, case_id, session.today)


def test_support_does_not_begin_before_the_referral(session: Session, case_id: str) -> None:
    with pytest.raises(RefusedError, match="before"):
        support.begin_support(session, case_id, date(2025, 11, 19))


def test_a_case_closes_once(session: Session, case_id: str) -> None:
    keep(session, support.closure_draft(case_id), "closure", CLOSED, "")
    support.close_case(session, case_id, CLOSED)
    assert kept(session, support.closure_draft(case_id)) is None
    row = case_row(session, case_id)
    assert row is not None
    assert (row.closed, row.open) == (True, False)
    with pytest.raises(RefusedError, match="closed already"):
        support.close_case(session, case_id, CLOSED)


def test_a_case_does_not_close_before_it_was_opened(session: Session, case_id: str) -> None:
    typed: dict[str, Typed] = CLOSED | {"closure.closed_on": "19 Nov"}
    with pytest.raises(GateError) as refused:
        support.close_case(session, case_id, typed)
    words = {one.words for one in refused.value.missing}
    assert "The case cannot close before it was opened" in words
    assert session.vault.fetch(Closure, owner=case_id) == []


def test_what_a_closure_lacks_is_listed(session: Session, case_id: str) -> None:
    with pytest.raises(GateError) as refused:
        support.close_case(session, case_id, {"closure.closed_on": "someday"})
    named = {one.question for one in refused.value.missing}
    assert named == {"closed_on", "reason", "feels_safer", "satisfaction"}


def test_a_start_of_support_settles_its_draft(session: Session, case_id: str) -> None:
    draft = support.begin_draft(case_id)
    keep(session, draft, support.BEGIN_FORM, {"case.support_started": "today"}, "")
    support.begin_support(session, case_id, session.today)
    assert kept(session, draft) is None
