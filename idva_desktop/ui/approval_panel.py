"""A second member approves one step at this desk, with their own passphrase.

The session stays the open member's; only the one act is the second member's, signed with their
own key, which is forgotten at once. Deriving it takes about a second, so a job does it.
"""

from collections.abc import Callable, Sequence
from functools import partial

from idva_desktop.casework.second_person import (
    ProvenMember,
    members_beside,
    prove,
    supervisors_beside,
)
from idva_desktop.casework.session import Session
from idva_desktop.domain.errors import IdvaError
from idva_desktop.domain.progress import CancelledError, Progress
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
from idva_desktop.ui.widgets.plain_scroll import keep_focus_in_sight
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
        self._hearing: _Hearing | None = None
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
        """Forget what was typed, and let go of a proof under way: the window does not wait."""
        self.passphrase.set_value("")
        if self._hearing is not None:
            self._hearing.leave()
            self._hearing = None

    def approve(self) -> None:
        """Prove the member and do the step as theirs."""
        name, words = self.member.value(), self.passphrase.value()
        if self._hearing is not None or not self._foot.save_button.isEnabled():
            return
        if not name or not words:
            self._say(self.tr("Choose who approves, and let them type their passphrase."))
            self.focus_first()
            return
        self.message.hide()
        self._foot.save_button.setEnabled(False)
        self._foot.say(self.tr("Checking the passphrase"), busy=True)
        hearing = self._hearing = self._listen()
        job = Job(self._work(name, words, hearing), self.desk)
        # Not the panel's own methods: what comes after it was left is heard all the same. Each is
        # wrapped, because Qt does not keep the owner of a bare method alive.
        job.finished_with.connect(partial(hearing.come))
        job.failed.connect(partial(hearing.fail))
        self.destroyed.connect(partial(hearing.leave))
        job.finished.connect(job.deleteLater)
        job.begin()

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys that help here."""
        return (KeyHint("Esc", self.tr("close")), KeyHint("Ctrl+Enter", self.tr("approve")))

    # Inside

    def _listen(self) -> "_Hearing":
        return _Hearing(self._proven, self._refused, _forget)

    def _work(self, name: str, words: str, hearing: "_Hearing") -> Callable[[Progress], object]:
        session = self.desk.session

        def work(_progress: Progress) -> object:
            proven = prove(session, name, words)
            if hearing.left:
                proven.forget()
                raise CancelledError
            return proven

        return work

    def _proven(self, proven: object) -> None:
        self._end()
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
        self._end()
        self._say(sentence)
        self.passphrase.focus_first()

    def _end(self) -> None:
        self._hearing = None
        self.passphrase.set_value("")
        self._foot.say("")
        self._foot.save_button.setEnabled(True)

    def _say(self, sentence: str) -> None:
        self.message.say(Tone.ERROR, sentence)
        self.message.show()
        keep_focus_in_sight(self)


def _forget(result: object) -> None:
    """Drop the key of somebody who was proved after the panel was left: nobody is to use it."""
    if isinstance(result, ProvenMember):
        result.forget()


class _Hearing:
    """Who hears what came of a proof: the panel, or once that was left, the status line.

    Args:
        come: told the result while the panel stands.
        fail: told what went wrong while it stands.
        late: told the result after it was left.
        fail_late: told what went wrong after it was left.

    Attributes:
        left: whether the panel was left.
        touched: the cases and clients that the work saved.
    """

    def __init__(
        self,
        come: Callable[[object], None],
        fail: Callable[[str], None],
        late: Callable[[object], None],
        fail_late: Callable[[str], None] = lambda _sentence: None,
    ) -> None:
        self._come, self._fail, self._late, self._fail_late = come, fail, late, fail_late
        self.left = False
        self.touched: frozenset[str] = frozenset()

    def leave(self, *_: object) -> None:
        """Note that the panel was left: what has not begun does not begin."""
        self.left = True
        self._come, self._fail = self._late, self._fail_late

    def come(self, result: object) -> None:
        """Tell whoever hears now."""
        self._come(result)

    def fail(self, sentence: str) -> None:
        """Tell whoever hears now what went wrong."""
        self._fail(sentence)


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

    def _listen(self) -> "_Hearing":
        desk = self.desk
        done = self.tr("{0}: it is done.").format(self.title)
        broken = self.tr("{0}: {1}")

        def late(result: object) -> None:
            desk.session.note_touched(hearing.touched)
            desk.saved()
            desk.said.emit(result if isinstance(result, str) and result else done)

        def fail_late(sentence: str) -> None:
            desk.said.emit(broken.format(title, sentence))

        title = self.title
        hearing = _Hearing(self._proven, self._refused, late, fail_late)
        return hearing

    def _work(self, name: str, words: str, hearing: "_Hearing") -> Callable[[Progress], object]:
        session, approving = self.desk.session, self._long

        def work(_progress: Progress) -> object:
            with prove(session, name, words) as proven, session.beside() as other:
                if hearing.left:
                    raise CancelledError
                result = approving(other, proven)
                hearing.touched = frozenset(other.take_touched())
                return result

        return work

    def _proven(self, result: object) -> None:
        self._end()
        desk = self.desk  # this panel may be gone once another is opened
        self._done(result)
        desk.saved()
