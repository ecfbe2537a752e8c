"""Erasing a scope: its key is destroyed, and with it everything that was made from its acts.

What stays are the envelopes, which nobody can open again, and in the ledger the act that says so.
Everything here happens inside one transaction; what is left in pages, logs and backups is
:mod:`idva_desktop.vault.cleansing`'s.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlcipher3 import Connection

from idva_desktop.domain.errors import JournalError, RefusedError
from idva_desktop.domain.record import Scope
from idva_desktop.domain.records import Erasure
from idva_desktop.journal.acts import LEDGER_OWNER, Act
from idva_desktop.journal.payload import SealedChange
from idva_desktop.vault.connection import plain_errors
from idva_desktop.vault.envelope_reader import open_one, open_scope, scopes
from idva_desktop.vault.scope_keys import ScopeKey

ERASES = frozenset({"erase", "rectify"})
"""The acts that may say that a key is gone."""


@dataclass(frozen=True, slots=True, repr=False)
class Proof:
    """An act that says that keys of a box were destroyed.

    Attributes:
        epoch: up to which key.
        body: the signed envelope that says so.
    """

    epoch: int
    body: bytes


def erasable(owner: str, key: ScopeKey | None) -> ScopeKey:
    """Return the key that is to be destroyed.

    Raises:
        RefusedError: a scope is not there, was erased before, or belongs to the whole vault.
    """
    if key is None:
        raise RefusedError("This record is not here, or was erased before. Nothing was erased.")
    if owner == LEDGER_OWNER or key.scope == Scope.SERVICE:
        raise RefusedError("The vault’s own records cannot be erased. Nothing was erased.")
    return key


def require_named(act: Act, keys: Iterable[ScopeKey]) -> None:
    """Hold that the act names every box whose key is to go: it is the proof.

    Raises:
        ValueError: it does not.
    """
    named = {
        (change.answers.get("box"), change.answers.get("epoch"))
        for change in act.changes
        if change.kind == Erasure.kind
    }
    if act.what not in ERASES or not named.issuperset((k.box.hex(), k.epoch) for k in keys):
        raise ValueError("an erasure names what it erases")


def destroy(connection: Connection, key: ScopeKey) -> None:
    """Destroy a scope's key and all that was made from its acts, in the open transaction."""
    wipe(connection, key.owner)
    connection.execute("DELETE FROM notices WHERE about = ?", (key.owner,))
    connection.execute("UPDATE scopes SET key = x'' WHERE number = ?", (key.number,))
    note_pending(connection, key)


def note_pending(connection: Connection, key: ScopeKey) -> None:
    """Note that pages and backups may still hold this key, in the open transaction."""
    connection.execute("INSERT OR REPLACE INTO erasing VALUES (?, ?)", (key.box, key.epoch))


def wipe(connection: Connection, owner: str) -> None:
    """Delete every row that a scope owns, and what anybody was typing about it."""
    tables = _owned_tables(connection)
    ids = {owner}
    for table in tables:
        if table.startswith("r_"):
            rows = connection.execute(f'SELECT id FROM "{table}" WHERE owner = ?', (owner,))  # noqa: S608 - a name of the schema
            ids.update(row[0] for row in rows.fetchall())
    for table in tables:
        connection.execute(f'DELETE FROM "{table}" WHERE owner = ?', (owner,))  # noqa: S608 - a name of the schema
    drafts = connection.execute("SELECT member, draft FROM drafts").fetchall()
    about = [draft for draft in drafts if not ids.isdisjoint(draft[1].split(":"))]
    connection.executemany("DELETE FROM drafts WHERE member = ? AND draft = ?", about)


def _owned_tables(connection: Connection) -> list[str]:
    """Return every table whose rows belong to scopes, whoever added it, but for the keys."""
    rows = connection.execute(
        "SELECT t.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c"
        " WHERE t.type = 'table' AND c.name = 'owner' AND t.name != 'scopes' ORDER BY t.name"
    )
    return [name for (name,) in rows.fetchall()]


def proofs(connection: Connection) -> dict[bytes, Proof]:
    """Return, by box, what the ledger says of destroyed keys.

    In a vault that was restored from a backup, acts younger than the backup count too, where they
    were put into it when it was cleansed.

    Raises:
        JournalError: an act of the ledger does not prove.
    """
    ledger = _ledger(connection)
    if ledger is None:
        return {}
    found: dict[bytes, Proof] = {}
    for opened in open_scope(connection, ledger):
        if opened.payload.what in ERASES:
            body = _body(connection, opened.seq)
            for box, epoch in _said(opened.payload.changes):
                found[box] = Proof(max(epoch, found[box].epoch if box in found else 0), body)
    return found


def later_proofs(connection: Connection) -> dict[bytes, Proof]:
    """Return, by box, what acts younger than this vault's own state say of destroyed keys.

    Each is opened with the ledger's key; who signed it is for the audit.
    """
    ledger = _ledger(connection)
    found: dict[bytes, Proof] = {}
    if ledger is None:
        return found
    rows = connection.execute("SELECT box, epoch, body FROM erased_later").fetchall()
    for box, _, body in rows:
        try:
            payload = open_one(0, body, ledger).payload
        except JournalError:
            continue
        said = dict(_said(payload.changes)) if payload.what in ERASES else {}
        if box in said:
            found[box] = Proof(said[box], body)
    return found


def _said(changes: Iterable[SealedChange]) -> Iterator[tuple[bytes, int]]:
    for change in changes:
        box, epoch = change.answers.get("box"), change.answers.get("epoch")
        if change.kind == Erasure.kind and isinstance(box, str) and isinstance(epoch, int):
            yield bytes.fromhex(box), epoch


def _ledger(connection: Connection) -> ScopeKey | None:
    return next((key for key in scopes(connection) if key.owner == LEDGER_OWNER), None)


def _body(connection: Connection, seq: int) -> bytes:
    with plain_errors():
        row = connection.execute("SELECT body FROM envelopes WHERE seq = ?", (seq,)).fetchone()
    return row[0] if row else b""
