"""Backups: a folder with header, database and a list of hashes, verified before it counts.

A backup opens with the same passphrases and device code as the vault. Its header says that it is
a backup, so that whatever is opened from it begins a new device incarnation.
"""

import json
import shutil
from dataclasses import replace
from datetime import UTC
from pathlib import Path

from sqlcipher3 import Connection

from idva_desktop.domain.errors import VaultError
from idva_desktop.journal.tip import Tip
from idva_desktop.vault.atomic_file import replace_file, sync_folder
from idva_desktop.vault.connection import DATABASE_FILE, open_database, plain_errors
from idva_desktop.vault.header import HEADER_FILE, write_header
from idva_desktop.vault.new_folder import BACKUPS, copy_file, hash_file, whole_or_removed
from idva_desktop.vault.session import Session, merge_anchors, tips_of

MANIFEST = "manifest.json"
PREFIX = "backup-"

_STAMP = "%Y%m%dT%H%M%SZ"
_TRIES = 3  # each waits for readers as long as a save would


def back_up(session: Session, connection: Connection, to: Path | None) -> Path:
    """Make a verified backup; returns its folder.

    Args:
        session: the open vault.
        connection: of the calling thread.
        to: the folder in which the backup is put; the vault's own ``backups`` if ``None``.

    Raises:
        VaultFullError: no room; nothing half-written stays.
        VaultError: it could not be written, or what was written does not prove.
    """
    place = to or session.folder / BACKUPS
    target = place / f"{PREFIX}{session.clock().astimezone(UTC).strftime(_STAMP)}"
    making = target.with_name(target.name + ".making")
    with whole_or_removed(making):
        place.mkdir(parents=True, exist_ok=True)
        for cut_short in place.glob(f"{PREFIX}*.making"):
            shutil.rmtree(cut_short, ignore_errors=True)
        making.mkdir(mode=0o700)
        _fill(session, connection, making)
        final = _free_name(target)
        making.rename(final)
        sync_folder(place)
    return final


def _fill(session: Session, connection: Connection, making: Path) -> None:
    database = making / DATABASE_FILE
    anchors = _copy_database(session, connection, database)
    header = replace(session.header, backup=True, anchors=anchors)
    write_header(making, header, session.held.database_key)
    digest = hash_file(database)
    verify_copy(database, session)
    if hash_file(database) != digest:
        raise VaultError(
            "The backup did not prove, so it was not kept. The vault itself is safe. Check the "
            "disk that it was written to and try again."
        )
    manifest = {
        "format": 1,
        "made_at": session.clock().astimezone(UTC).isoformat(timespec="seconds"),
        "files": {name: hash_file(making / name) for name in (DATABASE_FILE, HEADER_FILE)},
    }
    replace_file(making / MANIFEST, json.dumps(manifest, indent=1).encode())


def _copy_database(session: Session, connection: Connection, to: Path) -> tuple[Tip, ...]:
    """Copy the database file while nobody can write; returns how far the journal reaches."""
    source = session.folder / DATABASE_FILE
    wal = source.with_name(source.name + "-wal")
    with plain_errors():
        for _ in range(_TRIES):
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            connection.execute("BEGIN IMMEDIATE")
            try:
                if not wal.exists() or wal.stat().st_size == 0:
                    copy_file(source, to)
                    return merge_anchors(session.header.anchors, tips_of(connection))
            finally:
                connection.execute("ROLLBACK")
    raise VaultError(
        "The vault was too busy to be copied. It is safe, and no backup was made. Try again."
    )


def verify_copy(database: Path, session: Session) -> None:
    """Open the copy with the key and check every page.

    Raises:
        VaultError: it does not prove.
    """
    connection = open_database(database, session.held.database_key, write=False)
    try:
        with plain_errors():
            wrong = connection.execute("PRAGMA cipher_integrity_check").fetchall()
            wrong += connection.execute("SELECT 1 FROM devices WHERE n < 0").fetchall()
    finally:
        connection.close()
    if wrong:
        raise VaultError(
            "The backup did not prove, so it was not kept. The vault itself is safe. Check the "
            "disk that it was written to and try again."
        )


def _free_name(target: Path) -> Path:
    """Return ``target``, or with a number if two backups fall in one second."""
    names = [target, *(target.with_name(f"{target.name}-{n}") for n in range(2, 100))]
    return next(name for name in names if not name.exists())
