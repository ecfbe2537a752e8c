"""Making a folder whole or not at all: built beside its place, then moved in."""

import hashlib
import os
import shutil
from pathlib import Path

from idva_desktop.domain.errors import VaultError
from idva_desktop.vault.atomic_file import sync_folder

BACKUPS = "backups"
MAKING = ".making"

_CHUNK = 1 << 20


def prepare_folder(folder: Path) -> Path:
    """Return an empty folder beside ``folder`` in which to build it.

    Raises:
        VaultError: ``folder`` holds something, or cannot be written.
    """
    try:
        if folder.exists() and any(folder.iterdir()):
            raise VaultError(
                "This folder is not empty, so no vault was made there and nothing in it was "
                "changed. Choose an empty folder or a new name."
            )
        making = folder.with_name(folder.name + MAKING)
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir(parents=True, mode=0o700)
    except OSError:
        raise VaultError(
            "This folder cannot be written. Nothing was made. Choose another folder."
        ) from None
    return making


def move_in(making: Path, folder: Path) -> None:
    """Put a finished folder in its place, durably."""
    sync_folder(making)
    if folder.exists():
        folder.rmdir()
    making.rename(folder)
    sync_folder(folder.parent)


def copy_file(source: Path, to: Path) -> None:
    """Copy a file durably, readable by this user only."""
    descriptor = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with source.open("rb") as read, os.fdopen(descriptor, "wb") as write:
        shutil.copyfileobj(read, write, _CHUNK)
        write.flush()
        os.fsync(write.fileno())


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file, hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
