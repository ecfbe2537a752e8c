"""A backup is verified before it counts, and what is opened from it begins a new incarnation."""

from pathlib import Path

import pytest

from idva_desktop.domain.errors import VaultError, WrongPassphraseError
from idva_desktop.domain.records import Contact, Identity
from idva_desktop.vault import unlocking
from idva_desktop.vault.restoring import restore
from tests.vault.made_vault import PASSPHRASE, MadeVault, contact, folder_hash, opened_case


def backed_up(made: MadeVault, to: Path | None = None) -> tuple[Path, str]:
    with made.open() as vault:
        _, case = opened_case(vault)
        vault.commit(contact(case))
        return vault.backup(to), case


def test_what_was_backed_up_is_there_after_a_restore(made: MadeVault, tmp_path: Path) -> None:
    backup, case = backed_up(made)
    before = folder_hash(backup)
    restore(backup, tmp_path / "again")
    with MadeVault(tmp_path / "again", made.code).open() as vault:
        assert [held.given_name for held in vault.fetch(Identity)] == ["Zoë"]
        assert len(vault.fetch(Contact, owner=case)) == 1
        assert vault.audit().proved
    assert folder_hash(backup) == before


def test_a_backup_is_put_where_it_was_asked_for(made: MadeVault, tmp_path: Path) -> None:
    backup, _ = backed_up(made, tmp_path / "stick")
    assert backup.parent == tmp_path / "stick"
    assert sorted(path.name for path in backup.iterdir()) == [
        "casework.db",
        "manifest.json",
        "vault.hdr",
    ]


def test_two_backups_in_one_second_are_two(made: MadeVault) -> None:
    with made.open() as vault:
        assert vault.backup() != vault.backup()


def test_acts_after_a_restore_are_never_taken_for_those_after_the_backup(
    made: MadeVault, tmp_path: Path
) -> None:
    backup, case = backed_up(made)
    with made.open() as vault:
        vault.commit(contact(case))
        first = vault._session.header.device
    restore(backup, tmp_path / "again")
    again = MadeVault(tmp_path / "again", made.code)
    with again.open() as vault:
        vault.commit(contact(case))
        second = vault._session.header.device
        report = vault.audit()
        assert [entry.what for entry in vault.history("ledger")][-1:] == ["add_member"]
    assert first != second
    assert report.proved
    assert any("restored" in remark for remark in report.remarks)
    with again.open() as vault:
        assert vault._session.header.device == second


@pytest.mark.parametrize("name", ["casework.db", "vault.hdr", "manifest.json"])
def test_a_backup_with_a_changed_or_missing_file_is_refused(
    made: MadeVault, tmp_path: Path, name: str
) -> None:
    backup, _ = backed_up(made)
    content = bytearray((backup / name).read_bytes())
    content[len(content) // 2] ^= 1
    (backup / name).write_bytes(content)
    with pytest.raises(VaultError, match="not whole"):
        restore(backup, tmp_path / "again")
    (backup / name).unlink()
    with pytest.raises(VaultError, match="not whole"):
        restore(backup, tmp_path / "again")
    assert not (tmp_path / "again").exists()


def test_the_window_records_a_restore_as_the_command_line_does(
    made: MadeVault, tmp_path: Path
) -> None:
    backup, _ = backed_up(made)
    restore(backup, tmp_path / "by command")
    restore(backup, tmp_path / "by window")
    with MadeVault(tmp_path / "by command", made.code).open() as vault:
        by_command = vault.audit()
    proven = unlocking.prove(tmp_path / "by window", passphrase=PASSPHRASE, device_code=made.code)
    with unlocking.enter(proven) as vault:
        by_window = vault.audit()
    assert by_command.proved
    assert by_window.proved
    assert by_window.acts == by_command.acts


def test_a_restore_overwrites_nothing(made: MadeVault) -> None:
    backup, _ = backed_up(made)
    before = folder_hash(made.folder)
    with pytest.raises(VaultError, match="not empty"):
        restore(backup, made.folder)
    assert folder_hash(made.folder) == before


def test_a_backup_is_not_opened_in_place(made: MadeVault) -> None:
    backup, _ = backed_up(made)
    before = folder_hash(backup)
    with pytest.raises(VaultError, match="is a backup"):
        MadeVault(backup, made.code).open()
    assert folder_hash(backup) == before


def test_a_restored_vault_asks_for_the_passphrase_like_any_other(
    made: MadeVault, tmp_path: Path
) -> None:
    backup, _ = backed_up(made)
    restore(backup, tmp_path / "again")
    with pytest.raises(WrongPassphraseError):
        MadeVault(tmp_path / "again", made.code).open("no")


def test_a_backup_that_cannot_be_written_leaves_nothing(made: MadeVault, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with made.open() as vault:
        with pytest.raises(VaultError, match="safe"):
            vault.backup(tmp_path / "file" / "under")
        assert vault.audit().proved
