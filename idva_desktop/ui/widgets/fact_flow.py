"""Facts side by side, each with its icon, on as many lines as they need.

``FactFlow((Fact("clock", "Weekdays 10 to 14"), Fact("voicemail", "No voicemail")))``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from idva_desktop.ui.icons import paint_icon
from idva_desktop.ui.marks import words
from idva_desktop.ui.theme import Dressed, look

ICON_GAP, LINE_GAP = 6, 4


@dataclass(frozen=True, slots=True)
class Fact:
    """A few words under an icon's sign."""

    icon: str
    words: str


class FactFlow(Dressed, QLabel):
    """Facts that wrap as whole units.

    Args:
        facts: in order of weight.
        role: type role of the words.
        gap: between facts, px at 100 %.
        corner: a widget at the right of the first line, around which the facts flow.
    """

    def __init__(
        self,
        facts: Sequence[Fact] = (),
        *,
        role: str = "medium",
        gap: int = 20,
        corner: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._role, self._gap, self._corner = role, gap, corner
        if corner is not None:
            corner.setParent(self)
        self._facts: tuple[Fact, ...] = ()
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_facts(facts)

    def dress(self) -> None:
        """Follow the text size."""
        self.place_corner()
        self.updateGeometry()

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show other facts."""
        self._facts = tuple(facts)
        self.setText(". ".join(fact.words for fact in facts))
        self.updateGeometry()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the corner in its place."""
        super().resizeEvent(event)
        self.place_corner()

    def place_corner(self) -> None:
        """Put the corner widget at the right of the first line, after its words changed."""
        if self._corner is None:
            return
        size = self._corner.sizeHint().boundedTo(self.size())
        top = max((look().line(self._role) - size.height()) // 2, 0)
        self._corner.setGeometry(self.width() - size.width(), top, size.width(), size.height())
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """Grow taller where it is narrow."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines."""
        lines = 1 + max((line for _fact, line, _x, _w in self._placed(width)), default=0)
        high = lines * look().line(self._role) + (lines - 1) * look().space(LINE_GAP)
        return high if self._corner is None else max(high, self._corner.sizeHint().height())

    def sizeHint(self) -> QSize:
        """Ask for one line."""
        width = sum(self._fact_width(fact) for fact in self._facts)
        width += max(len(self._facts) - 1, 0) * look().space(self._gap) + self._corner_width()
        return QSize(width + 1, look().line(self._role))

    def minimumSizeHint(self) -> QSize:
        """Accept a narrow column."""
        return QSize(look().grown(120), look().line(self._role))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the facts."""
        painter = QPainter(self)
        height = look().line(self._role)
        side = look().size("icon")
        for fact, line, x, width in self._placed(self.width()):
            top = line * (height + look().space(LINE_GAP))
            paint_icon(painter, QRectF(x, top, side, height), fact.icon, look().colour("muted"))
            lead = side + look().space(ICON_GAP)
            place = QRectF(x + lead, top, width - lead, height)
            words(painter, place, fact.words, self._role, look().colour("text"))

    def _fact_width(self, fact: Fact) -> int:
        lead = look().size("icon") + look().space(ICON_GAP)
        return lead + look().width(fact.words, self._role) + 1

    def _corner_width(self) -> int:
        if self._corner is None:
            return 0
        return self._corner.sizeHint().width() + look().space(self._gap)

    def _placed(self, width: int) -> Iterator[tuple[Fact, int, int, int]]:
        line = x = 0
        for fact in self._facts:
            wide = self._fact_width(fact)
            room = width - (self._corner_width() if line == 0 else 0)
            if (x or room < width) and x + wide > room:
                line, x = line + 1, 0
            yield fact, line, x, min(wide, width)
            x += wide + look().space(self._gap)
