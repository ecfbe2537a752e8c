import pytest

from idva_desktop.casework import risk
from idva_desktop.casework.review import Waiting, review_items, sign
from idva_desktop.casework.session import Session
from idva_desktop.domain.errors import RefusedError
from idva_desktop.domain.form import Typed
from idva_desktop.domain.instrument import instrument
from tests.casework.people import SUPERVISOR, WORKER, Office, close_with_second


def _assess(session: Session, case_id: str, yes: int, stage: str = "entry") -> str:
    items = [item.id for item in instrument().items()]
    typed: dict[str, Typed] = {
        "risk_assessment.on": "today",
        "risk_assessment.stage": stage,
        "risk_assessment.judgement": "agrees",
        "risk_assessment.items": {
            item: "yes" if place < yes else "no" for place, item in enumerate(items)
        },
    }
    return risk.save_assessment(session, case_id, typed)


def test_a_high_assessment_waits_with_its_author(office: Office, case_id: str) -> None:
    risk_id = _assess(office.session, case_id, 15)
    supervisor = office.change_places(SUPERVISOR)
    (item,) = review_items(supervisor)
    assert (item.what, item.record_id, item.author, item.own) == (
        Waiting.RISK,
        risk_id,
        WORKER,
        False,
    )
    assert item.band == "high"


def test_an_assessment_below_high_does_not_wait(office: Office, case_id: str) -> None:
    _assess(office.session, case_id, 3)
    assert review_items(office.change_places(SUPERVISOR)) == []


def test_signing_takes_it_off_the_queue(office: Office, case_id: str) -> None:
    _assess(office.session, case_id, 15)
    supervisor = office.change_places(SUPERVISOR)
    sign(supervisor, review_items(supervisor)[0])
    assert review_items(supervisor) == []


def test_own_work_shows_as_own_and_is_refused(office: Office, case_id: str) -> None:
    supervisor = office.change_places(SUPERVISOR)
    _assess(supervisor, case_id, 15)
    (item,) = review_items(supervisor)
    assert item.own
    with pytest.raises(RefusedError, match="your own"):
        sign(supervisor, item)


def test_a_caseworker_cannot_sign(office: Office, case_id: str) -> None:
    _assess(office.session, case_id, 15)
    with pytest.raises(RefusedError, match="Only a supervisor"):
        sign(office.session, review_items(office.session)[0])


def test_only_the_assessment_in_force_waits_and_its_case_stands_once(
    office: Office, case_id: str
) -> None:
    _assess(office.session, case_id, 15)
    latest = _assess(office.session, case_id, 18, "review")
    waiting = review_items(office.change_places(SUPERVISOR))
    assert [item.record_id for item in waiting] == [latest]


def test_a_high_assessment_that_a_lower_one_overtook_does_not_wait(
    office: Office, case_id: str
) -> None:
    _assess(office.session, case_id, 15)
    _assess(office.session, case_id, 3, "exit")
    assert review_items(office.change_places(SUPERVISOR)) == []


def test_nothing_of_a_closed_case_waits(office: Office, case_id: str) -> None:
    _assess(office.session, case_id, 15)
    close_with_second(office.session, case_id)
    assert review_items(office.change_places(SUPERVISOR)) == []
