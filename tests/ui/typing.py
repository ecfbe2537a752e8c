"""Real keys at whatever has the focus, in a window that is in use."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def in_use(qtbot: QtBot, view: QWidget, width: int = 1216, height: int = 820) -> None:
    """Show a view as a window that has the focus."""
    qtbot.addWidget(view)
    view.resize(width, height)
    view.show()
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)


def focused() -> QWidget:
    """Return what has the focus."""
    at = QApplication.focusWidget()
    assert at is not None, "nothing has the focus"
    return at


def keys(text: str) -> None:
    """Type words."""
    QTest.keyClicks(focused(), text)


def key(which: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    """Press one key."""
    QTest.keyClick(focused(), which, modifier)
