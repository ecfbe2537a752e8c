"""Sharing: by the client's consent, or on another basis that a second person approves.

A sharing without consent waits for a supervisor, who is never the person who asked. What was
approved is what was written then: a change to whom, what, why or on what basis waits anew.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from idva_desktop.casework.approvals import APPROVED, Approval
from idva_desktop.casework.drafts import draft_key
from idva_desktop.casework.exclusions import refuse_excluded
from idva_desktop.casework.saving import Saving
from idva_desktop.casework.session import Session
from idva_desktop.domain.errors import Missing
from idva_desktop.domain.form import Field, Form, Section
from idva_desktop.domain.record import questions_of
from idva_desktop.domain.records import Sharing
from idva_desktop.domain.records.asked_alike import CONSENT
from idva_desktop.vault.members import Member, ProvenMember

REFUSAL_FORM = "sharing_return"
BY_CONSENT, WAITING, REFUSED = "by_consent", "waiting", "refused"
APPROVAL = Approval(
    Sharing,
    "sharing",
    waits=WAITING,
    returned=REFUSED,
    by="asked_by",
    on="asked_on",
    note="refusal",
    mend="Say why it is not to be shared",
)
# To save a life nobody waits; the supervisor reads it afterwards.
_CANNOT_WAIT = "vital_interests"
_WHAT_IS_APPROVED = (
    "recipient",
    "purpose",
    "scope_words",
    "basis",
    "basis_reason",
    "expires_on",
)


def sharing_problems(saving: Saving[Sharing]) -> Iterator[Missing]:
    """Yield what stands against saving a sharing as answered."""
    answers = saving.answers
    basis, shared, withdrawn = (answers.get(n) for n in ("basis", "shared_on", "withdrawn_on"))
    if shared and withdrawn and shared > withdrawn:
        words = "It was withdrawn before that: nothing more is shared from then on"
        yield Missing(Sharing.kind, "shared_on", words)
    if shared is None or basis in (None, CONSENT, _CANNOT_WAIT):
        return
    if sharing_state(saving.held, answers) != APPROVED:
        words = "A supervisor approves it before it is shared: leave “Shared on” blank until then"
        yield Missing(Sharing.kind, "shared_on", words)


def sharing_state(held: Sharing | None, answers: Mapping[str, Any]) -> str:
    """Return the state in which a sharing is saved: what was approved stays so if unchanged."""
    if answers.get("basis") == CONSENT:
        return BY_CONSENT
    kept = held is not None and all(
        getattr(held, name) == answers.get(name) for name in _WHAT_IS_APPROVED
    )
    return held.state or WAITING if held is not None and kept else WAITING


def settle_sharing(saving: Saving[Sharing]) -> dict[str, Any]:
    """Return what the program answers of a sharing that is being saved."""
    held, session = saving.held, saving.session
    state = sharing_state(held, saving.answers)
    if held is not None and held.state == state:
        return {}
    asked = state == WAITING
    return {
        "state": state,
        "asked_by": session.name if asked else None,
        "asked_on": session.today if asked else None,
        "approved_by": None,
        "approved_on": None,
        "refusal": None,
    }


def waiting_sharings(session: Session) -> list[Sharing]:
    """Return the sharings that wait for a supervisor, the longest waiting first."""
    return APPROVAL.waiting(session)


def refusal_form() -> Form:
    """Return the question that whoever does not approve a sharing answers."""
    field = Field(Sharing, "refusal", questions_of(Sharing)["refusal"])
    return Form(REFUSAL_FORM, "Not to be shared", (Section("", (field,)),))


def refusal_draft(case_id: str, sharing_id: str) -> str:
    """Return the key of the draft of that answer."""
    return draft_key(REFUSAL_FORM, f"{case_id}:{sharing_id}")


def may_approve_sharing(session: Session, held: Sharing, member: Member) -> bool:
    """Say whether ``member`` is a second person for this sharing."""
    return APPROVAL.may_approve(session, held, member)


def approve_sharing(
    session: Session, case_id: str, sharing_id: str, approver: ProvenMember | None = None
) -> None:
    """Approve a sharing without consent, as the second person.

    Args:
        session: where it is done.
        case_id: the case.
        sharing_id: the sharing.
        approver: the second person, proved at the open member's desk; the open member if ``None``.

    Raises:
        RefusedError: the member is no supervisor, asked for it, it does not wait, or the recipient
            must not know of the case.
    """
    held = _of_case(session, case_id, sharing_id)
    refuse_excluded(session, case_id, held.recipient if held is not None else None)
    APPROVAL.approve(session, held, approver)


def refuse_sharing(
    session: Session,
    case_id: str,
    sharing_id: str,
    why: str,
    approver: ProvenMember | None = None,
) -> None:
    """Say that it is not to be shared, and why.

    Raises:
        RefusedError: the member is no supervisor, asked for it, it does not wait, or no reason
            is given.
    """
    held, draft = _of_case(session, case_id, sharing_id), refusal_draft(case_id, sharing_id)
    APPROVAL.give_back(session, held, why, approver, draft=draft)


def _of_case(session: Session, case_id: str, sharing_id: str) -> Sharing | None:
    held = session.vault.fetch_one(Sharing, sharing_id)
    return held if held is not None and held.owner == case_id else None
