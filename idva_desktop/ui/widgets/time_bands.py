"""Times beside one another: ``TimeBands("What has been happening")`` and ``show_bands(…)``.

A time that is sure is solid; an end that is known only about is hatched. Single days are diamonds.
Each band is named at its left and told at its right, so that nothing depends on a colour; a table
with the same words is the caller's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from idva_desktop.ui.icons import paint_icon
from idva_desktop.ui.marks import CENTRE, box, hatch, words
from idva_desktop.ui.theme import Dressed, look

_NAME, _TOLD, _BAR, _DOT = 210, 104, 12, 5  # px at 100 %
_TICK = 76  # px at 100 %, the least between two ticks
_DAYS_OF_MONTHS = 800  # up to here the ticks are months


@dataclass(frozen=True, slots=True)
class Band:
    """One line.

    Attributes:
        name: what it is.
        detail: a smaller line below the name.
        told: said at the right, with an icon before it if there is one.
        icon: of these words.
        late: whether these words ask to be looked at.
        bars: first day, last day, whether it is sure.
        days: first and last day of each single thing; they differ where it is known only about.
    """

    name: str
    detail: str = ""
    told: str = ""
    icon: str = ""
    late: bool = False
    bars: tuple[tuple[date, date, bool], ...] = ()
    days: tuple[tuple[date, date], ...] = ()


class TimeBands(Dressed, QWidget):
    """Bands over one span of time.

    Args:
        name: what it shows.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._bands: tuple[Band, ...] = ()
        self._first, self._last = date.min, date.max
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def dress(self) -> None:
        """Follow the text size."""
        self.updateGeometry()
        self.update()

    def show_bands(self, bands: Sequence[Band], first: date, last: date, spoken: str) -> None:
        """Show other bands.

        Args:
            bands: from top to bottom.
            first: the left end of the span.
            last: its right end.
            spoken: all of it in words.
        """
        self._bands, self._first, self._last = tuple(bands), first, last
        self.setAccessibleDescription(spoken)
        self.dress()

    def sizeHint(self) -> QSize:
        """Ask for a line of dates and the bands."""
        return QSize(look().grown(480), self._head() + len(self._bands) * self._row())

    def minimumSizeHint(self) -> QSize:
        """Accept less width."""
        return QSize(look().grown(220), self.sizeHint().height())

    def _head(self) -> int:
        return look().line("caption") + look().space(8)

    def _row(self) -> int:
        name = look().line("body") + look().line("caption")
        under = 0 if look().roomy else look().grown(_BAR) + look().space(4)
        return name + under + look().space(8)

    def _plot(self) -> QRectF:
        side = look().grown(_DOT)
        if not look().roomy:
            return QRectF(self.rect()).adjusted(side, 0, -side, 0)
        left, right = look().grown(_NAME), look().grown(_TOLD) + look().space(12)
        return QRectF(self.rect()).adjusted(left, 0, -right, 0)

    def _x(self, day: date, plot: QRectF) -> float:
        whole = max((self._last - self._first).days, 1)
        return plot.x() + plot.width() * min(max((day - self._first).days / whole, 0), 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw dates and bands."""
        if not self._bands:
            return
        painter = QPainter(self)
        plot = self._plot()
        self._paint_ticks(painter, plot)
        for at, band in enumerate(self._bands):
            top = self._head() + at * self._row()
            painter.fillRect(QRectF(0, top, self.width(), 1), look().colour("line"))
            self._paint_words(painter, band, top)
            high = look().line("body") + look().line("caption")
            bar = look().grown(_BAR)
            low = high + look().space(4) if not look().roomy else (high + look().space(8) - bar) / 2
            self._paint_band(painter, band, QRectF(plot.x(), top + low, plot.width(), bar))

    def _paint_ticks(self, painter: QPainter, plot: QRectF) -> None:
        high, wide = look().line("caption"), look().grown(_TICK)
        most = max(int(plot.width() // wide), 1)
        for day, said in ticks(self._first, self._last, most):
            x = self._x(day, plot)
            painter.fillRect(
                QRectF(round(x), self._head(), 1, self.height()), look().colour("line")
            )
            place = QRectF(x - wide / 2, 0, wide, high)
            if place.left() < 0:
                words(painter, QRectF(0, 0, wide, high), said, "caption", look().colour("muted"))
            elif place.right() <= self.width():
                words(painter, place, said, "caption", look().colour("muted"), align=CENTRE)

    def _paint_words(self, painter: QPainter, band: Band, top: float) -> None:
        pad, name, small = look().space(4), look().line("body"), look().line("caption")
        right = look().grown(_TOLD)
        wide = look().grown(_NAME) if look().roomy else self.width() - right
        place = QRectF(0, top + pad, wide - look().space(12), name)
        words(painter, place, band.name, "body", look().colour("text"))
        below = QRectF(0, top + pad + name, place.width(), small)
        words(painter, below, band.detail, "caption", look().colour("muted"))
        ink = look().colour("warning" if band.late else "muted")
        told = QRectF(self.width() - right, top, right, self._row())
        if not look().roomy:
            told.setHeight(name + 2 * pad)
            icon = look().size("icon") + look().space(8) if band.icon else 0
            told.setLeft(told.right() - look().width(band.told, "small") - icon)
        if band.icon:
            side = look().size("icon")
            place = QRectF(told.x(), told.center().y() - side / 2, side, side)
            paint_icon(painter, place, band.icon, ink)
            told.setLeft(told.x() + side + look().space(6))
        words(painter, told, band.told, "small", ink)

    def _paint_band(self, painter: QPainter, band: Band, line: QRectF) -> None:
        colour = look().colour
        for first, last, sure in band.bars:
            left, right = self._x(first, line), self._x(last, line)
            bar = QRectF(left, line.y(), max(right - left, look().grown(4)), line.height())
            if sure:
                box(painter, bar, 2, colour("accent"))
            else:
                hatch(painter, bar, colour("accent"), 4)
                box(painter, bar, 2, None, colour("accent"))
        dot = look().grown(_DOT)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for first, last in band.days:
            left, right, y = self._x(first, line), self._x(last, line), line.center().y()
            if right - left > 2 * dot:
                painter.setPen(QPen(colour("text"), 1.5, Qt.PenStyle.DotLine))
                painter.drawLine(QPointF(left, y), QPointF(right, y))
            x = (left + right) / 2
            points = [(x, y - dot), (x + dot, y), (x, y + dot), (x - dot, y)]
            painter.setPen(QPen(colour("surface"), 1))
            painter.setBrush(colour("text"))
            painter.drawPolygon(QPolygonF([QPointF(*each) for each in points]))


def ticks(first: date, last: date, most: int) -> list[tuple[date, str]]:
    """Return at most so many days with their words, evenly: months, or years over a long time."""
    months = (last.year - first.year) * 12 + last.month - first.month
    if (last - first).days <= _DAYS_OF_MONTHS:
        step = next(step for step in (1, 2, 3, 6, 12, 24) if months // step < most or step == 24)
        found = (_month(first, at) for at in range(months + 1))
        return [
            (day, f"{_MONTHS[day.month - 1]} {day.year}")
            for day in found
            if day >= first and (day.month - 1) % min(step, 12) == 0
        ]
    years = last.year - first.year
    step = next((step for step in (1, 2, 5, 10, 20) if years // step < most), 50)
    return [
        (date(year, 1, 1), str(year))
        for year in range(first.year, last.year + 1)
        if year % step == 0 and date(year, 1, 1) >= first
    ]


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _month(first: date, later: int) -> date:
    years, month = divmod(first.year * 12 + first.month - 1 + later, 12)
    return date(years, month + 1, 1)
