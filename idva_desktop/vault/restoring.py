"""Putting a backup back, into an empty folder only, after its hashes were checked."""

import json
from pathlib import Path

from idva_desktop.domain.errors import VaultError
from idva_desktop.vault.atomic_file import read_bounded
from idva_desktop.vault.backup import MANIFEST
from idva_desktop.vault.connection import DATABASE_FILE
from idva_desktop.vault.header import HEADER_FILE
from idva_desktop.vault.new_folder import copy_file, hash_file, new_vault_folder

_FILES = (DATABASE_FILE, HEADER_FILE)
_LONGEST_MANIFEST = 1 << 16


def restore(backup: Path, folder: Path) -> None:
    """Put a backup into an empty folder; it opens with the passphrases of its time.

    What is opened from it begins a new device incarnation.

    Raises:
        VaultError: the backup is not whole, or the folder is not empty; nothing was written.
    """
    _check_whole(backup)
    with new_vault_folder(folder) as making:
        for name in _FILES:
            copy_file(backup / name, making / name)


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
