"""Safety plans: versions made with the client, their actions, and approval by a second person."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from idva_desktop.casework.approvals import Approval
from idva_desktop.casework.case_file import the_case
from idva_desktop.casework.deadlines import dues_of
from idva_desktop.casework.drafts import all_kept, draft_key
from idva_desktop.casework.session import Save, Session, new_id
from idva_desktop.domain.errors import GateError, Missing, RefusedError
from idva_desktop.domain.form import (
    Form,
    Typed,
    form_of,
    missing_at,
    read_form,
    typed_of,
)
from idva_desktop.domain.questions import Gate
from idva_desktop.domain.record import Record
from idva_desktop.domain.records import PlanAction, SafetyPlan
from idva_desktop.domain.rules import Due
from idva_desktop.domain.vocab import Code, code_list
from idva_desktop.journal.acts import Act

APPROVAL = Approval(SafetyPlan, "plan")
PLAN_FORM = "plan"
ACTION_FORM = "action"
_APPROVAL_RULES = ("plan_approved", "plan_approved_high")


@dataclass(frozen=True, slots=True)
class PlanPicture:
    """What the safety plan screen shows.

    Attributes:
        plan: the version in work, or the one in force where none is in work; ``None`` for none.
        in_force: the approved version, if any.
        actions: the actions of the version shown, in order of the areas.
        not_thought_about: the areas without an action.
    """

    plan: SafetyPlan | None
    in_force: SafetyPlan | None
    actions: tuple[PlanAction, ...]
    not_thought_about: tuple[Code, ...]


def plan_form() -> Form:
    """Return the questions of the plan itself."""
    return form_of(
        PLAN_FORM, "Safety plan", SafetyPlan, short=True, leave_out=("safety_plan.version",)
    )


def action_form() -> Form:
    """Return the questions of one action."""
    return form_of(ACTION_FORM, "Action", PlanAction, short=True, leave_out=("plan_action.plan",))


def plan_draft(case_id: str) -> str:
    """Return the key of the plan draft of a case."""
    return draft_key(PLAN_FORM, case_id)


def action_draft(case_id: str, about: str = "") -> str:
    """Return the key of the draft of a new action, of one in an area, or of a change to one."""
    return draft_key(ACTION_FORM, f"{case_id}:{about}" if about else case_id)


def begun_action(session: Session, case_id: str) -> str | None:
    """Return what the newest draft of an action is about, or ``None`` where none is kept.

    It is an action's id, an area's code, or blank for a new action without an area.
    """
    start = action_draft(case_id)
    for draft in all_kept(session):
        if draft.key == start or draft.key.startswith(f"{start}:"):
            return draft.key.removeprefix(start).removeprefix(":")
    return None


def typed_plan(plan: SafetyPlan) -> dict[str, Typed]:
    """Return what is said about a version as its form would have it typed."""
    return _typed(plan_form(), plan)


def typed_action(session: Session, action_id: str) -> dict[str, Typed]:
    """Return a saved action as its form would have it typed.

    Raises:
        RefusedError: it was taken off the list.
    """
    held = session.vault.fetch_one(PlanAction, action_id)
    if held is None:
        raise RefusedError("This action was taken off the list. Nothing was changed.")
    return _typed(action_form(), held)


def _typed(form: Form, held: Record) -> dict[str, Typed]:
    return {
        field.key: typed_of(field, value)
        for field in form.fields()
        if (value := getattr(held, field.name)) is not None
    }


def approval_due(session: Session, case_id: str) -> Due | None:
    """Return by when the first plan is to be approved, or ``None`` where no rule asks for it."""
    dues = dues_of(session, case_id)
    return next((due for due in dues if due.rule_id in _APPROVAL_RULES), None)


def plan_picture(session: Session, case_id: str) -> PlanPicture:
    """Return the plan to show."""
    plans = sorted(
        session.vault.fetch(SafetyPlan, owner=case_id), key=lambda plan: plan.version or 0
    )
    in_force = next((plan for plan in reversed(plans) if plan.approved_on), None)
    shown = plans[-1] if plans else None
    order = [code.code for code in code_list("plan_area").codes]
    actions = [
        action
        for action in session.vault.fetch(PlanAction, owner=case_id)
        if shown is not None and action.plan == shown.id
    ]
    actions.sort(
        key=lambda action: order.index(action.area) if action.area in order else len(order)
    )
    covered = {action.area for action in actions}
    empty = tuple(code for code in code_list("plan_area").codes if code.code not in covered)
    return PlanPicture(shown, in_force, tuple(actions), empty)


def start_version(session: Session, case_id: str) -> str:
    """Begin the next version; the actions still open are carried forward.

    Returns:
        The id of the new version.

    Raises:
        RefusedError: a version is in work already.
    """
    the_case(session, case_id)
    picture = plan_picture(session, case_id)
    if picture.plan is not None and not picture.plan.approved_on:
        raise RefusedError("A version is in work already. Finish that one first.")
    plan_id = new_id()
    number = (picture.plan.version or 0) + 1 if picture.plan else 1
    answers = {"version": number, "made_on": session.today, "state": "draft"}
    saves = [Save(SafetyPlan, plan_id, case_id, answers)]
    for action in picture.actions:
        if action.state not in ("done", "dropped"):
            carried = _carried(action) | {"plan": plan_id}
            saves.append(Save(PlanAction, new_id(), case_id, carried))
    session.save("save", saves)
    return plan_id


def _carried(action: PlanAction) -> dict[str, Any]:
    names = ("area", "what", "who", "due", "state")
    return {name: getattr(action, name) for name in names if getattr(action, name) is not None}


def save_plan(session: Session, case_id: str, typed: Mapping[str, Typed]) -> None:
    """Save what is said about the version in work; nothing is required yet.

    Raises:
        GateError: an answer cannot be read.
        RefusedError: no version is in work.
    """
    plan = _in_work(session, case_id)
    reading = read_form(plan_form(), typed, session.clock())
    if reading.problems:
        _refuse(
            "Everything you typed is kept. To save the plan, mend these:",
            (problem.as_missing() for problem in reading.problems),
        )
    answers: dict[str, Any] = {
        field.name: reading.answers[SafetyPlan.kind].get(field.name)
        for field in plan_form().fields()
        if field.key in typed
    }
    session.save("save", [Save(SafetyPlan, plan.id, case_id, answers)], draft=plan_draft(case_id))


def save_action(
    session: Session,
    case_id: str,
    typed: Mapping[str, Typed],
    action_id: str | None = None,
    *,
    draft: str | None = None,
) -> str:
    """Add or change an action of the version in work and settle its draft.

    Args:
        session: who saves.
        case_id: the case.
        typed: the action; what is left blank is cleared.
        action_id: the action that is changed; a new one if ``None``.
        draft: the draft that is settled; that of a new action if ``None``.

    Returns:
        The action's id.

    Raises:
        GateError: something is missing or cannot be read.
        RefusedError: no version is in work.
    """
    plan = _in_work(session, case_id)
    form = action_form()
    reading = read_form(form, typed, session.clock())
    given = reading.answers[PlanAction.kind]
    missing = [problem.as_missing() for problem in reading.problems]
    missing.extend(missing_at(PlanAction, given, Gate.APPROVE))
    if missing:
        _refuse("Everything you typed is kept. To save this action, mend these:", missing)
    held = session.vault.fetch_one(PlanAction, action_id) if action_id else None
    answers: dict[str, Any] = {field.name: given.get(field.name) for field in form.fields()}
    answers |= {"plan": plan.id, "state": given.get("state", "planned")}
    done_on = (held.done_on if held else None) or session.today
    answers["done_on"] = done_on if answers["state"] == "done" else None
    record_id = action_id or new_id()
    saves = [Save(PlanAction, record_id, case_id, answers)]
    session.save("save", saves, draft=draft or action_draft(case_id))
    return record_id


def tick_action(session: Session, case_id: str, action_id: str, *, done: bool) -> None:
    """Mark an action done, or take the mark back.

    Raises:
        RefusedError: there is no such case, or the member may not see it.
    """
    the_case(session, case_id)
    answers = {"state": "done" if done else "planned", "done_on": session.today if done else None}
    session.save("save", [Save(PlanAction, action_id, case_id, answers)])


def send_for_approval(session: Session, case_id: str) -> None:
    """Send the version in work to a second person.

    Raises:
        GateError: something is missing.
        RefusedError: no version is in work.
    """
    plan = _in_work(session, case_id)
    given = {name: getattr(plan, name) for name in ("made_on", "copy", "review_by")}
    missing = list(missing_at(SafetyPlan, given, Gate.APPROVE))
    if not plan_picture(session, case_id).actions:
        missing.append(Missing(PlanAction.kind, "", "Add at least one action"))
    if missing:
        _refuse("The plan is kept. To send it for approval, mend these:", missing)
    session.save("send", [Save(SafetyPlan, plan.id, case_id, APPROVAL.sent(session))])


def note_printing(session: Session, case_id: str) -> None:
    """Record that the client's copy left the program as a file.

    Raises:
        RefusedError: there is no such case, or the member may not see it.
    """
    the_case(session, case_id)
    session.vault.commit(Act("print", about=case_id, notes={"form": "safety_plan"}))


def _in_work(session: Session, case_id: str) -> SafetyPlan:
    plan = plan_picture(session, case_id).plan
    if plan is None or plan.approved_on:
        raise RefusedError("No version is in work. Start the next version first.")
    if APPROVAL.is_waiting(plan):
        raise RefusedError("This version waits for approval. Ask for it back to change it.")
    return plan


def _refuse(message: str, missing: Iterable[Missing]) -> None:
    raise GateError(message, tuple(missing))
