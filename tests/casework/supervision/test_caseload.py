import pytest

from idva_desktop.casework import intake, records
from idva_desktop.casework.session import Save
from idva_desktop.casework.supervision.caseload import caseload
from idva_desktop.domain.errors import RefusedError
from idva_desktop.domain.form import Typed
from idva_desktop.domain.record import Scope
from idva_desktop.domain.records import Case, StaffPeriod
from tests.casework.people import REFERRAL, SUPERVISOR, WORKER, Office, close_with_second


def _post(fte: str, *, since: str = "1 Apr 2025", until: str = "") -> dict[str, Typed]:
    return {
        "staff_period.person": " worker  a",
        "staff_period.role": "idva",
        "staff_period.fte": fte,
        "staff_period.from_on": since,
        "staff_period.until_on": until,
    }


def test_open_cases_are_weighed_by_worker_and_held_against_the_hours(office: Office) -> None:
    intake.accept(office.session, REFERRAL)
    closed = intake.accept(office.session, REFERRAL)
    close_with_second(office.session, closed)
    supervisor = office.change_places(SUPERVISOR)
    records.save_record(supervisor, StaffPeriod, Scope.SERVICE, _post("0.6"))
    ended = _post("1", since="1 Jan 2025", until="31 Mar 2025")
    records.save_record(supervisor, StaffPeriod, Scope.SERVICE, ended)
    found = {each.worker: each for each in caseload(supervisor)}
    worker = found[WORKER]
    assert (worker.cases, worker.counts, worker.fte) == (1, {"not_assessed": 1}, 60)
    assert (worker.points, worker.room) == (2, 27)
    assert found[SUPERVISOR].cases == 0
    assert found[SUPERVISOR].per_fte is None


def test_a_case_that_nobody_has_stands_last(office: Office) -> None:
    case_id = intake.accept(office.session, REFERRAL)
    office.session.save("save", [Save(Case, case_id, case_id, {"worker": None})])
    loads = caseload(office.change_places(SUPERVISOR))
    assert [(each.worker, each.cases) for each in loads] == [(SUPERVISOR, 0), (WORKER, 0), ("", 1)]


def test_a_caseworker_does_not_see_what_others_carry(office: Office) -> None:
    with pytest.raises(RefusedError, match="Only a supervisor"):
        caseload(office.session)
