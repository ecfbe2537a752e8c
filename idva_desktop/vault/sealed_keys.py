"""Keys of the vault itself, such as the one that signs returns, sealed under a scope's key."""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlcipher3 import Connection

from idva_desktop.domain.errors import JournalError
from idva_desktop.journal.envelopes import NONCE_BYTES
from idva_desktop.vault.kdf import KEY_BYTES
from idva_desktop.vault.scope_keys import ScopeKey

RETURN_KEY = "return signing key"
HANDOVER_KEY = "handover address"
RETURN_SEED = "IDVA Desktop: the choice of withheld cells, 1"


def seal_key(
    connection: Connection, scope: ScopeKey, name: str, content: bytes, nonce: bytes
) -> None:
    """Keep a key, inside a transaction."""
    sealed = nonce + ChaCha20Poly1305(scope.key).encrypt(nonce, content, name.encode())
    connection.execute("INSERT INTO sealed VALUES (?, ?, ?)", (name, scope.number, sealed))


def open_key(connection: Connection, scope: ScopeKey, name: str) -> bytes:
    """Return a key that was kept.

    Raises:
        JournalError: it is not there or was altered.
    """
    row = connection.execute("SELECT content FROM sealed WHERE name = ?", (name,)).fetchone()
    try:
        if row is not None:
            sealed = row[0]
            return ChaCha20Poly1305(scope.key).decrypt(
                sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], name.encode()
            )
    except InvalidTag:
        pass
    raise JournalError(
        "A key of this vault is missing or was altered. Nothing was changed. Run the audit, and "
        "restore the newest backup that proves."
    )


def has_key(connection: Connection, name: str) -> bool:
    """Say whether a key of that name was kept."""
    found = connection.execute("SELECT 1 FROM sealed WHERE name = ?", (name,)).fetchone()
    return found is not None


def derived_secret(key: bytes, purpose: str) -> bytes:
    """Return 32 bytes for another purpose, from which ``key`` cannot be found."""
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=purpose.encode()).derive(key)
