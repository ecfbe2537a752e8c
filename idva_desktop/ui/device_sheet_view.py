"""The device code of this vault: where it is kept, and its sheet printed again."""

from PySide6.QtCore import Qt

from idva_desktop.ui.desk import Desk
from idva_desktop.ui.print_panel import device_sheet_panel
from idva_desktop.ui.widgets.boxes import Column
from idva_desktop.ui.widgets.button import Button
from idva_desktop.ui.widgets.card import SectionHeading
from idva_desktop.ui.widgets.labels import WrappedLabel


class DeviceSheetView(Column):
    """What the code is for, which keyring keeps it, and the way to the sheet.

    Args:
        desk: the desk, a supervisor's.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(gap=12)
        self._desk = desk
        self.add(SectionHeading(self.tr("Device code")))
        self.add(
            WrappedLabel(
                self.tr(
                    "With a passphrase the code opens this vault where no keyring has it: on a new "
                    "or repaired computer. Without the code nobody can. Keep the sheet in two "
                    "places, locked away and apart from the computer."
                )
            )
        )
        self._kept = WrappedLabel("", "body", "muted")
        self.add(self._kept)
        self.print_button = Button(self.tr("Print the sheet"), icon="printer")
        self.print_button.clicked.connect(self._print)
        self.add(self.print_button, align=Qt.AlignmentFlag.AlignLeft)
        self.add_stretch()
        self.refresh()

    def refresh(self) -> None:
        """Fetch which keyring keeps the code."""
        keyring = self._desk.session.vault.keyring_name
        self._kept.setText(
            self.tr("{0} on this computer keeps it too.").format(keyring)
            if keyring
            else self.tr("No keyring keeps it: the sheet is the only place where it stands.")
        )

    def focus_first(self) -> None:
        """Go to the button."""
        self.print_button.setFocus()

    def _print(self) -> None:
        self._desk.open_panel(device_sheet_panel(self._desk))
