"""The list of cases: reference, risk, what is due and which service, 64 px each.

``cases.set_cases(lines)`` with any sequence, also one that fetches pages; ``moved(code)`` when the
current case changes, ``opened(code)`` on Enter or a double click.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from idva_desktop.ui.marks import RIGHT, box, words
from idva_desktop.ui.theme import look
from idva_desktop.ui.widgets.chip import paint_risk, risk_spoken, risk_width
from idva_desktop.ui.widgets.found_lines import (
    HEAD_HEIGHT,
    HIT_HEIGHT,
    HeadLine,
    HitLine,
    paint_head,
    paint_hit,
)
from idva_desktop.ui.widgets.line_list import LINE, Index, LineList

SIDE, BAR = 16, 3
SOUGHT = 400  # a longer search would fetch every page of a long list


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case in the list.

    Attributes:
        code: what the signals give.
        reference: the pseudonym.
        risk: risk band code.
        raised: whether judgement raised it.
        due: what is due next, in a few words.
        late: whether it is late.
        service: IDVA, ISVA or both.
    """

    code: str
    reference: str
    risk: str = ""
    raised: bool = False
    due: str = ""
    late: bool = False
    service: str = ""

    @property
    def heading(self) -> bool:
        """A case is none."""
        return False

    def spoken(self) -> str:
        """Return what a screen reader says."""
        risk = risk_spoken(self.risk, raised=self.raised)
        return ". ".join(part for part in (self.reference, risk, self.due, self.service) if part)


AnyLine = CaseLine | HeadLine | HitLine


class CaseDelegate(QStyledItemDelegate):
    """Draws a case on two lines."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a case, a heading or a record."""
        high = {HeadLine: look().grown(HEAD_HEIGHT), HitLine: look().grown(HIT_HEIGHT)}
        return QSize(look().grown(200), high.get(type(index.data(LINE)), look().size("row_case")))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> None:
        """Draw one line."""
        line = index.data(LINE)
        painter.save()
        rect = QRectF(option.rect)
        side = look().space(SIDE)
        if isinstance(line, HeadLine):
            paint_head(painter, rect.adjusted(side, 0, -side, 0), line)
            painter.restore()
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(rect, look().colour("selection"))
            bar = QRectF(rect.x(), rect.y(), BAR, rect.height())
            painter.fillRect(bar, look().colour("accent"))
        start = rect.x() if chosen else rect.x() + side
        under = QRectF(start, rect.bottom() - 1, rect.right() - start, 1)
        painter.fillRect(under, look().colour("line"))
        inside = rect.adjusted(side, 0, -look().space(14), -1)
        if isinstance(line, HitLine):
            paint_hit(painter, inside, line)
        elif isinstance(line, CaseLine):
            self._lines(painter, inside, line)
        painter.restore()

    def _lines(self, painter: QPainter, rect: QRectF, line: CaseLine) -> None:
        first, second = max(look().line("strong"), look().size("chip")), look().line("small")
        gap = look().space(2)
        top = round(rect.center().y() - (first + gap + second) / 2)
        chip = risk_width(line.risk, raised=line.raised)
        place = QRectF(rect.right() - chip, top, chip, first)
        paint_risk(painter, place, line.risk, raised=line.raised)
        room = rect.width() - chip - look().space(8)
        place = QRectF(rect.x(), top, room, first)
        words(painter, place, line.reference, "strong", look().colour("text"), "zero")
        low = top + first + gap
        width = look().width(line.service, "small") + 1
        muted = look().colour("muted")
        place = QRectF(rect.right() - width, low, width, second)
        words(painter, place, line.service, "small", muted, align=RIGHT)
        place = QRectF(rect.x(), low, rect.width() - width - look().space(8), second)
        words(painter, place, line.due, "small", look().colour("warning") if line.late else muted)


class CaseList(LineList[AnyLine]):
    """Cases, one of them current.

    Args:
        name: what a screen reader calls it.
    """

    moved = Signal(str)
    opened = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, CaseDelegate(), parent)
        self.setUniformItemSizes(True)
        self.setTabKeyNavigation(False)
        self.selectionModel().currentChanged.connect(self._moved)

    def set_cases(self, lines: Sequence[AnyLine]) -> None:
        """Show these cases; the current one stays current where it is near the top."""
        kept = self.current_code()
        self.lines.set_lines(lines)
        if kept:
            self.set_current_code(kept)

    def show_lines(self, lines: Sequence[AnyLine], *, mixed: bool) -> None:
        """Show these lines; many of one height are measured once, a few of several one by one."""
        self.setUniformItemSizes(not mixed)
        self.lines.set_lines(lines)

    def current_code(self) -> str:
        """Return the code of the current case, or an empty string."""
        line = self.lines.line(self.currentIndex().row())
        return line.code if line is not None else ""

    def set_current_code(self, code: str) -> None:
        """Make a case current, if it is among the first few hundred."""
        for at in range(min(self.lines.rowCount(), SOUGHT)):
            line = self.lines.line(at)
            if line is not None and line.code == code:
                self.setCurrentIndex(self.lines.index(at))
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.current_code():
            self.opened.emit(self.current_code())
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the case."""
        super().mouseDoubleClickEvent(event)
        if self.current_code():
            self.opened.emit(self.current_code())

    def minimumSizeHint(self) -> QSize:
        """Stay narrow enough for small windows."""
        return QSize(look().grown(160), look().size("row_case"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the focus ring inside the current case."""
        super().paintEvent(event)
        current = self.currentIndex()
        if self.hasFocus() and current.isValid():
            ring = QRectF(self.visualRect(current)).adjusted(1, 1, -1, -2)
            box(QPainter(self.viewport()), ring, 4, None, look().colour("focus"), width=2)

    def _moved(self, _now: QModelIndex, _before: QModelIndex) -> None:
        if self.current_code():
            self.moved.emit(self.current_code())
