"""Acts of a second laptop, put into a real vault: the only way to two heads before they meet."""

import secrets
from collections.abc import Mapping
from datetime import UTC, datetime

from idva_desktop.domain.questions import Plain
from idva_desktop.journal.envelopes import (
    FIRST_PREVIOUS,
    FORMAT,
    NONCE_BYTES,
    EnvelopeHeader,
    digest,
    seal,
)
from idva_desktop.journal.payload import Payload, SealedChange, encode_payload
from idva_desktop.vault.connection import transaction
from idva_desktop.vault.rebuild import rebuild
from idva_desktop.vault.vault import Vault

NOON = datetime(2025, 11, 20, 12, 0, tzinfo=UTC)


def answered_elsewhere(
    vault: Vault,
    owner: str,
    kind: str,
    record_id: str,
    answers: Mapping[str, Plain | None],
    *,
    replaces: Mapping[str, tuple[bytes, ...]] | None = None,
) -> None:
    """Let a second laptop answer without knowing of what was answered here since the beginning."""
    key = vault._keys.find(owner)
    assert key is not None
    session, device = vault._session, secrets.token_bytes(16)
    at = NOON.strftime("%Y-%m-%dT%H:%M:%SZ")
    change = SealedChange(kind, record_id, answers, replaces or {})
    words = Payload("save", at, at[:10], owner, key.scope, "", {}, (change,))
    header = EnvelopeHeader(
        version=FORMAT,
        device=device,
        n=1,
        previous=FIRST_PREVIOUS,
        act=secrets.token_bytes(16),
        part=1,
        parts=1,
        box=key.box,
        epoch=key.epoch,
        signer=session.held.member,
    )
    body = seal(
        header,
        encode_payload(words),
        key=key.key,
        nonce=secrets.token_bytes(NONCE_BYTES),
        signer=session.key,
    )
    with transaction(vault._connection):
        number = vault._connection.execute(
            "INSERT INTO devices (device, n, digest) VALUES (?, 1, ?)", (device, digest(body))
        ).lastrowid
        vault._connection.execute(
            "INSERT INTO envelopes (device, n, scope, body) VALUES (?, 1, ?, ?)",
            (number, key.number, body),
        )
        rebuild(vault._connection)
