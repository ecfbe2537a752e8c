from collections.abc import Iterator
from pathlib import Path

import pytest

from idva_desktop.vault.vault import Vault
from tests.ui.vaults import seeded_vault
from tests.vault.made_vault import MadeVault, make_vault

__all__ = ["made", "seeded_vault", "vault"]


@pytest.fixture
def made(tmp_path: Path) -> MadeVault:
    return make_vault(tmp_path / "vault")


@pytest.fixture
def vault(made: MadeVault) -> Iterator[Vault]:
    opened = made.open()
    yield opened
    opened.close()
