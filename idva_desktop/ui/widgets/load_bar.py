"""How much somebody carries, weighed by risk: ``LoadBar(parts, most=60, room=45)``.

High is solid, medium hatched, standard outlined and what is not assessed dashed, so that the bar
reads in black and white. An upright line stands where the post is full.
"""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from idva_desktop.ui.theme import Dressed, look
from idva_desktop.ui.widgets.chip import risk_words
from idva_desktop.ui.widgets.risk_bars import RiskBar, paint_level

_HIGH, _TALL = 20, 32  # px at 100 %, of the bar and of the upright line


class LoadBar(Dressed, QWidget):
    """One person's bar.

    Args:
        points: by risk band.
        most: the points that the whole width stands for; the same for every bar below another.
        room: the points that the post can carry, or ``None``.
    """

    def __init__(
        self,
        points: Mapping[str, int],
        most: int,
        room: int | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._points, self._most, self._room = dict(points), max(most, 1), room
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        said = ", ".join(f"{risk_words(level)} {points.get(level, 0)}" for level in RiskBar.LEVELS)
        name = QCoreApplication.translate("LoadBar", "Points: {0}").format(said)
        self.setAccessibleName(name)

    def dress(self) -> None:
        """Follow the text size."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Ask for the bar and the line that stands out of it."""
        return QSize(look().grown(220), look().grown(_TALL))

    def minimumSizeHint(self) -> QSize:
        """Accept less width."""
        return QSize(look().grown(80), look().grown(_TALL))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the parts by their points, and the line."""
        painter = QPainter(self)
        unit = (self.width() - 2) / self._most
        tall = look().grown(_HIGH)
        top, x, gap = (self.height() - tall) / 2, 0.0, 2
        for level in RiskBar.LEVELS:
            points = self._points.get(level, 0)
            if points:
                paint_level(painter, QRectF(x, top, max(points * unit - gap, 3), tall), level)
                x += points * unit
        if self._room is not None:
            line = QRectF(self._room * unit, 0, 2, self.height())
            painter.fillRect(line, look().colour("text"))
