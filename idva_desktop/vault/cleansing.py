"""Cleansing: nothing of a destroyed key stays in free pages, in the log or in the own backups.

All of it can be done again: a list in the vault says what is still to be cleansed, and is emptied
only when everything is. A backup is rewritten beside its place, verified, and swapped in.
"""

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlcipher3 import Connection

from idva_desktop.domain.errors import VaultError, VaultInUseError
from idva_desktop.vault.atomic_file import read_bounded, replace_file, sync_folder
from idva_desktop.vault.backup import MANIFEST, PREFIX, verify_copy
from idva_desktop.vault.connection import (
    DATABASE_FILE,
    open_database,
    plain_errors,
    transaction,
)
from idva_desktop.vault.disk_errors import plain_disk_error
from idva_desktop.vault.erasing import Proof, proofs, wipe
from idva_desktop.vault.header import HEADER_FILE
from idva_desktop.vault.new_folder import BACKUPS, copy_file, hash_file
from idva_desktop.vault.session import Session

_MAKING = ".making"
_REPLACED = ".replaced"
_LONGEST_MANIFEST = 1 << 16
_ERASED_LATER = (
    "CREATE TABLE IF NOT EXISTS erased_later (\n    box BLOB PRIMARY KEY,\n"
    "    epoch INTEGER NOT NULL,\n    body BLOB NOT NULL\n) STRICT, WITHOUT ROWID"
)

Dead = Mapping[bytes, Proof]


@dataclass(frozen=True, slots=True)
class Cleansed:
    """What cleansing did.

    Attributes:
        backups: names of the backups that were rewritten.
        unreached: names of those in the own folder that could not be.
    """

    backups: tuple[str, ...] = ()
    unreached: tuple[str, ...] = ()


def pending(connection: Connection) -> set[bytes]:
    """Return the boxes whose destroyed keys may still stand in pages or backups."""
    with plain_errors():
        rows = connection.execute("SELECT box FROM erasing").fetchall()
    return {box for (box,) in rows}


def cleanse(session: Session, connection: Connection) -> Cleansed:
    """Cleanse pages, log and own backups of every key that was ever destroyed.

    Raises:
        VaultError: the disk refuses or the vault is busy; the list stays, and this is done again.
    """
    dead = proofs(connection)
    scrub(connection)
    done, unreached = _cleanse_backups(session, dead)
    if not unreached:
        with transaction(connection):
            connection.execute("DELETE FROM erasing")
    return Cleansed(tuple(done), tuple(unreached))


def scrub(connection: Connection) -> None:
    """Leave no deleted word in search indexes, free pages or the log.

    Raises:
        VaultInUseError: another door was reading.
    """
    with transaction(connection):
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%USING fts5%'"
        ).fetchall():
            connection.execute(f'INSERT INTO "{name}" ("{name}") VALUES (\'optimize\')')  # noqa: S608 - a name of the schema
    with plain_errors():
        connection.execute("VACUUM")
        busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy and busy[0]:
        raise VaultInUseError(
            "What was erased is erased. The last traces in the vault’s log are removed when other "
            "work in this vault is done; the program tries again by itself."
        )


def own_backups(folder: Path) -> list[Path]:
    """Return the backups in the vault's own folder, oldest first."""
    found = (folder / BACKUPS).glob(f"{PREFIX}*")
    return sorted(each for each in found if (each / MANIFEST).is_file() and not each.suffix)


def _cleanse_backups(session: Session, dead: Dead) -> tuple[list[str], list[str]]:
    place = session.folder / BACKUPS
    done, unreached = list[str](), list[str]()
    try:
        _mend_swaps(place)
        for backup in own_backups(session.folder):
            try:
                if _holds_any(session, backup, dead):
                    _rewrite(session, backup, dead)
                    done.append(backup.name)
            except VaultError:
                unreached.append(backup.name)
    except OSError as error:
        raise plain_disk_error(error) from None
    return done, unreached


def _mend_swaps(place: Path) -> None:
    """Finish a swap that was cut short: the new one is there, or the old one comes back."""
    for old in place.glob(f"{PREFIX}*{_REPLACED}"):
        backup = old.with_suffix("")
        if backup.exists():
            shutil.rmtree(old)
        else:
            old.rename(backup)
    for cut_short in place.glob(f"{PREFIX}*{_MAKING}"):
        shutil.rmtree(cut_short)


def _holds_any(session: Session, backup: Path, dead: Dead) -> bool:
    connection = open_database(backup / DATABASE_FILE, session.held.database_key, write=False)
    try:
        return bool(_living(connection, dead))
    finally:
        connection.close()


def _living(connection: Connection, dead: Dead) -> list[tuple[bytes, str]]:
    """Return box and owner of the scopes that still have a key which was destroyed."""
    with plain_errors():
        rows = connection.execute("SELECT box, owner, epoch FROM scopes WHERE key != x''")
        return [
            (box, owner)
            for box, owner, epoch in rows.fetchall()
            if box in dead and epoch <= dead[box].epoch
        ]


def _rewrite(session: Session, backup: Path, dead: Dead) -> None:
    """Put a copy without the destroyed keys in the place of a backup."""
    making = backup.with_name(backup.name + _MAKING)
    old = backup.with_name(backup.name + _REPLACED)
    try:
        making.mkdir(mode=0o700)
        for name in (DATABASE_FILE, HEADER_FILE):
            copy_file(backup / name, making / name)
        _forget_in_copy(session, making / DATABASE_FILE, dead)
        verify_copy(making / DATABASE_FILE, session)
        _write_manifest(backup, making)
        sync_folder(making)
        backup.rename(old)
        making.rename(backup)
        sync_folder(backup.parent)
    except OSError as error:
        raise plain_disk_error(error) from None
    finally:
        if backup.exists():
            shutil.rmtree(making, ignore_errors=True)
    shutil.rmtree(old)


def _forget_in_copy(session: Session, database: Path, dead: Dead) -> None:
    connection = open_database(database, session.held.database_key)
    try:
        with transaction(connection):
            connection.execute(_ERASED_LATER)
            for box, owner in _living(connection, dead):
                wipe(connection, owner)
                connection.execute("DELETE FROM notices WHERE about = ?", (owner,))
                connection.execute("UPDATE scopes SET key = x'' WHERE box = ?", (box,))
                connection.execute(
                    "INSERT OR REPLACE INTO erased_later VALUES (?, ?, ?)",
                    (box, dead[box].epoch, dead[box].body),
                )
        scrub(connection)
    finally:
        connection.close()


def _write_manifest(backup: Path, making: Path) -> None:
    try:
        manifest = json.loads(read_bounded(backup / MANIFEST, _LONGEST_MANIFEST))
        manifest["files"] = {
            name: hash_file(making / name) for name in (DATABASE_FILE, HEADER_FILE)
        }
    except (ValueError, KeyError, TypeError):
        raise VaultError("A backup’s list of files cannot be read, so it was left.") from None
    replace_file(making / MANIFEST, json.dumps(manifest, indent=1).encode())
