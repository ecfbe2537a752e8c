"""The questions of the contact panel, from the declared form, in the order of the hand.

Fields that are seldom needed stay folded behind a link until they are asked for or hold words.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from idva_desktop.casework.contacts import contact_form
from idva_desktop.domain.errors import AnswerError
from idva_desktop.domain.form import Field, Typed
from idva_desktop.domain.questions import Choice
from idva_desktop.domain.typed_dates import LONDON, month_name, parse_moment
from idva_desktop.ui.form_view import as_typed, fitting, input_field, options_of
from idva_desktop.ui.quick_choice import QuickChoice
from idva_desktop.ui.typing_place import field_of, place_of, put_cursor
from idva_desktop.ui.widgets.boxes import Column, Row
from idva_desktop.ui.widgets.button import Button, Kind
from idva_desktop.ui.widgets.field import FieldFrame
from idva_desktop.ui.widgets.options import Option

WHO, HOW, WHY, RESULT = "contact.who", "contact.how", "contact.rule_reason", "contact.result"
AT, MINUTES, NOTE, OPINION = "contact.at", "contact.minutes", "contact.note", "contact.opinion"
AGENCY = "contact.agency"
SUPPORT, SAFE, DUE = "contact.support", "contact.safe_to_go_on", "task.due"
_QUICK = (WHO, HOW, RESULT)
_FOLDED = (WHY, OPINION, SUPPORT, SAFE)
_CLIENT = "client"


class ContactFields(Column):
    """The fields, their folding, and the way the focus goes.

    Args:
        clock: the present moment, for dates typed as "today 11:16".
    """

    edited = Signal(str)

    def __init__(self, clock: Callable[[], datetime]) -> None:
        super().__init__(gap=14)
        self._clock = clock
        self._declared = {field.key: field for field in contact_form().fields()}
        self._frames: dict[str, FieldFrame] = {}
        self._under: dict[str, Column] = {}
        for key in (WHO, AGENCY, HOW, WHY, RESULT):
            self._put(key, self)
        pair = Row(gap=12)
        self._put(AT, pair, stretch=2)
        self._put(MINUTES, pair, stretch=1)
        self.add(pair)
        for key in (NOTE, OPINION, SUPPORT, SAFE):
            self._put(key, self)
        self.add(self._links())
        self._put(DUE, self)
        for key in _FOLDED:
            self._frames[key].hide()
        self._frames[WHO].changed.connect(self._show_agency)
        self._show_agency()

    # Answers

    def start(self, now: datetime) -> None:
        """Begin anew: with the client, now."""
        self._frames[WHO].set_value(_CLIENT)
        self._frames[AT].set_value(f"today {now.astimezone(LONDON):%H:%M}")

    def typed(self) -> dict[str, Typed]:
        """Return what is typed, by field key; blanks are left out."""
        found = {key: as_typed(frame.value()) for key, frame in self._frames.items()}
        if self._frames[AGENCY].isHidden():
            found.pop(AGENCY)  # with the client, no agency was spoken with
        return {key: words for key, words in found.items() if words}

    def fill(self, typed: Mapping[str, Typed], kept_at: datetime) -> None:
        """Show a draft; "today" keeps the day on which it was typed."""
        for key, frame in self._frames.items():
            words = fitting(self._declared[key].question, typed.get(key, ""))
            if key == AT and isinstance(words, str):
                words = self._dated(words, kept_at)
            frame.set_value(words)
            if words and key in _FOLDED:
                self._unfold(key)
        self._show_agency()

    def answer(self, key: str, value: str) -> None:
        """Answer a question as the person does."""
        self._frames[key].set_value(value)
        self._show_agency()
        self.edited.emit(key)

    def fill_minutes(self, minutes: int) -> None:
        """Take the minutes from the timer."""
        self._frames[MINUTES].set_value(str(minutes))

    def mark(self, problems: Mapping[str, str]) -> None:
        """Mark the fields to mend, and no others."""
        for key, frame in self._frames.items():
            frame.set_problem(problems.get(key))
            if key in problems:
                self._unfold(key)

    # Focus

    def place(self) -> str:
        """Return the field in use and the place in its words, such as ``contact.note@37``."""
        at = QApplication.focusWidget()
        for key, frame in self._frames.items():
            if at is not None and frame.isAncestorOf(at):
                return place_of(key, at)
        return ""

    def go_to(self, place: str) -> None:
        """Go to a place that :meth:`place` returned."""
        key = field_of(place)
        if key in self._frames:
            self.focus(key)
            put_cursor(place, self._frames[key])

    def focus(self, key: str) -> None:
        """Put the cursor into a field, unfolding it first."""
        if key in self._frames:
            self._unfold(key)
            self._frames[key].focus_first()

    def go_on_after(self, key: str) -> None:
        """Go to the next choice that is open, and to the note after the last."""
        later = _QUICK[_QUICK.index(key) + 1 :]
        self.focus(next((each for each in later if not self._frames[each].value()), NOTE))

    # Folding

    def shows_reason(self) -> bool:
        """Say whether the reason for leaving the rule is asked."""
        return not self._frames[WHY].isHidden()

    def show_reason(self) -> None:
        """Ask for the reason for leaving the rule."""
        self._unfold(WHY)

    def put_under(self, key: str, widget: QWidget) -> None:
        """Put a widget below a field, such as a message about its answer."""
        self._under[key].add(widget)

    # Inside

    def _put(self, key: str, into: Column | Row, stretch: int = 0) -> None:
        field = self._declared[key]
        frame = self._frame(field)
        frame.changed.connect(partial(self._edit, key))
        self._frames[key] = frame
        if key == HOW:
            under = Column(gap=10)
            under.add(frame)
            self._under[key] = under
            into.add(under)
        else:
            into.add(frame, stretch)

    def _frame(self, field: Field) -> FieldFrame:
        question = field.question
        if field.key in _QUICK and isinstance(question, Choice):
            # Without icons all answers stay side by side; the contact is with somebody by number.
            options = [
                Option(each.code, each.words, letter=str(place) if field.key == WHO else "")
                for place, each in enumerate(options_of(question), 1)
            ]
            choice = QuickChoice(question.label, options)
            choice.answered.connect(partial(self.go_on_after, field.key))
            return FieldFrame(choice)
        made = input_field(question, self._clock)
        if made is None:
            raise TypeError(f"{field.key} has no field")
        label = self.tr("Follow up on") if field.key == DUE else None
        if label:
            made[0].label = label
        wide = made[1] or field.key in (AT, DUE, WHY, MINUTES)
        optional = field.key in (AGENCY, SUPPORT, SAFE, DUE)
        return FieldFrame(made[0], question.hint, optional=optional, fill=wide)

    def _links(self) -> Row:
        row = Row(gap=20)
        self._more: dict[str, Button] = {}
        for key, words in (
            (OPINION, self.tr("Add opinion")),
            (SUPPORT, self.tr("Kind of support")),
            (SAFE, self.tr("Safe to go on?")),
        ):
            button = Button(words, Kind.LINK, icon="plus")
            button.clicked.connect(partial(self._ask, key))
            self._more[key] = button
            row.add(button)
        row.add_stretch()
        return row

    def _ask(self, key: str, _checked: bool = False) -> None:
        self.focus(key)

    def _unfold(self, key: str) -> None:
        self._frames[key].show()
        if key in self._more:
            self._more[key].hide()

    def _show_agency(self) -> None:
        who = {WHO.partition(".")[2]: self._frames[WHO].value()}
        self._frames[AGENCY].setVisible(self._declared[AGENCY].question.is_asked(who))

    def _edit(self, key: str) -> None:
        self._frames[key].set_problem(None)
        self.edited.emit(key)

    def _dated(self, words: str, kept_at: datetime) -> str:
        if kept_at.astimezone(LONDON).date() == self._clock().astimezone(LONDON).date():
            return words
        try:
            meant = parse_moment(words, kept_at.astimezone(LONDON), past=True)
        except AnswerError:
            return words
        return f"{meant.day} {month_name(meant.date())[:3]} {meant.year} {meant:%H:%M}"
