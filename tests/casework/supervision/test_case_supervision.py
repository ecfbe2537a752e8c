from datetime import date, timedelta

import pytest

from idva_desktop.casework import intake, records
from idva_desktop.casework.deadlines import dues_of
from idva_desktop.casework.session import Session
from idva_desktop.casework.timeline import timeline
from idva_desktop.domain.errors import GateError, RefusedError
from idva_desktop.domain.form import Typed
from idva_desktop.domain.records import CaseSupervision
from tests.casework.people import REFERRAL, SUPERVISOR, WORKER, Office

TALK: dict[str, Typed] = {
    "case_supervision.held_on": "20 Nov 2025",
    "case_supervision.next_by": "4 Dec 2025",
    "case_supervision.agreed": "Ring the housing team.",
}


def _asked(session: Session, case_id: str) -> list[date | None]:
    return [due.by for due in dues_of(session, case_id) if due.rule_id == "case_supervision"]


def test_a_case_is_due_in_supervision_on_the_day_agreed_until_it_was_held(office: Office) -> None:
    case_id = intake.accept(office.session, REFERRAL)
    session = office.change_places(SUPERVISOR)
    records.save_record(session, CaseSupervision, case_id, TALK)
    assert _asked(session, case_id) == [date(2025, 12, 4)]
    office.clock.at += timedelta(days=14)
    again: dict[str, Typed] = {"case_supervision.held_on": "4 Dec 2025"}
    records.save_record(session, CaseSupervision, case_id, again)
    assert _asked(session, case_id) == []


def test_a_talk_about_a_case_stands_in_its_timeline(office: Office) -> None:
    case_id = intake.accept(office.session, REFERRAL)
    session = office.change_places(SUPERVISOR)
    records.save_record(session, CaseSupervision, case_id, TALK)
    found = [entry for entry in timeline(session, case_id) if entry.kind == "case_supervision"]
    assert [(each.title, each.note) for each in found] == [
        ("Talked through in supervision", "Ring the housing team.")
    ]


def test_only_a_supervisor_keeps_the_supervision_of_a_case(office: Office) -> None:
    case_id = intake.accept(office.session, REFERRAL)
    with pytest.raises(RefusedError, match="supervisor"):
        records.save_record(office.session, CaseSupervision, case_id, TALK)
    session = office.change_places(SUPERVISOR)
    records.save_record(session, CaseSupervision, case_id, TALK)
    worker = office.change_places(WORKER)
    assert len(records.rows(worker, CaseSupervision, case_id)) == 1


def test_the_next_talk_is_not_before_the_last(office: Office) -> None:
    case_id = intake.accept(office.session, REFERRAL)
    session = office.change_places(SUPERVISOR)
    before: dict[str, Typed] = {**TALK, "case_supervision.next_by": "19 Nov 2025"}
    with pytest.raises(GateError):
        records.save_record(session, CaseSupervision, case_id, before)
