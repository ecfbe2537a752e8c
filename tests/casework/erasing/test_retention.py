"""Retention: what is due is listed with its reason; what is held is listed and never erased."""

from datetime import datetime, timedelta

import pytest

from idva_desktop.casework import intake
from idva_desktop.casework.erasing import retention
from idva_desktop.casework.second_person import prove
from idva_desktop.casework.session import Save, Session
from idva_desktop.domain.errors import RefusedError
from idva_desktop.domain.records import Case, Closure, LegalHold, ProcessStep, Referral
from idva_desktop.domain.typed_dates import LONDON
from tests.casework.people import PASSPHRASES, REFERRAL, SUPERVISOR, WORKER, Office


@pytest.fixture
def cases(office: Office) -> dict[str, str]:
    """Return a case that was supported, one that was never reached, and an open one."""
    made = office.session
    found = {name: intake.accept(made, REFERRAL) for name in ("served", "missed", "open")}
    served = found["served"]
    made.save("save", [Save(Case, served, served, {"support_started": made.today})])
    made.save("save", [Save(Closure, served, served, {"closed_on": made.today})])
    [referral] = made.vault.fetch(Referral, owner=found["missed"])
    answers = {"decision": "could_not_contact", "decided_on": made.today}
    made.save("save", [Save(Referral, referral.id, found["missed"], answers)])
    office.change_places(SUPERVISOR)
    return found


def listed(office: Office) -> retention.RetentionList:
    return retention.retention_list(office.session)


def later(office: Office, **by: int) -> None:
    office.clock.at += timedelta(**by)


def run(session: Session, *case_ids: str) -> None:
    with prove(session, WORKER, PASSPHRASES[WORKER]) as second:
        retention.run_retention(session, case_ids, second)


def test_nothing_is_due_before_its_time_and_the_next_day_is_said(
    office: Office, cases: dict[str, str]
) -> None:
    assert cases
    found = listed(office)
    assert (found.due, found.held) == ((), ())
    assert found.next_due == datetime(2026, 5, 20, tzinfo=LONDON).date()


def test_a_case_is_due_for_its_own_reason(office: Office, cases: dict[str, str]) -> None:
    later(office, days=190)
    [row] = listed(office).due
    assert row.case_id == cases["missed"]
    assert "Never reached" in row.why
    later(office, days=6 * 366)
    due = listed(office).due
    assert [row.case_id for row in due] == [cases["missed"], cases["served"]]
    assert "Supported" in due[1].why


def test_a_run_erases_what_is_due_and_nothing_else(office: Office, cases: dict[str, str]) -> None:
    later(office, days=190)
    run(office.session, cases["missed"])
    left = {case.id for case in office.session.vault.fetch(Case)}
    assert left == {cases["served"], cases["open"]}
    assert listed(office).due == ()


@pytest.mark.parametrize("name", ["open", "served"])
def test_what_is_not_due_is_refused(office: Office, cases: dict[str, str], name: str) -> None:
    later(office, days=190)
    with pytest.raises(RefusedError, match="not due"):
        run(office.session, cases["missed"], cases[name])
    assert len(office.session.vault.fetch(Case)) == 3


def test_a_run_on_a_case_under_legal_hold_is_refused_with_its_reason(
    office: Office, cases: dict[str, str]
) -> None:
    later(office, days=190)
    missed = cases["missed"]
    office.session.save(
        "save", [Save(LegalHold, "hold", missed, {"since": office.session.today, "why": "court"})]
    )
    found = listed(office)
    assert found.due == ()
    assert [row.case_id for row in found.held] == [missed]
    with pytest.raises(RefusedError, match="under legal hold"):
        run(office.session, missed)
    assert len(office.session.vault.fetch(Case)) == 3


def test_a_track_under_way_holds_too(office: Office, cases: dict[str, str]) -> None:
    later(office, days=190)
    missed = cases["missed"]
    answers = {"process": "misconduct", "stage": "investigation", "on": office.session.today}
    office.session.save("save", [Save(ProcessStep, "step", missed, answers)])
    assert "track under way" in listed(office).held[0].held[0]
    answers = {"process": "misconduct", "stage": "outcome", "on": office.session.today}
    office.session.save("save", [Save(ProcessStep, "end", missed, answers)])
    assert [row.case_id for row in listed(office).due] == [missed]


def test_a_caseworker_sees_no_list(office: Office, cases: dict[str, str]) -> None:
    assert cases
    office.change_places(WORKER)
    with pytest.raises(RefusedError, match="supervisor"):
        listed(office)
