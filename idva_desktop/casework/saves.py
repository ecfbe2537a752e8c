"""What a save is made of: one record, the answers that changed, and where they belong."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from idva_desktop.domain.record import Record, plain_answers
from idva_desktop.journal.acts import Change


@dataclass(frozen=True, slots=True)
class Save:
    """One record to be saved: the answers that changed and where they belong.

    Attributes:
        kind: the record's type.
        id: its id; :func:`new_id` for a new one.
        owner: the id of its client, case or service scope.
        answers: by question name; ``None`` clears one.
        removed: whether it is taken off its list.
    """

    kind: type[Record]
    id: str
    owner: str
    answers: Mapping[str, Any]
    removed: bool = False

    def change(self) -> Change:
        """Return the change that the journal seals."""
        return Change(
            kind=self.kind.kind,
            record_id=self.id,
            owner=self.owner,
            scope=self.kind.scope,
            answers=plain_answers(self.kind, self.answers),
            removed=self.removed,
        )


def new_id() -> str:
    """Return a random id that tells nothing, not even the order of creation."""
    return uuid.uuid4().hex
