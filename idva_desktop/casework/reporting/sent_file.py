"""The file of returns that were sent before the program was in use, as bytes from a disk."""

from pathlib import Path

from idva_desktop.domain.errors import OutputError, ReturnError

_MOST_BYTES = 20 * 1024 * 1024  # a return is a twentieth of a megabyte


def read_sent(file: Path) -> bytes:
    """Return what the file holds.

    Raises:
        OutputError: it cannot be read.
        ReturnError: it is far larger than returns can be.
    """
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise ReturnError(
                "The file is far larger than returns can be. Nothing was entered. Name the file "
                "with the figures that were sent."
            )
        return file.read_bytes()
    except (OSError, ValueError):  # a name no disk can have
        raise OutputError(
            "The file cannot be read. Nothing was entered; see whether it is there and is yours."
        ) from None
