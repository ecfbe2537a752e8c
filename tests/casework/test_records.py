from datetime import date, timedelta

import pytest

from idva_desktop.casework import drafts, records
from idva_desktop.casework.key_dates import KeyDate, key_dates
from idva_desktop.casework.session import Session
from idva_desktop.domain.errors import GateError, RefusedError
from idva_desktop.domain.form import Typed
from idva_desktop.domain.record import Record
from idva_desktop.domain.records import (
    AbusePattern,
    Complaint,
    ContactPause,
    MaracEpisode,
    Need,
    Perpetrator,
    ProcessStep,
    RiskAssessment,
    Task,
)

LISTED = (
    Complaint,
    ContactPause,
    MaracEpisode,
    Need,
    Perpetrator,
    ProcessStep,
    Task,
    RiskAssessment,
)


def _heard(on: str) -> dict[str, Typed]:
    return {"marac_episode.met_on": "1 Nov 2025", "marac_episode.heard_on": on}


@pytest.mark.parametrize("kind", LISTED)
def test_every_listed_kind_has_columns_and_no_narrative_among_them(kind: type[Record]) -> None:
    shown = records.columns(kind)
    assert 1 <= len(shown) <= records.MOST_COLUMNS
    assert "note" not in dict(shown)


def test_a_record_is_added_and_shown_newest_first(session: Session, case_id: str) -> None:
    for area in ("finance_and_benefits", "safety"):
        records.save_record(session, Need, case_id, {"need.area": area, "need.level_entry": "2"})
    found = records.rows(session, Need, case_id)
    assert [row.cells[0] for row in found] == ["Safety", "Finance and benefits"]
    assert found[0].cells[1] == ""


def test_a_changed_record_keeps_its_id_and_an_emptied_answer_is_cleared(
    session: Session, case_id: str
) -> None:
    record_id = records.save_record(
        session, Need, case_id, {"need.area": "safety", "need.level_entry": "4"}
    )
    typed = records.typed_answers(session, Need, record_id)
    assert typed == {"need.area": "safety", "need.level_entry": "4"}
    records.save_record(session, Need, case_id, {"need.area": "safety"}, record_id)
    held = session.vault.fetch_one(Need, record_id)
    assert held is not None
    assert (held.area, held.level_entry) == ("safety", None)


def test_a_removed_record_leaves_its_list(session: Session, case_id: str) -> None:
    record_id = records.save_record(session, Need, case_id, {"need.area": "safety"})
    records.remove_record(session, Need, case_id, record_id)
    assert records.rows(session, Need, case_id) == []
    with pytest.raises(RefusedError):
        records.typed_answers(session, Need, record_id)


def test_a_gate_lists_what_is_missing_and_saves_nothing(session: Session, case_id: str) -> None:
    with pytest.raises(GateError) as refused:
        records.save_record(session, ProcessStep, case_id, {})
    assert {each.question for each in refused.value.missing} == {"process", "stage", "on"}
    assert records.rows(session, ProcessStep, case_id) == []


def test_a_record_without_any_answer_is_refused(session: Session, case_id: str) -> None:
    with pytest.raises(GateError) as refused:
        records.save_record(session, Perpetrator, case_id, {})
    assert refused.value.missing[0].words == "Answer at least one question"


def test_saving_settles_the_draft_of_the_record(session: Session, case_id: str) -> None:
    key = records.record_draft(Need, case_id)
    drafts.keep(session, key, "need", {"need.area": "safety"}, "need.area")
    records.save_record(session, Need, case_id, {"need.area": "safety"})
    assert drafts.kept(session, key) is None


def test_a_task_done_leaves_the_open_ones_and_can_be_taken_back(
    session: Session, case_id: str
) -> None:
    soon = records.save_record(session, Task, case_id, {"task.what": "A", "task.due": "tomorrow"})
    records.save_record(session, Task, case_id, {"task.what": "B"})
    assert [task.what for task in records.open_tasks(session, case_id)] == ["A", "B"]
    records.tick_task(session, case_id, soon, done=True)
    assert [task.what for task in records.open_tasks(session, case_id)] == ["B"]
    records.tick_task(session, case_id, soon, done=False)
    assert [task.what for task in records.open_tasks(session, case_id)] == ["A", "B"]


def test_key_dates_are_those_ahead_the_next_first(session: Session, case_id: str) -> None:
    records.save_record(
        session,
        ProcessStep,
        case_id,
        {
            "process_step.process": "misconduct",
            "process_step.stage": "meeting_or_hearing",
            "process_step.on": "27 Nov 2025",
        },
    )
    records.save_record(session, MaracEpisode, case_id, _heard("25 Nov 2025"))
    records.save_record(session, MaracEpisode, case_id, _heard("3 Nov 2025"))
    assert key_dates(session, case_id) == [
        KeyDate(date(2025, 11, 25), "MARAC"),
        KeyDate(date(2025, 11, 27), "Misconduct: meeting or hearing"),
    ]


def test_a_date_of_today_is_still_ahead(session: Session, case_id: str) -> None:
    records.save_record(session, MaracEpisode, case_id, _heard("today"))
    assert [each.day for each in key_dates(session, case_id)] == [session.today]
    assert session.today - timedelta(days=1) not in [d.day for d in key_dates(session, case_id)]


def test_when_abuse_began_is_kept_as_closely_as_it_is_known(session: Session, case_id: str) -> None:
    typed: dict[str, Typed] = {
        "abuse_pattern.form": "physical",
        "abuse_pattern.since": "about May 2024",
    }
    record_id = records.save_record(session, AbusePattern, case_id, typed)
    assert records.typed_answers(session, AbusePattern, record_id) == {
        "abuse_pattern.form": "physical",
        "abuse_pattern.since": "About May 2024",
    }
    assert "About May 2024" in records.rows(session, AbusePattern, case_id)[0].cells
