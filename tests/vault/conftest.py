from collections.abc import Iterator
from pathlib import Path

import pytest

from idva_desktop.vault.vault import Vault
from tests.vault.made_vault import MadeVault, make_vault


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> MadeVault:
    """Return the empty vault that every test copies: to make one derives keys twice."""
    return make_vault(tmp_path_factory.mktemp("made") / "vault")


@pytest.fixture
def made(made_once: MadeVault, tmp_path: Path) -> MadeVault:
    return made_once.copied_to(tmp_path / "vault")


@pytest.fixture
def vault(made: MadeVault) -> Iterator[Vault]:
    opened = made.open()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def shared_vault(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vault]:
    """Return a vault of the whole module, for tests that leave no trace in it."""
    with make_vault(tmp_path_factory.mktemp("shared") / "vault").open() as opened:
        yield opened


@pytest.fixture
def scratch(shared_vault: Vault) -> Iterator[Vault]:
    """Return an open vault of which everything that a test puts into its tables is forgotten."""
    shared_vault._connection.execute("BEGIN")
    yield shared_vault
    shared_vault._connection.execute("ROLLBACK")
