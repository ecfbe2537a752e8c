"""A record found as one types: ``LookupField("Service", find, name_of)``.

Type a part of its name; Down goes to what was found, Enter takes it. ``value()`` is the chosen
record's code, or the words typed while nothing is chosen, so that a draft keeps them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from idva_desktop.ui.widgets.boxes import Column
from idva_desktop.ui.widgets.card import Card
from idva_desktop.ui.widgets.cells import Row as TableRow
from idva_desktop.ui.widgets.cells import TwoLines
from idva_desktop.ui.widgets.field import mark_problem
from idva_desktop.ui.widgets.labels import WrappedLabel
from idva_desktop.ui.widgets.record_model import TableColumn
from idva_desktop.ui.widgets.record_table import RecordTable
from idva_desktop.ui.widgets.text_field import TextField


@dataclass(frozen=True, slots=True)
class Found:
    """One record that fits: its code, its name, and what tells it from others of that name."""

    code: str
    words: str
    detail: str = ""


class _Box(TextField):
    """The box: Down goes to what was found."""

    stepped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.stepped.emit()
            return
        super().keyPressEvent(event)


class LookupField(Column):
    """A box, and below it what was found.

    Args:
        label: the question.
        find: returns what fits the words typed.
        name_of: returns the name of a record by its code, or "" for no code.
    """

    changed = Signal()
    problem_changed = Signal(str)

    def __init__(
        self,
        label: str,
        find: Callable[[str], Sequence[Found]],
        name_of: Callable[[str], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(gap=4, parent=parent)
        self.label = label
        self._find, self._name_of = find, name_of
        self._chosen = ""
        self._found: dict[str, Found] = {}
        self.box_field = _Box(label)
        self.box_field.changed.connect(self._typed)
        self.box_field.stepped.connect(self._step)
        self.box_field.returnPressed.connect(self._take_only)
        self.setAccessibleName(label)
        self.setFocusProxy(self.box_field)
        self.add(self.box_field)
        tr = QCoreApplication.translate
        self.table = RecordTable(
            tr("LookupField", "Found for {0}").format(label),
            [TableColumn(tr("LookupField", "Found"))],
            row="row_two_line",
            whole=True,
        )
        self.table.opened.connect(self._take)
        self.table.clicked.connect(self._clicked)
        self._card = Card(flush=True)
        self._card.add(self.table)
        self.add(self._card)
        self._card.hide()
        self.echo = WrappedLabel("", "small", "muted")
        self.add(self.echo)
        self._say()

    def value(self) -> str:
        """Return the code of what is chosen, or the words typed while nothing is."""
        return self._chosen or self.box_field.value()

    def set_value(self, value: str) -> None:
        """Show a chosen record by its code, or words that were typed."""
        name = self._name_of(value) if value else ""
        self._chosen = value if name else ""
        self.box_field.set_value(name or value)
        self._show(())
        self._say()

    def set_problem(self, message: str | None) -> None:
        """Mark the box, or clear the mark."""
        mark_problem(self.box_field, message)
        self.problem_changed.emit(message or "")

    def focus_first(self) -> None:
        """Take the focus."""
        self.box_field.focus_first()

    def _typed(self) -> None:
        self._chosen = ""
        self._show(self._find(self.box_field.value()))
        self._say()
        self.changed.emit()

    def _show(self, found: Sequence[Found]) -> None:
        self._found = {each.code: each for each in found}
        self.table.set_rows(
            [TableRow(each.code, (TwoLines(each.words, each.detail),)) for each in found]
        )
        self._card.setVisible(bool(found))

    def _step(self) -> None:
        if self._found:
            self.table.set_current_code(next(iter(self._found)))
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_only(self) -> None:
        if len(self._found) == 1:
            self._take(next(iter(self._found)))

    def _clicked(self, _index: object) -> None:
        self._take(self.table.current_code())

    def _take(self, code: str) -> None:
        found = self._found.get(code)
        if found is None:
            return
        # The focus leaves the list before the list goes.
        self.box_field.focus_first()
        self._chosen = found.code
        self.box_field.set_value(found.words)
        self._show(())
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        tr = QCoreApplication.translate
        words = ""
        if self._chosen:
            words = tr("LookupField", "Chosen. Type to choose another.")
        elif self._found:
            words = tr("LookupField", "Down, then Enter, chooses one.")
        elif self.box_field.value():
            words = tr("LookupField", "Nothing of that name is found.")
        self.echo.setText(words)
        self.echo.setVisible(bool(words))
        self.box_field.setAccessibleDescription(words)
