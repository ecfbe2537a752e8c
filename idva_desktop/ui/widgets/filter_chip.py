"""A filter in force: ``FilterChip("Mine")``. Pressing it (``clicked``) takes the filter away."""

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from idva_desktop.ui.icons import paint_icon
from idva_desktop.ui.marks import box, words
from idva_desktop.ui.theme import Dressed, look

CROSS = 14  # px at 100 %


class FilterChip(Dressed, QAbstractButton):
    """A filter in force; pressing it takes the filter away.

    Args:
        text: what is filtered by.
    """

    focus_outset = 2

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        spoken = QCoreApplication.translate("FilterChip", "{filter}, take this filter away")
        self.setAccessibleName(spoken.format(filter=text))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def dress(self) -> None:
        """Follow the text size."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Ask for words and cross."""
        width = look().width(self.text(), "medium") + look().grown(CROSS)
        return QSize(width + look().space(12 + 6 + 8) + 1, look().size("filter_chip"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw box, words and cross."""
        painter = QPainter(self)
        rect = QRectF(self.rect())
        ground = look().colour("sunken" if self.underMouse() else "surface")
        box(painter, rect, look().radius("control"), ground, look().colour("line_strong"))
        side = look().grown(CROSS)
        x = look().space(12)
        width = look().width(self.text(), "medium") + 1
        place = QRectF(x, 0, width, rect.height())
        words(painter, place, self.text(), "medium", look().colour("text"))
        cross = QRectF(x + width + look().space(6), 0, side, rect.height())
        paint_icon(painter, cross, "x", look().colour("muted"))
