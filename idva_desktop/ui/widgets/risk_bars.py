"""Bars of the risk picture.

``ScoreBar(24, threshold=14)``: how many yes so far, where high begins, and last time's figure.
``RiskBar({"high": 4})``: how many cases stand at each level, readable in black and white.
"""

from PySide6.QtCore import QCoreApplication, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from idva_desktop.ui.marks import CENTRE, RIGHT, box, hatch, words
from idva_desktop.ui.theme import Dressed, look
from idva_desktop.ui.widgets.chip import risk_words


class ScoreBar(Dressed, QWidget):
    """A bar from nothing to all items.

    Args:
        items: how many items there are.
        threshold: the count from which the band is high.
    """

    def __init__(self, items: int, threshold: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items, self._threshold = items, threshold
        self._score, self._before = 0, -1
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_score(0)

    def dress(self) -> None:
        """Follow the text size."""
        self.updateGeometry()

    def show_score(self, score: int, before: int | None = None) -> None:
        """Show a count, and the one before if there was one."""
        self._score, self._before = score, -1 if before is None else before
        tr = QCoreApplication.translate
        said = tr("ScoreBar", "{score} of {items} yes, high from {threshold}")
        said = said.format(score=score, items=self._items, threshold=self._threshold)
        if before is not None:
            said += tr("ScoreBar", ", {before} last time").format(before=before)
        self.setAccessibleName(said)
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for the bar and a line of words above and below."""
        high = 2 * look().line("caption") + look().grown(14) + look().space(16)
        return QSize(look().grown(260), high)

    def minimumSizeHint(self) -> QSize:
        """Accept less width."""
        return QSize(look().grown(160), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw bar, threshold and last time."""
        painter = QPainter(self)
        line, tall = look().line("caption"), look().grown(14)
        top = line + look().space(8)
        bar = QRectF(0, top, self.width(), tall)
        colour = look().colour
        box(painter, bar, 3, colour("sunken"), colour("control"))
        unit = self.width() / max(self._items, 1)
        box(painter, QRectF(0, top, self._score * unit, tall), 3, colour("accent"))
        at = self._threshold * unit
        painter.fillRect(
            QRectF(at - 1, top - look().space(6), 2, tall + look().space(10)), colour("text")
        )
        low = top + tall + look().space(5)
        self._mark(painter, at, low, self._high_words(), "caption_strong", "text")
        ends = QRectF(0, low, self.width(), line)
        words(painter, ends, "0", "caption", colour("muted"))
        words(painter, ends, str(self._items), "caption", colour("muted"), align=RIGHT)
        if self._before >= 0:
            self._paint_before(painter, self._before * unit, top, tall)

    def _paint_before(self, painter: QPainter, at: float, top: float, tall: float) -> None:
        pen = QPen(look().colour("text"), 1.5)
        pen.setDashPattern([2, 2])
        painter.setPen(pen)
        painter.drawLine(int(at), int(top - 4), int(at), int(top + tall + 4))
        said = QCoreApplication.translate("ScoreBar", "{before} last time").format(
            before=self._before
        )
        self._mark(painter, at, 0, said, "caption", "muted")

    def _high_words(self) -> str:
        said = QCoreApplication.translate("ScoreBar", "high from {threshold}")
        return said.format(threshold=self._threshold)

    def _mark(
        self, painter: QPainter, at: float, top: float, text: str, role: str, ink: str
    ) -> None:
        width = look().width(text, role) + 2
        x = min(max(at - width / 2, 0), self.width() - width)
        place = QRectF(x, top, width, look().line("caption"))
        painter.fillRect(place.adjusted(-4, 0, 4, 0), look().colour("surface"))
        words(painter, place, text, role, look().colour(ink), align=CENTRE)


class RiskBar(Dressed, QWidget):
    """How many cases stand at each level: solid, hatched, outlined, dashed.

    Args:
        counts: by risk band code.
    """

    LEVELS = ("high", "medium", "standard", "not_assessed")

    def __init__(self, counts: dict[str, int] | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: dict[str, int] = {}
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_counts(counts or {})

    def dress(self) -> None:
        """Follow the text size."""
        self.updateGeometry()

    def show_counts(self, counts: dict[str, int]) -> None:
        """Show other counts."""
        self._counts = dict(counts)
        said = [f"{risk_words(level)} {counts.get(level, 0)}" for level in self.LEVELS]
        self.setAccessibleName(", ".join(said))
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for a thin bar."""
        return QSize(look().grown(240), look().grown(12))

    def minimumSizeHint(self) -> QSize:
        """Accept less width."""
        return QSize(look().grown(80), look().grown(12))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the parts in proportion."""
        shown = [(level, self._counts.get(level, 0)) for level in self.LEVELS]
        total = sum(count for _level, count in shown)
        if not total:
            return
        painter = QPainter(self)
        gap = look().space(3)
        room = self.width() - gap * (sum(1 for _l, count in shown if count) - 1)
        x = 0.0
        for level, count in shown:
            if count:
                width = room * count / total
                paint_level(painter, QRectF(x, 0, width, self.height()), level)
                x += width + gap


def paint_level(painter: QPainter, rect: QRectF, level: str) -> None:
    """Draw one part of a bar so that its level reads in black and white too."""
    colour = look().colour
    if level == "high":
        box(painter, rect, 3, colour("risk_high_fill"), colour("risk_high"))
    elif level == "medium":
        box(painter, rect, 3, colour("risk_medium_soft"))
        hatch(painter, rect, colour("risk_medium"), 4)
        box(painter, rect, 3, None, colour("risk_medium"), width=1.25)
    elif level == "standard":
        box(painter, rect, 3, colour("surface"), colour("risk_standard"), width=1.5)
    else:
        box(painter, rect, 3, None, colour("muted"), dashed=True)
