"""The program's window at a desk, in use, and what stands in it."""

from typing import TypeVar

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from idva_desktop.ui.desk import Desk
from idva_desktop.ui.shell_view import ShellView
from tests.ui.typing import in_use

P = TypeVar("P", bound=QWidget)


def shell_in_use(desk: Desk, qtbot: QtBot, width: int = 1440, height: int = 900) -> ShellView:
    """Return the window of a desk, started; whoever asks for it closes it."""
    made = ShellView(desk)
    in_use(qtbot, made, width, height)
    made.start()
    return made


def in_sight(within: QWidget, kind: type[P]) -> P:
    """Return what of a kind can be seen."""
    found = [each for each in within.findChildren(kind) if each.isVisible()]
    assert found, f"no {kind.__name__} is in sight"
    return found[0]
