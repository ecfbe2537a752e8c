"""The steps of a handover in the side panel: the address, the file that leaves, and that came."""

from PySide6.QtGui import QGuiApplication

from idva_desktop.casework.leaving import handover
from idva_desktop.casework.leaving.handover import Sent
from idva_desktop.casework.leaving.taking_over import Arrived, read_package, take_over
from idva_desktop.casework.second_person import ProvenMember
from idva_desktop.casework.session import Session
from idva_desktop.domain.errors import IdvaError
from idva_desktop.ui.approval_panel import LongApprovalPanel
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.file_panel import FilePanel
from idva_desktop.ui.file_picker import Wanted
from idva_desktop.ui.place_field import PlaceField
from idva_desktop.ui.step_panel import StepPanel
from idva_desktop.ui.widgets.choice_field import ChoiceField
from idva_desktop.ui.widgets.field import FieldFrame
from idva_desktop.ui.widgets.message_strip import Tone
from idva_desktop.ui.widgets.options import Option
from idva_desktop.ui.widgets.text_field import TextField


class AddressPanel(StepPanel):
    """What another provider needs to seal a package for this vault."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            self.tr("Our address"),
            self.tr("Copy the address"),
            sentence=self.tr(
                "The other provider seals the package to this address; nobody else can open it. "
                "The address is no secret."
            ),
        )
        self.address = TextField(self.tr("Address of this vault"))
        self.fingerprint = TextField(self.tr("Fingerprint of what we send"))
        hint = self.tr("Read it out in person or by telephone, never in the same message.")
        for field, words in ((self.address, ""), (self.fingerprint, hint)):
            field.setReadOnly(True)
            self.add(FieldFrame(field, words))
        try:
            self.address.set_value(handover.own_address(desk.session))
            self.fingerprint.set_value(handover.own_fingerprint(desk.session))
        except IdvaError as error:
            self.tell(Tone.ERROR, str(error))

    def focus_first(self) -> None:
        """Go to the address, all of it chosen, so that one key copies it."""
        self.address.setFocus()
        length = len(self.address.value())
        self.address.setSelection(length, -length)  # backwards, so that its beginning shows

    def step(self) -> None:
        """Copy the address."""
        QGuiApplication.clipboard().setText(self.address.value())
        self.tell(Tone.SUCCESS, self.tr("The address is copied."))


class SendPanel(StepPanel):
    """To whom, and where the file goes; then the second person."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            self.tr("Hand cases over"),
            self.tr("Second person"),
            sentence=self.tr(
                "Makes one file of every live case whose client agreed. Only the vault with the "
                "address below can open it. Nothing is erased here. Each case takes along who must "
                "not know of it; tell the other provider to look there first."
            ),
        )
        self.address = TextField(self.tr("Address of the other vault"))
        self.place = PlaceField(self.tr("File"), Wanted.WITHIN, suggested=handover.FILE_NAME)
        hint = self.tr("It begins with age1. They read it from their own window.")
        self.add(FieldFrame(self.address, hint))
        self.add(FieldFrame(self.place))

    def focus_first(self) -> None:
        """Go to the address."""
        self.address.focus_first()

    def step(self) -> None:
        """Go on to the second person, once both fields are answered."""
        address, place = self.address.value(), self.place.place()
        if not address or not self.place.value():
            self.tell(Tone.ERROR, self.tr("Give the address of the other vault, and a file."))
            (self.place if address else self.address).focus_first()
            return
        desk, title = self.desk, self.title

        def send(session: Session, proven: ProvenMember) -> Sent:
            return handover.send(session, address, place, proven)

        def sent(made: object) -> None:
            if isinstance(made, Sent):
                desk.open_panel(_SentPanel(desk, made))

        words = self.tr(
            "Only cases whose client agreed go. Compare the address with the other provider "
            "before you approve."
        )
        action = self.tr("Make the file")
        desk.open_panel(LongApprovalPanel(desk, title, words, send, sent, action=action))


class _SentPanel(StepPanel):
    """What was made, and what to do with it."""

    def __init__(self, desk: Desk, made: Sent) -> None:
        super().__init__(
            desk,
            self.tr("The file is made"),
            "",
            sentence=self.tr(
                "Give it to the other provider. Erase the cases here only once they confirm that "
                "they have taken them over."
            ),
        )
        words = self.tr("{0} cases are in it. That they left is recorded.").format(made.count)
        one = self.tr("1 case is in it. That it left is recorded.")
        self.tell(Tone.SUCCESS, one if made.count == 1 else words)
        self._shown = TextField(self.tr("Fingerprint, to read out"))
        self._shown.set_value(made.fingerprint)
        self._shown.setReadOnly(True)
        self.add(FieldFrame(self._shown))
        self._place = TextField(self.tr("File"))
        self._place.set_value(str(made.place))
        self._place.setReadOnly(True)
        self.add(FieldFrame(self._place))

    def focus_first(self) -> None:
        """Go to the fingerprint."""
        self._shown.setFocus()


class ArrivalPanel(FilePanel[Arrived]):
    """The file that came: opened first, compared, then taken over with a second person."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            self.tr("Take cases over"),
            self.tr("Open"),
            read_package,
            sentence=self.tr(
                "Opens a file that another provider made for the address of this vault."
            ),
            label=self.tr("File"),
        )
        names = [member.name for member in desk.session.vault.members()]
        self.worker = ChoiceField(
            self.tr("Who works these cases?"), [Option(name, name) for name in names]
        )
        self._worker_frame = FieldFrame(self.worker, fill=False)
        self._worker_frame.hide()
        self.add(self._worker_frame)

    def focus_first(self) -> None:
        """Go to the file, or to the worker once the file is open."""
        (self.worker if self.read else self.place).focus_first()

    def show_read(self, read: Arrived) -> None:
        """Show the fingerprint to compare, and ask who works the cases."""
        package, one = read.package, self.tr("1 case. Go on only if they read out the same.")
        many = self.tr("{0} cases. Go on only if they read out the same.")
        self.tell(
            Tone.WARNING,
            self.tr("Compare this fingerprint with the sender: {0}").format(package.fingerprint),
            one if len(package.cases) == 1 else many.format(len(package.cases)),
        )
        self._worker_frame.show()

    def ask_second(self, read: Arrived) -> None:
        """Let another supervisor take them over, once the worker is chosen."""
        worker, desk = self.worker.value(), self.desk
        if not worker:
            self.tell(Tone.ERROR, self.tr("Choose who works these cases from now on."))
            return

        def entered(case_ids: object) -> None:
            if isinstance(case_ids, list):
                desk.session.note_touched(case_ids)

        words = self.tr("The fingerprint {0} was compared with the sender.")
        self.approve(
            words.format(read.package.fingerprint),
            lambda session, proven: take_over(session, read, worker, proven),
            action=self.tr("Take over"),
            entered=entered,
        )
