"""The processes of a case side by side; the steps and entitlements stand below."""

from datetime import date

from idva_desktop.casework.tracks import tracks
from idva_desktop.domain.typed_dates import show_day_in_a_cell
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.widgets.boxes import Column
from idva_desktop.ui.widgets.card import Card, SectionHeading
from idva_desktop.ui.widgets.cells import Row as TableRow
from idva_desktop.ui.widgets.cells import TwoLines, Words
from idva_desktop.ui.widgets.record_model import TableColumn
from idva_desktop.ui.widgets.record_table import RecordTable


class TracksView(Column):
    """A line for each process, whether or not it has begun.

    Args:
        desk: the desk.
        case_id: the case.
    """

    def __init__(self, desk: Desk, case_id: str) -> None:
        super().__init__(gap=12)
        self._desk, self._case_id = desk, case_id
        title = self.tr("Side by side")
        self.add(SectionHeading(title))
        self.table = RecordTable(
            title,
            [
                TableColumn(self.tr("Process")),
                TableColumn(self.tr("Last step")),
                TableColumn(self.tr("Next step")),
                TableColumn(self.tr("Victims’ Code")),
            ],
            row="row_two_line",
            whole=True,
        )
        self.table.opened.connect(self._open)
        card = Card(flush=True)
        card.add(self.table)
        self.add(card)
        self.refresh()

    def refresh(self) -> None:
        """Fetch the steps again."""
        nothing = self.tr("Nothing recorded")
        self.table.set_rows(
            [
                TableRow(
                    track.code,
                    (
                        track.process,
                        _step(track.last, track.last_on) or Words(nothing, "muted"),
                        _step(track.next, track.next_on),
                        track.rights,
                    ),
                )
                for track in tracks(self._desk.session, self._case_id)
            ]
        )

    def focus_first(self) -> None:
        """Go to the table."""
        self.table.setFocus()

    def _open(self, _process: str) -> None:
        """Lead to the steps, where each is opened and added."""
        self._desk.go("steps", self._case_id)


def _step(words: str, on: date | None) -> TwoLines | None:
    """Return a step over its day, or nothing."""
    return TwoLines(words, show_day_in_a_cell(on)) if words and on else None
