"""What this process does for the secrets that it will hold, before it holds any."""

import os
import sys

_PR_SET_DUMPABLE = 4  # <linux/prctl.h>
_STANDARD = 3  # input, output, errors


def harden() -> None:
    """Turn core dumps off, keep other programs out of this memory, and fill absent streams."""
    _fill_streams()
    _no_core_dump()
    _not_dumpable()


def drop_output() -> None:
    """Send what is still to be printed nowhere: whoever read it has gone."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _fill_streams() -> None:
    """Open the null device where standard input, output or errors were closed.

    Otherwise the next file opened, perhaps the vault's, would become one of them.
    """
    opened = os.open(os.devnull, os.O_RDWR)
    while opened < _STANDARD:
        opened = os.open(os.devnull, os.O_RDWR)
    os.close(opened)
    # The streams live as long as the process.
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123 - as above


def _no_core_dump() -> None:
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on Windows, which writes no core dumps

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _not_dumpable() -> None:
    """Ask Linux to let no other program of this user read or trace this process."""
    if not sys.platform.startswith("linux"):
        return
    import ctypes  # noqa: PLC0415 - for this one call

    # An old kernel may refuse; the core dump is off all the same.
    ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
