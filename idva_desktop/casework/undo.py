"""Undo: the member's own last step of this session is taken back by an act of its own.

Nothing is wiped: the journal keeps the step and the act that took it back. What another person
saw, signed or received is no step to take back, and neither is what was changed again since.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from idva_desktop.casework.session import Session, TakenStep
from idva_desktop.domain.errors import RefusedError
from idva_desktop.domain.questions import Plain
from idva_desktop.domain.record import record_type
from idva_desktop.journal.acts import Change
from idva_desktop.vault.history import HistoryEntry

UNDOABLE = frozenset({"save", "remove"})
"""The acts that can be taken back. An approval, a closure, a referral accepted, a return, an
erasure, an import and whatever left the program cannot: somebody else may have relied on it."""

_NOTHING = "There is no step to take back. Nothing was changed."
_CHANGED_SINCE = (
    "This was changed again since, so it is not taken back. Nothing was changed now; open the "
    "record to change it by hand."
)


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back: the ids of the cases and clients whose records changed."""

    owners: tuple[str, ...]


def undoable_step(session: Session) -> TakenStep | None:
    """Return the last step of this session if it can be taken back."""
    last = session.last_step
    return last if last is not None and last.what in UNDOABLE else None


def undo(session: Session) -> Undone:
    """Take the last step of this session back.

    Raises:
        RefusedError: there is none, it is none of those that can be taken back, or something
            changed the same answers since.
    """
    step = undoable_step(session)
    if step is None:
        raise RefusedError(_NOTHING)
    changes = [change for owner in step.owners for change in _back(session, owner, step.act)]
    if not changes:
        raise RefusedError(_NOTHING)
    session.take_back(step, changes)
    return Undone(step.owners)


def _back(session: Session, owner: str, act: str) -> Iterator[Change]:
    """Yield the changes that restore what one act changed in one scope."""
    entries = [entry for entry in session.vault.history(owner) if entry.kind]
    begins = next((at for at, entry in enumerate(entries) if entry.act == act), len(entries))
    known = {entry.record_id for entry in entries[:begins]}
    own = [entry for entry in entries[begins:] if entry.act == act]
    later = [entry for entry in entries[begins:] if entry.act != act]
    for record_id in dict.fromkeys(entry.record_id for entry in own):
        steps = [entry for entry in own if entry.record_id == record_id]
        since = [entry for entry in later if entry.record_id == record_id]
        fresh = record_id not in known
        named = {entry.question for entry in steps}
        if since and (fresh or any(each.question in named | {""} for each in since)):
            raise RefusedError(_CHANGED_SINCE)
        yield _restored(steps, owner, fresh=fresh)


def _restored(steps: list[HistoryEntry], owner: str, *, fresh: bool) -> Change:
    first = steps[0]
    answers: dict[str, Plain | None] = {}
    if not fresh:
        answers = {step.question: step.before for step in steps if step.question}
    taken_off = [bool(step.before) for step in steps if step.question == ""]
    return Change(
        kind=first.kind,
        record_id=first.record_id,
        owner=owner,
        scope=record_type(first.kind).scope,
        answers=answers,
        removed=fresh or (taken_off[0] if taken_off else False),
    )
