"""The cases in which answers disagree, so that somebody decides between them."""

from idva_desktop.casework.cases import CaseRow, case_row
from idva_desktop.casework.conflicts import cases_in_conflict, conflicts
from idva_desktop.ui.conflicts_view import ConflictsView
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.widgets.boxes import Column
from idva_desktop.ui.widgets.card import Card, SectionHeading
from idva_desktop.ui.widgets.cells import Risk
from idva_desktop.ui.widgets.cells import Row as TableRow
from idva_desktop.ui.widgets.empty_state import EmptyState
from idva_desktop.ui.widgets.record_model import TableColumn
from idva_desktop.ui.widgets.record_table import RecordTable


class DisagreeingView(Column):
    """A line for each case; Enter shows its answers side by side.

    Args:
        desk: the desk.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(gap=12)
        self._desk = desk
        self._rows: dict[str, CaseRow] = {}
        self._heading = SectionHeading(self.tr("Answers that disagree"))
        self.add(self._heading)
        self.table = RecordTable(self.tr("Answers that disagree"), self._columns(), whole=True)
        self.table.opened.connect(self._open)
        self._card = Card(flush=True)
        self._card.add(self.table)
        self.add(self._card)
        self._empty = EmptyState(
            "git-branch",
            self.tr("No answers disagree"),
            self.tr("Where two computers answered one question, the case stands here."),
        )
        self.add(self._empty)
        self.refresh()

    def _columns(self) -> list[TableColumn]:
        return [
            TableColumn(self.tr("Case"), width=160, strong=True),
            TableColumn(self.tr("Risk"), width=140),
            TableColumn(self.tr("Caseworker")),
            TableColumn(self.tr("To decide"), width=120, number=True),
        ]

    def refresh(self) -> None:
        """Fetch the cases again."""
        session = self._desk.session
        found = (case_row(session, case_id) for case_id in cases_in_conflict(session))
        self._rows = {row.id: row for row in found if row is not None}
        self.table.set_rows(
            [
                TableRow(
                    row.id,
                    (
                        row.reference,
                        Risk(row.band, raised=row.raised),
                        row.worker,
                        str(len(conflicts(session, row.id))),
                    ),
                )
                for row in self._rows.values()
            ]
        )
        self._heading.set_count(len(self._rows) or None)
        self._card.setVisible(bool(self._rows))
        self._empty.setVisible(not self._rows)

    def focus_first(self) -> None:
        """Go to the table; nothing takes the focus while it is empty."""
        if self._rows:
            self.table.setFocus()

    def _open(self, case_id: str) -> None:
        self._desk.session.note_reading(case_id)
        reference = self._rows[case_id].reference
        self._desk.open_panel(ConflictsView(self._desk, case_id, reference=reference))
