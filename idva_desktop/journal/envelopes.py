"""Envelopes: one act's share of one scope, sealed under the scope's key, signed and chained.

The published format is ``docs/formats/journal.md``.
"""

import hashlib
from dataclasses import dataclass
from typing import Protocol

import cbor2
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

FORMAT = 1
ID_BYTES = 16
DIGEST_BYTES = 32
NONCE_BYTES = 12
FIRST_PREVIOUS = bytes(DIGEST_BYTES)
"""What the first envelope of a device has in the place of the previous one's digest."""

_SIGNED = b"idva-envelope-1\x00"


class Signer(Protocol):
    """Whoever signs: the open member, or a second one who approves."""

    def sign(self, data: bytes, /) -> bytes:
        """Return the 64-byte Ed25519 signature of ``data``."""
        ...


@dataclass(frozen=True, slots=True)
class EnvelopeHeader:
    """What can be read of an envelope without a key; no word of it comes from a person.

    Attributes:
        version: of this format.
        device: the device incarnation that appended it, 16 bytes.
        n: its place in that device's chain, from 1.
        previous: SHA-256 of the envelope before it, zeros for the first.
        act: the act's id, 16 bytes.
        part: which of the act's envelopes this is, from 1.
        parts: how many the act has.
        box: random name of the scope, 16 bytes.
        epoch: which key of the scope seals it, from 1.
        signer: the member who signed, 16 bytes.
    """

    version: int
    device: bytes
    n: int
    previous: bytes
    act: bytes
    part: int
    parts: int
    box: bytes
    epoch: int
    signer: bytes

    def fields(self) -> list[int | bytes]:
        """Return the fields in the order in which they are written."""
        return [
            self.version,
            self.device,
            self.n,
            self.previous,
            self.act,
            self.part,
            self.parts,
            self.box,
            self.epoch,
            self.signer,
        ]


@dataclass(frozen=True, slots=True, repr=False)
class Envelope:
    """An envelope as it is kept: header bytes, nonce and ciphertext, signature."""

    header: EnvelopeHeader
    header_bytes: bytes
    sealed: bytes
    signature: bytes

    def open(self, key: bytes) -> bytes:
        """Return the padded payload.

        Raises:
            ValueError: the key is not the envelope's, or the envelope was altered.
        """
        nonce, ciphertext = self.sealed[:NONCE_BYTES], self.sealed[NONCE_BYTES:]
        try:
            return ChaCha20Poly1305(key).decrypt(nonce, ciphertext, self.header_bytes)
        except InvalidTag:
            raise ValueError("the envelope does not open with this key") from None

    def is_signed_by(self, public_key: bytes) -> bool:
        """Say whether the signature is that of ``public_key`` over header and ciphertext."""
        try:
            Ed25519PublicKey.from_public_bytes(public_key).verify(
                self.signature, _signed_bytes(self.header_bytes, self.sealed)
            )
        except InvalidSignature:
            return False
        return True


def seal(
    header: EnvelopeHeader, payload: bytes, *, key: bytes, nonce: bytes, signer: Signer
) -> bytes:
    """Return the bytes of an envelope.

    Args:
        header: its readable part, bound to the ciphertext as associated data.
        payload: the padded payload.
        key: the scope's 32-byte key.
        nonce: 12 random bytes, never used twice with one key.
        signer: signs header and ciphertext.
    """
    header_bytes = cbor2.dumps(header.fields(), canonical=True)
    sealed = nonce + ChaCha20Poly1305(key).encrypt(nonce, payload, header_bytes)
    signature = signer.sign(_signed_bytes(header_bytes, sealed))
    return cbor2.dumps([header_bytes, sealed, signature], canonical=True)


def read_envelope(body: bytes) -> Envelope:
    """Return the envelope in ``body``; nothing is verified yet.

    Raises:
        ValueError: it is not an envelope of this format.
    """
    try:
        header_bytes, sealed, signature = cbor2.loads(body)
        header = EnvelopeHeader(*cbor2.loads(header_bytes))
    except (cbor2.CBORDecodeError, TypeError, ValueError):
        raise ValueError("not an envelope of this format") from None
    if not _is_well_formed(header, sealed, signature):
        raise ValueError("not an envelope of this format")
    return Envelope(header, header_bytes, sealed, signature)


def digest(body: bytes) -> bytes:
    """Return the SHA-256 by which the next envelope of the chain names this one."""
    return hashlib.sha256(body).digest()


def _signed_bytes(header_bytes: bytes, sealed: bytes) -> bytes:
    return _SIGNED + len(header_bytes).to_bytes(4, "big") + header_bytes + sealed


def _is_well_formed(header: EnvelopeHeader, sealed: object, signature: object) -> bool:
    # What was read may be of any type, whatever the declaration says.
    ids: tuple[object, ...] = (header.device, header.act, header.box, header.signer)
    numbers: tuple[object, ...] = (
        header.version,
        header.n,
        header.part,
        header.parts,
        header.epoch,
    )
    previous: object = header.previous
    return (
        all(isinstance(name, bytes) and len(name) == ID_BYTES for name in ids)
        and all(type(number) is int and number > 0 for number in numbers)
        and header.version == FORMAT
        and isinstance(previous, bytes)
        and len(previous) == DIGEST_BYTES
        and isinstance(sealed, bytes)
        and isinstance(signature, bytes)
        and len(signature) == 64
    )
