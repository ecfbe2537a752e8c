"""Erases a case and kills itself at the moment that is asked for."""

import sys
from pathlib import Path

import pytest

from idva_desktop.vault import cleansing, erasing, write_door
from tests.faults.dying import die, then_die
from tests.vault.made_vault import MadeVault
from tests.vault.test_erasing import erase_act

MOMENTS = (
    "before the commit",
    "after the commit",
    "before the scrub",
    "after the scrub",
    "in a copy",
    "between the renames",
    "after the first backup",
    "before the list is emptied",
)


def _arrange(moment: str) -> None:
    """Let the program die at a moment."""
    patch, rename = pytest.MonkeyPatch(), Path.rename

    def rename_and_die(path: Path, to: Path) -> Path:
        moved = rename(path, to)
        if to.name.endswith(".replaced"):
            die()
        return moved

    places: dict[str, tuple[object, str, object]] = {
        "before the commit": (write_door, "destroy", then_die(erasing.destroy)),
        "after the commit": (cleansing, "proofs", die),
        "before the scrub": (cleansing, "scrub", die),
        "after the scrub": (cleansing, "scrub", then_die(cleansing.scrub)),
        "in a copy": (cleansing, "_forget_in_copy", then_die(cleansing._forget_in_copy)),
        "between the renames": (Path, "rename", rename_and_die),
        "after the first backup": (cleansing, "_rewrite", then_die(cleansing._rewrite)),
        "before the list is emptied": (
            cleansing,
            "_cleanse_backups",
            then_die(cleansing._cleanse_backups),
        ),
    }
    patch.setattr(*places[moment])


def main(folder: str, code: str, case: str, moment: str) -> None:
    vault = MadeVault(Path(folder), code).open()
    act = erase_act(vault, case)
    _arrange(moment)
    vault.erase(act, [case])
    print("erased", flush=True)  # noqa: T201 - the test reads this
    vault.cleanse()


if __name__ == "__main__":
    main(*sys.argv[1:])
