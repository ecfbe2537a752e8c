"""Two answers to one question, side by side with who and when; a person says which stands."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal

from idva_desktop.casework.conflicts import Divided, Saying, conflicts, decide
from idva_desktop.domain.errors import IdvaError
from idva_desktop.domain.typed_dates import show_moment
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.screen_view import PanelView
from idva_desktop.ui.widgets.boxes import Column, Row
from idva_desktop.ui.widgets.button import Button
from idva_desktop.ui.widgets.card import Card
from idva_desktop.ui.widgets.empty_state import EmptyState
from idva_desktop.ui.widgets.labels import Line, WrappedLabel
from idva_desktop.ui.widgets.message_strip import MessageStrip, Tone
from idva_desktop.ui.widgets.status_line import KeyHint
from idva_desktop.ui.widgets.timeline import FoldedNote


class AnswersSideBySide(Card):
    """One question with the answers that stand; ``kept`` tells which one the person keeps.

    Args:
        divided: the question and its answers.
    """

    kept = Signal(object)

    def __init__(self, divided: Divided) -> None:
        super().__init__(gap=10)
        tr = QCoreApplication.translate
        words = tr("AnswersSideBySide", "Answered twice: {0}").format(divided.label.rstrip("?"))
        self.setAccessibleName(words)
        self.add(WrappedLabel(words, "strong"))
        self.buttons: list[Button] = []
        for saying in divided.sayings:
            self.add(self._saying(saying, narrative=divided.narrative))

    def _saying(self, saying: Saying, *, narrative: bool) -> Row:
        tr = QCoreApplication.translate
        blank = tr("AnswersSideBySide", "Left blank")
        lines = Column(gap=2)
        if narrative and saying.words:
            lines.add(FoldedNote(saying.words))
        else:
            lines.add(WrappedLabel(saying.words or blank, "medium"))
        who = f"{saying.who} · {show_moment(saying.at)}"
        lines.add(WrappedLabel(who, "small", "muted"))
        button = Button(tr("AnswersSideBySide", "Keep this"), size="control_compact")
        shown = blank if narrative or not saying.words else saying.words
        button.setAccessibleDescription(f"{'' if narrative else shown} {who}".strip())
        button.clicked.connect(partial(self._keep, saying))
        self.buttons.append(button)
        row = Row(gap=12)
        row.add(lines, 1)
        row.add(button, align=Qt.AlignmentFlag.AlignTop)
        return row

    def _keep(self, saying: Saying, _checked: bool = False) -> None:  # Qt's clicked(bool)
        self.kept.emit(saying)


class ConflictsView(PanelView):
    """Every question of a case on which answers disagree.

    Args:
        desk: the desk.
        case_id: the case.
        reference: the case, beside the heading.
    """

    def __init__(self, desk: Desk, case_id: str, *, reference: str = "") -> None:
        super().__init__(desk, "", gap=12)
        self.title = self.tr("Answers that disagree")
        self._case_id = case_id
        self.about = frozenset({case_id})
        head = Row(gap=10)
        head.add(Line(reference, "body", "muted", "zero"))
        head.add_stretch()
        self.head = head
        self.add(
            WrappedLabel(
                self.tr(
                    "Two computers answered without knowing of each other. Keep one answer; the "
                    "other stays in the history. To say something else, open the record."
                ),
                "body",
                "muted",
            )
        )
        self._problem = MessageStrip(Tone.ERROR, "")
        self._problem.hide()
        self.add(self._problem)
        self._list = Column(gap=12)
        self.add(self._list)
        self._empty = EmptyState("check", self.tr("No answers disagree"))
        self.add(self._empty)
        foot = Row()
        foot.add_stretch()
        self.close_button = Button(self.tr("Close"), keys="Esc")
        self.close_button.clicked.connect(desk.close_panel)
        foot.add(self.close_button)
        self.foot = foot
        self.shown: list[AnswersSideBySide] = []
        self._fetch()

    def focus_first(self) -> None:
        """Go to the first answer; once none disagrees, to the way out."""
        first = self.shown[0].buttons[0] if self.shown else self.close_button
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys that help here."""
        return (KeyHint("Esc", self.tr("close")), KeyHint("Enter", self.tr("keep this")))

    def _fetch(self) -> None:
        found = conflicts(self.desk.session, self._case_id)
        self._list.clear()
        self.shown = []
        title = ""
        for divided in found:
            if divided.kind.title != title:
                title = divided.kind.title
                self._list.add(WrappedLabel(title, "heading"))
            card = AnswersSideBySide(divided)
            card.kept.connect(partial(self._decide, divided))
            self.shown.append(card)
            self._list.add(card)
        self._empty.setVisible(not found)

    def _decide(self, divided: Divided, saying: Saying) -> None:
        self._problem.hide()
        try:
            decide(self.desk.session, self._case_id, divided, saying)
        except IdvaError as error:
            self._problem.say(Tone.ERROR, str(error))
            self._problem.show()
        else:
            self.desk.saved()
        self._fetch()
        self.focus_first()
