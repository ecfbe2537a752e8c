"""Erasing, and removing earlier values: what goes and stays, a second person, then the proof."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication

from idva_desktop.casework.erasing import erasure, rectification
from idva_desktop.casework.erasing.erasure import REASONS, ErasureProof, Preview
from idva_desktop.casework.erasing.proof_paper import print_proof
from idva_desktop.casework.erasing.rectification import RectificationPreview, Whose
from idva_desktop.casework.erasing.retention import retention_list, run_retention
from idva_desktop.casework.second_person import ProvenMember
from idva_desktop.casework.session import Session
from idva_desktop.domain.errors import IdvaError, VaultError
from idva_desktop.domain.record import questions_of
from idva_desktop.domain.records import Erasure
from idva_desktop.ui.approval_panel import LongApprovalPanel
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.print_panel import PdfPanel
from idva_desktop.ui.step_panel import StepPanel
from idva_desktop.ui.widgets.boxes import Column
from idva_desktop.ui.widgets.button import Button
from idva_desktop.ui.widgets.check_mark import CheckMark
from idva_desktop.ui.widgets.choice_field import ChoiceField
from idva_desktop.ui.widgets.field import FieldFrame
from idva_desktop.ui.widgets.labels import Line, WrappedLabel
from idva_desktop.ui.widgets.message_strip import Tone
from idva_desktop.ui.widgets.options import Option

_LEFT_OVER = "Erased. What backups and free pages still hold goes as soon as that can be done."


class ErasePanel(StepPanel):
    """What erasing a case takes and leaves, and why it is erased.

    Args:
        desk: a supervisor's.
        case_id: the case.
        why: the reason that is chosen at first, or none.
    """

    def __init__(self, desk: Desk, case_id: str, *, why: str = "") -> None:
        super().__init__(desk, self.tr("Erase"), self.tr("Second person"))
        self._case_id = case_id
        self.about = frozenset({case_id})
        self._shown: Preview | None = None
        question = questions_of(Erasure)["why"]
        options = [Option(code, question.show(code)) for code in REASONS]
        self.why = ChoiceField(self.tr("Why is it erased?"), options)
        self.why.set_value(why)
        self.whole = CheckMark(
            self.tr("The client and all their cases"),
            detail=self.tr("Otherwise the client stays while another case of theirs is kept."),
        )
        self.add(FieldFrame(self.why, fill=False))
        self.add(self.whole)
        self._said = Column(gap=8)
        self.add(self._said)
        self.whole.changed.connect(self.refresh)
        self.refresh()

    def focus_first(self) -> None:
        """Go to the reason."""
        self.why.focus_first()

    def refresh(self) -> None:
        """Fetch what would go."""
        self.message.hide()
        self._said.clear()
        try:
            shown = erasure.preview(
                self.desk.session, self._case_id, whole_client=self.whole.value()
            )
        except IdvaError as error:
            self._shown = None
            self._foot.save_button.setEnabled(False)
            self.tell(Tone.ERROR, str(error))
            return
        self._shown = shown
        self._foot.save_button.setEnabled(not shown.held)
        if shown.held:
            self.tell(Tone.WARNING, self.tr("This cannot be erased now."), " ".join(shown.held))
        gone = ", ".join(f"{title} {count}" for title, count in shown.gone)
        self._part(self.tr("Goes for good"), (", ".join(shown.references), gone))
        backups = self.tr("Those in the vault’s own folder lose it too: {0}.")
        if shown.backups:
            self._part(self.tr("Backups"), (backups.format(shown.backups),))
        self._part(self.tr("Stays"), shown.stays)

    def step(self) -> None:
        """Go on to the second person."""
        shown, why, desk = self._shown, self.why.value(), self.desk
        if shown is None or shown.held:
            return
        if not why:
            self.tell(Tone.ERROR, self.tr("Choose why it is erased."))
            self.why.focus_first()
            return

        def erase(session: Session, proven: ProvenMember) -> str:
            erasure.erase(session, shown, why, proven)
            return _cleansed(session)

        def erased(result: object) -> None:
            desk.session.note_touched(shown.owners)
            _tell_done(desk, str(result))
            desk.go("service", part=Erasure.kind)

        words = self.tr(
            "There is no way back. The second person has read what goes and what stays, and agrees."
        )
        panel = LongApprovalPanel(
            desk, self.title, words, erase, erased, action=self.tr("Erase for good"), anybody=True
        )
        desk.open_panel(panel)

    def _part(self, title: str, sentences: Sequence[str]) -> None:
        self._said.add(Line(title, "strong"))
        for sentence in sentences:
            if sentence:
                self._said.add(WrappedLabel(sentence))


class RunPanel(StepPanel):
    """All cases that are due, erased at once, each with a proof of its own.

    Args:
        desk: a supervisor's.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Erase all that are due"), self.tr("Second person"))
        self._rows = retention_list(desk.session).due
        words = self.tr("{0} to erase for good. Each leaves a proof of its own.")
        self.add(WrappedLabel(words.format(_cases(len(self._rows)))))
        self.add(Line(self.tr("Goes for good"), "strong"))
        self.add(WrappedLabel(", ".join(row.reference for row in self._rows)))
        self.add(Line(self.tr("Stays"), "strong"))
        self.add(
            WrappedLabel(
                self.tr(
                    "Counts that no return has reported yet, and clients who have another case. "
                    "Cases that are held are not among these."
                )
            )
        )
        self.add(WrappedLabel(erasure.ELSEWHERE))
        self._foot.save_button.setEnabled(bool(self._rows))

    def step(self) -> None:
        """Go on to the second person."""
        desk, cases = self.desk, [row.case_id for row in self._rows]
        if not cases:
            return

        def run(session: Session, proven: ProvenMember) -> str:
            run_retention(session, cases, proven)
            return _cleansed(session)

        def done(result: object) -> None:
            desk.session.note_touched(cases)
            _tell_done(desk, str(result))

        words = self.tr(
            "There is no way back. The second person has looked at the list and agrees."
        )
        action = self.tr("Erase for good")
        desk.open_panel(
            LongApprovalPanel(desk, self.title, words, run, done, action=action, anybody=True)
        )


class RectifyPanel(StepPanel):
    """What removing earlier values takes and leaves.

    Args:
        desk: a supervisor's.
        case_id: the case.
    """

    def __init__(self, desk: Desk, case_id: str) -> None:
        super().__init__(desk, self.tr("Remove earlier values"), self.tr("Second person"))
        self._case_id = case_id
        self.about = frozenset({case_id})
        options = [
            Option(Whose.CASE, self.tr("This case’s records")),
            Option(Whose.CLIENT, self.tr("The client’s own details")),
        ]
        self.whose = ChoiceField(self.tr("Where did the wrong value stand?"), options)
        self.add(
            WrappedLabel(
                self.tr(
                    "For a value that may not stay even in the history, such as another person’s "
                    "name. An ordinary mistake is corrected in its form and needs none of this."
                )
            )
        )
        self.add(FieldFrame(self.whose, fill=False))
        self._said = Column(gap=8)
        self.add(self._said)
        self.whose.changed.connect(self.refresh)
        self._shown: RectificationPreview | None = None

    def focus_first(self) -> None:
        """Go to the question."""
        self.whose.focus_first()

    def refresh(self) -> None:
        """Fetch what would go."""
        self.message.hide()
        self._said.clear()
        self._shown = None
        if not self.whose.value():
            return
        try:
            whose = Whose(self.whose.value())
            self._shown = rectification.preview(self.desk.session, self._case_id, whose)
        except IdvaError as error:
            self.tell(Tone.ERROR, str(error))
            return
        for sentence in self._shown.sentences:
            self._said.add(WrappedLabel(sentence))

    def step(self) -> None:
        """Go on to the second person."""
        shown, desk = self._shown, self.desk
        if shown is None:
            self.tell(Tone.ERROR, self.tr("Choose where the wrong value stood."))
            self.whose.focus_first()
            return

        def rectify(session: Session, proven: ProvenMember) -> str:
            rectification.rectify(session, shown, proven)
            try:
                rectification.cleanse(session)
            except VaultError as error:
                return str(error)
            return ""

        def rectified(result: object) -> None:
            desk.session.note_touched([shown.owner])
            _tell_done(desk, str(result))

        words = self.tr(
            "There is no way back. The second person has seen that the records say what is right "
            "now, and agrees."
        )
        action = self.tr("Remove for good")
        desk.open_panel(
            LongApprovalPanel(
                desk, self.title, words, rectify, rectified, action=action, anybody=True
            )
        )


class ProofPanel(StepPanel):
    """The proof of one erasure, to read, to copy and to print.

    Args:
        desk: a supervisor's.
        proof: the proof.
    """

    def __init__(self, desk: Desk, proof: ErasureProof) -> None:
        super().__init__(desk, self.tr("Proof of erasure"), self.tr("Copy the proof"))
        self._proof, self._lines = proof, proof.lines()
        for line in self._lines:
            self.add(WrappedLabel(line))
        self.print_button = Button(self.tr("Write as a PDF"), icon="printer")
        self.print_button.clicked.connect(self.open_print)
        self.add(self.print_button, align=Qt.AlignmentFlag.AlignLeft)

    def step(self) -> None:
        """Copy the proof."""
        QGuiApplication.clipboard().setText("\n".join(self._lines))
        self.tell(Tone.SUCCESS, self.tr("The proof is copied. It holds no name of a client."))

    def open_print(self) -> None:
        """Open the panel that writes the PDF."""
        run = self._proof.id
        self.desk.open_panel(
            PdfPanel(
                self.desk,
                self.tr("Proof of erasure as a PDF"),
                self.tr("It names the two people and the random boxes, and no client."),
                lambda: lambda session, folder, _large: print_proof(session, run, folder),
            )
        )


def _cases(count: int) -> str:
    tr = QCoreApplication.translate
    return tr("RunPanel", "1 case") if count == 1 else tr("RunPanel", "{0} cases").format(count)


def _cleansed(session: Session) -> str:
    """Cleanse, and return what is left over, in a sentence, or nothing."""
    try:
        done = erasure.cleanse(session)
    except VaultError as error:
        return f"{_LEFT_OVER} {error}"
    return _LEFT_OVER if done.unreached else ""


def _tell_done(desk: Desk, left_over: str) -> None:
    """Say in the status line what came of it; the list of proofs says the rest."""
    desk.close_panel()
    desk.said.emit(left_over or desk.tr("Removed for good; the proof stands under Retention"))
