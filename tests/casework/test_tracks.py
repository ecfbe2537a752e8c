from datetime import date

from idva_desktop.casework import records
from idva_desktop.casework.session import Session
from idva_desktop.casework.tracks import tracks
from idva_desktop.domain.records import ProcessStep


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
