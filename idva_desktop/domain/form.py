"""Forms: sections of declared questions, drafts that may be wrong, and gates that may not.

A form names questions of one or more record kinds. What was typed is kept as typed, so a draft
can hold half a date; :func:`read_form` turns it into answers and lists what cannot be read, and
:func:`missing_at` lists what a gate still waits for. Neither ever echoes an answer.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from idva_desktop.domain.errors import AnswerError, Missing
from idva_desktop.domain.questions import Choice, Choices, Day, Gate, Items, Question
from idva_desktop.domain.record import Record, questions_of, required_at

Typed = str | list[str] | dict[str, str]


@dataclass(frozen=True, slots=True)
class Field:
    """One question on a form.

    Attributes:
        record: the kind that will hold the answer.
        name: the question's name in that kind.
        question: its declaration.
    """

    record: type[Record]
    name: str
    question: Question

    @property
    def key(self) -> str:
        """The field's name on the form and in a draft, such as ``referral.source``."""
        return f"{self.record.kind}.{self.name}"


@dataclass(frozen=True, slots=True)
class Section:
    """Fields under one heading."""

    title: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A page of questions.

    Attributes:
        name: its name in a draft, never changed once used.
        title: its heading.
        sections: in order of the page.
    """

    name: str
    title: str
    sections: tuple[Section, ...]

    def fields(self) -> Iterator[Field]:
        """Yield every field, in order of the page."""
        for section in self.sections:
            yield from section.fields

    def records(self) -> tuple[type[Record], ...]:
        """Return the kinds that the form fills, in order of the page."""
        return tuple(dict.fromkeys(field.record for field in self.fields()))


@dataclass(frozen=True, slots=True)
class FormProblem:
    """Something to mend: the field's key and the words that summary and field both show."""

    key: str
    words: str

    def as_missing(self) -> Missing:
        """Return it as a gate lists it."""
        kind, _, question = self.key.partition(".")
        return Missing(kind, question, self.words)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a form's words come to.

    Attributes:
        answers: by kind and question name; only what could be read.
        problems: what could not, in order of the page.
    """

    answers: Mapping[str, Mapping[str, Any]]
    problems: tuple[FormProblem, ...]


def form_of(
    name: str,
    title: str,
    *kinds: type[Record],
    short: bool = False,
    leave_out: tuple[str, ...] = (),
) -> Form:
    """Make a form of the questions of ``kinds`` that people answer, one section for each heading.

    Args:
        name: the form's name in a draft.
        title: its heading.
        kinds: the records that it fills.
        short: only the questions of the short path.
        leave_out: keys such as ``risk_assessment.items`` that the screen shows in its own way.
    """
    sections: dict[str, list[Field]] = {}
    for kind in kinds:
        for question_name, question in questions_of(kind).items():
            field = Field(kind, question_name, question)
            folded = short and not question.short
            if folded or question.by_program or field.key in leave_out:
                continue
            sections.setdefault(question.section or kind.title, []).append(field)
    return Form(name, title, tuple(Section(head, tuple(kept)) for head, kept in sections.items()))


def read_form(
    form: Form, typed: Mapping[str, Typed], now: datetime, held: Record | None = None
) -> Reading:
    """Read everything typed on a form; blanks are left out.

    Args:
        form: the questions.
        typed: what is typed, by field key.
        now: the present moment.
        held: the saved record that is changed: its codes are kept where they are left as they
            were, even if no list has them any more.
    """
    answers: dict[str, dict[str, Any]] = {kind.kind: {} for kind in form.records()}
    problems: list[FormProblem] = []
    for field in form.fields():
        words = typed.get(field.key)
        if not words or (isinstance(words, str) and not words.strip()):
            continue
        if _is_left(field, words, held):
            answers[field.record.kind][field.name] = getattr(held, field.name)
            continue
        try:
            answers[field.record.kind][field.name] = read_field(field.question, words, now)
        except AnswerError as error:
            problems.append(FormProblem(field.key, str(error)))
    return Reading(answers, tuple(problems))


def _is_left(field: Field, words: Typed, held: Record | None) -> bool:
    """Say whether a coded answer was left as it is saved."""
    if held is None or type(held) is not field.record or not hasattr(field.question, "codes"):
        return False
    value = getattr(held, field.name)
    return value is not None and typed_of(field, value) == words


def read_field(question: Question, words: Typed, now: datetime) -> Any:  # noqa: ANN401 - by kind
    """Read one field; blanks around what was typed are no part of the answer.

    Raises:
        AnswerError: it cannot be read.
    """
    if isinstance(question, Choices) and isinstance(words, list):
        return question.parse(";".join(words), now)
    if isinstance(question, Items) and isinstance(words, dict):
        return dict(words)
    return question.parse(str(words).strip(), now)


def typed_of(field: Field, value: Any) -> Typed:  # noqa: ANN401 - each kind has its own type
    """Return a saved answer as the field would have it typed."""
    question = field.question
    if value is None:
        return ""
    if isinstance(question, Choices):
        return list(value)
    if isinstance(question, Items):
        return dict(value)
    return str(question.to_plain(value)) if hasattr(question, "codes") else question.show(value)


def missing_at(kind: type[Record], answers: Mapping[str, Any], gate: Gate) -> Iterator[Missing]:
    """Yield what ``gate`` still waits for in one record."""
    for name, question in required_at(kind, gate):
        value = answers.get(name)
        if question.is_asked(answers) and not value and value != 0:  # nought is an answer
            yield Missing(kind.kind, name, question.ask or question.label)


def out_of_order(kind: type[Record], answers: Mapping[str, Any]) -> Iterator[Missing]:
    """Yield each day of one record that precedes the day which it cannot precede."""
    questions = questions_of(kind)
    for name, question in questions.items():
        if not isinstance(question, Day) or not question.not_before:
            continue
        day, first = answers.get(name), answers.get(question.not_before)
        if day is not None and first is not None and day < first:
            earlier = questions[question.not_before].label
            words = f"{question.label}: this cannot be before “{earlier}”"
            yield Missing(kind.kind, name, words)


def at_odds(
    kind: type[Record], answers: Mapping[str, Any], held: Record | None = None
) -> Iterator[Missing]:
    """Yield each code of one record that does not go with the answer that narrows its list.

    Args:
        kind: the record kind.
        answers: what is answered now.
        held: the record as it was saved; a pair of answers that it already has is let stand.
    """
    questions = questions_of(kind)
    for name, question in questions.items():
        if not isinstance(question, Choice) or not question.narrowed_by:
            continue
        code = answers.get(name)
        if code is None or question.goes_with(code, answers):
            continue
        pair = (name, question.narrowed_by)
        if held is None or any(getattr(held, one) != answers.get(one) for one in pair):
            yield Missing(kind.kind, name, words_at_odds(kind, question))


def words_at_odds(kind: type[Record], question: Choice) -> str:
    """Return what is said where a code does not go with the answer that narrows its list."""
    leading = questions_of(kind)[question.narrowed_by].label
    return f"{question.label}: this does not go with “{leading}”; choose one of the list"
