"""The head of a screen: its title, a line below it, and its buttons."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from idva_desktop.ui.widgets.boxes import Column, Row
from idva_desktop.ui.widgets.labels import Line, WrappedLabel


class ScreenHead(Row):
    """Title and line at the left, buttons at the right.

    Args:
        title: the name of the screen.
        line: what is to be known about it.
        buttons: in order, the main action last.
    """

    def __init__(self, title: str, line: str = "", buttons: Sequence[QWidget] = ()) -> None:
        super().__init__(8, (28, 20, 28, 16))
        words = Column(2)
        words.add(Line(title, "display"))
        self.line = WrappedLabel(line, "body", "muted")
        words.add(self.line)
        self.add(words, 1)
        for button in buttons:
            self.add(button, align=Qt.AlignmentFlag.AlignVCenter)

    def say(self, line: str) -> None:
        """Say something else below the title."""
        self.line.setText(line)
        self.line.updateGeometry()
