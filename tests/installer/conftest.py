import json
import os
import shutil
from pathlib import Path

import pytest

from installer.environment import Environment

PROJECT = '[build-system]\nrequires = []\nbuild-backend = "there_is_none"\n'
"""A project that cannot be built: installing it ends in a sentence, without any download."""

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return the least that is a checkout: a package to install and locks that ask for nothing."""
    (tmp_path / "idva_desktop").mkdir()
    (tmp_path / "idva_desktop" / "__init__.py").write_text("")
    (tmp_path / "installer").mkdir()
    for name in ("run", "test"):
        (tmp_path / "installer" / f"{name}.lock").write_text("# nothing\n")
    (tmp_path / "pyproject.toml").write_text(PROJECT)
    return tmp_path


@pytest.fixture
def environment(checkout: Path) -> Environment:
    return Environment(checkout)


@pytest.fixture
def no_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lead pip to an address where nothing answers."""
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/")
    monkeypatch.setenv("PIP_RETRIES", "1")


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an environment that was made once; making one takes seconds."""
    environment = Environment(tmp_path_factory.mktemp("made"))
    environment._make_anew()
    return environment.folder


@pytest.fixture
def whole(environment: Environment, made: Path) -> Path:
    """Give ``environment`` all that an empty lock and the package ask for; return its stamp."""
    shutil.copytree(made, environment.folder, symlinks=True)
    where = environment._quiet("-c", "import site; print(site.getsitepackages()[0])").stdout
    (Path(where.strip()) / "here.pth").write_text(str(environment.checkout))
    stamp = environment.folder / "installed.json"
    stamp.write_text(json.dumps({"run": environment._fingerprint("run")}))
    return stamp
