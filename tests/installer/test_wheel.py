import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.installer.conftest import CHECKOUT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    built = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    return zipfile.ZipFile(next(folder.glob("*.whl")))


def test_every_resource_travels_in_the_wheel(wheel: zipfile.ZipFile) -> None:
    shipped = [path for path in (CHECKOUT / "resources").rglob("*") if path.is_file()]
    names = {f"idva_desktop/{path.relative_to(CHECKOUT).as_posix()}" for path in shipped}
    assert len(names) > 50
    assert names <= set(wheel.namelist())


def test_every_module_and_statement_file_travels_in_the_wheel(wheel: zipfile.ZipFile) -> None:
    package = CHECKOUT / "idva_desktop"
    sources = [path for path in package.rglob("*") if path.suffix in (".py", ".sql")]
    names = {path.relative_to(CHECKOUT).as_posix() for path in sources}
    assert names <= set(wheel.namelist())


def test_only_the_package_is_in_the_wheel(wheel: zipfile.ZipFile) -> None:
    tops = {Path(name).parts[0] for name in wheel.namelist()}
    assert {top.split("-")[0] for top in tops} == {"idva_desktop"}


def test_the_wheel_has_the_command(wheel: zipfile.ZipFile) -> None:
    entry = next(name for name in wheel.namelist() if name.endswith("entry_points.txt"))
    assert "idva-desktop = idva_desktop.app.command_line:main" in wheel.read(entry).decode()
