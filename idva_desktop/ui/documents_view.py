"""The documents of a case: a list, one to add, one to open."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from idva_desktop.casework.attachments import Document, documents
from idva_desktop.casework.case_file import banner
from idva_desktop.domain.errors import IdvaError
from idva_desktop.domain.typed_dates import show_day_in_a_cell
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.document_panels import AddDocumentPanel, open_document_panel
from idva_desktop.ui.theme import look
from idva_desktop.ui.widgets.boxes import Column, Row
from idva_desktop.ui.widgets.button import Button
from idva_desktop.ui.widgets.card import Card, SectionHeading
from idva_desktop.ui.widgets.cells import Row as TableRow
from idva_desktop.ui.widgets.empty_state import EmptyState
from idva_desktop.ui.widgets.message_strip import MessageStrip, Tone
from idva_desktop.ui.widgets.record_model import TableColumn
from idva_desktop.ui.widgets.record_table import RecordTable

_TYPE, _SIZE = 2, 3  # the columns that large text leaves out


class DocumentsView(Column):
    """The documents of one case.

    Args:
        desk: the desk.
        case_id: the case.
    """

    def __init__(self, desk: Desk, case_id: str) -> None:
        super().__init__(gap=12)
        self._desk, self._case_id = desk, case_id
        self._head = Row(gap=12)
        self._heading = SectionHeading(self.tr("Documents"))
        self._head.add(self._heading, 1)
        self._further = Button(self.tr("Add a document"), icon="plus", size="control_compact")
        self._head.add(self._further)
        self.add(self._head)
        self._problem = MessageStrip(Tone.ERROR, "")
        self._problem.hide()
        self.add(self._problem)
        self.table = RecordTable(self.tr("Documents"), self._columns(), whole=True)
        self.table.opened.connect(self.open_document)
        self._card = Card(flush=True)
        self._card.add(self.table)
        self.add(self._card)
        self._first = Button(self.tr("Add a document"), icon="plus")
        self._empty = EmptyState(
            "file-text",
            self.tr("No document is kept"),
            self.tr("Orders, MARAC forms and letters are sealed like the rest, up to 10 MB each."),
            (self._first,),
        )
        self.add(self._empty)
        for button in (self._further, self._first):
            button.clicked.connect(self.open_new)
        self.add_stretch()
        self._found: list[Document] = []
        self.refresh()

    def refresh(self) -> None:
        """Fetch the documents again."""
        self._found = documents(self._desk.session, self._case_id)
        self.table.set_rows([_row(each) for each in self._found])
        self._heading.set_count(len(self._found) or None)
        self._head.setVisible(bool(self._found))
        self._card.setVisible(bool(self._found))
        self._empty.setVisible(not self._found)

    def dress(self) -> None:
        """At large text leave out what the document itself tells."""
        super().dress()
        if getattr(self, "table", None) is not None:
            for at in (_TYPE, _SIZE):
                self.table.setColumnHidden(at, not look().roomy)

    def focus_first(self) -> None:
        """Go to the list, or to the button while it is empty."""
        target: QWidget = self.table if self._found else self._first
        target.setFocus()

    def open_new(self) -> None:
        """Ask for a file."""
        self._open(
            lambda: AddDocumentPanel(
                self._desk,
                self._case_id,
                banner(self._desk.session, self._case_id).row.reference,
            )
        )

    def open_document(self, document: str) -> None:
        """Show a document."""
        self._open(lambda: open_document_panel(self._desk, self._case_id, document))

    # Inside

    def _open(self, make: Callable[[], QWidget]) -> None:
        self._problem.hide()
        try:
            panel = make()
        except IdvaError as error:
            self._problem.say(Tone.ERROR, str(error))
            self._problem.show()
            return
        self._desk.open_panel(panel)

    def _columns(self) -> list[TableColumn]:
        return [
            TableColumn(self.tr("Title"), strong=True),
            TableColumn(self.tr("Kind"), width=190),
            TableColumn(self.tr("Type"), width=100),
            TableColumn(self.tr("Size"), width=100, number=True),
            TableColumn(self.tr("Added"), width=128),
        ]


def _row(held: Document) -> TableRow:
    added = show_day_in_a_cell(date.fromisoformat(held.added)) if held.added else ""
    return TableRow(held.id, (held.name, held.sort, held.type, held.size, added))
