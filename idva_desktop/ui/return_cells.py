"""What the Met will see: every cell of a return, by strand or by question."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget

from idva_desktop.casework.reporting.return_lines import STRAND_ORDER, PreviewRow
from idva_desktop.casework.reporting.return_preview import Preview
from idva_desktop.returns.answer_words import dimension_words
from idva_desktop.returns.cells import Cell, Status
from idva_desktop.ui.return_words import count_words, line_words, strand_words
from idva_desktop.ui.theme import look
from idva_desktop.ui.widgets import cells
from idva_desktop.ui.widgets.boxes import Row as SideBySide
from idva_desktop.ui.widgets.card import Card
from idva_desktop.ui.widgets.labels import Line, WrappedLabel
from idva_desktop.ui.widgets.options import Option
from idva_desktop.ui.widgets.record_model import TableColumn
from idva_desktop.ui.widgets.record_table import RecordTable
from idva_desktop.ui.widgets.segmented_choice import SegmentedChoice

_HEADLINE, _QUESTION = "headline", "question"
_LEADING = 2  # columns before the figures
_FEWEST_ROWS = 5
_ROW = "control"  # a size name; lower than a row of people


class ReturnCells(Card):
    """The cells as a table, withheld ones hatched with the word; Enter asks why."""

    asked = Signal(object, str)  # the line, and the strand of the cell

    def __init__(self) -> None:
        super().__init__(gap=0, flush=True)
        self._lines: dict[str, PreviewRow] = {}
        head = SideBySide(gap=8, margins=(16, 8, 12, 4))
        head.add(Line(self.tr("What the Met will see"), "heading"), 1)
        options = (
            Option(_HEADLINE, self.tr("Headline"), "H"),
            Option(_QUESTION, self.tr("By question"), "Q"),
        )
        self.shape = SegmentedChoice(self.tr("What the Met will see"), options, compact=True)
        self.shape.set_value(_HEADLINE)
        self.shape.changed.connect(self._turn)
        head.add(self.shape)
        self.headline = self._table(self.tr("Headline, by strand"), STRAND_ORDER, _HEADLINE)
        self.questions = self._table(self.tr("By question"), STRAND_ORDER[-1:], _QUESTION)
        self.tables = QStackedWidget()
        self.tables.addWidget(self.headline)
        self.tables.addWidget(self.questions)
        self.add(head)
        self.add(self.tables, 1)
        self.dress()

    def _table(self, name: str, strands: Sequence[str], kind: str) -> RecordTable:
        first = self.tr("Measure") if kind == _HEADLINE else self.tr("Answer")
        columns = [TableColumn("", 60, muted=True), TableColumn(first)]
        columns += [TableColumn(strand_words(strand), 84, number=True) for strand in strands]
        table = RecordTable(name, columns, row=_ROW, by_cell=True)
        table.cell_opened.connect(partial(self._ask, strands))
        return table

    def dress(self) -> None:
        """Keep some rows in sight; the table scrolls in itself, so that why stays near it."""
        super().dress()
        if getattr(self, "tables", None) is None:
            return
        head, row = look().size("table_head"), look().size(_ROW)
        self.tables.setMinimumHeight(head + _FEWEST_ROWS * row + 2)

    def table(self) -> RecordTable:
        """Return the table in sight."""
        return self.questions if self.shape.value() == _QUESTION else self.headline

    def show_preview(self, preview: Preview | None) -> None:
        """Show the cells of a return, or none."""
        self._lines = {}
        if preview is None:
            self.headline.set_rows(())
            self.questions.set_rows(())
            return
        self.headline.set_rows(
            [self._row(row, f"h{at}") for at, row in enumerate(preview.headline)]
        )
        rows: list[cells.Row | cells.Group] = []
        for place, question in enumerate(preview.questions):
            words = self.tr("{0} {1}, by {2}")
            by = dimension_words(question.dimension)
            rows.append(cells.Group(words.format(question.measure, question.title, by)))
            rows += [self._row(row, f"q{place}.{at}") for at, row in enumerate(question.rows)]
        self.questions.set_rows(rows, grouped=True)

    def show_cell(self, table: RecordTable, row: int, column: int) -> None:
        """Make a cell current."""
        table.setCurrentIndex(table.records.index(row, column))

    def focus_first(self) -> None:
        """Begin at the first figure."""
        table = self.table()
        now = table.currentIndex()
        if now.column() < _LEADING and table.records.rowCount():
            self.show_cell(table, max(now.row(), 0), _LEADING)
        table.setFocus()

    def _row(self, row: PreviewRow, code: str) -> cells.Row:
        self._lines[code] = row
        id_ = row.measure if row.leads and not row.answer else ""
        return cells.Row(code, (id_, line_words(row), *(self._cell(cell) for cell in row.cells)))

    def _cell(self, cell: Cell | None) -> cells.Cell:
        if cell is None:
            return None
        if cell.status is Status.WITHHELD:
            return cells.Withheld()
        if cell.value is None:
            return cells.Words(self.tr("n/a"), "muted")
        return f"{cell.value:,}"

    def _turn(self) -> None:
        if not self.shape.value():
            self.shape.set_value(_HEADLINE)
        self.tables.setCurrentWidget(self.table())

    def _ask(self, strands: Sequence[str], code: str, column: int) -> None:
        line = self._lines.get(code)
        if line is not None and column >= _LEADING:
            self.asked.emit(line, strands[column - _LEADING])


class CellCount(SideBySide):
    """How many cells are shown, below the table."""

    def __init__(self) -> None:
        super().__init__(gap=16)
        self.shown = Line("", "strong")
        self.rest = WrappedLabel("", "small", "muted")
        self.add(self.shown, align=Qt.AlignmentFlag.AlignTop)
        self.add(self.rest, 1)

    def show_preview(self, preview: Preview | None) -> None:
        """Count the cells of a return, or say nothing."""
        shown, rest = ("", "") if preview is None else count_words(preview)
        self.shown.setText(shown)
        self.shown.updateGeometry()
        self.rest.setText(rest)
