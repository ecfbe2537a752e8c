"""A vault with the provider's workbook, made once and copied; commands as a shell gives them."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from idva_desktop.app.command_line import main
from idva_desktop.casework.importing.workbook import import_file
from idva_desktop.casework.session import Session
from idva_desktop.domain.roles import Role
from idva_desktop.vault.device_secret import DeviceSecretStore, Use
from idva_desktop.vault.kdf import LEAST_COST
from idva_desktop.vault.vault import Vault

WORKBOOK = Path(__file__).parents[1] / "data" / "provider-workbook.xlsx"
WORDS = "kettle orbit lantern maple"
SECOND_WORDS = "walnut piano harbour stitch"


@dataclass(frozen=True)
class Outcome:
    """What a command left: its exit code and its words."""

    code: int
    out: str
    err: str


@dataclass
class Desk:
    """A folder with a vault and the files that hold its secrets."""

    folder: Path
    capture: pytest.CaptureFixture[str]

    @property
    def vault(self) -> Path:
        return self.folder / "vault"

    def file(self, name: str, words: str) -> str:
        path = self.folder / name
        path.write_text(words + "\n", "utf-8")
        return str(path)

    def run(self, *words: object) -> Outcome:
        self.capture.readouterr()
        try:
            code = main([str(word) for word in words])
        except SystemExit as left:
            code = int(left.code or 0)
        captured = self.capture.readouterr()
        return Outcome(code, captured.out, captured.err)

    def secrets(self, member: str = "Ada") -> Sequence[str]:
        return (
            *("--member", member),
            *("--passphrase-file", str(self.folder / "passphrase")),
            *("--device-code-file", str(self.folder / "code")),
        )


def _make(folder: Path, *, with_workbook: bool) -> None:
    folder.mkdir()
    vault, code = Vault.create(
        folder / "vault",
        member_name="Ada",
        roles=frozenset({Role.SUPERVISOR}),
        passphrase=WORDS,
        keyring_use=DeviceSecretStore(Use.PRINTED),
        cost=LEAST_COST,
    )
    with vault:
        vault.add_member(name="Sam", roles=frozenset({Role.CASEWORKER}), passphrase=SECOND_WORDS)
        if with_workbook:
            import_file(Session(vault), WORKBOOK)
    (folder / "passphrase").write_text(WORDS + "\n", "utf-8")
    (folder / "second").write_text(SECOND_WORDS + "\n", "utf-8")
    (folder / "code").write_text(code + "\n", "utf-8")


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("filled") / "desk"
    _make(folder, with_workbook=True)
    return folder


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("blank") / "desk"
    _make(folder, with_workbook=False)
    return folder


@pytest.fixture
def desk(filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    """A vault that holds the workbook."""
    return Desk(Path(shutil.copytree(filled, tmp_path / "desk")), capsys)


@pytest.fixture
def blank_desk(blank: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    """A vault without any case."""
    return Desk(Path(shutil.copytree(blank, tmp_path / "desk")), capsys)
