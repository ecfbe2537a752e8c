"""A small line of figures: ``Sparkline("K06, six quarters", (92, 91, 93, 90, 89, 87))``.

Where there is no figure the line stops. The figures are the accessible description; a table stands
beside.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from idva_desktop.ui.theme import Dressed, look
from idva_desktop.ui.widgets.cells import Series

DOT = 3.0  # radius at 100 %


def runs(points: Sequence[QPointF | None]) -> list[list[QPointF]]:
    """Return the stretches between missing points."""
    found: list[list[QPointF]] = [[]]
    for point in points:
        if point is None:
            found.append([])
        else:
            found[-1].append(point)
    return [run for run in found if run]


def paint_series(painter: QPainter, rect: QRectF, values: Sequence[float | None]) -> None:
    """Draw the line, and a dot at the last figure if the last place has one."""
    known = [value for value in values if value is not None]
    if not known:
        return
    dot = look().grown(DOT)
    margin = dot + 1
    inner = rect.adjusted(margin, margin, -margin, -margin)
    low, spread = min(known), (max(known) - min(known)) or 1
    step = inner.width() / max(len(values) - 1, 1)
    points = [
        None
        if value is None
        else QPointF(
            inner.x() + at * step, inner.bottom() - (value - low) / spread * inner.height()
        )
        for at, value in enumerate(values)
    ]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look().colour("muted"), 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for run in runs(points):
        painter.drawPolyline(QPolygonF(run))
    last = points[-1]
    if last is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look().colour("c1"))
        painter.drawEllipse(last, dot, dot)


class Sparkline(Dressed, QWidget):
    """A line as wide as a word or two.

    Args:
        name: what it shows.
        values: the figures in order; None where there is none.
    """

    def __init__(
        self, name: str, values: Sequence[float | None] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._values: tuple[float | None, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_values(values)

    def dress(self) -> None:
        """Follow the text size."""
        self.updateGeometry()

    def show_values(self, values: Sequence[float | None]) -> None:
        """Show other figures."""
        self._values = tuple(values)
        self.setAccessibleDescription(Series(self._values).spoken())
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for a little room."""
        return QSize(look().grown(96), look().grown(32))

    def minimumSizeHint(self) -> QSize:
        """Accept less."""
        return QSize(look().grown(40), look().grown(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line."""
        paint_series(QPainter(self), QRectF(self.rect()), self._values)
