from collections.abc import Callable

import pytest

from idva_desktop.casework import records
from idva_desktop.casework.service.service_notices import (
    Notice,
    complaint_notices,
    incident_notices,
    staff_notices,
)
from idva_desktop.casework.session import Session
from idva_desktop.domain.form import Typed
from idva_desktop.domain.record import Record
from idva_desktop.domain.records import Complaint, DataIncident, StaffPeriod
from tests.casework.people import SUPERVISOR, Office

Add = Callable[..., str]


@pytest.fixture
def supervisor(office: Office) -> Session:
    return office.change_places(SUPERVISOR)


def _add(session: Session, kind: type[Record], **given: str) -> str:
    typed: dict[str, Typed] = {f"{kind.kind}.{name}": words for name, words in given.items()}
    return records.save_record(session, kind, kind.scope, typed)


def test_a_late_answer_to_a_complaint_is_said_until_it_is_closed(supervisor: Session) -> None:
    given = {"received_on": "3 Nov 2025", "about": "conduct", "due": "19 Nov 2025"}
    held = _add(supervisor, Complaint, **given)
    _add(supervisor, Complaint, **(given | {"due": "today"}))
    assert [notice.late for notice in complaint_notices(supervisor)] == [True]
    typed: dict[str, Typed] = {f"complaint.{name}": words for name, words in given.items()}
    typed["complaint.closed_on"] = "today"
    records.save_record(supervisor, Complaint, Complaint.scope, typed, held)
    assert list(complaint_notices(supervisor)) == []


def test_the_72_hours_of_the_ico_run_from_when_an_incident_is_known(supervisor: Session) -> None:
    _add(supervisor, DataIncident, known_at="19/11/2025 11:20", what="lost_paper")
    (notice,) = incident_notices(supervisor)
    assert notice.words == "Report to the ICO by Sat 22 November 2025, 11:20"
    assert notice.sentence.startswith("48 hours are left")
    assert not notice.late


def test_past_the_72_hours_it_says_that_they_have_passed(supervisor: Session) -> None:
    _add(supervisor, DataIncident, known_at="17/11/2025 11:19", what="lost_paper")
    (notice,) = incident_notices(supervisor)
    assert notice.late
    assert "have passed" in notice.sentence


@pytest.mark.parametrize(
    "more",
    [
        {"severity": "unlikely"},
        {"severity": "near_miss"},
        {"severity": "high", "told_ico_at": "20/11/2025 09:00"},
        {"severity": "likely", "not_reported_why": "Found again, unopened."},
        {"closed_on": "today"},
    ],
)
def test_the_clock_stops_once_it_is_reported_or_need_not_be(
    supervisor: Session, more: dict[str, str]
) -> None:
    given = {"known_at": "19/11/2025 11:20", "what": "lost_paper"}
    _add(supervisor, DataIncident, **given, **more)
    assert list(incident_notices(supervisor)) == []


def test_the_time_in_post_is_that_of_today(supervisor: Session) -> None:
    _add(supervisor, StaffPeriod, person="A", strand="IDVA", fte="1", from_on="1 Apr 2025")
    _add(supervisor, StaffPeriod, person="B", strand="ISVA", fte="0.6", from_on="1 Apr 2025")
    _add(supervisor, StaffPeriod, person="C", fte="0.25", from_on="20 Nov 2025")
    _add(supervisor, StaffPeriod, person="D", strand="IDVA", fte="1", from_on="21 Nov 2025")
    gone = {"from_on": "1 Apr 2025", "until_on": "19 Nov 2025"}
    _add(supervisor, StaffPeriod, person="E", strand="IDVA", fte="1", **gone)
    assert list(staff_notices(supervisor)) == [
        Notice("In post today: 1.85 FTE", "IDVA 1, ISVA 0.6, no strand 0.25", quiet=True)
    ]


def test_nobody_in_post_says_nothing(supervisor: Session) -> None:
    assert list(staff_notices(supervisor)) == []
