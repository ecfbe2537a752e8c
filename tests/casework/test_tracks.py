from datetime import date

import pytest

from idva_desktop.casework import records
from idva_desktop.casework.session import Save, Session
from idva_desktop.casework.tracks import tracks
from idva_desktop.domain.errors import GateError
from idva_desktop.domain.form import Typed
from idva_desktop.domain.records import Entitlement, ProcessStep


def _step(session: Session, case_id: str, process: str, stage: str, on: str) -> None:
    answers = {"process": process, "stage": stage, "on": on}
    typed = {f"process_step.{name}": value for name, value in answers.items()}
    records.save_record(session, ProcessStep, case_id, typed)


def test_each_process_says_how_far_it_has_come_and_what_comes_next(
    session: Session, case_id: str
) -> None:
    _step(session, case_id, "misconduct", "meeting_or_hearing", "27 Nov 2025")
    _step(session, case_id, "criminal", "investigation", "20 Nov 2025")
    _step(session, case_id, "misconduct", "severity_assessment", "20 Nov 2025")
    found = {track.code: track for track in tracks(session, case_id)}
    assert list(found) == ["criminal", "misconduct", "iopc", "grievance", "civil_family"]
    misconduct = found["misconduct"]
    assert (misconduct.last, misconduct.last_on) == ("Severity assessment", date(2025, 11, 20))
    assert (misconduct.next, misconduct.next_on) == ("Meeting or hearing", date(2025, 11, 27))
    assert (found["criminal"].last, found["criminal"].next) == ("Investigation", "")
    assert (found["iopc"].last, found["iopc"].last_on) == ("", None)


def test_the_victims_code_stands_beside_the_criminal_track(session: Session, case_id: str) -> None:
    for right, state, due in (
        ("support_services", "met", ""),
        ("personal_statement", "offered", "1 Nov 2025"),
        ("special_measures", "due", "1 Dec 2025"),
    ):
        said = {"right": right, "state": state, "due": due}
        typed = {f"entitlement.{name}": said[name] for name in said}
        records.save_record(session, Entitlement, case_id, typed)
    criminal, *others = tracks(session, case_id)
    assert criminal.rights == "1 of 3 met or declined, 1 late"
    assert {track.rights for track in others} == {""}


def test_where_no_right_is_recorded_nothing_is_said_of_them(session: Session, case_id: str) -> None:
    assert tracks(session, case_id)[0].rights == ""


def test_a_step_of_another_process_is_refused_and_one_kept_from_before_stands(
    session: Session, case_id: str
) -> None:
    with pytest.raises(GateError) as refused:
        _step(session, case_id, "misconduct", "charged", "20 Nov 2025")
    assert [each.question for each in refused.value.missing] == ["stage"]
    kept = {"process": "misconduct", "stage": "charged", "on": date(2025, 11, 19)}
    session.save("save", [Save(ProcessStep, "1" * 32, case_id, kept)])
    typed = records.typed_answers(session, ProcessStep, "1" * 32)
    note: dict[str, Typed] = {**typed, "process_step.note": "From the old list."}
    records.save_record(session, ProcessStep, case_id, note, "1" * 32)
    held = session.vault.fetch_one(ProcessStep, "1" * 32)
    assert held is not None
    assert (held.stage, held.note) == ("charged", "From the old list.")
