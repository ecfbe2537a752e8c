"""An icon beside words: ``IconLine("clock", "Weekdays, mornings", role="medium")``.

An icon never stands for words; it is left out of what a screen reader hears.
"""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from idva_desktop.ui.icons import paint_icon
from idva_desktop.ui.theme import Dressed, look
from idva_desktop.ui.widgets.boxes import Column, Row
from idva_desktop.ui.widgets.labels import Line, WrappedLabel


class IconMark(Dressed, QWidget):
    """An icon as tall as one line of the words it stands beside."""

    def __init__(
        self,
        icon: str,
        colour: str = "muted",
        role: str = "body",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.icon_name, self._colour, self._role = icon, colour, role
        self.dress()

    def dress(self) -> None:
        """Follow the text size."""
        self.setFixedSize(look().size("icon"), look().line(self._role))

    def show_icon(self, icon: str, colour: str) -> None:
        """Show another icon."""
        self.icon_name, self._colour = icon, colour
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the icon."""
        painter = QPainter(self)
        paint_icon(painter, QRectF(self.rect()), self.icon_name, look().colour(self._colour))


class IconLine(Row):
    """An icon, words that wrap, and a smaller second line.

    Args:
        icon: a bundled icon.
        text: the words.
        role: their type role.
        colour: of the words.
        tint: of the icon; by default muted.
        detail: a second, smaller line below the words.
        one_line: elide instead of wrapping.
    """

    def __init__(
        self,
        icon: str,
        text: str,
        *,
        role: str = "body",
        colour: str = "text",
        tint: str = "muted",
        detail: str = "",
        one_line: bool = False,
    ) -> None:
        super().__init__(gap=8)
        self.mark = IconMark(icon, tint, role)
        self.label: Line | WrappedLabel
        self.label = Line(text, role, colour) if one_line else WrappedLabel(text, role, colour)
        self.add(self.mark, align=Qt.AlignmentFlag.AlignTop)
        if not detail:
            self.add(self.label, 1)
            return
        lines = Column(gap=0)
        lines.add(self.label)
        lines.add(WrappedLabel(detail, "small", "muted"))
        self.add(lines, 1)
