"""The directory of services: found as one types, checked with one key, filled from a file."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from idva_desktop.casework.service import directory
from idva_desktop.casework.service.directory import DirectoryLine
from idva_desktop.domain.errors import IdvaError
from idva_desktop.domain.records import DirectoryEntry
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.directory_import_panel import DirectoryImportPanel
from idva_desktop.ui.record_panel import record_panel
from idva_desktop.ui.theme import look
from idva_desktop.ui.widgets.boxes import Column, Row
from idva_desktop.ui.widgets.button import Button
from idva_desktop.ui.widgets.card import Card, SectionHeading
from idva_desktop.ui.widgets.cells import Row as TableRow
from idva_desktop.ui.widgets.cells import State, TwoLines, Words
from idva_desktop.ui.widgets.empty_state import EmptyState
from idva_desktop.ui.widgets.labels import WrappedLabel
from idva_desktop.ui.widgets.message_strip import MessageStrip, Tone
from idva_desktop.ui.widgets.record_model import TableColumn
from idva_desktop.ui.widgets.record_table import RecordTable
from idva_desktop.ui.widgets.status_line import KeyHint
from idva_desktop.ui.widgets.text_field import SearchField

_AREA, _PHONE = 1, 2  # the columns that give way at large text


class DirectoryView(Column):
    """Every service, those to be checked first.

    Args:
        desk: the desk.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(gap=12)
        self._desk = desk
        self._lines: list[DirectoryLine] = []
        self.add_button = Button(self.tr("Add a service"), icon="plus", size="control_compact")
        self.check_button = Button(
            self.tr("Checked today"), icon="check", keys="Space", size="control_compact"
        )
        self.import_button = Button(self.tr("From a file"), icon="import", size="control_compact")
        self._first = Button(self.tr("Add a service"), icon="plus")
        self._first_import = Button(self.tr("Take them from a file"), icon="import")
        self.search = SearchField(self.tr("Search by name, kind, area or language"))
        self.search.changed.connect(self.refresh)
        self._problem = MessageStrip(Tone.ERROR, "")
        self._problem.hide()
        self.table = RecordTable(
            self.tr("Services"), self._columns(), row="row_two_line", whole=True
        )
        self._card = Card(flush=True)
        self._card.add(self.table)
        self._no_match = WrappedLabel(self.tr("No service holds these words."), "body", "muted")
        self._arrange()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Fetch the services again."""
        session = self._desk.session
        self._lines = directory.directory(session, self.search.value())
        count = session.vault.count(DirectoryEntry)
        self.table.set_rows([self._row(line) for line in self._lines])
        if self._lines and not self.table.current_code():
            self.table.set_current_code(self._lines[0].id)
        self._heading.set_count(count or None)
        self._card.setVisible(bool(self._lines))
        self._no_match.setVisible(bool(count) and not self._lines)
        self._full.setVisible(bool(count))
        self._empty.setVisible(not count)
        self.check_button.setEnabled(bool(self._lines))
        self.dress()

    def dress(self) -> None:
        """Leave out area and number where large text needs the room; the entry has them."""
        super().dress()
        if getattr(self, "table", None) is not None:
            for column in (_AREA, _PHONE):
                self.table.setColumnHidden(column, not look().roomy)

    def focus_first(self) -> None:
        """Go to the search, or to the button while there is nothing to search."""
        target: QWidget = self.search if not self._full.isHidden() else self._first
        target.setFocus()

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys that help here."""
        return (KeyHint("Space", self.tr("checked today")),)

    def check(self, entry_id: str) -> None:
        """Note that a service was checked today."""
        if not entry_id:
            return
        try:
            directory.mark_checked(self._desk.session, entry_id)
        except IdvaError as error:
            self._say(str(error))
            return
        self._problem.hide()
        self._desk.saved()

    # Inside

    def _columns(self) -> list[TableColumn]:
        return [
            TableColumn(self.tr("Service")),
            TableColumn(self.tr("Area"), width=170),
            TableColumn(self.tr("Telephone"), width=150),
            TableColumn(self.tr("Last checked"), width=250),
        ]

    def _arrange(self) -> None:
        self._full = Column(gap=12)
        head = Row(gap=8)
        self._heading = SectionHeading(self.tr("Directory"))
        head.add(self._heading, 1)
        for button in (self.import_button, self.check_button, self.add_button):
            head.add(button)
        self._full.add(head)
        self._full.add(self.search)
        self._full.add(self._problem)
        self._full.add(self._card)
        self._full.add(self._no_match)
        self.add(self._full)
        self._empty = EmptyState(
            "book-open",
            self.tr("The directory is empty"),
            self.tr("Services that clients are referred to, each with the day it was checked."),
            (self._first_import, self._first),
        )
        self.add(self._empty)
        self.add_stretch()

    def _connect(self) -> None:
        self.table.opened.connect(self._open)
        self.table.ticked.connect(self.check)
        self.check_button.clicked.connect(self._check_current)
        for button in (self.add_button, self._first):
            button.clicked.connect(self._open_new)
        for button in (self.import_button, self._first_import):
            button.clicked.connect(self._import)

    def _row(self, line: DirectoryLine) -> TableRow:
        checked = State(line.checked, "clock", "warning") if line.stale else Words(line.checked)
        return TableRow(line.id, (TwoLines(line.name, line.kinds), line.area, line.phone, checked))

    def _check_current(self) -> None:
        self.check(self.table.current_code())

    def _open_new(self) -> None:
        self._open(None)

    def _open(self, entry_id: str | None) -> None:
        try:
            panel = record_panel(self._desk, DirectoryEntry, DirectoryEntry.scope, entry_id)
        except IdvaError as error:
            self._say(str(error))
            return
        self._desk.open_panel(panel)

    def _import(self) -> None:
        self._desk.open_panel(DirectoryImportPanel(self._desk))

    def _say(self, sentence: str) -> None:
        self._problem.say(Tone.ERROR, sentence)
        self._problem.show()
