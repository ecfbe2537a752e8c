"""Small widgets side by side on as many lines as they need: ``flow.show_all((chip, chip))``."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from idva_desktop.ui.theme import Dressed, look

GAP = 6  # px at 100 %


class ChipFlow(Dressed, QWidget):
    """Widgets that wrap as whole units, in the order of Tab."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._held: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def dress(self) -> None:
        """Follow the text size."""
        self._place()

    def show_all(self, widgets: Iterable[QWidget]) -> None:
        """Show these in place of those before."""
        for old in self._held:
            old.hide()
            old.deleteLater()
        self._held = list(widgets)
        for new in self._held:
            new.setParent(self)
            new.show()
        self.setVisible(bool(self._held))
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange for the new width."""
        super().resizeEvent(event)
        self._place()

    def hasHeightForWidth(self) -> bool:
        """Grow taller where it is narrow."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines."""
        return max((place.bottom() + 1 for _, place in self._placed(width)), default=0)

    def sizeHint(self) -> QSize:
        """Ask for the lines that the present width needs."""
        wide = max(self.width(), look().grown(120))
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """Accept a narrow column."""
        return QSize(look().grown(120), self.heightForWidth(max(self.width(), look().grown(120))))

    def _place(self) -> None:
        for widget, place in self._placed(self.width()):
            widget.setGeometry(place)
        self.updateGeometry()

    def _placed(self, width: int) -> Iterator[tuple[QWidget, QRect]]:
        gap = look().space(GAP)
        at, tall = QPoint(0, 0), 0
        for widget in self._held:
            size = widget.sizeHint()
            if at.x() and at.x() + size.width() > width:
                at = QPoint(0, at.y() + tall + gap)
                tall = 0
            yield widget, QRect(at, size)
            at = QPoint(at.x() + size.width() + gap, at.y())
            tall = max(tall, size.height())
