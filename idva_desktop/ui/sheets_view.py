"""The sheets printed from a case for a conference or a court, and the panel that prints one."""

from collections.abc import Callable, Mapping
from pathlib import Path

from idva_desktop.casework import records
from idva_desktop.casework.case_file import banner
from idva_desktop.casework.leaving.case_sheets import print_sheet, sheet_draft, sheet_form
from idva_desktop.casework.session import Session
from idva_desktop.domain.form import Typed
from idva_desktop.domain.records import CaseSheet
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.long_form_panel import LongFormPanel
from idva_desktop.ui.place_field import PlaceField
from idva_desktop.ui.records_view import RecordsView
from idva_desktop.ui.widgets.check_mark import CheckMark
from idva_desktop.ui.widgets.field import FieldFrame


class SheetsView(RecordsView):
    """What was printed, newest first; a further one is printed from here."""

    def open_new(self) -> None:
        """Ask what the sheet is to hold."""
        self._desk.open_panel(SheetPanel(self._desk, self._owner))

    def open_record(self, record_id: str) -> None:
        """Print the like again: what was printed stays as it was recorded."""
        panel = SheetPanel(self._desk, self._owner)
        panel.form_view.fill(records.typed_answers(self._desk.session, CaseSheet, record_id))
        self._desk.open_panel(panel)


class SheetPanel(LongFormPanel):
    """What a sheet holds, for whom and why, and the folder into which it is written.

    Args:
        desk: the desk.
        case_id: the case.
    """

    def __init__(self, desk: Desk, case_id: str) -> None:
        super().__init__(
            desk,
            sheet_form(),
            sheet_draft(case_id),
            self._printing,
            reference=banner(desk.session, case_id).row.reference,
        )
        self._case_id = case_id
        self.folder = PlaceField(self.tr("Folder"), suggested="")
        self.large = CheckMark(self.tr("Large print"), detail=self.tr("18 point"))
        self.add(FieldFrame(self.folder, self.tr("Never a shared drive or a cloud folder")))
        self.add(self.large)

    def _printing(self, typed: Mapping[str, Typed]) -> Callable[[Session], Path]:
        case_id, folder, large = self._case_id, self.folder.place(), self.large.value()
        return lambda session: print_sheet(session, case_id, typed, folder, large=large)
