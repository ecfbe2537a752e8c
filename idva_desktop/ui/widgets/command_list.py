"""The lines of the command palette: groups of things to find or do, one of them current.

``lines.show_lines((CommandLine("Lock", detail="drafts are kept", keys="Ctrl+L"), …))`` with
``chosen(place)`` on Enter or a click. The focus stays in the field above, which moves the current
line by ``step``.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from idva_desktop.ui.icons import paint_icon
from idva_desktop.ui.marks import box, key_cap, key_cap_width, words
from idva_desktop.ui.theme import look
from idva_desktop.ui.widgets.chip import paint_risk, risk_spoken, risk_width
from idva_desktop.ui.widgets.line_list import LINE, Index, LineList

LINE_HEIGHT, GROUP_HEIGHT, SIDE, MOST_SHOWN = 44, 30, 14, 10


@dataclass(frozen=True, slots=True)
class CommandLine:
    """One thing to find or do, or the heading of a group.

    Attributes:
        words: its name.
        detail: a few words more.
        icon: a bundled icon.
        keys: its shortcut, or blank.
        risk: a risk band code, for a case.
        raised: whether judgement raised it.
        heading: whether it only heads a group.
    """

    words: str
    detail: str = ""
    icon: str = ""
    keys: str = ""
    risk: str = ""
    raised: bool = False
    heading: bool = False

    def spoken(self) -> str:
        """Return what a screen reader says."""
        risk = risk_spoken(self.risk, raised=self.raised) if self.risk else ""
        return ". ".join(part for part in (self.words, self.detail, risk, self.keys) if part)


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        line = index.data(LINE)
        heading = isinstance(line, CommandLine) and line.heading
        return QSize(look().grown(200), look().grown(GROUP_HEIGHT if heading else LINE_HEIGHT))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> None:
        line = index.data(LINE)
        if not isinstance(line, CommandLine):
            return
        painter.save()
        rect = QRectF(option.rect)
        side, colour = look().space(SIDE), look().colour
        if line.heading:
            place = rect.adjusted(side, look().space(6), -side, 0)
            words(painter, place, line.words, "caption", colour("muted"))
            painter.restore()
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            edge = colour("line_strong") if look().palette == "contrast" else None
            box(painter, rect, look().radius("control"), colour("selection"), edge)
            bar = QRectF(rect.x(), rect.y() + 6, 3, rect.height() - 12)
            box(painter, bar, 1.5, colour("accent"))
        _paint_line(painter, rect.adjusted(side, 0, -side, 0), line, chosen=chosen)
        painter.restore()


def _paint_line(painter: QPainter, rect: QRectF, line: CommandLine, *, chosen: bool) -> None:
    colour, side, gap = look().colour, look().size("icon_nav"), look().space(10)
    tint = colour("accent_text" if chosen else "muted")
    paint_icon(painter, QRectF(rect.x(), rect.y(), side, rect.height()), line.icon, tint)
    right = rect.right()
    if line.keys:
        cap = key_cap_width(line.keys)
        place = QRectF(right - cap, rect.y(), cap, rect.height())
        key_cap(painter, place, line.keys, colour("text"), colour("line_strong"), colour("surface"))
        right -= cap + gap
    if line.risk:
        chip = risk_width(line.risk, raised=line.raised)
        place = QRectF(right - chip, rect.y(), chip, rect.height())
        paint_risk(painter, place, line.risk, raised=line.raised)
        right -= chip + gap
    left = rect.x() + side + gap
    wide = min(look().width(line.words, "strong", "zero") + 1, right - left)
    place = QRectF(left, rect.y(), wide, rect.height())
    words(painter, place, line.words, "strong", colour("text"), "zero")
    left += wide + gap
    if right - left > gap:
        place = QRectF(left, rect.y(), right - left, rect.height())
        words(painter, place, line.detail, "small", colour("muted"))


class CommandList(LineList[CommandLine]):
    """The lines, one of them current.

    Args:
        name: what a screen reader calls it.
    """

    chosen = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, _Delegate(), parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)

    def show_lines(self, lines: Sequence[CommandLine]) -> None:
        """Show these; the first that can be chosen is current."""
        self.lines.set_lines(lines)
        self.updateGeometry()
        self.step(1)
        self.scrollToTop()

    def current(self) -> CommandLine | None:
        """Return the current line."""
        return self.lines.line(self.currentIndex().row())

    def place(self) -> int:
        """Return the place of the current line, or -1."""
        return self.currentIndex().row()

    def step(self, by: int) -> None:
        """Move to the next line, or the one before, past headings; stays at the ends."""
        at = self.currentIndex().row() + by
        while (line := self.lines.line(at)) is not None and line.heading:
            at += by
        if line is not None and at >= 0:
            self.setCurrentIndex(self.lines.index(at))
            above = self.lines.line(at - 1)
            if above is not None and above.heading:
                self.scrollTo(self.lines.index(at - 1))  # a heading comes into sight with its line
            self.scrollTo(self.lines.index(at))

    def choose(self) -> None:
        """Choose the current line."""
        if self.current() is not None:
            self.chosen.emit(self.place())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose what is clicked."""
        super().mouseReleaseEvent(event)
        if self.indexAt(event.position().toPoint()).isValid():
            self.choose()

    def sizeHint(self) -> QSize:
        """Ask for the height of a dozen lines at most."""
        lines = (self.lines.line(at) for at in range(self.lines.rowCount()))
        high = sum(GROUP_HEIGHT if line and line.heading else LINE_HEIGHT for line in lines)
        most = MOST_SHOWN * LINE_HEIGHT + 2 * GROUP_HEIGHT
        return QSize(look().grown(400), look().grown(min(high, most)))

    def minimumSizeHint(self) -> QSize:
        """Stay small enough for small windows."""
        return QSize(look().grown(160), look().grown(LINE_HEIGHT))
