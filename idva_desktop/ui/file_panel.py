"""A file that came: it is read, what it says is compared, and then a second person enters it."""

from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

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
from idva_desktop.ui.widgets.message_strip import Tone

T = TypeVar("T")


class FilePanel(StepPanel, Generic[T]):
    """The file; nothing is entered before it was read, shown and approved.

    Args:
        desk: the desk.
        title: the heading.
        action: what reading the file is called.
        reading: reads the file on a thread; raises ``IdvaError`` where it cannot be used.
        sentence: what is said above everything else.
        label: of the field with the file.
        hint: what is said below that field, or none.

    Attributes:
        read: what the file says, once it is read.
    """

    def __init__(
        self,
        desk: Desk,
        title: str,
        action: str,
        reading: Callable[[Session, Path], T],
        *,
        sentence: str,
        label: str,
        hint: str = "",
    ) -> None:
        super().__init__(desk, title, action, sentence=sentence)
        self._errand, self._reading = Errand[T](desk, self), reading
        self.read: T | None = None
        self.place = PlaceField(label, Wanted.FILE)
        self.place.returnPressed.connect(self.step)
        self.add(FieldFrame(self.place, hint))

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
            self.ask_second(self.read)
            return
        if not self.place.value():
            self.tell(Tone.ERROR, self.tr("Name the file."))
            return
        place, reading = self.place.place(), self._reading
        self.message.hide()
        self._foot.close_button.setFocus()  # before the field closes, or nothing would have it
        self._close_fields(self.tr("Reading the file"))
        self._errand.run(
            lambda session: reading(session, place), self._came, self._refused, saves=False
        )

    def show_read(self, read: T) -> None:
        """Show what is to be compared."""

    def ask_second(self, read: T) -> None:
        """Ask the second person through ``approve``, or say what is missing first."""

    def approve(
        self,
        words: str,
        entering: Callable[[Session, ProvenMember], object],
        *,
        action: str,
        entered: Callable[[object], None] = lambda _result: None,
        anybody: bool = False,
    ) -> None:
        """Go on to the second person; this panel is over once what was read is entered.

        Args:
            words: what they should have done before.
            entering: enters what was read, as the proven member.
            action: what entering is called.
            entered: told what came of it.
            anybody: whether any other member may be the second person.
        """
        desk = self.desk

        def done(result: object) -> None:
            entered(result)
            desk.close_panel()

        desk.open_panel(
            LongApprovalPanel(
                desk, self.title, words, entering, done, action=action, anybody=anybody
            )
        )

    # Inside

    def _close_fields(self, why: str) -> None:
        """Close what would change the file while it is read; open it where nothing is said."""
        self._foot.say(why, busy=True)
        self._foot.save_button.setEnabled(not why)
        self.place.setEnabled(not why)

    def _came(self, read: T) -> None:
        self._close_fields("")
        self.read = read
        self.show_read(read)
        self.place.setEnabled(False)
        self._foot.save_button.set_words(self.tr("Second person"))
        self.focus_first()

    def _refused(self, error: IdvaError) -> None:
        self._close_fields("")
        self.tell(Tone.ERROR, str(error))
        self.place.focus_first()
