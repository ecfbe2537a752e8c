"""Secrets for the command line: from a file or the terminal, never from an argument."""

import getpass
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from idva_desktop.domain.errors import OutputError, RefusedError
from idva_desktop.vault.atomic_file import read_bounded

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
        RefusedError: the file cannot be read, is empty or far too long; or nothing was typed.
        UsageError: there is neither a file nor a terminal.
    """
    if path is None:
        if not sys.stdin.isatty():
            raise UsageError(f"Without a terminal, give {option} FILE")
        return _typed(asking)
    try:
        raw = read_bounded(path, _LARGEST)
    except OSError:
        raise RefusedError(
            f"The file given with {option} cannot be read. Nothing was changed; check its path."
        ) from None
    except ValueError:
        raise RefusedError(
            f"The file given with {option} is far too long for a secret. Nothing was changed; "
            "check that it is the right file."
        ) from None
    try:
        # Some editors on Windows begin a file with a mark that nobody typed.
        line = raw.decode("utf-8-sig").partition("\n")[0].removesuffix("\r")
    except UnicodeDecodeError:
        line = ""
    if not line:
        raise RefusedError(
            f"The file given with {option} holds no text. Nothing was changed; check its content."
        )
    return line


def _typed(asking: str) -> str:
    try:
        typed = getpass.getpass(f"{asking}: ")
    except EOFError:
        typed = ""
    if not typed:
        raise RefusedError("Nothing was typed. Nothing was changed; begin again.")
    return typed


@contextmanager
def new_secret_file(path: Path) -> Iterator[Callable[[str], None]]:
    """Make a new file that only its owner may read, and give the means to write a secret to it.

    The file is made before the step that needs it, so that a secret is never left without a place;
    where the step fails, the file goes again.

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
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            yield lambda secret: print(secret, file=stream, flush=True)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
