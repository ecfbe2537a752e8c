"""What the safety plan says is to be done is due, once, while it is open."""

from idva_desktop.casework import intake, plan_approval, plans
from idva_desktop.casework.deadlines import dues_of
from idva_desktop.casework.second_person import prove
from idva_desktop.domain.form import Typed
from tests.casework.people import PASSPHRASES, REFERRAL, SUPERVISOR, Office

_ACTION: dict[str, Typed] = {
    "plan_action.area": "home",
    "plan_action.what": "Fit window locks",
    "plan_action.who": "Worker A",
    "plan_action.due": "24 Nov 2025",
}
_PLAN: dict[str, Typed] = {
    "safety_plan.made_on": "20 Nov 2025",
    "safety_plan.copy": "memory",
    "safety_plan.review_by": "11 Dec 2025",
}


def _asked(office: Office, case_id: str) -> list[str]:
    dues = dues_of(office.session, case_id)
    return [due.what for due in dues if due.rule_id == "plan_action_due"]


def test_an_open_action_is_due_until_it_is_done(office: Office) -> None:
    case_id = intake.accept(office.session, REFERRAL)
    plans.start_version(office.session, case_id)
    action = plans.save_action(office.session, case_id, _ACTION)
    assert _asked(office, case_id) == ["Fit window locks"]
    plans.tick_action(office.session, case_id, action, done=True)
    assert _asked(office, case_id) == []


def test_an_action_carried_into_the_next_version_is_due_once_and_as_it_stands_there(
    office: Office,
) -> None:
    session = office.session
    case_id = intake.accept(session, REFERRAL)
    plans.start_version(session, case_id)
    plans.save_plan(session, case_id, _PLAN)
    plans.save_action(session, case_id, _ACTION)
    plans.send_for_approval(session, case_id)
    with prove(session, SUPERVISOR, PASSPHRASES[SUPERVISOR]) as approver:
        plan_approval.approve_plan(session, case_id, approver)
    plans.start_version(session, case_id)
    (carried,) = plans.plan_picture(session, case_id).actions
    changed = _ACTION | {"plan_action.what": "Fit door locks"}
    plans.save_action(session, case_id, changed, carried.id)
    assert _asked(office, case_id) == ["Fit door locks"]
