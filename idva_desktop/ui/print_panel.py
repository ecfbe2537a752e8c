"""A PDF into a folder that is chosen, under a name that tells nothing; that it left is recorded."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from idva_desktop.casework.leaving.device_sheet import print_device_sheet
from idva_desktop.casework.leaving.plan_copy import print_copy
from idva_desktop.casework.session import Session
from idva_desktop.domain.errors import IdvaError
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.errand import Errand
from idva_desktop.ui.place_field import PlaceField
from idva_desktop.ui.step_panel import StepPanel
from idva_desktop.ui.widgets.check_mark import CheckMark
from idva_desktop.ui.widgets.field import FieldFrame
from idva_desktop.ui.widgets.message_strip import Tone
from idva_desktop.ui.widgets.status_line import KeyHint

Printing = Callable[[Session, Path], Path]


class PrintPanel(StepPanel):
    """The folder and the print.

    Args:
        desk: the desk.
        title: the heading.
        sentence: what is said above.
        printing: writes the file into a folder and returns its place.
    """

    def __init__(self, desk: Desk, title: str, sentence: str, printing: Printing) -> None:
        super().__init__(desk, title, self.tr("Write the PDF"), sentence=sentence, icon="printer")
        self._printing = printing
        self._errand = Errand[Path](desk, self)
        self.folder = PlaceField(self.tr("Folder"), suggested="")
        self.folder.returnPressed.connect(self.step)
        self.add(FieldFrame(self.folder, self.tr("Never a shared drive or a cloud folder")))

    def focus_first(self) -> None:
        """Go to the folder."""
        self.folder.focus_first()

    def printing(self) -> Printing:
        """Return what is done on the thread; further fields are read here."""
        return self._printing

    def step(self) -> None:
        """Write the file."""
        if self._errand.is_busy:
            return
        self.message.hide()
        self._foot.save_button.setEnabled(False)
        printing, folder = self.printing(), self.folder.place()
        self._errand.run(lambda session: printing(session, folder), self._written, self._refused)

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


class PlanCopyPanel(PrintPanel):
    """The client's copy of the safety plan, in large print or not.

    Args:
        desk: the desk.
        case_id: the case.
    """

    def __init__(self, desk: Desk, case_id: str) -> None:
        words = self.tr(
            "The copy is written as a PDF, and that it was printed is recorded. "
            "Delete the file once it is on paper."
        )
        super().__init__(desk, self.tr("Safe print"), words, partial(_print_copy, case_id))
        self._case_id = case_id
        self.about = frozenset({case_id})
        self.large = CheckMark(self.tr("Large print"), detail=self.tr("18 point"))
        self.add(self.large)

    def printing(self) -> Printing:
        """Return the printing in the size that is chosen."""
        return partial(_print_copy, self._case_id, large=self.large.value())


def _print_copy(case_id: str, session: Session, folder: Path, *, large: bool = False) -> Path:
    return print_copy(session, case_id, folder, large=large)


def device_sheet_panel(desk: Desk) -> PrintPanel:
    """Return the panel that prints the device code again."""
    tr = QCoreApplication.translate
    words = tr(
        "device_sheet",
        "That it was printed is recorded. Delete the file once it is on paper; whoever reads it "
        "needs a passphrase still.",
    )
    return PrintPanel(desk, tr("device_sheet", "Print the device code"), words, print_device_sheet)
