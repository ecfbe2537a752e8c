from datetime import date

import pytest

from idva_desktop.casework import plan_approval, plans, support
from idva_desktop.casework.drafts import keep, kept
from idva_desktop.casework.session import Session
from idva_desktop.domain.errors import GateError, RefusedError
from idva_desktop.domain.form import Typed
from idva_desktop.domain.records import PlanAction, SafetyPlan
from tests.casework.people import PASSPHRASES, SUPERVISOR, WORKER, Office

SAID: dict[str, Typed] = {
    "safety_plan.made_on": "today",
    "safety_plan.copy": "plain",
    "safety_plan.review_by": "27 Nov",
}
LOCKS: dict[str, Typed] = {
    "plan_action.area": "home",
    "plan_action.what": "Window locks fitted",
    "plan_action.who": "Housing partner",
    "plan_action.due": "24 Nov",
}


def _plan(session: Session, case_id: str) -> SafetyPlan:
    plan = plans.plan_picture(session, case_id).plan
    assert plan is not None
    return plan


def _sent(session: Session, case_id: str) -> None:
    plans.start_version(session, case_id)
    plans.save_plan(session, case_id, SAID)
    plans.save_action(session, case_id, LOCKS)
    plans.send_for_approval(session, case_id)


def test_a_case_begins_without_a_plan_and_with_nine_areas_open(
    session: Session, case_id: str
) -> None:
    picture = plans.plan_picture(session, case_id)
    assert (picture.plan, picture.in_force, picture.actions) == (None, None, ())
    assert len(picture.not_thought_about) == 9


def test_one_version_is_in_work_at_a_time(session: Session, case_id: str) -> None:
    plans.start_version(session, case_id)
    assert (_plan(session, case_id).version, _plan(session, case_id).state) == (1, "draft")
    with pytest.raises(RefusedError, match="in work already"):
        plans.start_version(session, case_id)


def test_a_plan_may_be_saved_with_one_answer(session: Session, case_id: str) -> None:
    plans.start_version(session, case_id)
    keep(session, plans.plan_draft(case_id), "plan", SAID, "")
    plans.save_plan(session, case_id, {"safety_plan.copy": "not_safe"})
    assert _plan(session, case_id).copy == "not_safe"
    assert kept(session, plans.plan_draft(case_id)) is None


def test_an_answer_that_was_emptied_is_cleared(session: Session, case_id: str) -> None:
    plans.start_version(session, case_id)
    plans.save_plan(session, case_id, SAID)
    plans.save_plan(session, case_id, {"safety_plan.review_by": ""})
    assert _plan(session, case_id).review_by is None
    assert _plan(session, case_id).copy == "plain"


def test_an_action_needs_area_words_and_somebody(session: Session, case_id: str) -> None:
    plans.start_version(session, case_id)
    with pytest.raises(GateError) as refused:
        plans.save_action(session, case_id, {"plan_action.due": "soon"})
    assert {one.question for one in refused.value.missing} == {"due", "area", "what", "who"}


def test_actions_stand_in_the_order_of_the_areas(session: Session, case_id: str) -> None:
    plans.start_version(session, case_id)
    plans.save_action(session, case_id, LOCKS | {"plan_action.area": "digital"})
    home = plans.save_action(session, case_id, LOCKS)
    picture = plans.plan_picture(session, case_id)
    assert [action.area for action in picture.actions] == ["home", "digital"]
    assert "home" not in {area.code for area in picture.not_thought_about}
    plans.save_action(session, case_id, LOCKS | {"plan_action.who": "Client"}, home)
    assert plans.plan_picture(session, case_id).actions[0].who == "Client"


def test_a_tick_is_dated_and_can_be_taken_back(session: Session, case_id: str) -> None:
    plans.start_version(session, case_id)
    action_id = plans.save_action(session, case_id, LOCKS)
    plans.tick_action(session, case_id, action_id, done=True)
    held = session.vault.fetch_one(PlanAction, action_id)
    assert held is not None
    assert (held.state, held.done_on) == ("done", date(2025, 11, 20))
    plans.tick_action(session, case_id, action_id, done=False)
    held = session.vault.fetch_one(PlanAction, action_id)
    assert held is not None
    assert (held.state, held.done_on) == ("planned", None)


def test_sending_lists_what_is_missing(session: Session, case_id: str) -> None:
    plans.start_version(session, case_id)
    with pytest.raises(GateError) as refused:
        plans.send_for_approval(session, case_id)
    named = [(one.kind, one.question) for one in refused.value.missing]
    assert named == [
        ("safety_plan", "copy"),
        ("safety_plan", "review_by"),
        ("plan_action", ""),
    ]


def test_a_version_that_was_sent_is_changed_only_once_taken_back(
    office: Office, case_id: str
) -> None:
    _sent(office.session, case_id)
    with pytest.raises(RefusedError, match="waits for approval"):
        plans.save_plan(office.session, case_id, SAID)
    office.change_places(SUPERVISOR)
    with pytest.raises(RefusedError, match="Somebody else"):
        plan_approval.take_back(office.session, case_id)
    office.change_places(WORKER)
    plan_approval.take_back(office.session, case_id)
    plans.save_plan(office.session, case_id, SAID)
    with pytest.raises(RefusedError, match="No plan waits"):
        plan_approval.take_back(office.session, case_id)


def test_a_supervisor_who_did_not_write_it_approves(office: Office, case_id: str) -> None:
    _sent(office.session, case_id)
    session = office.change_places(SUPERVISOR)
    assert [plan.owner for plan in plan_approval.waiting_plans(session)] == [case_id]
    plan_approval.approve_plan(session, case_id)
    plan = _plan(session, case_id)
    assert (plan.state, plan.approved_by, plan.approved_on) == (
        "approved",
        SUPERVISOR,
        session.today,
    )
    assert plans.plan_picture(session, case_id).in_force == plan
    assert plan_approval.waiting_plans(session) == []


def test_nobody_approves_their_own_plan(office: Office, case_id: str) -> None:
    session = office.change_places(SUPERVISOR)
    _sent(session, case_id)
    assert not plan_approval.may_approve(session, _plan(session, case_id), session.vault.member)
    with pytest.raises(RefusedError, match="your own plan"):
        plan_approval.approve_plan(session, case_id)
    with pytest.raises(RefusedError, match="your own plan"):
        plan_approval.return_plan(session, case_id, "Mend it")


def test_a_caseworker_approves_nothing(session: Session, case_id: str) -> None:
    _sent(session, case_id)
    with pytest.raises(RefusedError, match="Only a supervisor"):
        plan_approval.approve_plan(session, case_id)


def test_a_second_person_approves_at_the_workers_desk(session: Session, case_id: str) -> None:
    _sent(session, case_id)
    with session.vault.prove_member(SUPERVISOR, PASSPHRASES[SUPERVISOR]) as proven:
        plan_approval.approve_plan(session, case_id, proven)
    plan = _plan(session, case_id)
    assert plan.approved_by == SUPERVISOR
    last = session.vault.history(case_id, plan.id)[-1]
    assert (last.what, last.member_id) == ("approve", proven.member.id)
    assert session.vault.audit().proved


def test_the_writer_cannot_prove_themselves_as_the_second_person(
    session: Session, case_id: str
) -> None:
    _sent(session, case_id)
    with (
        session.vault.prove_member(WORKER, PASSPHRASES[WORKER]) as proven,
        pytest.raises(RefusedError),
    ):
        plan_approval.approve_plan(session, case_id, proven)
    assert _plan(session, case_id).state == "sent"


def test_a_plan_comes_back_with_a_note(office: Office, case_id: str) -> None:
    _sent(office.session, case_id)
    session = office.change_places(SUPERVISOR)
    with pytest.raises(RefusedError, match="Say what is to be mended"):
        plan_approval.return_plan(session, case_id, "  ")
    plan_approval.return_plan(session, case_id, "Add the commute")
    plan = _plan(session, case_id)
    assert (plan.state, plan.returned_note) == ("returned", "Add the commute")
    session = office.change_places(WORKER)
    plans.save_action(session, case_id, LOCKS | {"plan_action.area": "commute"})
    plans.send_for_approval(session, case_id)
    assert _plan(session, case_id).state == "sent"


def test_the_next_version_carries_open_actions_forward(office: Office, case_id: str) -> None:
    _sent(office.session, case_id)
    session = office.change_places(SUPERVISOR)
    plan_approval.approve_plan(session, case_id)
    (action,) = plans.plan_picture(session, case_id).actions
    plans.start_version(session, case_id)
    picture = plans.plan_picture(session, case_id)
    assert picture.plan is not None
    assert picture.plan.version == 2
    assert picture.in_force is not None
    assert picture.in_force.version == 1
    (carried,) = picture.actions
    assert (carried.what, carried.due) == (action.what, action.due)
    assert carried.id != action.id


def test_done_actions_stay_with_their_version(office: Office, case_id: str) -> None:
    _sent(office.session, case_id)
    session = office.change_places(SUPERVISOR)
    plan_approval.approve_plan(session, case_id)
    (action,) = plans.plan_picture(session, case_id).actions
    plans.tick_action(session, case_id, action.id, done=True)
    plans.start_version(session, case_id)
    assert plans.plan_picture(session, case_id).actions == ()


def test_printing_is_an_act(session: Session, case_id: str) -> None:
    plans.start_version(session, case_id)
    plans.note_printing(session, case_id)
    assert session.vault.history(case_id)[-1].what == "print"


def test_a_changed_action_loses_what_was_emptied(session: Session, case_id: str) -> None:
    plans.start_version(session, case_id)
    action_id = plans.save_action(session, case_id, LOCKS)
    typed = plans.typed_action(session, action_id)
    assert typed["plan_action.due"] == "24 November 2025"
    del typed["plan_action.due"]
    plans.save_action(session, case_id, typed, action_id)
    held = session.vault.fetch_one(PlanAction, action_id)
    assert held is not None
    assert (held.due, held.what) == (None, "Window locks fitted")


def test_an_action_saved_as_done_is_dated(session: Session, case_id: str) -> None:
    plans.start_version(session, case_id)
    action_id = plans.save_action(session, case_id, LOCKS | {"plan_action.state": "done"})
    held = session.vault.fetch_one(PlanAction, action_id)
    assert held is not None
    assert held.done_on == session.today


def test_a_plan_opens_as_it_was_typed(session: Session, case_id: str) -> None:
    plans.start_version(session, case_id)
    plans.save_plan(session, case_id, SAID)
    typed = plans.typed_plan(_plan(session, case_id))
    assert typed == {
        "safety_plan.made_on": "20 November 2025",
        "safety_plan.copy": "plain",
        "safety_plan.review_by": "27 November 2025",
    }


def test_the_first_plan_is_due_after_support_began(session: Session, case_id: str) -> None:
    assert plans.approval_due(session, case_id) is None
    support.begin_support(session, case_id, session.today)
    due = plans.approval_due(session, case_id)
    assert due is not None
    assert due.by == date(2025, 11, 27)


def test_a_plan_says_whether_they_live_together_and_what_was_talked_through(
    session: Session, case_id: str
) -> None:
    plans.start_version(session, case_id)
    said: dict[str, Typed] = {
        "safety_plan.living": "together_staying",
        "safety_plan.options": ["stay_safer", "workplace_change"],
    }
    plans.save_plan(session, case_id, said)
    plan = _plan(session, case_id)
    assert (plan.living, plan.options) == ("together_staying", ("stay_safer", "workplace_change"))
