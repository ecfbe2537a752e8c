"""Feedback: entered by anybody, apart from every case; read by a supervisor, by quarter."""

from pathlib import Path

from PySide6.QtCore import Qt

from idva_desktop.casework.leaving.answers_sheet import print_answers
from idva_desktop.casework.service.feedback import STATEMENTS, FeedbackLine, feedback_picture
from idva_desktop.casework.session import Session
from idva_desktop.domain.record import questions_of
from idva_desktop.domain.records import Feedback, FeedbackAnswer
from idva_desktop.domain.roles import Role
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.print_panel import PdfPanel
from idva_desktop.ui.record_panel import record_panel
from idva_desktop.ui.records_view import ListWords, RecordsView
from idva_desktop.ui.widgets.boxes import Column, Row
from idva_desktop.ui.widgets.button import Button
from idva_desktop.ui.widgets.card import Card, SectionHeading
from idva_desktop.ui.widgets.empty_state import EmptyState
from idva_desktop.ui.widgets.labels import Line, WrappedLabel


class FeedbackView(Column):
    """What clients said, and the way to enter it.

    Args:
        desk: the desk.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(gap=12)
        self._desk = desk
        self._full = Column(gap=12)
        head = Row(gap=12)
        head.add(SectionHeading(self.tr("Feedback")), 1)
        self.add_button = Button(self.tr("Enter feedback"), icon="plus", size="control_compact")
        head.add(self.add_button)
        self._full.add(head)
        self._waiting = WrappedLabel("", "body", "muted")
        self._full.add(self._waiting)
        self._lines = Column(gap=12)
        self._full.add(self._lines)
        self.add(self._full)
        self._first = Button(self.tr("Enter feedback"), icon="plus")
        self._empty = EmptyState(
            "message-square-text",
            self.tr("Feedback stands apart from every case"),
            self.tr(
                "Of whoever said it only strand and quarter are kept. A supervisor reads it once "
                "the quarter has ended and enough people answered."
            ),
            (self._first,),
        )
        self.add(self._empty)
        self.answers = RecordsView(
            desk,
            FeedbackAnswer.scope,
            FeedbackAnswer,
            ListWords(
                self.tr("You said, we did"),
                self.tr("Add an answer"),
                self.tr("Nothing is answered yet"),
                self.tr("What came of what clients said. A supervisor keeps it."),
                icon="message-square-text",
            ),
            columns=("strand", "said", "did", "state"),
        )
        self.answers.stand_among_others()
        self.add(self.answers)
        self.print_button = Button(self.tr("Print for clients"), icon="printer")
        self.print_button.clicked.connect(self.open_print)
        self.add(self.print_button, align=Qt.AlignmentFlag.AlignLeft)
        self.add_stretch()
        for button in (self.add_button, self._first):
            button.clicked.connect(self.open_new)
        self.refresh()

    def refresh(self) -> None:
        """Fetch what may be read again."""
        self.answers.refresh()
        session = self._desk.session
        supervisor = session.may(Role.SUPERVISOR)
        self.print_button.setVisible(supervisor and bool(session.vault.ids(FeedbackAnswer)))
        picture = feedback_picture(session) if supervisor else None
        something = picture is not None and bool(picture.lines or picture.waiting)
        self._full.setVisible(something)
        self._empty.setVisible(not something)
        self._lines.clear()
        if picture is None:
            return
        for line in picture.lines:
            self._lines.add(self._card(line))
        words = self.tr(
            "Not shown yet: {0}. Answers are read once their quarter has ended and enough people "
            "answered, so that no voice stands alone."
        )
        self._waiting.setText(words.format(picture.waiting))
        self._waiting.setVisible(bool(picture.waiting))

    def focus_first(self) -> None:
        """Go to the button."""
        (self._first if self._full.isHidden() else self.add_button).setFocus()

    def open_new(self) -> None:
        """Open the form; it knows no case."""
        self._desk.open_panel(record_panel(self._desk, Feedback, Feedback.scope, None))

    def open_print(self) -> None:
        """Open the panel that writes what was said and done as a PDF."""
        words = self.tr(
            "What clients said and what was done, as it stands here. It names nobody. That it was "
            "printed is recorded."
        )
        self._desk.open_panel(
            PdfPanel(self._desk, self.tr("You said, we did"), words, lambda: _printed, large=False)
        )

    def _card(self, line: FeedbackLine) -> Card:
        card = Card(gap=8)
        card.add(SectionHeading(line.title, line.answers))
        for name, (agreed, said) in zip(STATEMENTS, line.agreed, strict=True):
            row = Row(gap=12)
            row.add(Line(questions_of(Feedback)[name].label), 1)
            words = self.tr("{0} of {1} agree").format(agreed, said) if said else self.tr("n/a")
            row.add(Line(words, "medium"))
            card.add(row)
        for words in line.words:
            card.add(WrappedLabel(f"“{words}”", "body", "muted"))
        return card


def _printed(session: Session, folder: Path, large: bool) -> Path:
    return print_answers(session, folder, large=large)
