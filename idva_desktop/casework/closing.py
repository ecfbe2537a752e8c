"""The end of a case: sent by the worker, approved by a second person, and opened again if need be.

The case stays open until the approval, so nothing that is due for the client falls silent early.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from idva_desktop.casework.approvals import Approval
from idva_desktop.casework.case_file import the_case
from idva_desktop.casework.drafts import draft_key
from idva_desktop.casework.session import Save, Session, new_id
from idva_desktop.casework.support import received_days
from idva_desktop.domain.errors import GateError, Missing, RefusedError
from idva_desktop.domain.form import (
    Field,
    Form,
    Section,
    Typed,
    form_of,
    missing_at,
    read_form,
    typed_of,
)
from idva_desktop.domain.questions import Gate
from idva_desktop.domain.record import questions_of
from idva_desktop.domain.records import Closure, ClosureRequest
from idva_desktop.domain.roles import Role
from idva_desktop.vault.members import Member, ProvenMember

APPROVAL = Approval(ClosureRequest, "closure")
FORM = "closure"
RETURN_FORM = "closure_return"
REOPEN_FORM = "reopen"
_REOPENED = ("closure.reopened_on", "closure.reopened_by", "closure.reopened_why")


def closure_form() -> Form:
    """Return the form of a closure."""
    return form_of(FORM, "Close the case", Closure, leave_out=_REOPENED)


def closure_draft(case_id: str) -> str:
    """Return the key of the closure draft of a case."""
    return draft_key(FORM, case_id)


def return_form() -> Form:
    """Return the question that whoever gives a closure back answers."""
    asked = questions_of(ClosureRequest)["returned_note"]
    field = Field(ClosureRequest, "returned_note", asked)
    return Form(RETURN_FORM, "Return with a note", (Section("", (field,)),))


def return_draft(case_id: str) -> str:
    """Return the key of the draft of that note."""
    return draft_key(RETURN_FORM, case_id)


def reopen_form() -> Form:
    """Return the question that whoever opens a case again answers."""
    field = Field(Closure, "reopened_why", questions_of(Closure)["reopened_why"])
    return Form(REOPEN_FORM, "Reopen the case", (Section("", (field,)),))


def reopen_draft(case_id: str) -> str:
    """Return the key of the draft of a reopening."""
    return draft_key(REOPEN_FORM, case_id)


def in_force(found: Iterable[Closure]) -> Closure | None:
    """Return the closure that holds: the last one that no reopening superseded."""
    held = [closure for closure in found if closure.reopened_on is None]
    return held[-1] if held else None


def closure_of(session: Session, case_id: str) -> Closure | None:
    """Return the closure of a case, or ``None`` while it is open."""
    return in_force(session.vault.fetch(Closure, owner=case_id))


def request_of(session: Session, case_id: str) -> ClosureRequest | None:
    """Return the closure that was sent or given back and is not approved, if there is one."""
    found = session.vault.fetch(ClosureRequest, owner=case_id)
    last = found[-1] if found else None
    return None if last is None or last.state == "approved" else last


def typed_request(session: Session, case_id: str) -> dict[str, Typed]:
    """Return what was sent as the closure form would have it typed; nothing where none was."""
    held = request_of(session, case_id)
    if held is None:
        return {}
    return {
        field.key: typed_of(field, value)
        for field in closure_form().fields()
        if (value := getattr(held, field.name)) is not None
    }


def send_closure(session: Session, case_id: str, typed: Mapping[str, Typed]) -> str:
    """Send a closure to a second person and settle its draft; the case stays open.

    Returns:
        The id of what was sent.

    Raises:
        GateError: something is missing or cannot be read.
        RefusedError: the case is closed already, or a closure waits already.
    """
    if closure_of(session, case_id) is not None:
        raise RefusedError("This case is closed already. Nothing was changed.")
    held = request_of(session, case_id)
    if APPROVAL.is_waiting(held):
        raise RefusedError("A closure waits for approval already. Take it back to change it.")
    reading = read_form(closure_form(), typed, session.clock())
    given = dict(reading.answers[Closure.kind])
    missing = [problem.as_missing() for problem in reading.problems]
    missing.extend(missing_at(Closure, given, Gate.CLOSE))
    missing.extend(_order(session, case_id, given.get("closed_on")))
    if missing:
        raise GateError("Everything you typed is kept. To close this case, mend these:", missing)
    # What was given back and is sent anew loses the answers that were taken out of it.
    answers: dict[str, Any] = (
        {field.name: given.get(field.name) for field in closure_form().fields()} if held else given
    )
    answers |= APPROVAL.sent(session)
    request_id = held.id if held else new_id()
    session.save(
        "send",
        [Save(ClosureRequest, request_id, case_id, answers)],
        draft=closure_draft(case_id),
    )
    return request_id


def take_back(session: Session, case_id: str) -> None:
    """Take the closure that was sent back into work, to change it.

    Raises:
        RefusedError: nothing was sent, or somebody else sent it.
    """
    APPROVAL.take_back(session, request_of(session, case_id))


def may_approve(session: Session, request: ClosureRequest, member: Member) -> bool:
    """Say whether ``member`` is a second person for this closure."""
    return APPROVAL.may_approve(session, request, member)


def approve_closure(session: Session, case_id: str, approver: ProvenMember | None = None) -> str:
    """Approve the closure that was sent, as the second person: the case closes in the same act.

    Args:
        session: where it is done.
        case_id: the case.
        approver: the second person, proved at the open member's desk; the open member if ``None``.

    Returns:
        The id of the closure.

    Raises:
        RefusedError: the member is no supervisor, sent it, or nothing was sent.
    """
    held, member = APPROVAL.second(session, request_of(session, case_id), approver)
    said = {field.name: getattr(held, field.name) for field in closure_form().fields()}
    answers = {name: value for name, value in said.items() if value is not None}
    closure_id = new_id()
    saves = [
        Save(Closure, closure_id, case_id, answers),
        APPROVAL.signed(session, held, member),
    ]
    session.save("close", saves, signer=approver)
    return closure_id


def return_closure(
    session: Session, case_id: str, note: str, approver: ProvenMember | None = None
) -> None:
    """Give the closure back with a note on what to mend.

    Raises:
        RefusedError: the member is no supervisor, sent it, nothing was sent, or no note is given.
    """
    held = request_of(session, case_id)
    APPROVAL.give_back(session, held, note, approver, draft=return_draft(case_id))


def reopen_case(session: Session, case_id: str, typed: Mapping[str, Typed]) -> None:
    """Open a closed case again, with a reason; its closure is superseded and stays to be read.

    Figures that counted the closure stay as they are: a booking never moves
    (``returns/booking.py``).

    Raises:
        GateError: no reason is given, or it cannot be read.
        RefusedError: the member is no supervisor, or the case is open.
    """
    session.need(Role.SUPERVISOR)
    closure = closure_of(session, case_id)
    if closure is None:
        raise RefusedError("This case is open. Nothing was changed.")
    reading = read_form(reopen_form(), typed, session.clock())
    answers = dict(reading.answers[Closure.kind])
    missing = [problem.as_missing() for problem in reading.problems]
    missing.extend(missing_at(Closure, answers, Gate.APPROVE))
    if missing:
        raise GateError("Everything you typed is kept. To reopen this case, mend this:", missing)
    answers |= {"reopened_on": session.today, "reopened_by": session.name}
    saves = [Save(Closure, closure.id, case_id, answers)]
    session.save("reopen", saves, draft=reopen_draft(case_id))


def waiting_closures(session: Session) -> list[ClosureRequest]:
    """Return the closures that wait for a second person, the longest waiting first."""
    return APPROVAL.waiting(session)


def _order(session: Session, case_id: str, closed_on: date | None) -> list[Missing]:
    """A case is not closed before it was opened."""
    if closed_on is None:
        return []
    started = the_case(session, case_id).support_started
    opened = received_days(session, case_id) + ([started] if started else [])
    if any(closed_on < day for day in opened):
        return [Missing(Closure.kind, "closed_on", "The case cannot close before it was opened")]
    return []
