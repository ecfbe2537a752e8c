"""A member's slot: what opens the vault with that member's passphrase and this device's secret."""

import secrets
from dataclasses import dataclass

import cbor2
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from idva_desktop.vault.kdf import KEY_BYTES, SALT_BYTES, KdfCost, derive, stretch

ID_BYTES = 16
NONCE_BYTES = 12
SHORTEST_SEALED = NONCE_BYTES + 16
"""Bytes of a nonce and a tag; anything shorter was never sealed."""


@dataclass(frozen=True, slots=True, repr=False)
class Secrets:
    """What a slot holds.

    Attributes:
        database_key: the 32 random bytes given to SQLCipher.
        member: the member's id, 16 bytes.
        seed: the member's Ed25519 seed, 32 bytes.
    """

    database_key: bytes
    member: bytes
    seed: bytes


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot as the header keeps it: opaque, without a name.

    Attributes:
        slot: its random id, 16 bytes.
        salt: for the passphrase.
        cost: of the derivation.
        sealed: nonce and ciphertext of the secrets.
    """

    slot: bytes
    salt: bytes
    cost: KdfCost
    sealed: bytes

    def public_fields(self) -> list[object]:
        """Return the fields to which the ciphertext is bound."""
        cost = self.cost
        return [self.slot, self.salt, cost.memory_kib, cost.passes, cost.lanes]

    def open(self, vault: bytes, passphrase: str, device_secret: bytes) -> Secrets | None:
        """Return the secrets, or ``None`` if passphrase or device secret are not the slot's."""
        key = _slot_key(self, vault, passphrase, device_secret)
        nonce, ciphertext = self.sealed[:NONCE_BYTES], self.sealed[NONCE_BYTES:]
        try:
            plain = ChaCha20Poly1305(key).decrypt(nonce, ciphertext, _bound_to(self, vault))
        except InvalidTag:
            return None
        return Secrets(*cbor2.loads(plain))


def make_slot(
    vault: bytes, passphrase: str, device_secret: bytes, held: Secrets, cost: KdfCost
) -> Slot:
    """Return a new slot that opens to ``held``."""
    empty = Slot(secrets.token_bytes(ID_BYTES), secrets.token_bytes(SALT_BYTES), cost, b"")
    key = _slot_key(empty, vault, passphrase, device_secret)
    nonce = secrets.token_bytes(NONCE_BYTES)
    plain = cbor2.dumps([held.database_key, held.member, held.seed], canonical=True)
    sealed = nonce + ChaCha20Poly1305(key).encrypt(nonce, plain, _bound_to(empty, vault))
    return Slot(empty.slot, empty.salt, cost, sealed)


def new_database_key() -> bytes:
    """Return 32 random bytes."""
    return secrets.token_bytes(KEY_BYTES)


def _slot_key(slot: Slot, vault: bytes, passphrase: str, device_secret: bytes) -> bytes:
    stretched = stretch(passphrase, slot.salt, slot.cost)
    return derive(stretched + device_secret, salt=vault, purpose=b"idva slot 1" + slot.slot)


def _bound_to(slot: Slot, vault: bytes) -> bytes:
    return cbor2.dumps(["idva slot 1", vault, *slot.public_fields()], canonical=True)
