"""The heads of a record's answers, as one small column.

Only what a later act than the first gave is listed: the creating act is the head of all else.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import cbor2


@dataclass(frozen=True, slots=True)
class Heads:
    """Who gave which answer of one record.

    Attributes:
        created_by: the id of the act that created the record.
        later: for the answers that later acts gave, these acts.
    """

    created_by: bytes
    later: Mapping[str, tuple[bytes, ...]] = field(default_factory=dict)

    def divided(self) -> frozenset[str]:
        """Return the names of the answers that several acts gave without knowing of each other."""
        return frozenset(name for name, acts in self.later.items() if len(acts) > 1)

    def replaced_by(self, names: Iterable[str]) -> dict[str, tuple[bytes, ...]]:
        """Return what an act that answers ``names`` replaces, the creating act left out."""
        return {name: self.later[name] for name in names if name in self.later}

    def after(self, act: bytes, names: Iterable[str]) -> "Heads":
        """Return the heads once ``act``, which saw these, has answered ``names``."""
        return Heads(self.created_by, {**self.later, **dict.fromkeys(names, (act,))})

    def encode(self) -> bytes:
        """Return the column."""
        later = {name: list(acts) for name, acts in self.later.items()}
        return cbor2.dumps([self.created_by, later], canonical=True)


def decode_heads(column: bytes) -> Heads:
    """Return the heads of a column."""
    created_by, later = cbor2.loads(column)
    return Heads(created_by, {name: tuple(acts) for name, acts in later.items()})
