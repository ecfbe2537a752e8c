"""A process killed in the middle of an erasure leaves all or nothing, and the rest is done."""

import subprocess
import sys
from pathlib import Path

import pytest

from idva_desktop.domain.records import Contact
from tests.faults.erasing_process import MOMENTS
from tests.vault.decrypted import everything
from tests.vault.made_vault import MadeVault, opened_case
from tests.vault.test_erasing import MARKER, erase_act, told_all

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("moment", MOMENTS)
def test_an_erasure_cut_short_is_whole_or_not_begun(made: MadeVault, moment: str) -> None:
    with made.open() as vault:
        client, case = told_all(vault)
        _, kept = opened_case(vault, name="Brandywine")
        backups = {vault.backup().name, vault.backup().name}
    command = [sys.executable, "-m", "tests.faults.erasing_process"]
    died = subprocess.run(
        [*command, str(made.folder), made.code, case, moment],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert died.returncode == -9, died.stderr
    assert MARKER not in died.stdout + died.stderr
    with made.open() as vault:
        if moment == "before the commit":
            assert "erased" not in died.stdout
            assert len(vault.fetch(Contact, owner=case)) == 60
            assert vault.audit().proved
            vault.erase(erase_act(vault, case), [case])
            vault.cleanse()
        assert vault.fetch(Contact, owner=case) == []
        assert vault.to_be_cleansed() == set()
        vault.erase(erase_act(vault, client), [client])
        vault.cleanse()
        assert MARKER.encode() not in everything(vault)
        assert {path.name for path in (made.folder / "backups").iterdir()} == backups
        assert vault.named_key(kept)[1] == 1
        report = vault.audit()
        assert report.proved, report.findings
