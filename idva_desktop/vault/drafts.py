"""Drafts: what is being typed. One encrypted row a form, overwritten, deleted on save; no act."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import cbor2
from sqlcipher3 import Connection

from idva_desktop.vault.connection import transaction

KEY_PARTS = ":"
"""What parts the form in a draft's key from the client, case or record that it is about."""

DraftAnswer = str | list[str] | dict[str, str]
"""As typed; an instrument's items are kept by their ids."""


@dataclass(frozen=True, slots=True, repr=False)
class Draft:
    """What a member was typing.

    Attributes:
        key: names the form and the record, chosen by casework; never a client's word.
        form: which form.
        answers: as typed, right or wrong.
        cursor: where the person was.
        saved_at: when it was last kept.
    """

    key: str
    form: str
    answers: Mapping[str, DraftAnswer]
    cursor: str
    saved_at: datetime


class Drafts:
    """The drafts of one member."""

    def __init__(self, connection: Connection, member: bytes) -> None:
        self._connection = connection
        self._member = member

    def save(self, draft: Draft) -> None:
        """Keep a draft in place of the earlier one."""
        answers = cbor2.dumps(dict(draft.answers), canonical=True)
        with transaction(self._connection):
            self._connection.execute(
                "INSERT OR REPLACE INTO drafts VALUES (?, ?, ?, ?, ?, ?)",
                (
                    draft.key,
                    self._member,
                    draft.form,
                    answers,
                    draft.cursor,
                    draft.saved_at.isoformat(),
                ),
            )

    def all(self) -> list[Draft]:
        """Return this member's drafts, the newest first."""
        rows = self._connection.execute(
            "SELECT draft, form, answers, cursor, saved_at FROM drafts WHERE member = ?"
            " ORDER BY saved_at DESC, draft",
            (self._member,),
        ).fetchall()
        return [
            Draft(key, form, cbor2.loads(answers), cursor, datetime.fromisoformat(saved_at))
            for key, form, answers, cursor, saved_at in rows
        ]

    def delete(self, key: str) -> None:
        """Drop a draft."""
        with transaction(self._connection):
            self.settle(key)

    def settle(self, key: str) -> None:
        """Drop a draft inside the transaction of the act that saves it."""
        self._connection.execute(
            "DELETE FROM drafts WHERE draft = ? AND member = ?", (key, self._member)
        )
