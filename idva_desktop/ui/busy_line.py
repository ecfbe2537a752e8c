"""A thin bar that moves while something takes a second or two, and a sentence below it."""

from PySide6.QtCore import QRectF, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from idva_desktop.ui.marks import box
from idva_desktop.ui.theme import Dressed, look
from idva_desktop.ui.widgets.boxes import Column
from idva_desktop.ui.widgets.labels import Line

_TICK_MS, _ROUND_TICKS, _SHARE = 40, 45, 0.3
_HEIGHT = 4


class _Bar(Dressed, QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._step = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._move)
        self.dress()

    def dress(self) -> None:
        self.setFixedHeight(look().grown(_HEIGHT))

    def run(self, *, on: bool) -> None:
        if on:
            self._timer.start()
        else:
            self._timer.stop()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        radius = rect.height() / 2
        box(painter, rect, radius, look().colour("sunken"))
        part = rect.width() * _SHARE
        at = (rect.width() + part) * (self._step % _ROUND_TICKS) / _ROUND_TICKS - part
        shown = QRectF(at, 0, part, rect.height()) & rect
        box(painter, shown, radius, look().colour("accent"))

    def _move(self) -> None:
        self._step += 1
        self.update()


class BusyLine(Column):
    """Shown while work is under way.

    Args:
        words: what is being done.
    """

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(gap=6, parent=parent)
        self._bar = _Bar()
        self.add(self._bar)
        self.add(Line(words, "small", "muted"))
        self.setAccessibleName(words)
        self.hide()

    def run(self, *, on: bool) -> None:
        """Show it moving, or hide it."""
        self._bar.run(on=on)
        self.setVisible(on)
