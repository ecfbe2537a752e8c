from collections.abc import Iterator
from pathlib import Path

import pytest

from idva_desktop.vault.vault import Vault
from tests.vault.made_vault import MadeVault, make_vault


@pytest.fixture
def made(tmp_path: Path) -> MadeVault:
    return make_vault(tmp_path / "vault")


@pytest.fixture
def vault(made: MadeVault) -> Iterator[Vault]:
    opened = made.open()
    yield opened
    opened.close()
