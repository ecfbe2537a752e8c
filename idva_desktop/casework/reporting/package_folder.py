"""The folder of a package, and its archive: written beside their place, then moved in whole."""

import io
import os
import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from idva_desktop.domain.errors import OutputError

# Archives carry a time for each file; a fixed one keeps the same return the same bytes.
_ARCHIVE_TIME = (1980, 1, 1, 0, 0, 0)
_NOT_THERE = "The return cannot be written there. Nothing was released; choose another folder."


def archive(files: Mapping[str, bytes]) -> bytes:
    """Return the package as a .zip, the same bytes for the same files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name in sorted(files):
            made.writestr(zipfile.ZipInfo(name, _ARCHIVE_TIME), files[name])
    return buffer.getvalue()


def resolved(out: Path) -> Path:
    """Return the place as it really is, so that what lies beside it is on the same disk.

    Raises:
        OutputError: the path leads nowhere.
    """
    try:
        place = out.expanduser().resolve()
    except (OSError, RuntimeError, ValueError):  # links in a circle; a name no disk can have
        raise OutputError(_NOT_THERE) from None
    if not place.name:
        raise OutputError(_NOT_THERE)
    return place


@contextmanager
def written_beside(out: Path, files: Mapping[str, bytes]) -> Iterator[Callable[[], None]]:
    """Write a package durably beside ``out``; the callable that is yielded moves it in.

    Whatever is not moved in is removed again.

    Raises:
        OutputError: the place cannot be written, or holds something else.
    """
    folder, packed = out.with_name(f"{out.name}.making"), out.with_name(f"{out.name}.zip.making")
    try:
        _write_all(out, folder, packed, files)
        yield lambda: _move_in(out, folder, packed)
    finally:
        with suppress(OSError):
            shutil.rmtree(folder)
        with suppress(OSError):
            packed.unlink()


def _write_all(out: Path, folder: Path, packed: Path, files: Mapping[str, bytes]) -> None:
    try:
        _require_place(out, files)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for name, content in files.items():
            _write(folder / name, content)
        _write(packed, archive(files))
    except OSError:
        raise OutputError(_NOT_THERE) from None


def _require_place(out: Path, files: Mapping[str, bytes]) -> None:
    packed = _packed(out)
    free = not packed.exists() or packed.read_bytes() == archive(files)
    if free and out.exists():
        held = {entry.name for entry in out.iterdir()} if out.is_dir() else {""}
        free = not held or (
            held == set(files) and all((out / name).read_bytes() == files[name] for name in files)
        )
    if not free:
        raise OutputError(
            "The place for the return holds something else. Nothing was released; "
            "name a new folder for each return."
        )


def _packed(out: Path) -> Path:
    """Return where the same package lies as one file."""
    return out.with_name(f"{out.name}.zip")


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _move_in(out: Path, folder: Path, packed: Path) -> None:
    try:
        if out.exists():
            shutil.rmtree(out)
        folder.rename(out)
        packed.replace(_packed(out))
    except OSError:
        raise OutputError(
            "The return was issued, but its files could not take their place. "
            "Give the same command again: it writes the same files."
        ) from None
