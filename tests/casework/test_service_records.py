import pytest

from idva_desktop.casework import records
from idva_desktop.casework.session import Session
from idva_desktop.domain.errors import GateError, RefusedError
from idva_desktop.domain.form import Typed
from idva_desktop.domain.record import Scope
from idva_desktop.domain.records import Complaint, StaffPeriod
from tests.casework.people import SUPERVISOR, Office

COMPLAINT: dict[str, Typed] = {
    "complaint.received_on": "3 Nov 2025",
    "complaint.about": "time_to_contact",
}


def test_the_service_holds_records_as_a_case_does(office: Office) -> None:
    session = office.change_places(SUPERVISOR)
    saved = records.save_record(session, Complaint, Scope.SERVICE, COMPLAINT)
    assert [row.id for row in records.rows(session, Complaint, Scope.SERVICE)] == [saved]
    assert records.typed_answers(session, Complaint, saved)["complaint.received_on"] == (
        "3 November 2025"
    )
    records.remove_record(session, Complaint, Scope.SERVICE, saved)
    assert records.rows(session, Complaint, Scope.SERVICE) == []


def test_what_the_supervisor_keeps_is_refused_to_a_caseworker(session: Session) -> None:
    with pytest.raises(RefusedError, match="supervisor"):
        records.save_record(session, Complaint, Scope.SERVICE, COMPLAINT)
    with pytest.raises(RefusedError, match="supervisor"):
        records.remove_record(session, Complaint, Scope.SERVICE, "0" * 32)
    assert session.vault.count(Complaint) == 0


def test_a_record_of_the_service_is_never_held_by_a_case(office: Office) -> None:
    session = office.change_places(SUPERVISOR)
    with pytest.raises(ValueError, match="own owner"):
        records.save_record(session, Complaint, "0" * 32, COMPLAINT)


def test_a_day_cannot_precede_the_one_before_it(office: Office) -> None:
    session = office.change_places(SUPERVISOR)
    typed = COMPLAINT | {"complaint.due": "1 Nov 2025", "complaint.closed_on": "2 Nov 2025"}
    with pytest.raises(GateError) as refused:
        records.save_record(session, Complaint, Scope.SERVICE, typed)
    assert [each.question for each in refused.value.missing] == ["due", "closed_on"]
    assert "Received on" in refused.value.missing[0].words
    assert session.vault.count(Complaint) == 0


@pytest.mark.parametrize("fte", ["-0.5", "1.51", "2", "0.655", "half", "1,5", "."])
def test_an_fte_that_cannot_be_is_refused(office: Office, fte: str) -> None:
    session = office.change_places(SUPERVISOR)
    typed: dict[str, Typed] = {
        "staff_period.person": "Worker A",
        "staff_period.fte": fte,
        "staff_period.from_on": "1 Apr 2025",
    }
    with pytest.raises(GateError) as refused:
        records.save_record(session, StaffPeriod, Scope.SERVICE, typed)
    assert "fte" in {each.question for each in refused.value.missing}
    assert session.vault.count(StaffPeriod) == 0


@pytest.mark.parametrize("typed", ["0", "0.6", "1.5", ".25"])
def test_an_fte_is_kept_as_it_was_typed(office: Office, typed: str) -> None:
    session = office.change_places(SUPERVISOR)
    answers: dict[str, Typed] = {
        "staff_period.person": "Worker A",
        "staff_period.fte": typed,
        "staff_period.from_on": "1 Apr 2025",
    }
    saved = records.save_record(session, StaffPeriod, Scope.SERVICE, answers)
    shown = records.typed_answers(session, StaffPeriod, saved)["staff_period.fte"]
    assert float(str(shown)) == float(typed)
