"""The parts of a case: ``TabStrip("Parts of the case", (Part("marac", "MARAC", 1), …))``.

``chosen(code)`` tells; arrows move, as Qt's tab bars do. ``width_of(parts)`` says what room they
take, so that the caller can put what does not fit behind a menu. ``close`` strips stand nearer to
each other and leave out their counts, which a screen reader still says.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QTabBar, QWidget

from idva_desktop.ui.marks import box, words
from idva_desktop.ui.theme import Dressed, look

GAP, CLOSE_GAP, UNDERLINE = 26, 18, 3
RING_PAD = 6  # room for the focus ring before the first tab, px at 100 %


@dataclass(frozen=True, slots=True)
class Part:
    """One tab: its code, its name, and how many things it holds, if that is told."""

    code: str
    words: str
    count: int | None = None


class TabStrip(Dressed, QTabBar):
    """Tabs as words with a line under the open one.

    Args:
        name: what a screen reader calls the strip.
        parts: the tabs in order.
    """

    chosen = Signal(str)
    focus_outset = None  # the ring surrounds the open tab, drawn below

    def __init__(self, name: str, parts: Sequence[Part], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[Part, ...] = ()
        self._close = False
        self.setAccessibleName(name)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.show_parts(parts)
        self.currentChanged.connect(self._changed)

    def dress(self) -> None:
        """Measure the tabs again."""
        self.setFont(look().font("medium"))  # Qt measures tabs again when their font changes
        self.updateGeometry()

    def show_parts(self, parts: Sequence[Part], *, close: bool = False) -> None:
        """Show other parts; the open one stays open where it is still there."""
        was, self._close = self.current(), close
        self.blockSignals(True)  # Qt's own signature
        while self.count():
            self.removeTab(0)
        self._parts = tuple(parts)
        for part in parts:
            said = part.words if part.count is None else f"{part.words} {part.count}"
            self.setAccessibleTabName(self.addTab(part.words), said)
        self.set_current(was)
        self.blockSignals(False)  # as above

    def current(self) -> str:
        """Return the code of the open part."""
        at = self.currentIndex()
        return self._parts[at].code if 0 <= at < len(self._parts) else ""

    def set_current(self, code: str) -> None:
        """Open a part."""
        for place, part in enumerate(self._parts):
            if part.code == code:
                self.setCurrentIndex(place)

    def width_of(self, parts: Sequence[Part], *, close: bool = False) -> int:
        """Return the room that these parts take, in px."""
        return sum(_width(part, close=close) + _gap(close=close) for part in parts)

    def tabSizeHint(self, index: int) -> QSize:
        """Ask for the words and their count."""
        width = _width(self._parts[index], close=self._close) + _gap(close=self._close)
        return QSize(width, look().size("tab"))

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Keep words whole."""
        return self.tabSizeHint(index)

    def minimumSizeHint(self) -> QSize:
        """Never widen the window: the caller leaves out what does not fit."""
        return QSize(look().grown(160), look().size("tab"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the words, counts, underline and hairline."""
        painter = QPainter(self)
        colour = look().colour
        painter.fillRect(0, self.height() - 1, self.width(), 1, colour("line"))
        for place, part in enumerate(self._parts):
            rect = QRectF(self.tabRect(place)).adjusted(look().space(RING_PAD), 0, 0, 0)
            current = place == self.currentIndex()
            ink = colour("text" if current else "muted")
            width = look().width(part.words, "strong" if current else "medium") + 1
            at = QRectF(rect.x(), rect.y(), width, rect.height())
            words(painter, at, part.words, "strong" if current else "medium", ink)
            if part.count is not None and not self._close:
                at = QRectF(at.right() + look().space(6), rect.y(), rect.width(), rect.height())
                words(painter, at, str(part.count), "small", colour("muted"))
            if current:
                whole = _width(part, close=self._close)
                line = QRectF(rect.x(), rect.bottom() - UNDERLINE, whole, UNDERLINE)
                painter.fillRect(line, colour("accent"))
                if self.hasFocus():
                    side = look().space(RING_PAD)
                    ring = QRectF(rect.x(), 3, whole, rect.height() - UNDERLINE - 6)
                    ring.adjust(-side, 0, side, 0)
                    box(painter, ring, look().radius("chip"), None, colour("focus"), width=2)

    def _changed(self, index: int) -> None:
        if 0 <= index < len(self._parts):
            self.chosen.emit(self._parts[index].code)


def _gap(*, close: bool) -> int:
    return look().space(CLOSE_GAP if close else GAP)


def _width(part: Part, *, close: bool) -> int:
    width = look().width(part.words, "strong") + 1
    if part.count is not None and not close:
        width += look().space(6) + look().width(str(part.count), "small")
    return width
