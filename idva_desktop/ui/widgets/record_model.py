"""The one table model: rows of plain data, read only.

``rows`` may be any sequence, also one that fetches its pages as they are asked for; the model asks
for a row only when Qt shows it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from idva_desktop.ui.widgets.cells import Cell, Group, Row, spoken

Index = QModelIndex | QPersistentModelIndex
CELL = int(Qt.ItemDataRole.UserRole)  # a Cell, or a Group
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
_ALIGN = int(Qt.ItemDataRole.TextAlignmentRole)
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column.

    Attributes:
        title: its heading.
        width: px at 100 %; 0 shares what is left.
        number: whether it holds figures, which stand at the right.
        strong: whether its words are set in 600.
        muted: whether its words are set in the quieter colour.
    """

    title: str
    width: int = 0
    number: bool = False
    strong: bool = False
    muted: bool = False


class RecordTableModel(QAbstractTableModel):
    """Rows and groups under fixed columns."""

    def __init__(self, columns: Sequence[TableColumn], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._rows: Sequence[Row | Group] = ()

    def set_rows(self, rows: Sequence[Row | Group]) -> None:
        """Show these rows in place of the ones before."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row(self, at: int) -> Row | Group | None:
        """Return a row, or none beyond the end."""
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many rows and groups there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:  # noqa: ANN401  # as Qt has it
        """Answer for the cell itself, its words, and nothing else."""
        if role not in {CELL, _DISPLAY, _SPOKEN}:
            return None
        row = self.row(index.row())
        if row is None:
            return None
        if isinstance(row, Group):
            if role == CELL:
                return row
            return row.title if index.column() == 0 else ""
        cell: Cell = row.cells[index.column()] if index.column() < len(row.cells) else None
        return cell if role == CELL else spoken(cell)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:  # noqa: ANN401  # as Qt has it
        """Answer for the headings."""
        if orientation == Qt.Orientation.Vertical or not 0 <= section < len(self.columns):
            return None
        if role == _DISPLAY:
            return self.columns[section].title
        if role == _ALIGN and self.columns[section].number:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let rows be chosen, headings between them not."""
        if not index.isValid() or isinstance(self.row(index.row()), Group):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
