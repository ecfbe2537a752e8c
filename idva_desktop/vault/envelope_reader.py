"""Reads envelopes back out of the database and opens them."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlcipher3 import Connection

from idva_desktop.domain.errors import JournalError
from idva_desktop.journal.envelopes import Envelope, read_envelope
from idva_desktop.journal.payload import Payload, decode_payload
from idva_desktop.vault.connection import plain_errors
from idva_desktop.vault.scope_keys import ScopeKey


@dataclass(frozen=True, slots=True, repr=False)
class OpenedEnvelope:
    """An envelope with its words.

    Attributes:
        seq: the order in which this vault received it.
        envelope: as it is kept.
        payload: what it says.
    """

    seq: int
    envelope: Envelope
    payload: Payload


def scopes(connection: Connection) -> list[ScopeKey]:
    """Return every scope with its key, oldest first."""
    with plain_errors():
        rows = connection.execute(
            "SELECT number, owner, scope, box, epoch, key FROM scopes ORDER BY number"
        ).fetchall()
    return [ScopeKey(*row) for row in rows]


def open_scope(connection: Connection, key: ScopeKey) -> Iterator[OpenedEnvelope]:
    """Yield the envelopes of one scope that can still be read, oldest first.

    What was sealed under an earlier key of the scope is noise since that key was destroyed; the
    audit asks for the act that says so.

    Raises:
        JournalError: one does not open, or says that it belongs to another scope.
    """
    with plain_errors():
        rows = connection.execute(
            "SELECT seq, body FROM envelopes WHERE scope = ? ORDER BY seq", (key.number,)
        )
        for seq, body in rows:
            if not key.is_erased and not _is_shredded(body, key):
                yield open_one(seq, body, key)


def _is_shredded(body: bytes, key: ScopeKey) -> bool:
    try:
        header = read_envelope(body).header
    except ValueError:
        return False
    return header.box == key.box and header.epoch < key.epoch


def open_one(seq: int, body: bytes, key: ScopeKey) -> OpenedEnvelope:
    """Return one envelope opened with the key of its scope.

    Raises:
        JournalError: it does not open, or says that it belongs to another scope.
    """
    try:
        envelope = read_envelope(body)
        payload = decode_payload(envelope.open(key.key))
    except ValueError:
        raise _does_not_prove() from None
    said = (envelope.header.box, envelope.header.epoch, payload.owner, payload.scope)
    if said != (key.box, key.epoch, key.owner, key.scope):
        raise _does_not_prove()
    return OpenedEnvelope(seq, envelope, payload)


def _does_not_prove() -> JournalError:
    return JournalError(
        "An act in the journal does not prove: it was altered or moved. Nothing was changed now. "
        "Run the audit to see which, and restore the newest backup that proves."
    )
