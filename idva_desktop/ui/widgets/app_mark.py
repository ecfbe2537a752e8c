"""The mark of the program, an arc over a dot on a line; it says nothing to a passer-by."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from idva_desktop.ui.marks import box
from idva_desktop.ui.theme import Dressed, look

UNITS = 28.0  # the mark is drawn on a square of 28


def paint_mark(painter: QPainter, rect: QRectF) -> None:
    """Draw the mark filling a square."""
    unit = rect.width() / UNITS
    box(painter, rect, 7 * unit, look().colour("accent"))
    ink = look().colour("on_accent")
    pen = QPen(ink, 2.4 * unit)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    left, top = rect.x(), rect.y()
    painter.drawArc(QRectF(left + 6 * unit, top + 7.5 * unit, 16 * unit, 16 * unit), 0, 180 * 16)
    base = top + 20.2 * unit
    painter.drawLine(QPointF(left + 6.4 * unit, base), QPointF(left + 21.6 * unit, base))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawEllipse(QPointF(left + 14 * unit, top + 15 * unit), 2.3 * unit, 2.3 * unit)


class AppMark(Dressed, QWidget):
    """The mark as a widget.

    Args:
        side: px at 100 %.
    """

    def __init__(self, side: int = 28, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self.dress()

    def dress(self) -> None:
        """Follow the text size."""
        self.setFixedSize(look().grown(self._side), look().grown(self._side))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the mark."""
        paint_mark(QPainter(self), QRectF(self.rect()))
