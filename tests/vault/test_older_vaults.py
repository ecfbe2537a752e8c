"""Vaults that older versions of the program wrote open, and nothing in them is lost.

``golden/version-1`` was written by version 1: one client, her case, a need, a contact with a note,
and one that was taken back. Its secrets are those of every test vault.
"""

import shutil
from pathlib import Path

import pytest

from idva_desktop.domain.records import Contact, Need
from idva_desktop.vault.connection import DATABASE_FILE
from idva_desktop.vault.header import HEADER_FILE
from idva_desktop.vault.new_folder import BACKUPS
from tests.vault.made_vault import MadeVault

CODE = "0GWN-0AM7-486A-KSAV-3J77-972A-WVBE-E012-KT2Z-GG7S-2W3N-5WYH-FKV1-N8S0"
CLIENT, CASE = "309905e66d9a47609b7cbdb55b01270a", "ea56778808df4598b1db8653e79c6360"
GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture
def version_1(tmp_path: Path) -> MadeVault:
    folder = tmp_path / "vault"
    (folder / BACKUPS).mkdir(parents=True)
    shutil.copyfile(GOLDEN / "version-1" / DATABASE_FILE, folder / DATABASE_FILE)
    header = (GOLDEN / "version-1" / "vault.hdr.hex").read_text("ascii")
    (folder / HEADER_FILE).write_bytes(bytes.fromhex(header))
    return MadeVault(folder, CODE)


def test_a_vault_of_version_1_opens_and_proves(version_1: MadeVault) -> None:
    with version_1.open() as vault:
        assert [held.note for held in vault.fetch(Contact, owner=CASE)] == [
            "The housing partner fitted window locks."
        ]
        assert len(vault.fetch(Need, owner=CASE)) == 1
        assert vault.audit().proved
    assert len(list((version_1.folder / BACKUPS).iterdir())) == 1, "a backup before the migration"


def test_its_notes_are_found_without_being_saved_again(version_1: MadeVault) -> None:
    with version_1.open() as vault:
        assert [hit.kind for hit in vault.search_words("window")] == ["contact"]
        assert [hit.kind for hit in vault.search_words("NAIVE")] == ["need"]
        assert vault.search_words("marmalade") == []
        assert [hit.owner for hit in vault.search("zoe")] == [CLIENT]
        assert [hit.owner for hit in vault.search("c-0001")] == [CASE]
