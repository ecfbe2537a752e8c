"""Rows and columns whose gaps and margins grow with the text.

``column = Column(gap=12, margins=(28, 24, 28, 24)); column.add(widget); column.add_stretch()``.
All measures are px at 100 %.
"""

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QBoxLayout, QWidget

from idva_desktop.ui.theme import Dressed, look

Margins = tuple[int, int, int, int]
NONE: Margins = (0, 0, 0, 0)


class _FromTheTop(QBoxLayout):
    """Leaves spare height below its widgets, unless one of them wants it; gaps never widen.

    ``setAlignment(AlignTop)`` would do so too, but it cuts what wraps to more lines than hinted.
    """

    def setGeometry(self, rect: QRect) -> None:
        """Arrange within the height that is needed."""
        upright = self.direction() == QBoxLayout.Direction.TopToBottom
        if upright and not self.expandingDirections() & Qt.Orientation.Vertical:
            wraps = self.hasHeightForWidth()
            needed = self.heightForWidth(rect.width()) if wraps else self.sizeHint().height()
            rect = QRect(rect.x(), rect.y(), rect.width(), min(rect.height(), needed))
        super().setGeometry(rect)


class _Box(Dressed, QWidget):
    def __init__(
        self, direction: QBoxLayout.Direction, gap: int, margins: Margins, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self._gap, self._margins = gap, margins
        self.box = _FromTheTop(direction, self)
        self.dress()

    def dress(self) -> None:
        """Set gap and margins for the text size."""
        left, top, right, bottom = self._margins
        space = look().space
        self.box.setContentsMargins(space(left), space(top), space(right), space(bottom))
        self.box.setSpacing(space(self._gap))

    def add(
        self,
        widget: QWidget,
        stretch: int = 0,
        align: Qt.AlignmentFlag | None = None,
    ) -> None:
        """Put a widget at the end; ``stretch`` shares the spare room."""
        if align is None:
            self.box.addWidget(widget, stretch)
        else:
            self.box.addWidget(widget, stretch, align)

    def add_stretch(self) -> None:
        """Put spare room at the end."""
        self.box.addStretch(1)

    def add_space(self, px: int) -> None:
        """Put a fixed distance at the end."""
        self.box.addSpacing(look().space(px))

    def lay(self, *, beside: bool) -> None:
        """Lay what is inside side by side, or one below the other where there is no room for it."""
        directions = QBoxLayout.Direction
        self.box.setDirection(directions.LeftToRight if beside else directions.TopToBottom)

    def clear(self) -> None:
        """Take out and delete everything inside."""
        while (item := self.box.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()


class Column(_Box):
    """Widgets one below the other."""

    def __init__(
        self, gap: int = 12, margins: Margins = NONE, parent: QWidget | None = None
    ) -> None:
        super().__init__(QBoxLayout.Direction.TopToBottom, gap, margins, parent)


class Row(_Box):
    """Widgets side by side."""

    def __init__(
        self, gap: int = 8, margins: Margins = NONE, parent: QWidget | None = None
    ) -> None:
        super().__init__(QBoxLayout.Direction.LeftToRight, gap, margins, parent)
