"""Recording an earlier return: its file is read and what it gave away listed, then two enter it."""

from idva_desktop.casework.reporting.recording import (
    ReadReturns,
    enter_returns,
    loss_lines,
    read_returns,
)
from idva_desktop.casework.second_person import ProvenMember
from idva_desktop.casework.session import Session
from idva_desktop.domain.errors import IdvaError
from idva_desktop.ui.approval_panel import LongApprovalPanel
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.errand import Errand
from idva_desktop.ui.file_picker import Wanted
from idva_desktop.ui.place_field import PlaceField
from idva_desktop.ui.step_panel import StepPanel
from idva_desktop.ui.widgets.field import FieldFrame
from idva_desktop.ui.widgets.labels import WrappedLabel
from idva_desktop.ui.widgets.message_strip import Tone


class RecordReturnPanel(StepPanel):
    """The file with what was sent; read first, then approved by a second person.

    Args:
        desk: the desk.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            self.tr("Record an earlier return"),
            self.tr("Read the file"),
            sentence=self.tr(
                "For returns sent before this program was in use, and before the first one is "
                "issued here. What was sent is entered as it was, so that every return from now "
                "on is proved safe together with it."
            ),
        )
        self._errand = Errand[ReadReturns](desk, self)
        self.read: ReadReturns | None = None
        self.place = PlaceField(self.tr("File with its figures"), Wanted.FILE)
        self.place.returnPressed.connect(self.step)
        hint = self.tr("A CSV with the columns of cells.csv; period, measure, part and value do.")
        self.add(FieldFrame(self.place, hint))
        self.losses = WrappedLabel("")
        self.losses.hide()
        self.add(self.losses)

    def focus_first(self) -> None:
        """Go to the file, or to the way on once it is read."""
        if self.read is None:
            self.place.focus_first()
        else:
            self._foot.save_button.setFocus()

    def step(self) -> None:
        """Read the file; once it is read, go on to the second person."""
        if self._errand.is_busy:
            return
        if self.read is not None:
            self._approve(self.read)
            return
        if not self.place.value():
            self.tell(Tone.ERROR, self.tr("Name the file."))
            return
        place = self.place.place()
        self.message.hide()
        self._foot.save_button.setEnabled(False)
        self._errand.run(
            lambda session: read_returns(session, place), self._shown, self._refused, saves=False
        )

    # Inside

    def _shown(self, read: ReadReturns) -> None:
        self._foot.save_button.setEnabled(True)
        self.read = read
        lost = read.prepared.losses
        figures = self.tr("{0}: {1} figures, and they add up.").format(
            ", ".join(read.periods), read.prepared.shown
        )
        told = self.tr("They give no small count away.")
        if lost:
            told = self.tr(
                "They gave {0} small or withheld figures away, which cannot be undone. They are "
                "listed below."
            ).format(len(lost))
            self.losses.setText("\n".join(loss_lines(lost)))
            self.losses.show()
        self.tell(Tone.WARNING if lost else Tone.INFO, figures, told)
        self.place.setEnabled(False)
        self._foot.save_button.set_words(self.tr("Second person"))
        self.focus_first()

    def _refused(self, error: IdvaError) -> None:
        self._foot.save_button.setEnabled(True)
        self.tell(Tone.ERROR, str(error))
        self.place.focus_first()

    def _approve(self, read: ReadReturns) -> None:
        desk = self.desk

        def enter(session: Session, proven: ProvenMember) -> None:
            enter_returns(session, read, proven)

        def entered(_nothing: object) -> None:
            desk.close_panel()

        words = self.tr("Compare the file with what was sent. What is recorded is never altered.")
        desk.open_panel(
            LongApprovalPanel(
                desk,
                self.title,
                f"{', '.join(read.periods)}. {words}",
                enter,
                entered,
                action=self.tr("Record"),
                anybody=True,
            )
        )
