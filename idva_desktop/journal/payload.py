"""The words inside an envelope: what was done, when, and the answers that changed.

Encoded as canonical CBOR and padded, so that the length of an envelope tells little.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import cbor2

from idva_desktop.domain.questions import Plain

SMALLEST_STEP = 128
"""Bytes to which a short payload is padded; a longer one to a sixteenth of its size."""

REMOVED = ""
"""The name under which being removed is kept beside the answers: 1 removed, 0 or blank not."""


@dataclass(frozen=True, slots=True, repr=False)
class SealedChange:
    """One record's change as it is sealed.

    Attributes:
        kind: the record kind.
        record_id: the record's id.
        answers: plain answers; ``None`` clears; :data:`REMOVED` is the removal.
        replaces: for each answer the acts whose answer it replaces. A name that is absent
            replaces the act that created the record; a new record replaces nothing.
    """

    kind: str
    record_id: str
    answers: Mapping[str, Plain | None]
    replaces: Mapping[str, tuple[bytes, ...]]


@dataclass(frozen=True, slots=True, repr=False)
class Payload:
    """What one envelope says.

    Attributes:
        what: the act's word.
        at: UTC instant, ``2026-03-03T09:30:00Z``. Told by the laptop's clock; decides nothing.
        day: the London date of ``at``.
        owner: the id of the scope.
        scope: the kind of scope.
        about: the id that a reading concerns, or ``""``.
        notes: the act's notes.
        changes: the records changed in this scope.
    """

    what: str
    at: str
    day: str
    owner: str
    scope: str
    about: str
    notes: Mapping[str, str | int]
    changes: tuple[SealedChange, ...]


def encode_payload(payload: Payload) -> bytes:
    """Return the padded canonical bytes of ``payload``."""
    changes = [
        [
            change.kind,
            change.record_id,
            dict(change.answers),
            {name: list(acts) for name, acts in change.replaces.items()},
        ]
        for change in payload.changes
    ]
    fields = [
        payload.what,
        payload.at,
        payload.day,
        payload.owner,
        payload.scope,
        payload.about,
        dict(payload.notes),
        changes,
    ]
    return _pad(cbor2.dumps(fields, canonical=True))


def decode_payload(padded: bytes) -> Payload:
    """Return the payload of ``padded``.

    Raises:
        ValueError: it is not a payload of this format.
    """
    try:
        what, at, day, owner, scope, about, notes, rows = cbor2.loads(_unpad(padded))
        changes = tuple(
            SealedChange(
                kind,
                record_id,
                answers,
                {name: tuple(acts) for name, acts in replaces.items()},
            )
            for kind, record_id, answers, replaces in rows
        )
    except (cbor2.CBORDecodeError, TypeError, ValueError, AttributeError):
        raise ValueError("not a payload of this format") from None
    return Payload(what, at, day, owner, scope, about, notes, changes)


def _pad(content: bytes) -> bytes:
    """Append one 0x80 and zeros (ISO/IEC 7816-4) up to the next step."""
    length = len(content) + 1
    step = max(SMALLEST_STEP, 1 << max(0, length.bit_length() - 4))
    return content + b"\x80" + bytes(-length % step)


def _unpad(padded: bytes) -> bytes:
    content = padded.rstrip(b"\x00")
    if not content.endswith(b"\x80"):
        raise ValueError("padding")
    return content[:-1]
