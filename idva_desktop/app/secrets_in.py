"""Secrets for the command line: from a file or the terminal, never from an argument."""

import getpass
import os
import sys
from pathlib import Path

from idva_desktop.domain.errors import OutputError, RefusedError

_LARGEST = 4096


class UsageError(Exception):
    """The command was called the wrong way: exit 2."""


def read_secret(path: Path | None, asking: str, option: str) -> str:
    """Return the first line of ``path``, or what is typed at the terminal without echo.

    Args:
        path: the file given by ``option``, if any.
        asking: the prompt.
        option: the option that names a file, for the sentence when there is no terminal.

    Raises:
        RefusedError: the file cannot be read or is empty.
        UsageError: there is neither a file nor a terminal.
    """
    if path is None:
        if not sys.stdin.isatty():
            raise UsageError(f"Without a terminal, give {option} FILE")
        return getpass.getpass(f"{asking}: ")
    try:
        with path.open("rb") as handle:
            raw = handle.read(_LARGEST)
    except OSError:
        raise RefusedError(
            f"The file given with {option} cannot be read. Nothing was changed; check its path."
        ) from None
    try:
        lines = raw.decode("utf-8").splitlines()
    except UnicodeDecodeError:
        lines = []
    if not lines or not lines[0]:
        raise RefusedError(
            f"The file given with {option} holds no text. Nothing was changed; check its content."
        )
    return lines[0]


def write_secret(path: Path, secret: str) -> None:
    """Write a secret to a new file that only its owner may read.

    Raises:
        OutputError: the file is there already or cannot be written.
    """
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise OutputError(
            "The file for the device code is there already. Nothing was changed; name a new file."
        ) from None
    except OSError:
        raise OutputError(
            "The file for the device code cannot be written. Nothing was changed; name another."
        ) from None
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(secret + "\n")
