"""Making a folder whole or not at all: built beside its place, then moved in."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from idva_desktop.domain.errors import VaultError
from idva_desktop.vault.atomic_file import sync_folder
from idva_desktop.vault.disk_errors import plain_disk_error
from idva_desktop.vault.session import LOCK_FILE

BACKUPS = "backups"
MAKING = ".making"

_CHUNK = 1 << 20


@contextmanager
def whole_or_removed(making: Path) -> Iterator[None]:
    """Remove a folder again where what is done in it meanwhile does not end well.

    Raises:
        VaultFullError: no room.
        VaultError: the disk refused.
    """
    try:
        yield
    except OSError as error:
        shutil.rmtree(making, ignore_errors=True)
        raise plain_disk_error(error) from None
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise


@contextmanager
def new_vault_folder(folder: Path) -> Iterator[Path]:
    """Give a folder beside ``folder`` to fill with a vault's files; it is moved in once they are.

    Raises:
        VaultError: ``folder`` holds something or cannot be written, or the disk refused; nothing
            was made.
    """
    making = _prepare_folder(folder)
    with whole_or_removed(making):
        yield making
        (making / BACKUPS).mkdir()
        (making / LOCK_FILE).touch(0o600)
        _move_in(making, folder)


def _prepare_folder(folder: Path) -> Path:
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


def _move_in(making: Path, folder: Path) -> None:
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
