"""Real keys at whatever has the focus, in a window that is in use."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from idva_desktop.ui.desk import Desk
from idva_desktop.ui.panel_host import PanelHost
from idva_desktop.ui.widgets.boxes import Column

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def in_use(qtbot: QtBot, view: QWidget, width: int = 1216, height: int = 820) -> None:
    """Show a view as a window that has the focus."""
    qtbot.addWidget(view)
    view.resize(width, height)
    view.show()
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)


class Window(Column):
    """A window with one screen and a side panel, as the shell has it.

    Args:
        desk: the desk whose panels it shows.
        view: the screen.
    """

    def __init__(self, desk: Desk, view: QWidget) -> None:
        super().__init__(0)
        self.view = view
        self.add(view, 1)
        self.host = PanelHost(self)
        desk.opened.connect(self.host.open)
        desk.closed.connect(self.host.close_panel)

    def panel(self) -> QWidget | None:
        """Return what stands in the side panel."""
        return self.host.view()


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
