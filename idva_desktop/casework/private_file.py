"""A single file that leaves: written beside its place, for its owner only, then moved in whole."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from idva_desktop.domain.errors import OutputError

_OWNER_ONLY = 0o600


@contextmanager
def written_file(place: Path, content: bytes) -> Iterator[None]:
    """Write a new file durably; it takes its place only if what is done meanwhile succeeds.

    Args:
        place: where; nothing may be there yet.
        content: the bytes.

    Raises:
        OutputError: the place cannot be written, or holds something already.
    """
    making = place.with_name(f"{place.name}.making")
    try:
        _write(place, making, content)
        yield
        _move_in(place, making)
    finally:
        with suppress(OSError, ValueError):
            making.unlink()


def _write(place: Path, making: Path, content: bytes) -> None:
    try:
        taken = place.exists()
        if not taken:
            making.unlink(missing_ok=True)
            held = os.open(making, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
            with os.fdopen(held, "wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
    except (OSError, ValueError):
        raise OutputError(
            "The file cannot be written there. Nothing left this vault; choose another folder."
        ) from None
    if taken:
        raise OutputError(
            "Something of that name is there already. Nothing left this vault; choose a new name."
        )


def _move_in(place: Path, making: Path) -> None:
    try:
        making.rename(place)
    except OSError:
        raise OutputError(
            "The file was made but could not take its place. It is recorded as having left; make "
            "it once more in another folder."
        ) from None
