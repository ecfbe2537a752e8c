"""Files of a case, in pieces sealed under the key of its scope; erased with it.

The record of a file holds its size and SHA-256 and is signed in the journal, so a piece that was
changed, moved or left out is noticed when the file is opened.
"""

import hashlib
import secrets
from collections.abc import Iterable

import cbor2
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from sqlcipher3 import Connection

from idva_desktop.domain.errors import JournalError
from idva_desktop.journal.envelopes import NONCE_BYTES
from idva_desktop.vault.scope_keys import ScopeKey

PART_BYTES = 256 * 1024


def seal_parts(connection: Connection, key: ScopeKey, attachment: str, content: bytes) -> None:
    """Keep a file's content in pieces, in the open transaction."""
    pieces = [content[at : at + PART_BYTES] for at in range(0, len(content), PART_BYTES)]
    for part, piece in enumerate(pieces, start=1):
        nonce = secrets.token_bytes(NONCE_BYTES)
        named = _named(attachment, part, len(pieces))
        sealed = nonce + ChaCha20Poly1305(key.key).encrypt(nonce, piece, named)
        connection.execute(
            "INSERT INTO attachment_parts VALUES (?, ?, ?, ?)",
            (attachment, part, key.owner, sealed),
        )


def open_parts(connection: Connection, key: ScopeKey, attachment: str) -> bytes:
    """Return a file's content.

    Raises:
        JournalError: a piece is missing, was changed, or belongs to another file.
    """
    rows = connection.execute(
        "SELECT part, content FROM attachment_parts WHERE attachment = ? AND owner = ?"
        " ORDER BY part",
        (attachment, key.owner),
    ).fetchall()
    if [part for part, _ in rows] != list(range(1, len(rows) + 1)):
        raise damaged_file()
    try:
        pieces = [
            ChaCha20Poly1305(key.key).decrypt(
                sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], _named(attachment, part, len(rows))
            )
            for part, sealed in rows
        ]
    except InvalidTag:
        raise damaged_file() from None
    if not pieces:
        raise damaged_file()
    return b"".join(pieces)


def unproved_files(connection: Connection, keys: Iterable[ScopeKey]) -> int:
    """Return how many files on a list are not what their signed record says."""
    by_owner = {key.owner: key for key in keys if not key.is_erased}
    rows = connection.execute("SELECT id, owner, sha256 FROM r_attachment WHERE _removed = 0")
    return sum(
        not _is_proved(connection, by_owner.get(owner), attachment, digest)
        for attachment, owner, digest in rows.fetchall()
    )


def _is_proved(
    connection: Connection, key: ScopeKey | None, attachment: str, digest: str | None
) -> bool:
    try:
        content = open_parts(connection, key, attachment) if key else b""
    except JournalError:
        return False
    return hashlib.sha256(content).hexdigest() == digest


def damaged_file() -> JournalError:
    """Return the error for a file that is not what was added."""
    return JournalError(
        "This document does not prove: a part of it is missing or was changed. Nothing else is "
        "affected. Run the audit, and restore the newest backup that proves."
    )


def _named(attachment: str, part: int, parts: int) -> bytes:
    """Return what binds a piece to its file and its place."""
    return cbor2.dumps(["idva attachment 1", attachment, part, parts], canonical=True)
