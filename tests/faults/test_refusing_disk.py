"""A disk that takes no more bytes: a plain sentence, nothing half-written, nothing lost."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from idva_desktop.domain.errors import VaultError
from idva_desktop.domain.records import Contact
from idva_desktop.vault.vault import Vault
from tests.vault.made_vault import (
    SECOND_PASSPHRASE,
    SUPERVISOR,
    MadeVault,
    contact,
    folder_hash,
    make_vault,
    opened_case,
)


@contextmanager
def no_file_beyond(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond ``size`` bytes: the kernel refuses the write."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def log_size(vault: Vault) -> int:
    return (vault.folder / "casework.db-wal").stat().st_size


def test_a_save_that_the_disk_refuses_is_said_and_undone(vault: Vault) -> None:
    _, case = opened_case(vault)
    vault.commit(contact(case))
    vault.save_draft("k", "contact", {"note": "typed"}, "note")
    with no_file_beyond(log_size(vault) + 100):
        for _ in range(3):
            with pytest.raises(VaultError, match="safe"):
                vault.commit(contact(case, "long " * 4000), settles_draft="k")
    assert vault.count(Contact) == 1
    assert vault.draft("k") is not None
    assert vault.audit().proved
    vault.commit(contact(case, "long " * 4000), settles_draft="k")
    assert vault.count(Contact) == 2
    assert vault.drafts() == []
    assert vault.audit().proved


def test_a_header_that_the_disk_refuses_stays_as_it_was(made: MadeVault) -> None:
    with made.open() as vault:
        _, case = opened_case(vault)
        header = (made.folder / "vault.hdr").read_bytes()
        with no_file_beyond(64):
            with pytest.raises(VaultError, match="safe"):
                vault.refresh_anchor()
            with pytest.raises(VaultError, match="safe"):
                vault.add_member(name="Bea", roles=SUPERVISOR, passphrase=SECOND_PASSPHRASE)
        assert (made.folder / "vault.hdr").read_bytes() == header
        assert not (made.folder / "vault.hdr.new").exists()
        vault.commit(contact(case))
    with made.open() as vault:
        assert [member.name for member in vault.members()] == ["Asha"]
        assert vault.audit().proved


def test_a_backup_that_the_disk_refuses_leaves_nothing(made: MadeVault) -> None:
    with made.open() as vault:
        opened_case(vault)
        with no_file_beyond(8192), pytest.raises(VaultError, match="safe"):
            vault.backup()
        assert list((made.folder / "backups").iterdir()) == []
        assert vault.backup().is_dir()
        assert vault.audit().proved


@pytest.mark.parametrize("size", [64, 5000, 100_000])
def test_a_vault_that_cannot_be_made_leaves_nothing(tmp_path: Path, size: int) -> None:
    (tmp_path / "other").write_text("mine")
    before = folder_hash(tmp_path)
    with no_file_beyond(size), pytest.raises(VaultError):
        make_vault(tmp_path / "vault")
    assert folder_hash(tmp_path) == before
