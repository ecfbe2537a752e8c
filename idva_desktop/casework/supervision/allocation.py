"""Who works which case: allocation, of many cases at once.

:func:`reallocate` is the one way by which a case changes hands, so what bars a worker from a case
is asked there, for all the cases at once: nothing is moved unless everything may be.
"""

from collections.abc import Iterator, Mapping, Sequence

from idva_desktop.casework.case_file import of_client, the_case
from idva_desktop.casework.cases import CaseRow, case_row
from idva_desktop.casework.cover import workers
from idva_desktop.casework.drafts import draft_key
from idva_desktop.casework.exclusions import asked_who, is_barred
from idva_desktop.casework.session import Save, Session, new_id
from idva_desktop.domain.errors import GateError, Missing, RefusedError
from idva_desktop.domain.form import Field, Form, Section, Typed, missing_at, read_form
from idva_desktop.domain.questions import Gate
from idva_desktop.domain.record import answers_of, questions_of
from idva_desktop.domain.records import Allocation, Case, Exclusion, Referral, SafeContact
from idva_desktop.domain.roles import Role

FORM = "allocation"
DRAFT = draft_key(FORM, "many")
AT = "/"
"""Between a case and the tab that leads to what is missing in it."""
_TABS = {
    SafeContact.kind: "safe_contact",
    Referral.kind: "referral",
    Exclusion.kind: "exclusions",
}
_LEAD = "Nothing was changed, and your reason is kept. To move these cases, mend these:"


def allocation_form() -> Form:
    """Return the question of why cases change hands."""
    field = Field(Allocation, "reason", questions_of(Allocation)["reason"])
    return Form(FORM, "Allocate cases", (Section("", (field,)),))


def allocation_gate(session: Session, case_id: str) -> list[Missing]:
    """Return what is missing before a case is given to its first worker."""
    case = the_case(session, case_id)
    missing = list(missing_at(Case, answers_of(case), Gate.ALLOCATE))
    rule = of_client(session, SafeContact, case)
    if rule is None or not (rule.channels or rule.rule):
        words = "Record how the client can be contacted safely"
        missing.append(Missing(SafeContact.kind, "channels", words))
    return [*missing, *asked_who(session, case_id)]


def reallocate_typed(
    session: Session, case_ids: Sequence[str], to: str, typed: Mapping[str, Typed]
) -> None:
    """Move cases to a worker, with the reason as typed; see :func:`reallocate`.

    Raises:
        GateError: the reason or the worker is missing, or a case cannot be moved yet; in each of
            the latter :attr:`~Missing.question` is the case's id, and after :data:`AT` the tab
            that leads to what is missing.
        RefusedError: the member is no supervisor, or a worker is barred from a case.
    """
    session.need(Role.SUPERVISOR)
    reading = read_form(allocation_form(), typed, session.clock())
    answers = reading.answers[Allocation.kind]
    missing = [problem.as_missing() for problem in reading.problems]
    if not to:
        missing.append(Missing(Allocation.kind, "worker", "Choose to whom the cases go"))
    if not missing:
        missing.extend(missing_at(Allocation, answers, Gate.APPROVE))
    if missing:
        raise GateError(_LEAD, missing)
    reallocate(session, case_ids, to, answers["reason"])


def reallocate(session: Session, case_ids: Sequence[str], to: str, reason: str) -> None:
    """Move cases to a worker in one act.

    Args:
        session: the supervisor.
        case_ids: the cases.
        to: the worker's name.
        reason: why, in the supervisor's words.

    Raises:
        GateError: a case lacks what its first worker needs, or the worker must not know of it;
            nothing was moved.
        RefusedError: the member is no supervisor, nobody of that name is a caseworker here, or a
            case is closed or not there; nothing was moved.
    """
    session.need(Role.SUPERVISOR)
    if to not in workers(session):
        raise RefusedError("Nobody of that name is a caseworker here. Nothing was changed.")
    if not case_ids:
        raise RefusedError("No case is chosen. Nothing was changed; choose one first.")
    if not reason.strip():
        raise RefusedError("Say why the cases change hands. Nothing was changed.")
    rows = [_open_row(session, case_id) for case_id in dict.fromkeys(case_ids)]
    missing = [
        Missing(Case.kind, f"{row.id}{AT}{tab}" if tab else row.id, f"{row.reference}: {words}")
        for row in rows
        for tab, words in _against(session, row, to)
    ]
    if missing:
        raise GateError(_LEAD, missing)
    session.save(
        "allocate",
        [save for row in rows for save in _moved(session, row, to, reason.strip())],
        draft=DRAFT,
    )


def _against(session: Session, row: CaseRow, to: str) -> Iterator[tuple[str, str]]:
    """Yield the tab that leads to what stands against giving a case to a worker, and the words.

    Why somebody must not know is not told, nor on which list they stand.
    """
    if is_barred(session, row.id, to):
        yield "", f"{to} must not know of it; leave it out, or choose somebody else"
    elif not row.worker:
        for one in allocation_gate(session, row.id):
            yield _TABS.get(one.kind, ""), one.words


def _moved(session: Session, row: CaseRow, to: str, reason: str) -> Iterator[Save]:
    said = {
        "worker": to,
        "reason": reason,
        "allocated_by": session.name,
        "allocated_on": session.today,
    }
    yield Save(Case, row.id, row.id, {"worker": to})
    yield Save(Allocation, new_id(), row.id, said)


def _open_row(session: Session, case_id: str) -> CaseRow:
    row = case_row(session, case_id)
    if row is None:
        raise RefusedError("One of these cases is not here. Nothing was changed; choose again.")
    if not row.open:
        raise RefusedError(f"{row.reference} is not open. Nothing was changed; leave it out.")
    return row
