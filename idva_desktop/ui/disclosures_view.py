"""Disclosure requests: those of one case, and those of every case that are open."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from idva_desktop.casework.cases import day_words
from idva_desktop.casework.leaving.disclosures import OpenRequest, open_requests
from idva_desktop.domain.records import DisclosureRequest
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.records_view import ListWords, RecordsView
from idva_desktop.ui.widgets.boxes import Column
from idva_desktop.ui.widgets.button import Button
from idva_desktop.ui.widgets.card import Card, SectionHeading
from idva_desktop.ui.widgets.cells import Row as TableRow
from idva_desktop.ui.widgets.cells import TwoLines, Words
from idva_desktop.ui.widgets.empty_state import EmptyState
from idva_desktop.ui.widgets.record_model import TableColumn
from idva_desktop.ui.widgets.record_table import RecordTable
from idva_desktop.ui.widgets.status_line import KeyHint

COLUMNS = ("request_kind", "received_on", "due", "decision", "released_on")


class CaseDisclosuresView(RecordsView):
    """The requests of one case, with the way to what is released.

    Args:
        desk: the desk.
        case_id: the case.
    """

    def __init__(self, desk: Desk, case_id: str) -> None:
        tr = QCoreApplication.translate
        said = ListWords(
            tr("case_tabs", "Disclosure requests"),
            tr("case_tabs", "Add a request"),
            tr("case_tabs", "Nobody has asked for what this case holds"),
            tr("case_tabs", "Subject access, police, court, defence or a review."),
            icon="file-text",
        )
        super().__init__(desk, case_id, DisclosureRequest, said, columns=COLUMNS)
        self.preview_button = Button(
            self.tr("Redaction preview"), icon="eye-off", size="control_compact"
        )
        self.preview_button.clicked.connect(self._preview)
        self._head.box.insertWidget(1, self.preview_button)
        self.refresh()

    def refresh(self) -> None:
        """Fetch the requests again."""
        super().refresh()
        if getattr(self, "preview_button", None) is not None:
            self.preview_button.setVisible(bool(self._rows))

    def _preview(self) -> None:
        self._desk.go("redaction", self._owner, self.table.current_code())


class OpenDisclosuresView(Column):
    """The open requests of every case that the member may see, the earliest due first.

    Args:
        desk: the desk.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(gap=12)
        self._desk = desk
        self._found: dict[str, OpenRequest] = {}
        self._heading = SectionHeading(self.tr("Open disclosure requests"))
        self.add(self._heading)
        columns = [
            TableColumn(self.tr("Request")),
            TableColumn(self.tr("Case"), width=130, strong=True),
            TableColumn(self.tr("Due"), width=190),
        ]
        self.table = RecordTable(
            self.tr("Open disclosure requests"), columns, row="row_two_line", whole=True
        )
        self.table.opened.connect(self._open)
        self._card = Card(flush=True)
        self._card.add(self.table)
        self.add(self._card)
        self._empty = EmptyState(
            "file-text",
            self.tr("No disclosure request is open"),
            self.tr("A request is entered on its case, under Sharing, and stands here until then."),
        )
        self.add(self._empty)
        self.add_stretch()
        self.refresh()

    def refresh(self) -> None:
        """Fetch the open requests again."""
        found = open_requests(self._desk.session)
        self._found = {request.id: request for request in found}
        self.table.set_rows([self._row(request) for request in found])
        if found and not self.table.current_code():
            self.table.set_current_code(found[0].id)
        self._heading.set_count(len(found) or None)
        self._heading.setVisible(bool(found))
        self._card.setVisible(bool(found))
        self._empty.setVisible(not found)

    def focus_first(self) -> None:
        """Go to the list."""
        self.table.setFocus()

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys that help here."""
        return ()

    def _row(self, request: OpenRequest) -> TableRow:
        due: Words | str = self.tr("No day is set")
        if request.due is not None:
            day = day_words(request.due, self._desk.session.today)
            colour, icon = ("warning", "clock") if request.late else ("text", "")
            due = Words(
                self.tr("{0}, late").format(day) if request.late else day, colour, icon=icon
            )
        return TableRow(
            request.id,
            (
                TwoLines(request.kind, request.state),
                Words(request.reference, role="strong", reference=True),
                due,
            ),
        )

    def _open(self, request_id: str) -> None:
        request = self._found.get(request_id)
        if request is not None:
            self._desk.go("redaction", request.case_id, request.id)
