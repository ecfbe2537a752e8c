"""The window killed while somebody types: at most the last second is gone, and never a note."""

import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE

import pytest

from idva_desktop.casework.contacts import contact_draft
from idva_desktop.domain.records import Contact
from idva_desktop.vault.vault import Vault
from tests.faults.typing_process import WORDS
from tests.ui.vaults import SECOND, WORKER_WORDS, SeededVault, now

ROOT = Path(__file__).parents[2]
NOTE = "contact.note"


class Window:
    """The window of one vault, started and killed as often as wanted."""

    def __init__(self, seeded: SeededVault, folder: Path) -> None:
        self.folder, self._code = folder, seeded.code
        self.case_id = seeded.cases[SECOND]

    @contextmanager
    def started(self, mode: str, *more: str) -> Iterator[subprocess.Popen[str]]:
        command = [sys.executable, "-m", "tests.faults.typing_process", mode]
        whole = [*command, str(self.folder), self._code, self.case_id, *more]
        with subprocess.Popen(whole, cwd=ROOT, stdout=PIPE, text=True) as process:
            try:
                assert process.stdout is not None
                assert process.stdout.readline() == "open\n"
                yield process
            finally:
                process.kill()

    def opened(self) -> Vault:
        return Vault.open(self.folder, passphrase=WORKER_WORDS, device_code=self._code, clock=now)


@pytest.fixture
def window(seeded_vault: SeededVault, tmp_path: Path) -> Window:
    folder = tmp_path / "Demo vault"
    shutil.copytree(seeded_vault.folder, folder)
    return Window(seeded_vault, folder)


def test_a_kill_loses_at_most_the_last_second_of_typing_and_the_cursor_stays(
    window: Window,
) -> None:
    dice = random.Random(17)  # noqa: S311 - repeatable
    note, place = "[]", 1
    for turn in range(4):
        with window.started("type") as process:
            assert process.stdout is not None
            begun = process.stdout.readline().rstrip("\n")
            assert begun == f"at {place} {note}", f"round {turn} began elsewhere"
            time.sleep(1.2 + dice.random())
            killed = time.monotonic()
            process.kill()
            pressed = [float(line.split()[1]) for line in process.stdout if line.endswith("\n")]
        with window.opened() as vault:
            draft = vault.draft(contact_draft(window.case_id))
        assert draft is not None
        kept = draft.answers[NOTE]
        assert isinstance(kept, str)
        typed = kept[place : len(kept) - (len(note) - place)]
        assert kept == note[:place] + typed + note[place:]
        assert typed == (WORDS * 9)[: len(typed)]
        in_time = sum(when <= killed - 1 for when in pressed)
        assert in_time, "nothing was typed in time"
        assert len(typed) >= in_time, f"{in_time} keys in time, {len(typed)} kept"
        assert draft.cursor == f"{NOTE}@{place + len(typed)}"
        note, place = kept, place + len(typed)


def test_a_note_is_in_its_draft_or_in_its_act_whenever_the_kill_comes(window: Window) -> None:
    dice = random.Random(23)  # noqa: S311 - repeatable
    count, ends = 0, set()
    for _ in range(4):
        with window.started("save", str(count)) as process:
            assert process.stdout is not None
            first = process.stdout.readline()  # a loaded machine takes its time to begin
            time.sleep(dice.random() * 0.7)
            process.kill()
            lines = [line.split() for line in (first, *process.stdout) if line.endswith("\n")]
        with window.opened() as vault:
            notes = [each.note for each in vault.fetch(Contact, owner=window.case_id)]
            draft = vault.draft(contact_draft(window.case_id))
            assert vault.audit().proved
            typed = str(draft.answers.get(NOTE, "")) if draft else ""
            if draft:
                vault.delete_draft(draft.key)
        for word, number in lines:
            wanted = f"Note {number}"
            places = (wanted in notes, wanted == typed)
            assert places == (True, False) if word == "saved" else sum(places) == 1
            assert notes.count(wanted) <= 1
            count = max(count, int(number) + 1)
        ends.add(lines[-1][0])
        count += 1
    assert ends <= {"kept", "saved"}
