"""The client's copy as a PDF: into a folder that is chosen, under a name that tells nothing."""

from collections.abc import Sequence

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


class PrintPanel(StepPanel):
    """Folder, large print or not, and the safe print.

    Args:
        desk: the desk.
        case_id: the case.
    """

    def __init__(self, desk: Desk, case_id: str) -> None:
        super().__init__(
            desk,
            self.tr("Safe print"),
            self.tr("Write the PDF"),
            sentence=self.tr(
                "The copy is written as a PDF, and that it was printed is recorded. "
                "Delete the file once it is on paper."
            ),
            icon="printer",
        )
        self._case_id = case_id
        self.about = frozenset({case_id})
        self._errand = Errand[str](desk, self)
        self.folder = PlaceField(self.tr("Folder"), suggested="")
        self.large = CheckMark(self.tr("Large print"), detail=self.tr("18 point"))
        self.add(FieldFrame(self.folder, self.tr("Never a shared drive or a cloud folder")))
        self.add(self.large)
        self.folder.returnPressed.connect(self.step)

    def focus_first(self) -> None:
        """Go to the folder."""
        self.folder.focus_first()

    def step(self) -> None:
        """Write the copy."""
        if self._errand.is_busy:
            return
        self.message.hide()
        self._foot.save_button.setEnabled(False)
        case_id, folder, large = self._case_id, self.folder.place(), self.large.value()

        def write(session: Session) -> str:
            return print_copy(session, case_id, folder, large=large).name

        self._errand.run(write, self._written, self._refused)

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys that help here."""
        return (KeyHint("Esc", self.tr("close")), KeyHint("Ctrl+Enter", self.tr("write")))

    # Inside

    def _written(self, name: str) -> None:
        self._foot.save_button.setEnabled(True)
        words = self.tr("Written: {0}").format(name)
        self.tell(Tone.SUCCESS, words, self.tr("That it was printed is recorded."))

    def _refused(self, error: IdvaError) -> None:
        self._foot.save_button.setEnabled(True)
        self.tell(Tone.ERROR, str(error))
        self.folder.focus_first()
