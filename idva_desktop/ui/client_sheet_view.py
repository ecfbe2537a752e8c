"""The way to a sheet for the client, and the panel that writes it."""

from idva_desktop.casework.leaving.client_sheet import PARTS, print_client_sheet
from idva_desktop.casework.leaving.plan_copy import print_needs
from idva_desktop.domain.vocab import code_list
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.print_panel import PdfPanel, Printing
from idva_desktop.ui.widgets.boxes import Column, Row
from idva_desktop.ui.widgets.button import Button
from idva_desktop.ui.widgets.card import SectionHeading
from idva_desktop.ui.widgets.check_mark import ChecksField
from idva_desktop.ui.widgets.field import FieldFrame
from idva_desktop.ui.widgets.labels import WrappedLabel
from idva_desktop.ui.widgets.options import Option


class ClientSheetPanel(PdfPanel):
    """What the sheet holds, where it goes, and the print that the client needs.

    Args:
        desk: the desk.
        case_id: the case.
    """

    def __init__(self, desk: Desk, case_id: str) -> None:
        self._case_id = case_id
        super().__init__(
            desk,
            self.tr("A sheet for the client"),
            self.tr(
                "It takes the form that the safety plan says is safe to hold: the plain one names "
                "nobody and no service. That it was printed is recorded."
            ),
            self._with_parts,
            large=print_needs(desk.session, case_id).large_print,
        )
        codes = code_list(PARTS).codes
        options = [Option(code.code, code.label) for code in codes]
        self.parts = ChecksField(self.tr("What it holds"), options)
        self.parts.set_value([code.code for code in codes])
        self.add(FieldFrame(self.parts))

    def _with_parts(self) -> Printing:
        """Return what writes the sheet with the parts that are ticked now."""
        parts, case_id = self.parts.value(), self._case_id
        return lambda session, folder, large: print_client_sheet(
            session, case_id, parts, folder, large=large
        )


class ClientSheetView(Column):
    """A sentence and the button.

    Args:
        desk: the desk.
        case_id: the case.
    """

    def __init__(self, desk: Desk, case_id: str) -> None:
        super().__init__(gap=8)
        self.add(SectionHeading(self.tr("A sheet for the client")))
        words = self.tr("What is ahead, who helps and which rights there are, to take home safely.")
        self.add(WrappedLabel(words, "body", "muted"))
        self.button = Button(self.tr("Print a sheet for the client"), icon="printer")
        self.button.clicked.connect(lambda: desk.open_panel(ClientSheetPanel(desk, case_id)))
        row = Row(gap=8)
        row.add(self.button)
        row.add_stretch()
        self.add(row)

    def refresh(self) -> None:
        """Nothing here changes."""

    def focus_first(self) -> None:
        """Go to the button."""
        self.button.setFocus()
