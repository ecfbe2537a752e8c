"""Putting a backup back, into an empty folder only, after its hashes were checked."""

import json
import shutil
from pathlib import Path

from idva_desktop.domain.errors import VaultError
from idva_desktop.vault.atomic_file import read_bounded
from idva_desktop.vault.backup import MANIFEST
from idva_desktop.vault.connection import DATABASE_FILE
from idva_desktop.vault.disk_errors import plain_disk_error
from idva_desktop.vault.header import HEADER_FILE
from idva_desktop.vault.new_folder import BACKUPS, copy_file, hash_file, move_in, prepare_folder
from idva_desktop.vault.session import LOCK_FILE

_FILES = (DATABASE_FILE, HEADER_FILE)
_LONGEST_MANIFEST = 1 << 16


def restore(backup: Path, folder: Path) -> None:
    """Put a backup into an empty folder; it opens with the passphrases of its time.

    What is opened from it begins a new device incarnation.

    Raises:
        VaultError: the backup is not whole, or the folder is not empty; nothing was written.
    """
    _check_whole(backup)
    making = prepare_folder(folder)
    try:
        for name in _FILES:
            copy_file(backup / name, making / name)
        (making / BACKUPS).mkdir()
        (making / LOCK_FILE).touch(0o600)
        move_in(making, folder)
    except OSError as error:
        shutil.rmtree(making, ignore_errors=True)
        raise plain_disk_error(error) from None
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise


def _check_whole(backup: Path) -> None:
    """Compare every file with the hash that was noted when the backup was verified."""
    try:
        manifest = json.loads(read_bounded(backup / MANIFEST, _LONGEST_MANIFEST))
        noted = {name: manifest["files"][name] for name in _FILES}
        whole = noted == {name: hash_file(backup / name) for name in _FILES}
    except (OSError, ValueError, KeyError, TypeError):
        whole = False
    if not whole:
        raise VaultError(
            "This backup is not whole: a file is missing or differs from what was verified. "
            "Nothing was restored and nothing was changed. Choose an earlier backup."
        )
