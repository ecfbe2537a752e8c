"""Replay: from the acts of one scope to what its records are now.

Each answer knows its *heads*, the acts that gave it. An act replaces the heads that its writer
saw; if others remain, two people answered without knowing of each other: a conflict. No clock
decides it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from idva_desktop.domain.questions import Plain
from idva_desktop.journal.payload import REMOVED, Payload, SealedChange


@dataclass(slots=True, repr=False)
class RecordState:
    """A record as the acts leave it.

    Attributes:
        kind: the record kind, known to this program or not.
        record_id: the record's id.
        owner: the id of its scope.
        entered_at: UTC instant of the act that created it.
        created_by: that act's id, the head of every answer that no act gave.
        answers: for each answer given, its heads and what each said.
    """

    kind: str
    record_id: str
    owner: str
    entered_at: str
    created_by: bytes
    answers: dict[str, dict[bytes, Plain | None]] = field(default_factory=dict)

    def heads(self, name: str) -> tuple[bytes, ...]:
        """Return the acts whose answer stands, in order of their ids."""
        return tuple(sorted(self.answers.get(name, (self.created_by,))))

    def value(self, name: str) -> Plain | None:
        """Return the answer that stands; of a conflict, that of the lowest act id."""
        given = self.answers.get(name)
        return given[min(given)] if given else None

    def values(self) -> dict[str, Plain | None]:
        """Return every answer that was ever given, by name, removal left out."""
        return {name: self.value(name) for name in self.answers if name != REMOVED}

    @property
    def removed(self) -> bool:
        """Whether the record was taken out of its list."""
        return bool(self.value(REMOVED))

    def later_heads(self) -> dict[str, list[bytes]]:
        """Return the heads of the answers that a later act than the first gave."""
        untouched = (self.created_by,)
        found = {name: self.heads(name) for name in sorted(self.answers)}
        return {name: list(heads) for name, heads in found.items() if heads != untouched}

    def conflicts(self) -> list[str]:
        """Return the names of the answers on which two acts disagree."""
        return sorted(
            name
            for name, given in self.answers.items()
            if len(given) > 1 and len({repr(value) for value in given.values()}) > 1
        )


@dataclass(frozen=True, slots=True, repr=False)
class Step:
    """One answer changed by one act: what it was and what it became."""

    kind: str
    record_id: str
    question: str
    before: Plain | None
    after: Plain | None


class Replay:
    """The records of one scope, act after act."""

    def __init__(self) -> None:
        self.records: dict[tuple[str, str], RecordState] = {}

    def take(self, act: bytes, payload: Payload) -> list[Step]:
        """Apply one envelope's payload; returns what it changed, in order."""
        steps: list[Step] = []
        for change in payload.changes:
            state = self.records.get((change.kind, change.record_id))
            if state is None:
                state = RecordState(change.kind, change.record_id, payload.owner, payload.at, act)
                self.records[change.kind, change.record_id] = state
            steps.extend(_apply(state, act, change))
        return steps


def _apply(state: RecordState, act: bytes, change: SealedChange) -> Iterable[Step]:
    for name, value in change.answers.items():
        before = state.value(name)
        replaced = change.replaces.get(name, (state.created_by,))
        given = state.answers.get(name, {state.created_by: None})
        kept = {head: said for head, said in given.items() if head not in replaced}
        state.answers[name] = {**kept, act: value}
        yield Step(change.kind, change.record_id, name, before, state.value(name))
