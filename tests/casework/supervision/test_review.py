from collections.abc import Callable

import pytest

from idva_desktop.casework import closing, plans, records, risk
from idva_desktop.casework.plan_approval import approve_plan
from idva_desktop.casework.session import Session
from idva_desktop.casework.supervision.review import (
    changes,
    give_back,
    note_form,
    review_items,
    sign,
    sign_offs,
)
from idva_desktop.casework.supervision.review_changes import NOT_SAID, Turn
from idva_desktop.domain.errors import RefusedError
from idva_desktop.domain.form import Typed
from idva_desktop.domain.instrument import instrument
from idva_desktop.domain.records import DisclosureRequest, SafetyPlan, Sharing
from tests.casework.people import CLOSED, SUPERVISOR, WORKER, Office, close_with_second
from tests.casework.test_sharing import WITHOUT

TO_RELEASE: dict[str, Typed] = {
    "disclosure_request.request_kind": "subject_access",
    "disclosure_request.asked_by": "The client",
    "disclosure_request.received_on": "today",
    "disclosure_request.decision": "release",
    "disclosure_request.decision_reason": "Her own data",
}


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
        "risk",
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


def test_a_closure_waits_and_is_signed_in_the_same_way(office: Office, case_id: str) -> None:
    closing.send_closure(office.session, case_id, CLOSED)
    supervisor = office.change_places(SUPERVISOR)
    (item,) = review_items(supervisor)
    assert (item.what, item.opens, item.detail) == ("closure", "closure", "Planned, needs met")
    sign(supervisor, item)
    assert review_items(supervisor) == []
    assert closing.closure_of(supervisor, case_id) is not None


def _send_plan(session: Session, case_id: str) -> None:
    plans.start_version(session, case_id)
    said: dict[str, Typed] = {
        "safety_plan.made_on": "today",
        "safety_plan.copy": "memory",
        "safety_plan.review_by": "11 Dec 2025",
    }
    plans.save_plan(session, case_id, said)
    action: dict[str, Typed] = {
        "plan_action.area": "home",
        "plan_action.what": "Fit window locks",
        "plan_action.who": "Client",
    }
    plans.save_action(session, case_id, action)
    plans.send_for_approval(session, case_id)


@pytest.mark.parametrize("kind", [kind.name for kind in sign_offs()])
def test_nobody_signs_their_own_work_of_any_kind(office: Office, case_id: str, kind: str) -> None:
    supervisor = office.change_places(SUPERVISOR)
    make: dict[str, Callable[[], object]] = {
        "plan": lambda: _send_plan(supervisor, case_id),
        "risk": lambda: _assess(supervisor, case_id, 15),
        "closure": lambda: closing.send_closure(supervisor, case_id, CLOSED),
        "sharing": lambda: records.save_record(supervisor, Sharing, case_id, WITHOUT),
        "disclosure": lambda: records.save_record(
            supervisor, DisclosureRequest, case_id, TO_RELEASE
        ),
    }
    make[kind]()
    (item,) = review_items(supervisor)
    assert (item.what, item.own) == (kind, True)
    with pytest.raises(RefusedError, match="your own"):
        sign(supervisor, item)
    assert review_items(supervisor) == [item]


def test_a_reassessment_shows_the_items_that_turned(office: Office, case_id: str) -> None:
    _assess(office.session, case_id, 14)
    _assess(office.session, case_id, 16, "review")
    supervisor = office.change_places(SUPERVISOR)
    (item,) = review_items(supervisor)
    shown = changes(supervisor, item)
    assert shown.since == "Since the assessment of 20 November 2025."
    turned = [line for line in shown.lines if line.turn is Turn.ADDED]
    assert [(line.before, line.after) for line in turned] == [("no", "yes"), ("no", "yes")]
    score = next(line for line in shown.lines if line.words == "Score")
    assert (score.before, score.after) == ("14", "16")


def test_a_first_assessment_shows_what_was_answered_yes(office: Office, case_id: str) -> None:
    _assess(office.session, case_id, 15)
    supervisor = office.change_places(SUPERVISOR)
    shown = changes(supervisor, review_items(supervisor)[0])
    assert len([line for line in shown.lines if line.turn is Turn.ADDED]) == 15


def test_a_plan_shows_what_came_changed_and_went(office: Office, case_id: str) -> None:
    worker = office.session
    _send_plan(worker, case_id)
    approve_plan(office.change_places(SUPERVISOR), case_id)
    worker = office.change_places(WORKER)
    plans.start_version(worker, case_id)
    (carried,) = plans.plan_picture(worker, case_id).actions
    changed = plans.typed_action(worker, carried.id) | {"plan_action.who": "Housing partner"}
    plans.save_action(worker, case_id, changed, carried.id)
    new: dict[str, Typed] = {
        "plan_action.area": "digital",
        "plan_action.what": "New phone number",
        "plan_action.who": "Client",
    }
    plans.save_action(worker, case_id, new)
    said: dict[str, Typed] = {
        "safety_plan.made_on": "today",
        "safety_plan.copy": "plain",
        "safety_plan.review_by": "11 Dec 2025",
    }
    plans.save_plan(worker, case_id, said)
    plans.send_for_approval(worker, case_id)
    supervisor = office.change_places(SUPERVISOR)
    (item,) = review_items(supervisor)
    shown = changes(supervisor, item)
    assert shown.since == "Since version 1, approved 20 November 2025."
    assert [(line.turn, line.words) for line in shown.lines] == [
        (Turn.CHANGED, "A copy for the client"),
        (Turn.CHANGED, "Home: Fit window locks"),
        (Turn.ADDED, "Digital: New phone number"),
    ]


def test_a_closure_shows_exit_against_entry(office: Office, case_id: str) -> None:
    _assess(office.session, case_id, 3)
    measured: dict[str, Typed] = {
        "closure.abuse_at_entry": "yes",
        "closure.abuse_last_month": "no",
    }
    closing.send_closure(office.session, case_id, CLOSED | measured)
    supervisor = office.change_places(SUPERVISOR)
    lines = {line.words: line for line in changes(supervisor, review_items(supervisor)[0]).lines}
    assert (lines["Abuse"].before, lines["Abuse"].after) == ("Yes", "No")
    assert lines["Risk"].turn is Turn.SAME
    assert lines["In work"].after == NOT_SAID


def test_sharing_without_consent_waits_and_is_refused_with_a_note(
    office: Office, case_id: str
) -> None:
    records.save_record(office.session, Sharing, case_id, WITHOUT)
    supervisor = office.change_places(SUPERVISOR)
    (item,) = review_items(supervisor)
    assert (item.title, item.author, item.own) == ("Sharing without consent", WORKER, False)
    with pytest.raises(RefusedError, match="Say why"):
        give_back(supervisor, item, {"sharing.refusal": " "})
    give_back(supervisor, item, {"sharing.refusal": "Ask her first."})
    assert review_items(supervisor) == []
    assert [held.state for held in supervisor.vault.fetch(Sharing)] == ["refused"]


def test_a_plan_is_given_back_from_the_queue(office: Office, case_id: str) -> None:
    _send_plan(office.session, case_id)
    supervisor = office.change_places(SUPERVISOR)
    give_back(supervisor, review_items(supervisor)[0], {"safety_plan.returned_note": "Add locks."})
    assert [plan.state for plan in supervisor.vault.fetch(SafetyPlan)] == ["returned"]


def test_an_assessment_is_not_given_back(office: Office, case_id: str) -> None:
    _assess(office.session, case_id, 15)
    supervisor = office.change_places(SUPERVISOR)
    (item,) = review_items(supervisor)
    assert note_form(item) is None
    with pytest.raises(RefusedError, match="not given back here"):
        give_back(supervisor, item, {})
