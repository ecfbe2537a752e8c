"""Any declared form becomes a screen: one field for each question, by its kind.

``FormView(form_of(...), clock)`` builds the fields; ``typed()`` is what a draft keeps and casework
reads; ``show_problems`` marks the fields and heads them with a summary that leads to each. With
``short=True`` only the short path shows until ``show_all``, and whatever else is answered.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from idva_desktop.domain.errors import Missing
from idva_desktop.domain.form import Field, Form, FormProblem, Typed
from idva_desktop.domain.lookup import Lookup
from idva_desktop.domain.questions import (
    AboutWhen,
    Choice,
    Choices,
    Day,
    Items,
    Link,
    Moment,
    Question,
    Scale,
    Text,
    WholeNumber,
)
from idva_desktop.ui.narrowed_choices import NarrowedChoices
from idva_desktop.ui.typing_place import field_of, place_of, put_cursor
from idva_desktop.ui.widgets.boxes import Column
from idva_desktop.ui.widgets.check_mark import ChecksField
from idva_desktop.ui.widgets.choice_field import ChoiceField
from idva_desktop.ui.widgets.error_summary import ErrorSummary
from idva_desktop.ui.widgets.field import FieldFrame, InputField
from idva_desktop.ui.widgets.labels import WrappedLabel
from idva_desktop.ui.widgets.note_field import NoteField
from idva_desktop.ui.widgets.options import Option
from idva_desktop.ui.widgets.segmented_choice import SegmentedChoice
from idva_desktop.ui.widgets.text_field import TextField, TypedDateField

LookupMaker = Callable[[Lookup], InputField]
"""Makes the field of a question that looks for a record."""

# More answers than fit side by side open as a list.
_MOST_SEGMENTS = 5
_MOST_LETTERS = 62
_NUMBER_WIDTH, _DATE_WIDTH, _CHOICE_WIDTH = 120, 320, 320
_WIDE_TEXT = 120  # characters from which a text field takes the whole width

_ICONS = {
    "contact_how": {
        "text": "message-square-text",
        "phone": "phone",
        "video": "video",
        "face_to_face": "users",
        "email": "mail",
    }
}


class FormView(Column):
    """The fields of a form, in its order.

    Args:
        form: what is asked.
        clock: the present moment, for dates typed as "tomorrow".
        headings: whether sections show their titles.
        own_summary: whether the summary of problems stands at its top; a screen may place it.
        short: whether only the questions of the short path show at first.
        lookup: makes the field of a question that looks for a record; without it none shows.
        kept: what was answered before, whose codes are offered even where they are old.
    """

    edited = Signal(str)

    def __init__(
        self,
        form: Form,
        clock: Callable[[], datetime],
        *,
        headings: bool = True,
        own_summary: bool = True,
        short: bool = False,
        lookup: LookupMaker | None = None,
        kept: Mapping[str, Typed] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(gap=16, parent=parent)
        self._lookup, self._kept = lookup, kept or {}
        self.form, self._clock, self._short = form, clock, short
        self._fields: dict[str, Field] = {}
        self._frames: dict[str, FieldFrame] = {}
        self._problems: set[str] = set()
        self._at_odds: set[str] = set()
        self.section_heads: dict[str, Column] = {}
        self.summary = ErrorSummary(self)
        self.summary.hide()
        self.summary.chosen.connect(self.focus)
        if own_summary:
            self.add(self.summary)
        for section in form.sections:
            if headings and len(form.sections) > 1:
                head = Column(margins=(0, 8 if self.section_heads else 0, 0, 0))
                head.add(WrappedLabel(section.title, "heading"))
                self.section_heads[section.title] = head
                self.add(head)
            for field in section.fields:
                self._add(field)
        self._narrowing = NarrowedChoices(self._fields, self._frames, self._offers)
        self._show_asked()

    def _offers(self, key: str) -> list[Option]:
        asked = self._fields[key].question
        if not isinstance(asked, Choice):
            return []
        return options_of(asked, self._clock().date(), self._kept.get(key, ""))

    def _narrow(self) -> None:
        """Offer only what goes with the other answers, and say what does not."""
        said = self._narrowing.narrow()
        for key in self._at_odds - said.keys():
            self._problems.discard(key)
            self._frames[key].set_problem(None)
        for key, words in said.items():
            self.mark(key, words)
        self._at_odds = set(said)

    def _add(self, field: Field) -> None:
        made = self._made(field)
        if made is None:
            return
        widget, fill = made
        optional = not field.question.gates
        frame = FieldFrame(widget, field.question.hint, optional=optional, fill=fill)
        frame.changed.connect(partial(self._edited, field.key))
        self._fields[field.key], self._frames[field.key] = field, frame
        self.add(frame)

    def _made(self, field: Field) -> tuple[InputField, bool] | None:
        question = field.question
        if isinstance(question, Lookup):
            return (self._lookup(question), True) if self._lookup else None
        return input_field(question, self._clock, self._kept.get(field.key, ""))

    def frame(self, key: str) -> FieldFrame:
        """Return the frame of a field, for a screen that adds something of its own."""
        return self._frames[key]

    def typed(self) -> dict[str, Typed]:
        """Return what is typed, by field key; blanks are left out."""
        found = {key: as_typed(frame.value()) for key, frame in self._frames.items()}
        return {key: words for key, words in found.items() if words}

    def fill(self, typed: Mapping[str, Typed], cursor: str = "") -> None:
        """Show what was typed before, and go to the place that was in use."""
        self._narrowing.widen()
        for key, frame in self._frames.items():
            frame.set_value(fitting(self._fields[key].question, typed.get(key, "")))
        self.clear_problems()
        self._narrow()
        self._show_asked()
        if cursor:
            self.focus(cursor)

    def answer(self, key: str, typed: Typed) -> None:
        """Answer one question as if it had been typed, if it is here."""
        if key in self._frames:
            self._narrowing.widen()
            self._frames[key].set_value(fitting(self._fields[key].question, typed))
            self._edited(key)

    def cursor(self) -> str:  # type: ignore[override]  # of the typing, not of the mouse
        """Return the place in use, such as ``identity.mobile@5``, or nothing."""
        at = QApplication.focusWidget()
        for key, frame in self._frames.items():
            if at is not None and (frame is at or frame.isAncestorOf(at)):
                return place_of(key, at)
        return ""

    def focus(self, place: str) -> None:
        """Put the cursor into a field, shown first if it is folded away."""
        key = field_of(place)
        if key not in self._frames:
            return
        if self._frames[key].isHidden() and not self._fields[key].question.short:
            self.show_all()
        self._frames[key].focus_first()
        put_cursor(place, self._frames[key])

    def focus_first(self) -> None:
        """Put the cursor into the first field that shows."""
        for frame in self._frames.values():
            if not frame.isHidden():
                frame.focus_first()
                return

    def show_all(self) -> None:
        """Show every question from now on."""
        self._short = False
        self._show_asked()

    def shows_all(self) -> bool:
        """Say whether every question shows."""
        return not self._short

    def show_short(self) -> None:
        """Fold away what is neither on the short path nor answered."""
        self._short = True
        self._show_asked()

    def problems(self) -> frozenset[str]:
        """Return the keys of the fields that are still to be mended."""
        return frozenset(self._problems)

    def show_problems(
        self, lead: str, problems: Iterable[FormProblem | Missing], *, doubt: bool = False
    ) -> None:
        """Mark the fields to mend and head them with a summary that takes the focus.

        ``doubt`` says that they are unlikely only, and may be right.
        """
        self.clear_problems()
        links: list[tuple[str, str]] = []
        for problem in problems:
            key = (
                problem.key
                if isinstance(problem, FormProblem)
                else (f"{problem.kind}.{problem.question}")
            )
            links.append((key, problem.words))
            self.mark(key, problem.words)
        self.summary.show_problems(lead, links, doubt=doubt)

    def mark(self, key: str, words: str) -> None:
        """Mark one field to mend, if it is here."""
        if key in self._frames:
            self._problems.add(key)
            self._frames[key].set_problem(words)

    def clear_problems(self) -> None:
        """Take every mark away."""
        self._problems.clear()
        self.summary.hide()
        for frame in self._frames.values():
            frame.set_problem(None)

    def _edited(self, key: str) -> None:
        self._problems.discard(key)
        self._frames[key].set_problem(None)
        self._narrow()
        self._show_asked()
        self.edited.emit(key)

    def _show_asked(self) -> None:
        # Arranged once for all: each field shown alone would arrange the page again.
        self.box.setEnabled(False)
        for key, field in self._fields.items():
            frame = self._frames[key]
            folded = self._short and not field.question.short and not frame.value()
            shown = not folded and self._is_asked(field)
            if shown == frame.isHidden():
                frame.setVisible(shown)
        for section in self.form.sections:
            head = self.section_heads.get(section.title)
            if head is not None:
                frames = (self._frames[f.key] for f in section.fields if f.key in self._frames)
                shown = any(not frame.isHidden() for frame in frames)
                if shown == head.isHidden():
                    head.setVisible(shown)
        self.box.setEnabled(True)
        self.box.invalidate()

    def _is_asked(self, field: Field) -> bool:
        if field.question.shown_when is None:
            return True
        kind = field.record.kind
        answers = {
            other.removeprefix(f"{kind}."): frame.value()
            for other, frame in self._frames.items()
            if other.startswith(f"{kind}.")
        }
        return field.question.is_asked(answers)


def as_typed(value: object) -> Typed:
    """Return a field's value as a draft keeps it."""
    if isinstance(value, tuple | list):
        return [str(part) for part in value]
    return str(value) if value is not None else ""


def fitting(question: Question, words: Typed) -> str | tuple[str, ...]:
    """Return what was typed as the question's field takes it.

    A draft may be older than the form; what a question of another kind left in it stays out.
    """
    if isinstance(question, Choices):
        return tuple(words) if isinstance(words, list) else ()
    return words if isinstance(words, str) else ""


def options_of(
    question: Choice | Choices, day: date | None = None, kept: Typed = ""
) -> list[Option]:
    """Return the answers of a coded question.

    Args:
        question: the question.
        day: the day whose version of the list is offered; the newest if ``None``.
        kept: the saved answer, offered too where that version no longer has it.
    """
    listed = question.options()
    codes = listed.offered(day, _codes_of(kept)) if day else listed.codes
    icons = _ICONS.get(question.codes, {})
    return [Option(code.code, code.label, icon=icons.get(code.code, "")) for code in codes]


def _codes_of(kept: Typed) -> list[str]:
    return [kept] if isinstance(kept, str) else list(kept)


def input_field(
    question: Question, clock: Callable[[], datetime], kept: Typed = ""
) -> tuple[InputField, bool] | None:
    """Return the field for a question and whether it takes the whole width; ``None`` for none."""
    if isinstance(question, Link | Items | Lookup):
        return None
    if isinstance(question, Choice):
        return _choice(question, clock().date(), kept), False
    if isinstance(question, Choices):
        return ChecksField(question.label, options_of(question, clock().date(), kept)), True
    if isinstance(question, Scale):
        levels = range(question.lowest, question.highest + 1)
        levels_shown = [Option(str(level), str(level), letter=str(level)) for level in levels]
        return SegmentedChoice(question.label, levels_shown, equal=True), False
    if isinstance(question, Day | Moment | AboutWhen):
        meaning = partial(_meaning, question, clock)
        return TypedDateField(question.label, meaning, width=_DATE_WIDTH), False
    if isinstance(question, WholeNumber):
        return TextField(question.label, width=_NUMBER_WIDTH), False
    if isinstance(question, Text) and question.lines > 1:
        return NoteField(question.label, lines=question.lines), True
    wide = isinstance(question, Text) and question.limit >= _WIDE_TEXT
    return TextField(question.label), wide


def _choice(question: Choice, day: date, kept: Typed) -> InputField:
    answers = options_of(question, day, kept)
    letters = sum(len(answer.words) for answer in answers)
    # What a narrowed list offers changes, so it is a box however short it is.
    few = len(answers) <= _MOST_SEGMENTS and not question.narrowed_by
    if few and letters <= _MOST_LETTERS:
        return SegmentedChoice(question.label, answers)
    return ChoiceField(question.label, answers, width=_CHOICE_WIDTH)


def _meaning(question: Question, clock: Callable[[], datetime], typed: str) -> str:
    return question.meaning(question.parse(typed, clock()))
