"""Shares as bars, each beside the counts it is made of, so that nothing is told by a bar alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from reportlab.platypus import Flowable

from idva_desktop.documents.letterhead import WIDTH, Styles, colour
from idva_desktop.documents.tagged import Words, unread
from idva_desktop.domain.tables import FinishedTable

_LABEL, _BAR = 0.32, 0.33
_ROOM = 5.0
_TOTAL, _TARGET = "Total", "Target"
_PERCENT = re.compile(r"(\d+) ?%")


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of which both counts are shown.

    Attributes:
        label: the measure.
        percent: the share, 0 to 100.
        words: the counts it is made of, as the table has them.
        target: the contract's target as a percentage, or ``None``.
    """

    label: str
    percent: int
    words: str
    target: int | None = None


def rates_of(table: FinishedTable) -> Iterator[Rate]:
    """Yield the shares that a table shows in its column of totals, with their targets."""
    if _TOTAL not in table.columns:
        return
    total = table.columns.index(_TOTAL)
    target = table.columns.index(_TARGET) if _TARGET in table.columns else None
    for row in table.rows:
        cell = row.cells[total]
        if cell.withheld or cell.number is None or "%" not in cell.text:
            continue
        aim = _PERCENT.search(row.cells[target].text) if target is not None else None
        yield Rate(row.heading, cell.number, cell.text, int(aim[1]) if aim else None)


class RateBar(Flowable):
    """One share: its name, its bar, its words."""

    def __init__(self, rate: Rate, styles: Styles) -> None:
        super().__init__()
        self._rate = rate
        plain = styles.figure.clone("label", alignment=0)
        self._label = Words(escape(rate.label), plain)
        aim = f", target {rate.target} %" if rate.target is not None else ""
        # A number and its sign stay on one line.
        words = (rate.words + aim).replace(" %", "\u00a0%")
        self._words = Words(escape(words), styles.muted)

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Return the size that it needs."""
        label = self._label.wrap(WIDTH * _LABEL - 8, 1000)[1]
        words = self._words.wrap(WIDTH * (1 - _LABEL - _BAR) - 10, 1000)[1]
        self.width, self.height = WIDTH, max(label, words) + 2 * _ROOM
        return self.width, self.height

    def draw(self) -> None:
        """Draw the name, the bar with its target, and the words."""
        canvas, top = self.canv, self.height - _ROOM
        self._label.drawOn(canvas, 0, top - self._label.height)
        self._words.drawOn(canvas, WIDTH * (_LABEL + _BAR) + 10, top - self._words.height)
        left, width, thick = WIDTH * _LABEL, WIDTH * _BAR, 8.0
        middle = top - self._label.style.leading / 2
        with unread(canvas):  # the words beside it say the same
            self._bar(left, width, middle, thick)

    def _bar(self, left: float, width: float, middle: float, thick: float) -> None:
        canvas = self.canv
        canvas.saveState()
        canvas.setFillColor(colour("sunken"))
        canvas.rect(left, middle - thick / 2, width, thick, stroke=0, fill=1)
        canvas.setFillColor(colour("accent"))
        share = width * self._rate.percent / 100
        canvas.rect(left, middle - thick / 2, share, thick, stroke=0, fill=1)
        if self._rate.target is not None:
            at = left + width * self._rate.target / 100
            canvas.setStrokeColor(colour("text"))
            canvas.setLineWidth(1.2)
            canvas.line(at, middle - thick, at, middle + thick)
        canvas.restoreState()
