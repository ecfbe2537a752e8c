"""A real encrypted vault with the invented workbook in it: made once, copied for each test."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from idva_desktop.casework.importing.workbook import import_file
from idva_desktop.casework.session import Session
from idva_desktop.domain.roles import Role
from idva_desktop.domain.typed_dates import LONDON
from idva_desktop.resource_files import resource
from idva_desktop.vault.vault import Vault
from tests.casework.people import PASSPHRASES, SUPERVISOR, WORKER, add, new_vault

PRESENT = datetime(2026, 11, 19, 10, 30, tzinfo=LONDON)
"""A Thursday just after the end of the invented workbook."""
FIRST_QUARTER, SECOND_QUARTER, RUNNING = "2025-Q1", "2025-Q2", "2026-Q3"
MANAGER = "Manager C"
MANAGER_WORDS = "thimble comet saddle birch"


def present() -> datetime:
    """Return the moment at which these tests take place."""
    return PRESENT


@dataclass(frozen=True, slots=True)
class YearOfWork:
    """A closed vault to copy, with its device code."""

    folder: Path
    code: str

    def opened(self, folder: Path, passphrase: str = PASSPHRASES[SUPERVISOR]) -> Vault:
        """Open a copy of it."""
        return Vault.open(folder, passphrase=passphrase, device_code=self.code, clock=present)


@pytest.fixture(scope="session")
def year_of_work(tmp_path_factory: pytest.TempPathFactory) -> YearOfWork:
    """Return the vault that every test copies."""
    folder = tmp_path_factory.mktemp("year") / "vault"
    vault, code = new_vault(folder, SUPERVISOR, demo=True, clock=present)
    with vault:
        add(vault, WORKER)
        vault.add_member(name=MANAGER, roles=frozenset({Role.SUPERVISOR}), passphrase=MANAGER_WORDS)
        import_file(Session(vault, present), resource("demo/demo-workbook.xlsx"))
    return YearOfWork(folder, code)


@pytest.fixture
def year_folder(year_of_work: YearOfWork, tmp_path: Path) -> Path:
    """Return a fresh copy, closed."""
    folder = tmp_path / "vault"
    shutil.copytree(year_of_work.folder, folder)
    return folder


@pytest.fixture
def year_session(year_of_work: YearOfWork, year_folder: Path) -> Iterator[Session]:
    """Return the supervisor at work."""
    with year_of_work.opened(year_folder) as vault:
        yield Session(vault, present)


@pytest.fixture(scope="session")
def unchanged_year(
    year_of_work: YearOfWork, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Session]:
    """Return the supervisor at a copy that tests only look at, so that many can share it."""
    folder = tmp_path_factory.mktemp("unchanged") / "vault"
    shutil.copytree(year_of_work.folder, folder)
    with year_of_work.opened(folder) as vault:
        yield Session(vault, present)
