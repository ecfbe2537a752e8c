"""From a passphrase to a key: Argon2id, with its cost bounded before anything is derived."""

import unicodedata
from dataclasses import dataclass

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from idva_desktop.domain.errors import VaultError

KEY_BYTES = 32
SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class KdfCost:
    """What deriving a key costs whoever tries passphrases.

    Attributes:
        memory_kib: memory in KiB, 19 MiB (OWASP's least) to 1 GiB.
        passes: 1 to 10.
        lanes: 1 to 8.

    Raises:
        ValueError: out of these bounds, so that no header can make the program hang or weaken it.
    """

    memory_kib: int = 256 * 1024
    passes: int = 3
    lanes: int = 4

    def __post_init__(self) -> None:
        """Check the bounds."""
        within = (
            19 * 1024 <= self.memory_kib <= 1024 * 1024
            and 1 <= self.passes <= 10
            and 1 <= self.lanes <= 8
        )
        if not within:
            raise ValueError("the cost of the key derivation is out of bounds")


LEAST_COST = KdfCost(memory_kib=19 * 1024, passes=2, lanes=1)
"""OWASP's minimum, for tests and the demo."""


def stretch(passphrase: str, salt: bytes, cost: KdfCost) -> bytes:
    """Return 32 bytes from a passphrase; takes about a second at the default cost.

    Accents are composed first (NFC, as RFC 8265 says of passwords): keyboards differ in how they
    spell them, and the eye does not see it.

    Raises:
        VaultError: this computer has not the memory for it.
    """
    try:
        return hash_secret_raw(
            # A terminal may hand over signs that are no text; they count as they are.
            unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass"),
            salt,
            time_cost=cost.passes,
            memory_cost=cost.memory_kib,
            parallelism=cost.lanes,
            hash_len=KEY_BYTES,
            type=Type.ID,
        )
    except HashingError:
        raise VaultError(
            "This computer has not enough free memory to open the vault. The vault is safe and "
            "nothing was changed. Close other programs and try again."
        ) from None


def derive(secret: bytes, *, salt: bytes, purpose: bytes) -> bytes:
    """Return a 32-byte key for one purpose (HKDF-SHA256)."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=purpose).derive(secret)
