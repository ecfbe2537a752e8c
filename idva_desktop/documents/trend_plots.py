"""How a figure has gone, drawn small: each plot with its words, so that nothing is told by a line.

A withheld quarter leaves a gap in the line: to draw across it would suggest what it is.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from reportlab.platypus import Flowable, Table

from idva_desktop.documents.letterhead import REGULAR, WIDTH, Styles, colour
from idva_desktop.documents.tagged import TaggedCanvas, Words

_BETWEEN = 18.0
_HEIGHT, _DOT = 58.0, 1.9
_FOOT = 11.0
_ROOM_FOR_FIGURES = 30.0


@dataclass(frozen=True, slots=True)
class Plot:
    """What one plot shows.

    Attributes:
        title: the measure.
        target: percentage aimed at, or ``None``.
        is_rate: whether the points are percentages; then the plot goes from 0 to 100.
        quarters: names along the foot.
        points: a figure for each quarter; ``None`` leaves a gap.
        words: each figure in words.
    """

    title: str
    target: int | None
    is_rate: bool
    quarters: tuple[str, ...]
    points: tuple[int | None, ...]
    words: tuple[str, ...]

    @property
    def told(self) -> str:
        """The whole plot as a sentence, for those who do not see it."""
        each = (f"{name}: {words}" for name, words in zip(self.quarters, self.words, strict=True))
        aim = f" The target is {self.target} %." if self.target is not None else ""
        return f"{self.title}, quarter by quarter. {'; '.join(each)}.{aim}"


def plots_flow(plots: Sequence[Plot], styles: Styles) -> Iterator[Flowable]:
    """Yield the plots, two beside each other."""
    width = (WIDTH - _BETWEEN) / 2
    for at in range(0, len(plots), 2):
        pair: list[Flowable | str] = [TrendPlot(plot, width, styles) for plot in plots[at : at + 2]]
        pair += [""] * (2 - len(pair))
        laid = Table([[pair[0], "", pair[1]]], colWidths=[width, _BETWEEN, width])
        laid.setStyle(
            [
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 0),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 14),
                ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
            ]
        )
        yield laid


class TrendPlot(Flowable):
    """One measure over the quarters: title, line with its points, first and last quarter."""

    def __init__(self, plot: Plot, width: float, styles: Styles) -> None:
        super().__init__()
        self._plot, self._styles = plot, styles
        self.width = width
        self._title = Words(escape(plot.title), styles.strong)

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Return the size that it needs."""
        title = self._title.wrap(self.width, 1000)[1]
        self.height = title + 4 + _HEIGHT + _FOOT
        return self.width, self.height

    def draw(self) -> None:
        """Draw the title as words, and the plot as a figure with its sentence."""
        self._title.drawOn(self.canv, 0, self.height - self._title.height)
        if isinstance(self.canv, TaggedCanvas):
            with self.canv.figure(self._plot.told):
                self._figure()
        else:
            self._figure()

    def _figure(self) -> None:
        canvas = self.canv
        canvas.saveState()
        top = self._top()
        self._ground(top)
        places = [
            None if point is None else (self._across(at), self._up(point, top))
            for at, point in enumerate(self._plot.points)
        ]
        canvas.setStrokeColor(colour("accent"))
        canvas.setFillColor(colour("accent"))
        canvas.setLineWidth(1.4)
        for one, other in itertools.pairwise(places):
            if one and other:
                canvas.line(*one, *other)
        for place in places:
            if place:
                canvas.circle(*place, _DOT, stroke=0, fill=1)
        self._last(places)
        self._names()
        canvas.restoreState()

    def _top(self) -> int:
        if self._plot.is_rate:
            return 100
        return max(1, *(point for point in self._plot.points if point is not None))

    def _across(self, at: int) -> float:
        steps = max(1, len(self._plot.points) - 1)
        return _DOT + (self.width - _ROOM_FOR_FIGURES - 2 * _DOT) * at / steps

    def _up(self, point: int, top: int) -> float:
        return _FOOT + _DOT + (_HEIGHT - 2 * _DOT - 4) * point / top

    def _ground(self, top: int) -> None:
        canvas, right = self.canv, self.width - _ROOM_FOR_FIGURES
        canvas.setStrokeColor(colour("line"))
        canvas.setLineWidth(0.6)
        canvas.line(0, _FOOT, right, _FOOT)
        if self._plot.target is not None:
            height = self._up(self._plot.target, top)
            canvas.setStrokeColor(colour("text"))
            canvas.setLineWidth(0.7)
            canvas.setDash(2, 2)
            canvas.line(0, height, right, height)
            canvas.setDash()

    def _last(self, places: Sequence[tuple[float, float] | None]) -> None:
        """Write the newest figure beside its point."""
        if not places[-1]:
            return
        canvas = self.canv
        canvas.setFont(REGULAR, self._styles.muted.fontSize)
        canvas.setFillColor(colour("text"))
        x, y = places[-1]
        canvas.drawString(x + 5, y - 3, self._plot.words[-1].replace(" ", "\u00a0"))

    def _names(self) -> None:
        canvas = self.canv
        canvas.setFont(REGULAR, self._styles.column_head.fontSize)
        canvas.setFillColor(colour("muted"))
        canvas.drawString(0, 0, self._plot.quarters[0])
        canvas.drawRightString(self.width - _ROOM_FOR_FIGURES, 0, self._plot.quarters[-1])
