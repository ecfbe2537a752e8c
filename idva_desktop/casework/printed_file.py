"""A printed file in a folder that a person chose: nothing that is there is overwritten."""

from pathlib import Path

from idva_desktop.domain.errors import OutputError

_MOST_COPIES = 99


def write_new(folder: Path, name: str, content: bytes) -> Path:
    """Write a file under ``name``, or under that name with the first number that is free.

    Returns:
        The file.

    Raises:
        OutputError: the folder cannot be written, or holds too many copies.
    """
    stem, _, ending = name.rpartition(".")
    for number in range(1, _MOST_COPIES + 1):
        place = folder / (name if number == 1 else f"{stem}-{number}.{ending}")
        try:
            with place.open("xb") as file:
                file.write(content)
        except FileExistsError:
            continue
        except OSError:
            raise OutputError(
                "The file could not be written to this folder. Nothing was printed; "
                "what you saved is safe. Choose a folder that is there and may be written."
            ) from None
        return place
    raise OutputError(
        "This folder holds too many copies already. Nothing was printed; what you saved is safe. "
        "Choose another folder."
    )
