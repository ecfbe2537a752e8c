"""What stands beside the items: score and band, the grid, judgement, the assessment, the review."""

from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtCore import Qt, Signal

from idva_desktop.casework.risk import RiskPicture, risk_form
from idva_desktop.domain.form import Form, Section, Typed
from idva_desktop.domain.instrument import Instrument
from idva_desktop.domain.records import RiskAssessment
from idva_desktop.domain.typed_dates import show_day_briefly
from idva_desktop.ui.form_view import FormView
from idva_desktop.ui.widgets.boxes import Column, Row
from idva_desktop.ui.widgets.card import Card, SectionHeading
from idva_desktop.ui.widgets.chip import RiskChip
from idva_desktop.ui.widgets.icon_mark import IconLine
from idva_desktop.ui.widgets.item_grid import Answer, ItemGrid
from idva_desktop.ui.widgets.labels import Line, WrappedLabel
from idva_desktop.ui.widgets.risk_bars import ScoreBar

_JUDGEMENT = ("judgement", "judgement_reason")
_ANSWERS = {"yes": Answer.YES, "no": Answer.NO, "dont_know": Answer.UNKNOWN}


def _part(title: str, names: tuple[str, ...], *, inside: bool) -> Form:
    """Return the questions of the risk form that are, or are not, among ``names``."""
    fields = tuple(field for field in risk_form().fields() if (field.name in names) == inside)
    return Form(risk_form().name, title, (Section(title, fields),))


class RiskSide(Column):
    """The column beside the items.

    Args:
        instrument: what is asked.
        clock: the present moment.
    """

    edited = Signal(str)
    chosen = Signal(str)

    def __init__(self, instrument: Instrument, clock: Callable[[], datetime]) -> None:
        super().__init__(14)
        self._instrument = instrument
        self._items = [item.id for item in instrument.items()]
        self.add(self._score_card())
        self.add(self._grid_card())
        self.judgement = FormView(
            _part(self.tr("Your judgement"), _JUDGEMENT, inside=True), clock, own_summary=False
        )
        self.about = FormView(
            _part(self.tr("This assessment"), _JUDGEMENT, inside=False), clock, own_summary=False
        )
        for form in (self.judgement, self.about):
            card = Card(10)
            if form is self.about:
                card.add(SectionHeading(form.form.title))
            card.add(form)
            form.edited.connect(self.edited)
            self.add(card)
        self.add(self._review_card())

    def _score_card(self) -> Card:
        card = Card(8)
        row = Row(16)
        left = Column(2)
        left.add(Line(self.tr("Yes so far"), "small", "muted"))
        figure = Row(6)
        self.figure = Line("0", "figure")
        figure.add(self.figure, align=Qt.AlignmentFlag.AlignBottom)
        self._of = Line("", "body", "muted")
        figure.add(self._of, align=Qt.AlignmentFlag.AlignBottom)
        figure.add_stretch()
        left.add(figure)
        right = Column(4)
        right.add(Line(self.tr("Band"), "small", "muted"))
        self.band = RiskChip("")
        right.add(self.band, align=Qt.AlignmentFlag.AlignLeft)
        self.kept = WrappedLabel("", "small", "muted")
        right.add(self.kept)
        right.add_stretch()
        row.add(left, 1)
        row.add(right, 1)
        card.add(row)
        count = len(self._items)
        self._of.setText(self.tr("of {0}").format(count))
        self.bar = ScoreBar(count, self._instrument.high_from)
        card.add(self.bar)
        words = self.tr(
            "A lower score never lowers the band. Only a review with your supervisor does."
        )
        card.add(IconLine("info", words, role="small", tint="accent_text"))
        return card

    def _grid_card(self) -> Card:
        card = Card(10)
        head = Row(8)
        head.add(Line(self.tr("{0} items").format(len(self._items)), "heading"))
        head.add_stretch()
        self.open_items = Line("", "small", "muted")
        head.add(self.open_items)
        card.add(head)
        self.grid = ItemGrid(len(self._items))
        self.grid.chosen.connect(lambda number: self.chosen.emit(self._items[number - 1]))
        card.add(self.grid)
        return card

    def _review_card(self) -> Card:
        card = Card(6)
        head = Row(8)
        head.add(Line(self.tr("Next review"), "heading"))
        head.add_stretch()
        self.review = Line("", "medium")
        head.add(self.review)
        card.add(head)
        self._rule = WrappedLabel("", "small", "muted")
        card.add(self._rule)
        return card

    def typed(self) -> dict[str, Typed]:
        """Return what is typed beside the items."""
        return self.judgement.typed() | self.about.typed()

    def fill(self, typed: Mapping[str, Typed]) -> None:
        """Show what was typed before."""
        self.judgement.fill(typed)
        self.about.fill(typed)

    def mark(self, problems: Mapping[str, str]) -> None:
        """Mark the questions to mend, and no others."""
        for form in (self.judgement, self.about):
            form.clear_problems()
            for key, words in problems.items():
                form.mark(key, words)

    def focus(self, place: str) -> None:
        """Put the cursor into a question beside the items."""
        self.judgement.focus(place)
        self.about.focus(place)

    def cursor(self) -> str:  # type: ignore[override]  # of the typing, not of the mouse
        """Return the place in use, or nothing."""
        return self.judgement.cursor() or self.about.cursor()

    def lock(self, *, closed: bool) -> None:
        """Let nobody change an answer, or let them again."""
        self.judgement.setEnabled(not closed)
        self.about.setEnabled(not closed)

    def show_picture(self, picture: RiskPicture, answers: Mapping[str, str]) -> None:
        """Show score, band, grid and review for the answers so far."""
        before = picture.before
        self.figure.setText(str(picture.score))
        self.figure.updateGeometry()
        begun = len(picture.unanswered) < len(self._items) or picture.kept or picture.raised
        self.band.show_level(picture.band if begun else "", raised=picture.raised)
        self.kept.setText(_kept_words(self.tr("kept from {0}"), picture))
        self.bar.show_score(picture.score, before.score if before else None)
        states = [_ANSWERS.get(answers.get(item, ""), Answer.OPEN) for item in self._items]
        self.grid.show_answers(states)
        self._show_open(picture.unanswered)
        self.review.setText(self.tr("by {0}").format(show_day_briefly(picture.review_by)))
        self.review.updateGeometry()
        rule = self.tr("Every {0} days, or on a new incident, a court date or an order.")
        if picture.band == "high":
            rule = self.tr(
                "High risk: every {0} days, or on a new incident, a court date or an order."
            )
        self._rule.setText(rule.format(picture.review_days))

    def _show_open(self, unanswered: tuple[str, ...]) -> None:
        few = len(unanswered) <= 3
        words = self.tr("{0} open: {1}") if few else self.tr("{0} open")
        said = words.format(len(unanswered), ", ".join(unanswered))
        self.open_items.setText(said if unanswered else self.tr("all answered"))
        self.open_items.set_colour("warning" if unanswered and few else "muted")
        self.open_items.updateGeometry()


def _kept_words(words: str, picture: RiskPicture) -> str:
    before: RiskAssessment | None = picture.before
    if not picture.kept or before is None or before.on is None:
        return ""
    return words.format(show_day_briefly(before.on))
