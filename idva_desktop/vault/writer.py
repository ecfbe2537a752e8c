"""Writes acts: sealed, signed, chained and projected, inside one transaction."""

import secrets
from datetime import UTC, datetime

from sqlcipher3 import Connection

from idva_desktop.domain.record import Scope
from idva_desktop.domain.typed_dates import LONDON
from idva_desktop.journal.acts import Act, Change
from idva_desktop.journal.envelopes import (
    FIRST_PREVIOUS,
    FORMAT,
    ID_BYTES,
    NONCE_BYTES,
    EnvelopeHeader,
    Signer,
    digest,
    seal,
)
from idva_desktop.journal.payload import REMOVED, Payload, SealedChange, encode_payload
from idva_desktop.journal.tip import Tip
from idva_desktop.vault.projector import Present, Projector
from idva_desktop.vault.scope_keys import ScopeKey, ScopeKeys
from idva_desktop.vault.walls import refuse_walled


class ActWriter:
    """Appends acts to one device's chain for the length of one transaction.

    Args:
        connection: inside a transaction.
        keys: the scope keys of that connection.
        projector: the projections of that connection.
        device: this device incarnation.
        signer_id: the member who signs, 16 bytes.
        signer: signs.
        walled: the clients and cases that whoever signs must not write to.
    """

    def __init__(
        self,
        connection: Connection,
        keys: ScopeKeys,
        projector: Projector,
        *,
        device: bytes,
        signer_id: bytes,
        signer: Signer,
        walled: frozenset[str] = frozenset(),
    ) -> None:
        self._connection = connection
        self._keys = keys
        self._projector = projector
        self._signer_id = signer_id
        self._signer = signer
        self._walled = walled
        self._number, self._tip = _device_row(connection, device)

    def write(self, act: Act, now: datetime) -> str:
        """Append one act; returns its id.

        Raises:
            RefusedError: it would change or note something that is walled from its writer.
        """
        refuse_walled(self._walled, [act.about, *(change.owner for change in act.changes)])
        act_id = secrets.token_bytes(ID_BYTES)
        groups = act.by_owner()
        for part, (owner, scope, changes) in enumerate(groups, start=1):
            key = self._keys.find_or_make(owner, scope)
            before = [self._projector.present(change) for change in changes]
            sealed = [_sealed(*pair) for pair in zip(changes, before, strict=True)]
            payload = _payload(act, now, owner, scope, sealed, first=part == 1)
            seq = self._append(act_id, part, len(groups), key, payload)
            for change, present in zip(sealed, before, strict=True):
                if present is None:
                    self._projector.insert(change, owner, payload.at, act_id)
                else:
                    self._projector.update(change, owner, present, act_id)
            if payload.about:
                self._connection.execute("INSERT INTO notices VALUES (?, ?)", (seq, act.about))
        return act_id.hex()

    def finish(self) -> None:
        """Note where the chain now ends; the last statement of the transaction."""
        self._connection.execute(
            "UPDATE devices SET n = ?, digest = ? WHERE number = ?",
            (self._tip.n, self._tip.digest, self._number),
        )

    def _append(self, act: bytes, part: int, parts: int, key: ScopeKey, payload: Payload) -> int:
        tip = self._tip
        header = EnvelopeHeader(
            version=FORMAT,
            device=tip.device,
            n=tip.n + 1,
            previous=tip.digest,
            act=act,
            part=part,
            parts=parts,
            box=key.box,
            epoch=key.epoch,
            signer=self._signer_id,
        )
        body = seal(
            header,
            encode_payload(payload),
            key=key.key,
            nonce=secrets.token_bytes(NONCE_BYTES),
            signer=self._signer,
        )
        seq = self._connection.execute(
            "INSERT INTO envelopes (device, n, scope, body) VALUES (?, ?, ?, ?)",
            (self._number, header.n, key.number, body),
        ).lastrowid
        self._tip = Tip(tip.device, header.n, digest(body))
        return seq or 0


def _device_row(connection: Connection, device: bytes) -> tuple[int, Tip]:
    connection.execute(
        "INSERT OR IGNORE INTO devices (device, n, digest) VALUES (?, 0, ?)",
        (device, FIRST_PREVIOUS),
    )
    row = connection.execute(
        "SELECT number, n, digest FROM devices WHERE device = ?", (device,)
    ).fetchone()
    assert row is not None  # noqa: S101 - inserted by the statement before
    return row[0], Tip(device, row[1], row[2])


def _sealed(change: Change, present: Present | None) -> SealedChange:
    """Return what is sealed of a change: what really changes, and what that replaces.

    Where two answers stand, saying one of them again is a change too: it replaces both.
    """
    answers = dict(change.answers)
    if present is None:
        answers = {name: value for name, value in answers.items() if value is not None}
        if change.removed:
            answers[REMOVED] = 1
        return SealedChange(change.kind, change.record_id, answers, {})
    divided = present.heads.divided()
    answers = {
        name: value
        for name, value in answers.items()
        if value != present.answers[name] or name in divided
    }
    if change.removed != present.removed:
        answers[REMOVED] = int(change.removed)
    replaces = present.heads.replaced_by(answers)
    return SealedChange(change.kind, change.record_id, answers, replaces)


def _payload(
    act: Act, now: datetime, owner: str, scope: Scope, sealed: list[SealedChange], *, first: bool
) -> Payload:
    """Return one envelope's words; notes stand in the first envelope only."""
    return Payload(
        what=act.what,
        at=now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        day=now.astimezone(LONDON).date().isoformat(),
        owner=owner,
        scope=scope,
        about=act.about if first else "",
        notes=act.notes if first else {},
        changes=tuple(sealed),
    )
