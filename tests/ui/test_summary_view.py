from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from idva_desktop.casework.records import save_record
from idva_desktop.domain.form import Typed
from idva_desktop.domain.records import Exclusion
from idva_desktop.ui.clipboard import CLEAR_AFTER_MS
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.shell_view import ShellView
from idva_desktop.ui.summary_view import SummaryView
from tests.ui.shell_in_use import in_sight, shell_in_use
from tests.ui.typing import CTRL, key, keys
from tests.ui.vaults import FIRST, SeededVault

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def shell(desk: Desk, seeded_vault: SeededVault, qtbot: QtBot) -> Iterator[ShellView]:
    made = shell_in_use(desk, qtbot)
    desk.go("case", seeded_vault.cases[FIRST])
    qtbot.wait(20)
    yield made
    made.close()


def _open(shell: ShellView) -> SummaryView:
    key(Qt.Key.Key_C, CTRL | SHIFT)
    return in_sight(shell, SummaryView)


def test_one_key_shows_the_summary_and_a_second_copies_it(shell: ShellView) -> None:
    panel = _open(shell)
    QGuiApplication.clipboard().clear()
    assert panel.words.isReadOnly()
    key(Qt.Key.Key_Return, CTRL)
    assert QGuiApplication.clipboard().text() == panel.words.value()
    assert panel.message.isVisible()


def test_copied_words_are_taken_back(shell: ShellView, qtbot: QtBot) -> None:
    assert CLEAR_AFTER_MS == 20_000
    _open(shell).copy()
    shell._clipboard.timer.setInterval(1)
    shell._clipboard.timer.start()
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == "")


def test_what_was_copied_since_stays(shell: ShellView) -> None:
    _open(shell).copy()
    QGuiApplication.clipboard().setText("something else")
    shell._clipboard.clear()
    assert QGuiApplication.clipboard().text() == "something else"


def test_locking_takes_them_back_at_once(shell: ShellView) -> None:
    _open(shell).copy()
    shell.lock()
    assert QGuiApplication.clipboard().text() == ""


def test_where_somebody_must_not_know_it_is_said_first_for_whom_it_is(
    shell: ShellView, desk: Desk, seeded_vault: SeededVault, qtbot: QtBot
) -> None:
    excluded: dict[str, Typed] = {"exclusion.name": "Pat Marsh", "exclusion.why": "A colleague"}
    save_record(desk.session, Exclusion, seeded_vault.cases[FIRST], excluded)
    QGuiApplication.clipboard().clear()
    panel = _open(shell)
    qtbot.wait(100)
    assert panel.for_whom.hasFocus()
    key(Qt.Key.Key_Return, CTRL)
    assert panel.message.isVisible()
    assert QGuiApplication.clipboard().text() == ""
    keys("Pat Marsh")
    key(Qt.Key.Key_Return)
    assert QGuiApplication.clipboard().text() == ""
    key(Qt.Key.Key_A, CTRL)
    keys("The duty manager")
    key(Qt.Key.Key_Return)
    assert QGuiApplication.clipboard().text() == panel.words.value()
