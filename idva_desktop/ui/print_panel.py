"""A PDF into a folder that is chosen, such as the client's copy under a name that tells nothing."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from idva_desktop.casework.leaving.device_sheet import print_device_sheet
from idva_desktop.casework.leaving.plan_copy import print_copy, print_needs
from idva_desktop.casework.session import Session
from idva_desktop.domain.errors import IdvaError
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.errand import Errand
from idva_desktop.ui.place_field import PlaceField
from idva_desktop.ui.step_panel import StepPanel
from idva_desktop.ui.widgets.check_mark import CheckMark
from idva_desktop.ui.widgets.field import FieldFrame
from idva_desktop.ui.widgets.labels import WrappedLabel
from idva_desktop.ui.widgets.message_strip import Tone
from idva_desktop.ui.widgets.status_line import KeyHint

Printing = Callable[[Session, Path, bool], Path]
"""Writes a PDF into a folder, in large print or not, and returns the file."""


class PdfPanel(StepPanel):
    """Folder, large print or not, and the writing of one PDF.

    Args:
        desk: the desk.
        title: the heading.
        words: what is written, and what of it is recorded.
        printing: gives what writes it with what is chosen at that moment; the writing itself is
            done on a thread of its own with a session of its own.
        large: whether it begins in large print; ``None`` offers none.
    """

    def __init__(
        self,
        desk: Desk,
        title: str,
        words: str,
        printing: Callable[[], Printing],
        *,
        large: bool | None = None,
    ) -> None:
        super().__init__(desk, title, self.tr("Write the PDF"), sentence=words, icon="printer")
        self._printing = printing
        self._errand = Errand[Path](desk, self)
        self.folder = PlaceField(self.tr("Folder"), suggested="")
        self.large = CheckMark(self.tr("Large print"), detail=self.tr("18 point"))
        self.large.set_value(bool(large))
        self.add(FieldFrame(self.folder, self.tr("Never a shared drive or a cloud folder")))
        self.add(self.large)
        self.large.setVisible(large is not None)  # once it has a parent: else it is a window
        self.folder.returnPressed.connect(self.step)

    def focus_first(self) -> None:
        """Go to the folder."""
        self.folder.focus_first()

    def step(self) -> None:
        """Write the PDF."""
        if self._errand.is_busy:
            return
        self.message.hide()
        self._foot.save_button.setEnabled(False)
        printing, folder, large = self._printing(), self.folder.place(), self.large.value()
        self._errand.run(
            lambda session: printing(session, folder, large), self._written, self._refused
        )

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys that help here."""
        return (KeyHint("Esc", self.tr("close")), KeyHint("Ctrl+Enter", self.tr("write")))

    # Inside

    def _written(self, place: Path) -> None:
        self._foot.save_button.setEnabled(True)
        words = self.tr("Written: {0}").format(place.name)
        self.tell(Tone.SUCCESS, words, self.tr("That it was printed is recorded."))

    def _refused(self, error: IdvaError) -> None:
        self._foot.save_button.setEnabled(True)
        self.tell(Tone.ERROR, str(error))
        self.folder.focus_first()


class PrintPanel(PdfPanel):
    """The client's copy of the safety plan, in the print that the client needs.

    Args:
        desk: the desk.
        case_id: the case.
    """

    def __init__(self, desk: Desk, case_id: str) -> None:
        needs = print_needs(desk.session, case_id)
        tr = QCoreApplication.translate
        super().__init__(
            desk,
            tr("PrintPanel", "Safe print"),
            tr(
                "PrintPanel",
                "The copy is written as a PDF, and that it was printed is recorded. "
                "Delete the file once it is on paper.",
            ),
            lambda: (
                lambda session, folder, large: print_copy(session, case_id, folder, large=large)
            ),
            large=needs.large_print,
        )
        self.about = frozenset({case_id})
        self.needs = WrappedLabel("", "body", "muted")
        words = self.tr("The client also needs: {0}. This paper alone does not give it.")
        self.needs.setText(words.format(needs.others))
        self.add(self.needs)
        self.needs.setVisible(bool(needs.others))


def device_sheet_panel(desk: Desk) -> PdfPanel:
    """Return the panel that prints the device code again."""
    tr = QCoreApplication.translate
    return PdfPanel(
        desk,
        tr("device_sheet", "Print the device code"),
        tr(
            "device_sheet",
            "That it was printed is recorded. Delete the file once it is on paper; whoever reads "
            "it needs a passphrase still.",
        ),
        lambda: lambda session, folder, _large: print_device_sheet(session, folder),
    )
