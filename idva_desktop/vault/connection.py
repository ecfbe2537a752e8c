"""One SQLCipher connection, opened the one safe way, with errors turned into plain sentences."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlcipher3
from sqlcipher3 import Connection

from idva_desktop.domain.errors import (
    DamagedDatabaseError,
    EmptyDatabaseError,
    PlaintextDatabaseError,
    VaultError,
    VaultFullError,
    VaultInUseError,
)

DATABASE_FILE = "casework.db"
BUSY_SECONDS = 30.0
CACHE_KIB = 64 * 1024

_PLAINTEXT = b"SQLite format 3\x00"
_DAMAGED = (
    "The vault’s database is damaged and does not prove. Nothing was changed. "
    "Restore the newest backup into an empty folder and keep this one for whoever looks into it."
)
_FULL = (
    "The disk is full, so this was not saved. Everything saved before is safe, and nothing was "
    "half-written. Free some space and save again."
)


def open_database(
    path: Path, key: bytes, *, write: bool = True, create: bool = False
) -> Connection:
    """Return a connection; it belongs to the calling thread.

    Without ``write`` it only looks: it changes no file, and nobody may write meanwhile.
    Temporary data stays in memory, the cipher's own log is off, and each commit is on the disk
    before it returns.

    Raises:
        DamagedDatabaseError: the key does not open it or page 1 does not prove.
    """
    mode = "rwc" if create else "rw" if write else _read_only_mode(path)
    with plain_errors():
        connection = sqlcipher3.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            isolation_level=None,
            timeout=BUSY_SECONDS,
            cached_statements=512,
        )
        try:
            _prepare(connection, key)
        except BaseException:
            connection.close()
            raise
    return connection


def _read_only_mode(path: Path) -> str:
    """Return the mode that leaves no file behind: without a log nothing needs shared memory."""
    log = path.with_name(path.name + "-wal")
    has_log = log.exists() and log.stat().st_size > 0
    return "ro" if has_log else "ro&immutable=1"


def _prepare(connection: Connection, key: bytes) -> None:
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")


def look_before_opening(path: Path) -> None:
    """Tell an empty or a plaintext database from ours before anything touches it.

    Raises:
        EmptyDatabaseError: missing or empty; SQLCipher would open it and begin anew.
        PlaintextDatabaseError: an SQLite file that nobody encrypted.
        DamagedDatabaseError: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            start = file.read(len(_PLAINTEXT))
    except FileNotFoundError:
        start = b""
    except OSError:
        raise DamagedDatabaseError(_DAMAGED) from None
    if not start:
        raise EmptyDatabaseError(
            "The vault’s database file is missing or empty. Nothing was changed. Restore the "
            "newest backup into an empty folder."
        )
    if start == _PLAINTEXT:
        raise PlaintextDatabaseError(
            "The database in this folder is not encrypted, so it is not this program’s. It was "
            "not opened and nothing was changed. Restore the newest backup into an empty folder."
        )


@contextmanager
def transaction(connection: Connection) -> Iterator[None]:
    """Do everything inside or nothing; the commit is durable when this returns."""
    with plain_errors():
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


@contextmanager
def one_state(connection: Connection) -> Iterator[None]:
    """Read one state of the vault inside, whatever another door commits meanwhile.

    Without it a key that was read first may be another's than the envelopes that are read next.
    """
    if _is_in_transaction(connection):
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        if _is_in_transaction(connection):
            connection.execute("COMMIT")


def _is_in_transaction(connection: Connection) -> bool:
    return bool(connection.in_transaction)


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn what SQLCipher reports into plain sentences; a defect in our SQL passes as it is."""
    try:
        yield
    except (sqlcipher3.IntegrityError, sqlcipher3.ProgrammingError):
        raise
    except sqlcipher3.DatabaseError as error:
        plain = _plain(str(error))
        if plain is None:
            raise
        raise plain from None


def _plain(words: str) -> VaultError | None:
    if "full" in words:
        return VaultFullError(_FULL)
    if "not a database" in words or "malformed" in words:
        return DamagedDatabaseError(_DAMAGED)
    if "locked" in words:
        return VaultInUseError(
            "The vault is busy with other work, so this was not saved. Everything saved before is "
            "safe. Try again in a moment."
        )
    if "disk I/O error" in words or "unable to open" in words or "readonly" in words:
        return VaultError(
            "The vault’s disk did not answer, so this was not done. Everything saved before is "
            "safe. Check the disk and try again."
        )
    return None
