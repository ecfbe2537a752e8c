"""What somebody with the database key finds in every page of a database, free ones included."""

from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from idva_desktop.vault.vault import Vault

PAGE, RESERVED, IV, SALT = 4096, 80, 16, 16
LOG_HEADER, FRAME_HEADER = 32, 24


def pages(database: Path, key: bytes) -> bytes:
    """Return every page of a SQLCipher 4 database and of its log, decrypted."""
    raw = database.read_bytes()
    found = [_page(raw[at : at + PAGE], key, first=at == 0) for at in range(0, len(raw), PAGE)]
    log = database.with_name(database.name + "-wal")
    if log.exists():
        frames = log.read_bytes()[LOG_HEADER:]
        step = PAGE + FRAME_HEADER
        for at in range(0, len(frames), step):
            page = frames[at + FRAME_HEADER : at + step]
            found += [_page(page, key, first=False), _page(page, key, first=True)]
    return b"".join(found)


def _page(page: bytes, key: bytes, *, first: bool) -> bytes:
    start = SALT if first else 0
    end = PAGE - RESERVED
    if len(page) < PAGE:
        return b""
    decryptor = Cipher(AES(key), CBC(page[end : end + IV])).decryptor()
    return decryptor.update(page[start:end]) + decryptor.finalize()


def everything(vault: Vault) -> bytes:
    """Return all that the open vault's database and own backups hold, decrypted."""
    key = vault._session.held.database_key
    databases = [vault.folder / "casework.db", *vault.folder.glob("backups/*/casework.db")]
    return b"".join(pages(database, key) for database in databases)
