"""The second person: a version that was sent is approved or given back, never by its writer."""

from idva_desktop.casework.drafts import draft_key
from idva_desktop.casework.plans import plan_picture
from idva_desktop.casework.session import Save, Session
from idva_desktop.domain.errors import RefusedError
from idva_desktop.domain.form import Field, Form, Section
from idva_desktop.domain.record import questions_of
from idva_desktop.domain.records import SafetyPlan
from idva_desktop.domain.roles import Role
from idva_desktop.vault.members import Member, ProvenMember

RETURN_FORM = "plan_return"


def return_form() -> Form:
    """Return the question that whoever gives a plan back answers."""
    field = Field(SafetyPlan, "returned_note", questions_of(SafetyPlan)["returned_note"])
    return Form(RETURN_FORM, "Return with a note", (Section("", (field,)),))


def return_draft(case_id: str) -> str:
    """Return the key of the draft of that note."""
    return draft_key(RETURN_FORM, case_id)


def take_back(session: Session, case_id: str) -> None:
    """Take the version that was sent back into work, to change it.

    Raises:
        RefusedError: nothing was sent, or somebody else sent it.
    """
    plan = plan_picture(session, case_id).plan
    if plan is None or plan.state != "sent":
        raise RefusedError("Nothing waits for approval here.")
    if plan.sent_by != session.name:
        raise RefusedError("Somebody else sent this version. Ask for it to be returned.")
    answers = {"state": "draft", "sent_by": None, "sent_on": None}
    session.save("save", [Save(SafetyPlan, plan.id, case_id, answers)])


def may_approve(session: Session, plan: SafetyPlan, member: Member) -> bool:
    """Say whether ``member`` is a second person for this version."""
    return (
        Role.SUPERVISOR in member.roles
        and plan.sent_by != member.name
        and session.vault.author_of(SafetyPlan, plan.id) != member.id
    )


def approve_plan(session: Session, case_id: str, approver: ProvenMember | None = None) -> None:
    """Approve the version that was sent, as the second person.

    Args:
        session: where it is done.
        case_id: the case.
        approver: the second person, proved at the open member's desk; the open member if ``None``.

    Raises:
        RefusedError: the member is no supervisor, sent it, or nothing was sent.
    """
    plan, member = _sent(session, case_id, approver)
    answers = {
        "state": "approved",
        "approved_by": member.name,
        "approved_on": session.today,
        "returned_note": None,
    }
    saves = [Save(SafetyPlan, plan.id, case_id, answers)]
    session.save("approve", saves, signer=approver)


def return_plan(
    session: Session, case_id: str, note: str, approver: ProvenMember | None = None
) -> None:
    """Give the version back with a note on what to mend.

    Raises:
        RefusedError: the member is no supervisor, sent it, nothing was sent, or no note is given.
    """
    plan, _member = _sent(session, case_id, approver)
    if not note.strip():
        raise RefusedError("Say what is to be mended. The plan is still waiting for you.")
    answers = {"state": "returned", "returned_note": note.strip()}
    saves = [Save(SafetyPlan, plan.id, case_id, answers)]
    session.save("return", saves, draft=return_draft(case_id), signer=approver)


def waiting_plans(session: Session) -> list[SafetyPlan]:
    """Return the plans that wait for a second person, the longest waiting first."""
    found = session.vault.fetch(SafetyPlan, state="sent")
    return sorted(found, key=lambda plan: plan.sent_on or session.today)


def _sent(
    session: Session, case_id: str, approver: ProvenMember | None
) -> tuple[SafetyPlan, Member]:
    member = session.need(Role.SUPERVISOR, approver)
    plan = plan_picture(session, case_id).plan
    if plan is None or plan.state != "sent":
        raise RefusedError("Nothing waits for approval here.")
    if not may_approve(session, plan, member):
        raise RefusedError("You cannot approve your own plan. Ask another supervisor.")
    return plan, member
