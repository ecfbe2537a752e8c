"""The steps of a handover in the side panel: the address, the file that leaves, and that came."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QGuiApplication

from idva_desktop.casework.leaving import handover
from idva_desktop.casework.leaving.handover import Arrived, Sent
from idva_desktop.casework.second_person import ProvenMember
from idva_desktop.casework.session import Session
from idva_desktop.domain.errors import IdvaError
from idva_desktop.domain.progress import Progress
from idva_desktop.ui.approval_panel import LongApprovalPanel
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.jobs import Job
from idva_desktop.ui.panel_foot import PanelFoot
from idva_desktop.ui.screen_view import PanelView, on_ctrl_enter
from idva_desktop.ui.widgets.choice_field import ChoiceField
from idva_desktop.ui.widgets.field import FieldFrame
from idva_desktop.ui.widgets.labels import WrappedLabel
from idva_desktop.ui.widgets.message_strip import MessageStrip, Tone
from idva_desktop.ui.widgets.options import Option
from idva_desktop.ui.widgets.status_line import KeyHint
from idva_desktop.ui.widgets.text_field import TextField


class _StepPanel(PanelView):
    """A sentence, a message, fields, and one step."""

    def __init__(self, desk: Desk, title: str, sentence: str, action: str) -> None:
        super().__init__(desk, title)
        self.add(WrappedLabel(sentence))
        self.message = MessageStrip(Tone.ERROR, "")
        self.message.hide()
        self.add(self.message)
        self._foot = PanelFoot(action)
        self._foot.close_button.clicked.connect(desk.close_panel)
        self._foot.save_button.clicked.connect(self.step)
        self._foot.save_button.setVisible(bool(action))
        self.foot = self._foot
        on_ctrl_enter(self, self.step)

    def step(self) -> None:
        """Take the step."""

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys that help here."""
        close = KeyHint("Esc", self.tr("close"))
        further = KeyHint("Ctrl+Enter", self.tr("go on"))
        return (close, further) if self._foot.save_button.isVisibleTo(self._foot) else (close,)

    def tell(self, tone: Tone, words: str, sentence: str = "") -> None:
        """Say something above the fields."""
        self.message.say(tone, words, sentence)
        self.message.show()


class AddressPanel(_StepPanel):
    """What another provider needs to seal a package for this vault."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            self.tr("Our address"),
            self.tr(
                "The other provider seals the package to this address; nobody else can open it. "
                "The address is no secret."
            ),
            self.tr("Copy the address"),
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


class SendPanel(_StepPanel):
    """To whom, and where the file goes; then the second person."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            self.tr("Hand cases over"),
            self.tr(
                "Makes one file of every live case whose client agreed. Only the vault with the "
                "address below can open it. Nothing is erased here."
            ),
            self.tr("Second person"),
        )
        self.address = TextField(self.tr("Address of the other vault"))
        self.place = TextField(self.tr("File"))
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        folder = Path(QStandardPaths.writableLocation(documents))
        self.place.set_value(str(folder / handover.FILE_NAME))
        hint = self.tr("It begins with age1. They read it from their own window.")
        self.add(FieldFrame(self.address, hint))
        self.add(FieldFrame(self.place))

    def focus_first(self) -> None:
        """Go to the address."""
        self.address.focus_first()

    def step(self) -> None:
        """Go on to the second person, once both fields are answered."""
        address, place = self.address.value().strip(), self.place.value().strip()
        if not address or not place:
            self.tell(Tone.ERROR, self.tr("Give the address of the other vault, and a file."))
            (self.place if address else self.address).focus_first()
            return
        desk, title = self.desk, self.title

        def send(session: Session, proven: ProvenMember) -> Sent:
            return handover.send(session, address, Path(place), proven)

        def sent(made: object) -> None:
            if isinstance(made, Sent):
                desk.open_panel(_SentPanel(desk, made))

        words = self.tr(
            "Only cases whose client agreed go. Compare the address with the other provider "
            "before you approve."
        )
        action = self.tr("Make the file")
        desk.open_panel(LongApprovalPanel(desk, title, words, send, sent, action=action))


class _SentPanel(_StepPanel):
    """What was made, and what to do with it."""

    def __init__(self, desk: Desk, made: Sent) -> None:
        super().__init__(
            desk,
            self.tr("The file is made"),
            self.tr(
                "Give it to the other provider. Erase the cases here only once they confirm that "
                "they have taken them over."
            ),
            "",
        )
        words = self.tr("{0} cases are in it. That they left is recorded.").format(made.count)
        self.tell(Tone.SUCCESS, words)
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


class ArrivalPanel(_StepPanel):
    """The file that came: opened first, compared, then taken over with a second person."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            self.tr("Take cases over"),
            self.tr("Opens a file that another provider made for the address of this vault."),
            self.tr("Open"),
        )
        self._job: Job | None = None
        self._arrived: Arrived | None = None
        self.place = TextField(self.tr("File"))
        self.place.returnPressed.connect(self.step)
        self.add(FieldFrame(self.place))
        names = [member.name for member in desk.session.vault.members()]
        self.worker = ChoiceField(
            self.tr("Who works these cases?"), [Option(name, name) for name in names]
        )
        self._worker_frame = FieldFrame(self.worker, fill=False)
        self._worker_frame.hide()
        self.add(self._worker_frame)

    def focus_first(self) -> None:
        """Go to the file, or to the worker once the file is open."""
        (self.worker if self._arrived else self.place).focus_first()

    def leave(self) -> None:
        """Wait for a file that is being read."""
        if self._job is not None:
            self._job.wait()

    def step(self) -> None:
        """Open the file; once it is open, go on to the second person."""
        if self._job is not None:
            return
        if self._arrived is not None:
            self._approve(self._arrived)
            return
        place = self.place.value().strip()
        if not place:
            self.tell(Tone.ERROR, self.tr("Name the file."))
            return
        session = self.desk.session

        def read(_progress: Progress) -> Arrived:
            with session.vault.second_door() as door:
                return handover.read_package(Session(door, session.clock), Path(place))

        self.message.hide()
        self._foot.save_button.setEnabled(False)
        self._job = Job(read, self)
        self._job.finished_with.connect(self._read, Qt.ConnectionType.QueuedConnection)
        self._job.failed.connect(self._refused, Qt.ConnectionType.QueuedConnection)
        self._job.begin()

    # Inside

    def _read(self, arrived: object) -> None:
        self._end_job()
        if not isinstance(arrived, Arrived):
            return
        self._arrived = arrived
        package = arrived.package
        self.tell(
            Tone.WARNING,
            self.tr("Compare this fingerprint with the sender: {0}").format(package.fingerprint),
            self.tr("{0} cases. Go on only if they read out the same.").format(len(package.cases)),
        )
        self.place.setEnabled(False)
        self._worker_frame.show()
        self._foot.save_button.set_words(self.tr("Second person"))
        self.worker.focus_first()

    def _refused(self, sentence: str) -> None:
        self._end_job()
        self.tell(Tone.ERROR, sentence)
        self.place.focus_first()

    def _end_job(self) -> None:
        if self._job is not None:
            self._job.wait()
            self._job.deleteLater()
        self._job = None
        self._foot.save_button.setEnabled(True)

    def _approve(self, arrived: Arrived) -> None:
        worker, desk = self.worker.value(), self.desk
        if not worker:
            self.tell(Tone.ERROR, self.tr("Choose who works these cases from now on."))
            return

        def take(session: Session, proven: ProvenMember) -> list[str]:
            return handover.take_over(session, arrived, worker, proven)

        def taken(case_ids: object) -> None:
            if isinstance(case_ids, list):
                desk.session.note_touched(case_ids)
            desk.close_panel()

        words = self.tr("The fingerprint {0} was compared with the sender.")
        desk.open_panel(
            LongApprovalPanel(
                desk,
                self.title,
                words.format(arrived.package.fingerprint),
                take,
                taken,
                action=self.tr("Take over"),
            )
        )
