"""What stands in a folder, for the file picker: names, and which of them are folders."""

import os
from dataclasses import dataclass
from pathlib import Path

from idva_desktop.domain.errors import RefusedError

MOST = 5_000  # entries; a longer folder is cut, and its file is named by hand


@dataclass(frozen=True, slots=True)
class FolderEntry:
    """A file or a folder."""

    name: str
    is_folder: bool


def read_folder(folder: Path, *, files: bool) -> list[FolderEntry]:
    """Return the folders, and the files if asked for, in the order in which a person looks.

    Hidden ones are left out.

    Raises:
        RefusedError: it cannot be read.
    """
    found = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                is_folder = entry.is_dir()
                if is_folder or files:
                    found.append(FolderEntry(entry.name, is_folder))
                if len(found) == MOST:
                    break
    except (OSError, ValueError):
        raise RefusedError(
            "This folder cannot be read. Nothing was changed; go up, or type the place by hand."
        ) from None
    return sorted(found, key=lambda each: (not each.is_folder, each.name.casefold()))


def nearest_folder(typed: str, otherwise: Path) -> Path:
    """Return the folder in which somebody looks first: the nearest to what is typed that is there.

    Args:
        typed: a place as typed, which need not be there.
        otherwise: where to begin if nothing of it is.
    """
    try:
        place = Path(typed).expanduser()
        if typed and place.is_absolute():
            return next(each for each in (place, *place.parents) if each.is_dir())
        return otherwise if otherwise.is_dir() else Path.home()
    except (OSError, ValueError, RuntimeError, StopIteration):
        return Path.home()
