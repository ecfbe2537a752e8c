"""Attaches a file or removes earlier values, and kills itself at the moment that is asked for."""

import hashlib
import sys
from pathlib import Path

import pytest

from idva_desktop.journal.acts import Act
from idva_desktop.vault import rekeying, write_door
from idva_desktop.vault.attachments import seal_parts
from idva_desktop.vault.erasing import wipe
from idva_desktop.vault.vault import Vault
from idva_desktop.vault.writer import ActWriter
from tests.faults.dying import die, then_die
from tests.vault.made_vault import MadeVault, case_change
from tests.vault.test_erasing import erase_act

CONTENT = b"Rhamphorhynchus " * 60_000
MOMENTS = {
    "attach": ("before the pieces", "after the pieces", "after the commit"),
    "rectify": (
        "before the key",
        "after the pages are wiped",
        "after the files",
        "before the commit",
        "after the commit",
    ),
}


def _arrange(what: str, moment: str) -> None:
    """Let the program die at a moment; after the commit it dies by itself."""
    places: dict[tuple[str, str], tuple[object, str, object]] = {
        ("attach", "before the pieces"): (write_door, "seal_parts", die),
        ("attach", "after the pieces"): (
            write_door,
            "seal_parts",
            then_die(seal_parts),
        ),
        ("rectify", "before the key"): (write_door, "rekey", die),
        ("rectify", "after the pages are wiped"): (rekeying, "wipe", then_die(wipe)),
        ("rectify", "after the files"): (rekeying, "seal_parts", then_die(seal_parts)),
        ("rectify", "before the commit"): (ActWriter, "finish", die),
    }
    if (what, moment) in places:
        pytest.MonkeyPatch().setattr(*places[what, moment])


def attach(vault: Vault, case: str, attachment: str) -> None:
    """Keep the file in the act that records it."""
    answers = {"name": "Order", "sha256": hashlib.sha256(CONTENT).hexdigest()}
    change = case_change("attachment", attachment, case, answers)
    vault.attach(Act("attach", (change,)), case, attachment, CONTENT, settles_draft="k")


def main(folder: str, code: str, case: str, attachment: str, what: str, moment: str) -> None:
    vault = MadeVault(Path(folder), code).open()
    _arrange(what, moment)
    if what == "attach":
        attach(vault, case, attachment)
    else:
        vault.rectify(erase_act(vault, case, what="rectify"), case)
    print("done", flush=True)  # noqa: T201 - the test reads this
    die()


if __name__ == "__main__":
    main(*sys.argv[1:])
