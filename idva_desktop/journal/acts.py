"""Acts: what one save does. A list of record changes, with a word that says what was done."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import groupby
from types import MappingProxyType

from idva_desktop.domain.questions import Plain
from idva_desktop.domain.record import Scope

NOTES = frozenset(
    {
        "approval",  # the second person's signature, as hex
        "approver",  # the second person's member id
        "basis",  # lawful basis of a disclosure, a code
        "count",  # how many records or rows
        "form",  # which form or document
        "period",  # of a return
        "reason",  # why, in the member's words; sealed like an answer
        "sha256",  # of a file that left
        "source",  # of an import: the kind of workbook, never its name
        "undoes",  # the id of the act that this one takes back
        "writers",  # of a rectification: who wrote what before, by member ids
    }
)
"""The only notes that an act may carry beside its changes."""

LEDGER_OWNER = "ledger"
"""The owner of the ledger scope, where acts that change nothing are sealed."""

_WORD = re.compile(r"[a-z][a-z_]{0,39}")


@dataclass(frozen=True, slots=True, repr=False)
class Change:
    """One record changed by an act.

    Attributes:
        kind: the record kind.
        record_id: the record's opaque id.
        owner: the id of the scope that holds it; a record never moves to another.
        scope: the kind of that scope.
        answers: the answers that changed, plain; ``None`` clears one.
        removed: whether the record is taken out of its list (``False`` brings it back).
    """

    kind: str
    record_id: str
    owner: str
    scope: Scope
    answers: Mapping[str, Plain | None]
    removed: bool = False

    def __repr__(self) -> str:
        """Return kind and id only, so that no traceback holds an answer."""
        return f"<change of {self.kind} {self.record_id}>"


@dataclass(frozen=True, slots=True, repr=False)
class Act:
    """What one save, import row, approval or reading does, all or nothing.

    Attributes:
        what: one lower-case word, such as ``save``, ``import``, ``approve``, ``read``, ``print``,
            ``export`` or ``failed_unlock``.
        changes: the records that it changes; none for a reading.
        about: the id of the record or scope that a reading, printing or export concerns.
        notes: further facts, of the names in :data:`NOTES` only.

    Raises:
        ValueError: the word or a note is not of the allowed form, or a record stands twice.
    """

    what: str
    changes: tuple[Change, ...] = ()
    about: str = ""
    notes: Mapping[str, str | int] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        """Check the word, the notes and the records."""
        if not _WORD.fullmatch(self.what):
            raise ValueError("an act is named by one lower-case word")
        if not self.notes.keys() <= NOTES:
            raise ValueError("an act carries a note that is not on the list")
        touched = [(change.kind, change.record_id) for change in self.changes]
        if len(set(touched)) != len(touched):
            raise ValueError("an act changes a record once")

    def __repr__(self) -> str:
        """Return the word only, so that no traceback holds an answer."""
        return f"<act {self.what}>"

    def by_owner(self) -> list[tuple[str, Scope, list[Change]]]:
        """Return the changes grouped by the scope that seals them, one envelope each."""
        if not self.changes:
            return [(LEDGER_OWNER, Scope.LEDGER, [])]
        ordered = sorted(self.changes, key=lambda change: change.owner)
        groups = []
        for owner, members in groupby(ordered, key=lambda change: change.owner):
            changes = list(members)
            if any(change.scope is not changes[0].scope for change in changes):
                raise ValueError("one owner has one kind of scope")
            groups.append((owner, changes[0].scope, changes))
        return groups
