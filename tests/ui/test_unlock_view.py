import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from idva_desktop.casework.session import Session
from idva_desktop.ui.unlock_view import UnlockView
from idva_desktop.ui.widgets.button import Button
from idva_desktop.ui.widgets.message_strip import MessageStrip
from idva_desktop.vault.vault import Vault
from tests.ui.typing import focused, in_use, key, keys
from tests.ui.vaults import WORKER, WORKER_WORDS, SeededVault, now

ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab
PATIENCE = 10_000  # ms; a shared machine may derive slowly


class Desk:
    """The unlock window of a vault, and what it opened."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.view = UnlockView(folder, clock=now)
        self.sessions: list[Session] = []
        self.view.unlocked.connect(self.sessions.append)
        in_use(qtbot, self.view)
        self.view.focus_first()

    def field(self, name: str) -> QLineEdit:
        fields = self.view.findChildren(QLineEdit)
        return next(each for each in fields if each.accessibleName() == name)

    def message(self) -> str:
        strips = self.view.findChildren(MessageStrip)
        return " ".join(each.accessibleName() for each in strips if each.isVisible())

    def try_with(self, words: str, code: str = "") -> None:
        self.view.focus_first()
        keys(words)
        if code:
            self.field("Device code").setFocus()
            self.field("Device code").selectAll()
            keys(code)
        key(ENTER)

    def wait_for_message(self) -> str:
        self.qtbot.waitUntil(lambda: bool(self.message()), timeout=PATIENCE)
        return self.message()

    def close(self) -> None:
        for session in self.sessions:
            session.vault.close()
        self.view.close()


@pytest.fixture
def window(vault_folder: Path, qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(vault_folder, qtbot)
    yield made
    made.close()


def test_the_right_words_open_the_desk(window: Desk, seeded_vault: SeededVault) -> None:
    window.try_with(WORKER_WORDS, seeded_vault.code)
    window.qtbot.waitUntil(lambda: bool(window.sessions), timeout=PATIENCE)
    assert window.sessions[0].name == WORKER
    assert not window.field("Passphrase").text()


def test_a_wrong_passphrase_is_said_in_the_flow_and_selected_for_the_next_try(
    window: Desk, seeded_vault: SeededVault
) -> None:
    window.try_with("not these words", seeded_vault.code)
    said = window.wait_for_message()
    assert said.startswith("Cannot open. Nothing was changed.")
    assert "not these words" not in said
    passphrase = window.field("Passphrase")
    window.qtbot.waitUntil(passphrase.hasFocus)
    assert passphrase.selectedText()
    assert passphrase.echoMode() == QLineEdit.EchoMode.Password


def test_deriving_shows_progress_and_the_window_answers_meanwhile(
    window: Desk, seeded_vault: SeededVault
) -> None:
    window.try_with("not these words", seeded_vault.code)
    button = window.view.card.unlock_button
    assert not button.isEnabled()
    assert window.field("Passphrase").isReadOnly()
    window.wait_for_message()
    assert button.isEnabled()


def test_wrong_tries_slow_the_next_one_down(window: Desk, seeded_vault: SeededVault) -> None:
    for _ in range(3):
        window.try_with("not these words", seeded_vault.code)
        window.qtbot.waitUntil(
            lambda: not window.field("Passphrase").isReadOnly(), timeout=PATIENCE
        )
    button = window.view.card.unlock_button
    assert not button.isEnabled()
    assert button.spoken() == "Try again in 2 s"
    window.view.unlock()
    assert not window.field("Passphrase").isReadOnly(), "a try began before its time"
    window.qtbot.waitUntil(button.isEnabled, timeout=PATIENCE)


def test_a_mistyped_device_code_is_marked_at_its_field(window: Desk) -> None:
    window.try_with(WORKER_WORDS, "ABCD-EFGH")
    window.wait_for_message()
    code = window.field("Device code")
    window.qtbot.waitUntil(code.hasFocus)
    assert code.accessibleDescription()


def test_without_a_keyring_the_device_code_is_asked_for_at_once(window: Desk) -> None:
    assert window.field("Device code").isVisible()


def test_an_empty_passphrase_is_asked_for_and_nothing_is_tried(window: Desk) -> None:
    key(ENTER)
    assert window.field("Passphrase").accessibleDescription() == "Type the passphrase of this vault"
    assert not window.field("Passphrase").isReadOnly()


def test_the_window_shows_the_vaults_name_and_no_path(window: Desk) -> None:
    assert window.view.windowTitle() == "IDVA Desktop"
    words = [label.accessibleName() or label.text() for label in window.view.findChildren(Button)]
    assert not any("/" in each for each in words)


@pytest.mark.parametrize(
    ("harm", "sentence"),
    [
        ("header", "header"),
        ("empty", "missing or empty"),
        ("plaintext", "not encrypted"),
        ("page", "damaged"),
        ("in use", "already open"),
    ],
)
def test_each_harm_has_its_sentence_and_nothing_is_changed(
    harm: str, sentence: str, vault_folder: Path, seeded_vault: SeededVault, qtbot: QtBot
) -> None:
    other: Vault | None = None
    database, header = vault_folder / "casework.db", vault_folder / "vault.hdr"
    if harm == "header":
        header.write_bytes(header.read_bytes()[:-40])
    elif harm == "empty":
        database.write_bytes(b"")
    elif harm == "plaintext":
        database.write_bytes(b"SQLite format 3\x00" + b"\x00" * 4096)
    elif harm == "page":
        content = bytearray(database.read_bytes())
        content[100:200] = bytes(100)
        database.write_bytes(content)
    else:
        other = Vault.open(
            vault_folder, passphrase=WORKER_WORDS, device_code=seeded_vault.code, clock=now
        )
    before = (header.read_bytes(), database.read_bytes())
    window = Desk(vault_folder, qtbot)
    try:
        window.try_with(WORKER_WORDS, seeded_vault.code if harm != "header" else "")
        said = window.wait_for_message()
        assert "Nothing was changed." in said
        assert sentence in said
        assert (header.read_bytes(), database.read_bytes()) == before
    finally:
        window.close()
        if other is not None:
            other.close()


def test_closing_during_a_try_lets_go_of_the_vault(
    vault_folder: Path, seeded_vault: SeededVault, qtbot: QtBot
) -> None:
    window = Desk(vault_folder, qtbot)
    window.try_with(WORKER_WORDS, seeded_vault.code)
    window.close()
    with Vault.open(
        vault_folder, passphrase=WORKER_WORDS, device_code=seeded_vault.code, clock=now
    ) as vault:
        assert vault.member.name == WORKER


def test_another_vault_can_be_chosen(
    window: Desk, vault_folder: Path, tmp_path: Path, seeded_vault: SeededVault
) -> None:
    other = tmp_path / "Other vault"
    shutil.copytree(vault_folder, other)
    window.view.show_vault(other)
    window.try_with(WORKER_WORDS, seeded_vault.code)
    window.qtbot.waitUntil(lambda: bool(window.sessions), timeout=PATIENCE)
    assert window.sessions[0].vault.folder == other


@pytest.mark.usefixtures("window")
def test_tab_reaches_every_field_and_comes_back() -> None:
    names = set()
    for _ in range(8):
        names.add(focused().accessibleName())
        key(TAB)
    assert {"Passphrase", "Device code", "Unlock", "Change", "Show"} <= names
