"""One part of a list of tasks: ``TaskTable("Overdue", columns)``, a table without headings.

Several stand one below the other as one list: ``passed(step)`` tells that the arrows go past the
first or the last row. ``later(code)`` on S. Space and Enter are those of the table.
"""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from idva_desktop.ui.widgets.cells import Row
from idva_desktop.ui.widgets.record_model import TableColumn
from idva_desktop.ui.widgets.record_table import RecordTable

_STEPS = {int(Qt.Key.Key_Up): -1, int(Qt.Key.Key_Down): 1}


class TaskTable(RecordTable):
    """A table of things to do.

    Args:
        name: what a screen reader calls it.
        columns: its columns.
    """

    later = Signal(str)
    passed = Signal(int)

    def __init__(
        self, name: str, columns: Sequence[TableColumn], parent: QWidget | None = None
    ) -> None:
        super().__init__(name, columns, row="row_two_line", whole=True, head=False, parent=parent)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def shown(self) -> Iterator[Row]:
        """Yield its rows in order."""
        for at in range(self.records.rowCount()):
            row = self.records.row(at)
            if isinstance(row, Row):
                yield row

    def enter(self, step: int) -> None:
        """Take the focus, at the first row when coming from above, else at the last."""
        at = 0 if step > 0 else self.records.rowCount() - 1
        self.setCurrentIndex(self.records.index(at, 0))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Let no row be current, so that only one list shows one."""
        self.selectionModel().clear()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first row where none is current."""
        super().focusInEvent(event)
        if not self.current_code() and self.records.rowCount():
            self.setCurrentIndex(self.records.index(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go past the ends, and put off on S; other letters do nothing."""
        step = _STEPS.get(event.key(), 0)
        at = self.currentIndex().row()
        if step and not 0 <= at + step < self.records.rowCount():
            self.passed.emit(step)
        elif event.key() == Qt.Key.Key_S and not event.modifiers():
            self.later.emit(self.current_code())
        elif not (event.text().isalnum() and not event.modifiers()):
            super().keyPressEvent(event)
