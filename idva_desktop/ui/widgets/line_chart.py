"""Figures over time beside their table: ``LineChart("K06", points, target=90.0, unit=" %")``.

Every figure is written at its point, the last in bold; the target is dashed and named; where there
is no figure the line stops. The table with the same figures is the caller's.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from idva_desktop.ui.marks import CENTRE, RIGHT, words
from idva_desktop.ui.theme import Dressed, look
from idva_desktop.ui.widgets.sparkline import runs

HEIGHT, DOT, STEP, GAP = 190, 4.0, 10, 6
_LOW_SHARE = 5  # of the plot, within which a point leaves no room for a figure below it


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """One figure: the words below it, and its value; None where there is none."""

    label: str
    value: float | None


@dataclass(frozen=True, slots=True)
class _Scale:
    """From figures to places."""

    plot: QRectF
    low: float
    high: float

    def y(self, value: float) -> float:
        share = (value - self.low) / ((self.high - self.low) or 1)
        return self.plot.bottom() - share * self.plot.height()


def bounds(known: Sequence[float], target: float | None) -> tuple[float, float]:
    """Return the levels at the foot and the head of the plot; a count is never under nought."""
    levels = [*known, *([] if target is None else [target])]
    low, high = min(levels) // STEP * STEP, -(-max(levels) // STEP) * STEP
    near = min(known) - low < (high - low) / _LOW_SHARE  # its figure stands below it
    if (near or low == high) and low >= STEP:
        low -= STEP
    return (low, low + STEP) if low == high else (low, high)


class LineChart(Dressed, QWidget):
    """A line with its figures.

    Args:
        name: what it shows.
        points: in order of time.
        target: the level to reach, if there is one.
        unit: written after each figure.
    """

    def __init__(
        self,
        name: str,
        points: Sequence[ChartPoint] = (),
        *,
        target: float | None = None,
        unit: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._points: tuple[ChartPoint, ...] = ()
        self._target, self._unit = target, unit
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_points(points, target=target)

    def dress(self) -> None:
        """Follow the text size."""
        self.updateGeometry()

    def show_points(self, points: Sequence[ChartPoint], *, target: float | None = None) -> None:
        """Show other figures."""
        self._points, self._target = tuple(points), target
        said = [f"{point.label}: {self._figure(point.value)}" for point in points]
        self.setAccessibleDescription(". ".join(said))
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for room to read the figures."""
        return QSize(look().grown(360), look().grown(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Accept less."""
        return QSize(look().grown(200), look().grown(HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw grid, target, line and figures."""
        known = [point.value for point in self._points if point.value is not None]
        if not known:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        low, high = bounds(known, self._target)
        left = look().width(self._figure(high), "caption") + look().space(10)
        line = look().line("caption")
        above, below = line + look().space(GAP), line + look().space(8)
        plot = QRectF(self.rect()).adjusted(left, above, -look().space(2), -below)
        scale = _Scale(plot, low, high)
        self._paint_grid(painter, scale)
        self._paint_target(painter, scale)
        self._paint_line(painter, scale)

    def _figure(self, value: float | None) -> str:
        if value is None:
            return QCoreApplication.translate("LineChart", "n/a")
        return f"{value:,.10g}{self._unit}"

    def _paint_grid(self, painter: QPainter, scale: _Scale) -> None:
        high = look().line("caption")
        for level in {scale.low, (scale.low + scale.high) / 2, scale.high}:
            y = round(scale.y(level))
            line = QRectF(scale.plot.x(), y, scale.plot.width(), 1)
            painter.fillRect(line, look().colour("line"))
            place = QRectF(0, y - high / 2, scale.plot.x() - look().space(8), high)
            text = self._figure(level)
            words(painter, place, text, "caption", look().colour("muted"), align=RIGHT)

    def _paint_target(self, painter: QPainter, scale: _Scale) -> None:
        if self._target is None:
            return
        y = scale.y(self._target)
        pen = QPen(look().colour("c2"), 1.75)
        pen.setDashPattern([4, 2])
        painter.setPen(pen)
        painter.drawLine(QPointF(scale.plot.x(), y), QPointF(scale.plot.right(), y))
        said = QCoreApplication.translate("LineChart", "target")
        # On the far side of the first figure, which would stand upon the word.
        first = self._points[0].value
        high = look().line("caption")
        over = first is not None and first < self._target
        top = y - high - 2 if over else y + 2
        place = QRectF(scale.plot.x() + look().space(4), top, scale.plot.width(), high)
        words(painter, place, said, "caption", look().colour("warning"))

    def _paint_line(self, painter: QPainter, scale: _Scale) -> None:
        slot = scale.plot.width() / len(self._points)
        places: list[QPointF | None] = [
            None
            if point.value is None
            else QPointF(scale.plot.x() + (at + 0.5) * slot, scale.y(point.value))
            for at, point in enumerate(self._points)
        ]
        painter.setPen(QPen(look().colour("c1"), look().space(2)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for run in runs(places):
            painter.drawPolyline(QPolygonF(run))
        for at, (point, place) in enumerate(zip(self._points, places, strict=True)):
            x = scale.plot.x() + at * slot
            high = look().line("caption")
            below = QRectF(x, scale.plot.bottom() + look().space(6), slot, high)
            words(painter, below, point.label, "caption", look().colour("muted"), align=CENTRE)
            if place is None:
                continue
            last = at == len(self._points) - 1
            self._paint_point(painter, scale, point, place, last=last, under=self._dips(at))

    def _dips(self, at: int) -> bool:
        """Say whether the line leaves a point upwards, so that its figure has room below."""
        here = self._points[at].value or 0
        beside = [
            point.value
            for point in self._points[max(at - 1, 0) : at + 2]
            if point.value is not None
        ]
        return sum(beside) / len(beside) > here

    def _paint_point(
        self,
        painter: QPainter,
        scale: _Scale,
        point: ChartPoint,
        place: QPointF,
        *,
        last: bool,
        under: bool,
    ) -> None:
        painter.setPen(QPen(look().colour("surface"), 2))
        painter.setBrush(look().colour("c1"))
        painter.drawEllipse(place, look().grown(DOT), look().grown(DOT))
        high = look().line("caption")
        gap = look().space(GAP)
        over, below = place.y() - high - gap, place.y() + gap
        # At the foot of the plot the figure stands on the other side, never upon its own line.
        top = below if under and below + high <= scale.plot.bottom() else over
        role, ink = ("caption_strong", "text") if last else ("caption", "muted")
        said = self._figure(point.value)
        wide = look().width(said, role) + look().space(4)
        left = min(place.x() - wide / 2, self.width() - wide)
        figure = QRectF(left, top, wide, high)
        painter.fillRect(figure, look().colour("surface"))  # no line strikes a figure through
        words(painter, figure, said, role, look().colour(ink), align=CENTRE)
