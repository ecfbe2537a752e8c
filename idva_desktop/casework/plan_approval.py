"""The second person: a version that was sent is approved or given back, never by its writer."""

from idva_desktop.casework.drafts import draft_key
from idva_desktop.casework.plans import APPROVAL, plan_picture
from idva_desktop.casework.session import Session
from idva_desktop.domain.form import Field, Form, Section
from idva_desktop.domain.record import questions_of
from idva_desktop.domain.records import SafetyPlan
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
    APPROVAL.take_back(session, _plan(session, case_id))


def may_approve(session: Session, plan: SafetyPlan, member: Member) -> bool:
    """Say whether ``member`` is a second person for this version."""
    return APPROVAL.may_approve(session, plan, member)


def approve_plan(session: Session, case_id: str, approver: ProvenMember | None = None) -> None:
    """Approve the version that was sent, as the second person.

    Args:
        session: where it is done.
        case_id: the case.
        approver: the second person, proved at the open member's desk; the open member if ``None``.

    Raises:
        RefusedError: the member is no supervisor, sent it, or nothing was sent.
    """
    APPROVAL.approve(session, _plan(session, case_id), approver)


def return_plan(
    session: Session, case_id: str, note: str, approver: ProvenMember | None = None
) -> None:
    """Give the version back with a note on what to mend.

    Raises:
        RefusedError: the member is no supervisor, sent it, nothing was sent, or no note is given.
    """
    plan = _plan(session, case_id)
    APPROVAL.give_back(session, plan, note, approver, draft=return_draft(case_id))


def waiting_plans(session: Session) -> list[SafetyPlan]:
    """Return the plans that wait for a second person, the longest waiting first."""
    return APPROVAL.waiting(session)


def _plan(session: Session, case_id: str) -> SafetyPlan | None:
    return plan_picture(session, case_id).plan
