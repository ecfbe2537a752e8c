"""The key of each scope, kept in the encrypted database.

On one laptop they let one scope be erased by destroying its key; walls between the members of one
vault are by the program, not by these keys.
"""

import secrets
from dataclasses import dataclass

from sqlcipher3 import Connection

from idva_desktop.domain.errors import RefusedError
from idva_desktop.journal.envelopes import ID_BYTES
from idva_desktop.vault.kdf import KEY_BYTES

_MOST_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True, repr=False)
class ScopeKey:
    """One scope's key.

    Attributes:
        number: its row.
        owner: the id of the scope.
        scope: its kind.
        box: its random name in envelopes.
        epoch: which key of the scope this is.
        key: 32 bytes; none once the scope is erased.
    """

    number: int
    owner: str
    scope: str
    box: bytes
    epoch: int
    key: bytes

    @property
    def is_erased(self) -> bool:
        """Whether the key was destroyed."""
        return not self.key


class ScopeKeys:
    """Finds and makes scope keys through one connection; remembers those it met."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._by_owner: dict[str, ScopeKey] = {}
        self._seen_version = 0

    def find(self, owner: str) -> ScopeKey | None:
        """Return the key of a scope, or ``None`` if it has none or was erased."""
        known = self._row(owner)
        return None if known is None or known.is_erased else known

    def erased(self) -> frozenset[str]:
        """Return the ids of the scopes whose key was destroyed."""
        rows = self._connection.execute("SELECT owner FROM scopes WHERE key = x''").fetchall()
        return frozenset(str(owner) for (owner,) in rows)

    def _row(self, owner: str) -> ScopeKey | None:
        known = self._by_owner.get(owner)
        if known is None:
            row = self._connection.execute(
                "SELECT number, owner, scope, box, epoch, key FROM scopes WHERE owner = ?",
                (owner,),
            ).fetchone()
            known = ScopeKey(*row) if row else None
            if known:
                self._remember(known)
        return known

    def find_or_make(self, owner: str, scope: str) -> ScopeKey:
        """Return the key of a scope, made now if it is new; inside a transaction.

        Raises:
            RefusedError: the scope was erased; nothing is ever written to it again.
        """
        known = self._row(owner)
        if known is not None and known.is_erased:
            raise RefusedError(
                "This record was erased, so nothing can be added to it. Nothing was saved."
            )
        if known is None:
            box, key = secrets.token_bytes(ID_BYTES), secrets.token_bytes(KEY_BYTES)
            number = self._connection.execute(
                "INSERT INTO scopes (owner, scope, box, epoch, key) VALUES (?, ?, ?, 1, ?)",
                (owner, scope, box, key),
            ).lastrowid
            known = ScopeKey(number or 0, owner, scope, box, 1, key)
            self._remember(known)
        if known.scope != scope:
            raise ValueError("a scope keeps its kind")
        return known

    def forget(self) -> None:
        """Forget what was remembered, as after a transaction that was undone."""
        self._by_owner.clear()

    def forget_what_others_changed(self) -> None:
        """Forget all if another door has written since: it may have erased."""
        row = self._connection.execute("PRAGMA data_version").fetchone()
        version = int(row[0]) if row else 0
        if version != self._seen_version:
            self._by_owner.clear()
            self._seen_version = version

    def _remember(self, known: ScopeKey) -> None:
        if len(self._by_owner) >= _MOST_REMEMBERED:
            self._by_owner.clear()
        self._by_owner[known.owner] = known
