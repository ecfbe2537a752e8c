from datetime import timedelta

import pytest

from idva_desktop.casework import intake, records
from idva_desktop.casework.session import Session
from idva_desktop.casework.supervision.overdue import team_dues
from idva_desktop.domain.errors import RefusedError
from idva_desktop.domain.form import Typed
from idva_desktop.domain.records import ContactPause
from tests.casework.people import REFERRAL, SUPERVISOR, WORKER, Office, close_with_second


def test_what_is_late_stands_with_its_case_and_worker(office: Office) -> None:
    intake.accept(office.session, REFERRAL)
    closed = intake.accept(office.session, REFERRAL)
    close_with_second(office.session, closed)
    office.clock.at += timedelta(days=5)
    late = team_dues(office.change_places(SUPERVISOR)).overdue
    assert [(each.due.what, each.case.worker, each.late) for each in late] == [
        ("First attempt", WORKER, 4)
    ]


def test_what_is_unsafe_is_suspended_and_never_late(office: Office, case_id: str) -> None:
    pause: dict[str, Typed] = {
        "contact_pause.from_day": "20 Nov 2025",
        "contact_pause.until_day": "30 Nov 2025",
    }
    records.save_record(office.session, ContactPause, case_id, pause)
    office.clock.at += timedelta(days=5)
    found = team_dues(office.change_places(SUPERVISOR))
    assert found.overdue == ()
    assert [each.due.what for each in found.suspended] == ["First attempt"]


def test_a_caseworker_does_not_see_what_is_late_of_others(session: Session) -> None:
    with pytest.raises(RefusedError, match="Only a supervisor"):
        team_dues(session)
