"""The head of a screen: its title, a line below it, and its buttons."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from idva_desktop.ui.theme import look
from idva_desktop.ui.widgets.boxes import Column, Row
from idva_desktop.ui.widgets.labels import Line, WrappedLabel

_LINE_LEAST = 160  # px at 100 %, beside the buttons, before the line below the title is broken


class ScreenHead(Row):
    """Title and line at the left, buttons at the right; below them where the room is short.

    Args:
        title: the name of the screen.
        line: what is to be known about it.
        buttons: in order, the main action last.
    """

    def __init__(self, title: str, line: str = "", buttons: Sequence[QWidget] = ()) -> None:
        super().__init__(8, (28, 20, 28, 16))
        words = Column(2)
        self._title = Line(title, "display")
        words.add(self._title)
        self.line = WrappedLabel(line, "body", "muted")
        words.add(self.line)
        self.add(words, 1)
        self._buttons = Row(8)
        for button in buttons:
            self._buttons.add(button, align=Qt.AlignmentFlag.AlignVCenter)
        self.add(self._buttons, align=Qt.AlignmentFlag.AlignVCenter)

    def say(self, line: str) -> None:
        """Say something else below the title."""
        self.line.setText(line)
        self.line.updateGeometry()
        self._fit()

    def dress(self) -> None:
        """Measure again."""
        super().dress()
        if getattr(self, "_buttons", None) is not None:
            self._fit()

    def event(self, event: QEvent) -> bool:
        """Measure again when a button comes or goes."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons where there is room for them now."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Ask for the width of the buttons alone: they may stand below the words."""
        asked = super().minimumSizeHint()
        margins = self.box.contentsMargins()
        alone = self._buttons.minimumSizeHint().width() + margins.left() + margins.right()
        return QSize(min(asked.width(), alone), asked.height())

    def _fit(self) -> None:
        margins = self.box.contentsMargins()
        room = self.width() - margins.left() - margins.right() - self.box.spacing()
        line = look().width(self.line.text(), "body")
        title = look().width(self._title.text(), "display")
        words = max(title, min(line, look().grown(_LINE_LEAST)))
        beside = room - self._buttons.sizeHint().width() >= words
        if beside == (self.box.direction() == QBoxLayout.Direction.LeftToRight):
            return
        self.lay(beside=beside)
        side = Qt.AlignmentFlag.AlignVCenter if beside else Qt.AlignmentFlag.AlignLeft
        self.box.setAlignment(self._buttons, side)
