"""The one table: ``RecordTable("All measures", columns)`` and ``set_rows(rows)``.

Rows are plain data (``cells.Row``, ``cells.Group``). ``opened(code)`` on Enter or a double click,
``ticked(code)`` on Space or a click on a box, ``moved(code)`` when the current row changes. Tab
leaves
the table. With ``by_cell`` the arrows move from cell to cell and ``cell_opened(code, column)``
tells. With ``whole`` the table is as high as its rows, and the page around it scrolls.
"""

from collections.abc import Sequence

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from idva_desktop.ui.marks import LEFT, RIGHT, box, words
from idva_desktop.ui.theme import Dressed, look
from idva_desktop.ui.widgets.cell_paint import paint_cell, paint_group
from idva_desktop.ui.widgets.cells import Group, Row, Ticked
from idva_desktop.ui.widgets.column_fit import widths, wish_of
from idva_desktop.ui.widgets.record_model import CELL, RecordTableModel, TableColumn

EDGE_PAD, PAD, BAR = 16, 12, 3
_LEAST = 48  # px at 100 %, of a column that shares the room
_MEASURED = 40  # rows whose words are measured; the rest is as wide as they are


class _Head(Dressed, QHeaderView):
    """Headings as captions without a ground."""

    def __init__(self, columns: Sequence[TableColumn], parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.columns = tuple(columns)
        self.edges = (0, len(self.columns) - 1)  # the outer columns that show
        self.lines = 1
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumSectionSize(24)

    def dress(self) -> None:
        further = (self.lines - 1) * look().line("caption")
        self.setFixedHeight(look().size("table_head") + further)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def padding(self, at: int) -> tuple[int, int]:
        """Return the padding at the left and right of a column, in px; the outer ones have more."""
        first, last = self.edges
        left, right = (EDGE_PAD if at == first else PAD), (EDGE_PAD if at == last else PAD)
        return look().space(left), look().space(right)

    def inner(self, rect: QRectF, at: int) -> QRectF:
        """Return a cell without its padding."""
        left, right = self.padding(at)
        return rect.adjusted(left, 0, -right, 0)

    def take_lines(self) -> bool:
        """Take a second line where a heading needs one; say whether the height is another now."""
        shown = [at for at in range(len(self.columns)) if not self.isSectionHidden(at)]
        long = any(
            look().width(self.columns[at].title, "caption")
            > self.sectionSize(at) - sum(self.padding(at)) + 1
            for at in shown
        )
        before, self.lines = self.lines, 2 if long else 1
        return before != self.lines

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        painter.save()
        painter.fillRect(rect, look().colour("surface"))
        line = QRect(rect.x(), rect.bottom(), rect.width(), 1)
        painter.fillRect(line, look().colour("line"))
        column = self.columns[logical]
        inner = self.inner(QRectF(rect), logical)
        align = RIGHT if column.number else LEFT
        if look().width(column.title, "caption") > inner.width() + 1:
            painter.setFont(look().font("caption"))
            painter.setPen(look().colour("muted"))
            painter.drawText(inner, align | Qt.TextFlag.TextWordWrap, column.title)
        else:
            words(painter, inner, column.title, "caption", look().colour("muted"), align=align)
        painter.restore()


class RecordDelegate(QStyledItemDelegate):
    """Draws ground, bar, value and hairline of a cell.

    Args:
        head: the headings of the table, which know the padding.
        parent: the table.
    """

    def __init__(self, head: _Head, parent: QWidget) -> None:
        super().__init__(parent)
        self._head = head

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one cell."""
        model = index.model()
        if not isinstance(model, RecordTableModel):
            return
        painter.save()
        rect = QRectF(option.rect)
        at, value = index.column(), index.data(CELL)
        inner = self._head.inner(rect, at)
        if isinstance(value, Group):
            paint_group(painter, inner.adjusted(0, look().space(6), 0, 0), value)
        else:
            if option.state & QStyle.StateFlag.State_Selected:
                painter.fillRect(rect, look().colour("selection"))
                if at == self._head.edges[0]:
                    bar = QRectF(rect.x(), rect.y(), BAR, rect.height())
                    painter.fillRect(bar, look().colour("accent"))
            paint_cell(painter, rect, inner, value, model.columns[at])
        if index.row() < model.rowCount() - 1:  # below the last row the card ends
            line = QRectF(rect.x(), rect.bottom() - 1, rect.width(), 1)
            painter.fillRect(line, look().colour("line"))
        painter.restore()


class RecordTable(Dressed, QTableView):
    """A table of records.

    Args:
        name: what a screen reader calls it.
        columns: its columns.
        row: a size name: ``row``, or ``row_two_line`` where cells have two lines.
        by_cell: move from cell to cell instead of from row to row.
        whole: be as high as the rows; otherwise scroll.
        head: whether the columns have headings.
    """

    opened = Signal(str)
    ticked = Signal(str)
    moved = Signal(str)
    cell_opened = Signal(str, int)
    focus_outset = None

    def __init__(
        self,
        name: str,
        columns: Sequence[TableColumn],
        *,
        row: str = "row",
        by_cell: bool = False,
        whole: bool = False,
        head: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._row, self._by_cell, self._whole = row, by_cell, whole
        self._headed = head
        self.records = RecordTableModel(columns, self)
        self.setAccessibleName(name)
        self._head = _Head(columns, self)
        self.setHorizontalHeader(self._head)
        self.setModel(self.records)
        self.setItemDelegate(RecordDelegate(self._head, self))
        self._plain_view()
        self._head.setVisible(head)
        self.selectionModel().currentChanged.connect(self._moved)
        self.dress()

    def _plain_view(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(
            QAbstractItemView.SelectionBehavior.SelectItems
            if self._by_cell
            else QAbstractItemView.SelectionBehavior.SelectRows
        )
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        if self._whole:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def dress(self) -> None:
        """Take row heights and column widths of the text size."""
        self.verticalHeader().setMinimumSectionSize(20)
        self.verticalHeader().setDefaultSectionSize(look().size(self._row))
        self._head.dress()
        self._span_groups()
        self._fit_columns()
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width among the columns, and keep the row of the arrows in sight."""
        super().resizeEvent(event)
        self._fit_columns()
        if self.hasFocus() and self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def setColumnHidden(self, column: int, hide: bool) -> None:  # as Qt has it
        """Leave a column out, and give its room to the others."""
        if hide != self.isColumnHidden(column):
            super().setColumnHidden(column, hide)
            self._fit_columns()

    def set_rows(self, rows: Sequence[Row | Group], *, grouped: bool = False) -> None:
        """Show these rows; the current one stays current by its code where it is still there.

        Where the arrows move from cell to cell, its column stays too.

        Args:
            rows: any sequence; only what shows is asked for.
            grouped: whether it holds groups, for which every row must be looked at.
        """
        kept, column = self.current_code(), max(self.currentIndex().column(), 0)
        self.clearSpans()
        self.records.set_rows(rows)
        self._grouped = grouped
        self.dress()
        if kept:
            self._make_current(kept, column)

    def current_code(self) -> str:
        """Return the code of the current row, or an empty string."""
        row = self.records.row(self.currentIndex().row())
        return row.code if isinstance(row, Row) else ""

    def set_current_code(self, code: str) -> None:
        """Make a row current."""
        self._make_current(code, max(self.currentIndex().column(), 0))

    def _make_current(self, code: str, column: int) -> None:
        for at in range(self.records.rowCount()):
            row = self.records.row(at)
            if isinstance(row, Row) and row.code == code:
                self.setCurrentIndex(self.records.index(at, column))
                return

    def sizeHint(self) -> QSize:
        """Ask for all rows when whole, otherwise for a few."""
        high = self.verticalHeader().length() if self._whole else 6 * look().size(self._row)
        return QSize(look().grown(480), self._head_height() + high + 2)

    def _head_height(self) -> int:
        return self._head.height() if self._headed else 0

    def minimumSizeHint(self) -> QSize:
        """Keep the head and a row; columns that do not fit are scrolled to."""
        high = (
            self.sizeHint().height()
            if self._whole
            else self._head_height() + look().size(self._row)
        )
        return QSize(look().grown(160), high)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter, tick on Space."""
        code = self.current_code()
        if code and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.cell_opened.emit(code, self.currentIndex().column())
            self.opened.emit(code)
        elif code and event.key() == Qt.Key.Key_Space:
            self.ticked.emit(code)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick when a box is clicked."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if isinstance(index.data(CELL), Ticked):
            self.ticked.emit(self.current_code())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the row."""
        super().mouseDoubleClickEvent(event)
        code = self.current_code()
        if code:
            self.cell_opened.emit(code, self.currentIndex().column())
            self.opened.emit(code)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the focus ring inside the current row or cell."""
        super().paintEvent(event)
        current = self.currentIndex()
        if not self.hasFocus() or not current.isValid():
            return
        rect = self.visualRect(current)
        if not self._by_cell:
            rect = QRect(QPoint(0, rect.y()), QSize(self._head.length(), rect.height()))
            rect.setWidth(min(rect.width(), self.viewport().width()))
        ring = QRectF(rect).adjusted(1, 1, -1, -2)
        box(QPainter(self.viewport()), ring, 4, None, look().colour("focus"), width=2)

    def _fit_columns(self) -> None:
        shown = [at for at in range(len(self._head.columns)) if not self.isColumnHidden(at)]
        if not shown:
            return
        self._head.edges = (shown[0], shown[-1])
        rows = [self.records.row(at) for at in range(min(self.records.rowCount(), _MEASURED))]
        read = [row for row in rows if isinstance(row, Row)]
        wishes = []
        for at in shown:
            cells = [row.cells[at] for row in read if at < len(row.cells)]
            padding = sum(self._head.padding(at))
            wishes.append(wish_of(self._head.columns[at], cells, padding))
        room = widths(wishes, self.viewport().width(), look().grown(_LEAST))
        for at, width in zip(shown, room, strict=True):
            self._head.resizeSection(at, width)
        if self._headed and self._head.take_lines():
            self._head.dress()
            self.updateGeometry()

    _grouped = False

    def _span_groups(self) -> None:
        if not self._grouped:
            return
        for at in range(self.records.rowCount()):
            if isinstance(self.records.row(at), Group):
                self.setSpan(at, 0, 1, self.records.columnCount())
                self.setRowHeight(at, look().grown(34))

    def _moved(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self.viewport().update()
        code = self.current_code()
        if code:
            self.moved.emit(code)
