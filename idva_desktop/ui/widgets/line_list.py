"""What lists of drawn lines share: a model of plain data, and a list view without Qt's own dress.

A line is any object that says itself to a screen reader (``spoken``) and whether it only heads what
follows (``heading``), so that it cannot be chosen.
"""

from collections.abc import Sequence
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyledItemDelegate,
    QWidget,
)

from idva_desktop.ui.theme import Dressed

LINE = int(Qt.ItemDataRole.UserRole)
Index = QModelIndex | QPersistentModelIndex
_SPOKEN = {int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)}
_NOWHERE = QModelIndex()


class Spoken(Protocol):
    """A line of a list."""

    @property
    def heading(self) -> bool:
        """Whether it only heads what follows."""
        ...

    def spoken(self) -> str:
        """Return what a screen reader says."""
        ...


L = TypeVar("L", bound=Spoken)


class LineModel(QAbstractListModel, Generic[L]):
    """Lines of any sequence; asks for one only when it shows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: Sequence[L] = ()

    def set_lines(self, lines: Sequence[L]) -> None:
        """Show these lines."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def line(self, at: int) -> L | None:
        """Return a line, or none beyond the end."""
        return self._lines[at] if 0 <= at < len(self._lines) else None

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:  # noqa: ANN401  # as Qt has it
        """Answer for the line and for what a screen reader hears."""
        if role != LINE and role not in _SPOKEN:
            return None
        line = self.line(index.row())
        return line.spoken() if line is not None and role != LINE else line

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let a heading be passed over."""
        line = self.line(index.row())
        if line is None or line.heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class LineList(Dressed, QListView, Generic[L]):
    """Drawn lines, one of them current.

    Args:
        name: what a screen reader calls it.
        delegate: draws a line.
    """

    focus_outset = None

    def __init__(
        self, name: str, delegate: QStyledItemDelegate, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.lines = LineModel[L](self)
        self.setAccessibleName(name)
        self.setModel(self.lines)
        delegate.setParent(self)
        self.setItemDelegate(delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def dress(self) -> None:
        """Measure the lines again."""
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()
