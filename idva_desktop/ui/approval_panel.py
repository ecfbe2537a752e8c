"""A second member approves one step at this desk, with their own passphrase.

The session stays the open member's; only the one act is the second member's, signed with their
own key, which is forgotten at once. Deriving it takes about a second, so a job does it.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt

from idva_desktop.casework.second_person import (
    ProvenMember,
    members_beside,
    prove,
    supervisors_beside,
)
from idva_desktop.casework.session import Session
from idva_desktop.domain.errors import IdvaError
from idva_desktop.domain.progress import Progress
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.jobs import Job
from idva_desktop.ui.panel_foot import PanelFoot
from idva_desktop.ui.screen_view import PanelView, on_ctrl_enter
from idva_desktop.ui.widgets.choice_field import ChoiceField
from idva_desktop.ui.widgets.field import FieldFrame
from idva_desktop.ui.widgets.labels import WrappedLabel
from idva_desktop.ui.widgets.message_strip import MessageStrip, Tone
from idva_desktop.ui.widgets.options import Option
from idva_desktop.ui.widgets.passphrase_field import PassphraseField
from idva_desktop.ui.widgets.status_line import KeyHint

Approving = Callable[[ProvenMember], object]


class ApprovalPanel(PanelView):
    """Member and passphrase.

    Args:
        desk: the desk.
        title: what is approved.
        sentence: what the second member should have done before.
        approving: does the step as the proven member; raises ``IdvaError`` where it may not.
        action: what the main button says.
        anybody: whether any other member may be the second person, not only a supervisor.
    """

    def __init__(
        self,
        desk: Desk,
        title: str,
        sentence: str,
        approving: Approving,
        *,
        action: str,
        anybody: bool = False,
    ) -> None:
        super().__init__(desk, title)
        self._approving = approving
        self._job: Job | None = None
        self.add(WrappedLabel(sentence))
        self.message = MessageStrip(Tone.ERROR, "")
        self.message.hide()
        self.add(self.message)
        beside = members_beside if anybody else supervisors_beside
        others = [Option(name, name) for name in beside(desk.session)]
        self.member = ChoiceField(self.tr("Who approves?"), others)
        if len(others) == 1:
            self.member.set_value(others[0].code)
        self.passphrase = PassphraseField(self.tr("Their passphrase"))
        self.passphrase.returnPressed.connect(self.approve)
        self.add(FieldFrame(self.member, fill=False))
        hint = self.tr("Typed by themselves. It is not kept; this desk stays yours.")
        self.add(FieldFrame(self.passphrase, hint, fill=False))
        foot = PanelFoot(action)
        foot.close_button.clicked.connect(desk.close_panel)
        foot.save_button.clicked.connect(self.approve)
        self._foot = foot
        self.foot = foot
        on_ctrl_enter(self, self.approve)
        if not others:
            foot.save_button.setEnabled(False)
            self._say(
                self.tr("This vault has no other member. A second one must be added.")
                if anybody
                else self.tr("Nobody else here is a supervisor. Another supervisor must be added.")
            )

    def focus_first(self) -> None:
        """Go to the first field without an answer."""
        (self.passphrase if self.member.value() else self.member).focus_first()

    def leave(self) -> None:
        """Forget what was typed; wait for a proof under way."""
        self.passphrase.set_value("")
        if self._job is not None:
            self._job.wait()

    def approve(self) -> None:
        """Prove the member and do the step as theirs."""
        name, words = self.member.value(), self.passphrase.value()
        if self._job is not None or not self._foot.save_button.isEnabled():
            return
        if not name or not words:
            self._say(self.tr("Choose who approves, and let them type their passphrase."))
            self.focus_first()
            return
        self.message.hide()
        self._foot.save_button.setEnabled(False)
        self._foot.say(self.tr("Checking the passphrase"))
        self._job = Job(self._work(name, words), self)
        self._job.finished_with.connect(self._proven, Qt.ConnectionType.QueuedConnection)
        self._job.failed.connect(self._refused, Qt.ConnectionType.QueuedConnection)
        self._job.begin()

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys that help here."""
        return (KeyHint("Esc", self.tr("close")), KeyHint("Ctrl+Enter", self.tr("approve")))

    # Inside

    def _work(self, name: str, words: str) -> Callable[[Progress], object]:
        session = self.desk.session
        return lambda _progress: prove(session, name, words)

    def _proven(self, proven: object) -> None:
        self._end_job()
        if not isinstance(proven, ProvenMember):
            return
        try:
            with proven:
                self._approving(proven)
        except IdvaError as error:
            self._say(str(error))
            return
        self.desk.saved()
        self.desk.close_panel()

    def _refused(self, sentence: str) -> None:
        self._end_job()
        self._say(sentence)
        self.passphrase.focus_first()

    def _end_job(self) -> None:
        if self._job is not None:
            self._job.wait()
            self._job.deleteLater()
        self._job = None
        self.passphrase.set_value("")
        self._foot.say("")
        self._foot.save_button.setEnabled(True)

    def _say(self, sentence: str) -> None:
        self.message.say(Tone.ERROR, sentence)
        self.message.show()


class LongApprovalPanel(ApprovalPanel):
    """An approval of something that takes a while: it is done on the job's thread too.

    Args:
        desk: the desk.
        title: what is approved.
        sentence: what the second member should have done before.
        approving: does the step through the session and as the proven member that it is given.
        done: told what came of it, in the window's thread.
        action: what the main button says.
        anybody: whether any other member may be the second person, not only a supervisor.
    """

    def __init__(
        self,
        desk: Desk,
        title: str,
        sentence: str,
        approving: Callable[[Session, ProvenMember], object],
        done: Callable[[object], None],
        *,
        action: str,
        anybody: bool = False,
    ) -> None:
        super().__init__(
            desk, title, sentence, lambda _proven: None, action=action, anybody=anybody
        )
        self._long, self._done = approving, done

    def _work(self, name: str, words: str) -> Callable[[Progress], object]:
        session, approving = self.desk.session, self._long

        def work(_progress: Progress) -> object:
            with prove(session, name, words) as proven, session.beside() as other:
                return approving(other, proven)

        return work

    def _proven(self, result: object) -> None:
        self._end_job()
        desk = self.desk  # this panel may be gone once another is opened
        self._done(result)
        desk.saved()
