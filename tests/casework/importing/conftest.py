"""One import of the provider's workbook for all tests of a worker; copied where one writes."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from idva_desktop.casework.importing.report import ImportReport
from idva_desktop.casework.importing.workbook import import_file
from idva_desktop.casework.session import Session
from idva_desktop.vault.kdf import LEAST_COST
from idva_desktop.vault.vault import Vault
from tests.vault.made_vault import PASSPHRASE, SUPERVISOR, WORKER, MadeVault, printed_only

DATA = Path(__file__).parents[2] / "data"
WORKBOOK = DATA / "provider-workbook.xlsx"


@dataclass(frozen=True)
class Imported:
    """A vault into which a workbook went, and what the import said."""

    vault: MadeVault
    report: ImportReport


def new_vault(folder: Path) -> tuple[Vault, str]:
    """Make a vault whose one member is caseworker and supervisor."""
    return Vault.create(
        folder,
        member_name="Asha",
        roles=WORKER | SUPERVISOR,
        passphrase=PASSPHRASE,
        keyring_use=printed_only(),
        cost=LEAST_COST,
        allow_shared_place=True,
    )


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    vault, _ = new_vault(tmp_path / "vault")
    yield Session(vault)
    vault.close()


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Imported:
    folder = tmp_path_factory.mktemp("provider") / "vault"
    vault, code = new_vault(folder)
    with vault:
        report = import_file(Session(vault), WORKBOOK)
    return Imported(MadeVault(folder, code), report)


@pytest.fixture(scope="module")
def provider(imported: Imported) -> Iterator[Session]:
    """The imported vault, only to be read."""
    vault = imported.vault.open()
    yield Session(vault)
    vault.close()


@pytest.fixture
def provider_copy(imported: Imported, tmp_path: Path) -> Iterator[Session]:
    """A copy of the imported vault, to be written to."""
    folder = tmp_path / "copy"
    shutil.copytree(imported.vault.folder, folder)
    vault = MadeVault(folder, imported.vault.code).open()
    yield Session(vault)
    vault.close()
