"""Declared once: every question says enough for the form, the import, the DPIA and the return."""

import re
from collections.abc import Iterator
from dataclasses import fields
from importlib import import_module

from idva_desktop.domain import records
from idva_desktop.domain.lookup import Lookup
from idva_desktop.domain.questions import Choice, Choices, Day, Disclosure, Link, Question, Text
from idva_desktop.domain.record import Record, questions_of, record_types
from idva_desktop.domain.vocab import CodeList, code_lists
from tests.house.source_tree import PACKAGE

assert records.__all__  # declared by importing the package
SNAKE = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)*")
# Where answers and the categories that a return shows are two lists.
CATEGORIES = {"ethnicity": "ethnicity_group", "perpetrator_police": "perpetrator_linked"}


def declared() -> Iterator[tuple[type[Record], str, Question]]:
    for kind in record_types():
        for name, question in questions_of(kind).items():
            yield kind, name, question


ALL = list(declared())


def untold(kind: type[Record], question: Question) -> Iterator[str]:
    """Yield what a declaration leaves out, or names that is not there."""
    if len(question.label) < 2:
        yield "label"
    if len(question.purpose) < 10:
        yield "purpose"
    if question.disclosure not in tuple(Disclosure):
        yield "disclosure"
    if "!" in question.label + question.hint + question.ask:
        yield "exclamation mark"
    if isinstance(question, Choice | Choices) and question.codes not in code_lists():
        yield "codes"
    if isinstance(question, Day) and question.not_before:
        earlier = questions_of(kind).get(question.not_before)
        if not isinstance(earlier, Day):
            yield "not_before"
    yield from led_nowhere(kind, question)


def led_nowhere(kind: type[Record], question: Question) -> Iterator[str]:
    """Yield what points at a kind, a question or a code that is not declared."""
    known = {each.kind: each for each in record_types()}
    if isinstance(question, Link) and question.to not in known:
        yield "to"
    if isinstance(question, Lookup) and not set(question.shows) <= set(
        questions_of(known[question.to])
    ):
        yield "shows"
    if isinstance(question, Choice) and question.narrowed_by:
        narrowing = questions_of(kind)[question.narrowed_by]
        offered = question.options().offered_with
        every = {code.code for code in question.options().codes}
        if not isinstance(narrowing, Choice):
            yield "narrowed_by"
        elif offered.keys() != {code.code for code in narrowing.options().codes}:
            yield "codes of narrowed_by"
        elif frozenset[str]().union(*offered.values()) != every:
            yield "offered_with"
    if question.shown_when:
        other, codes = question.shown_when
        leading = questions_of(kind).get(other)
        if not isinstance(leading, Choice):
            yield "shown_when"
        elif not codes <= {code.code for code in leading.options().codes}:
            yield "codes of shown_when"


def test_a_question_says_what_it_is_for() -> None:
    assert [f"{kind.kind}.{name}" for kind, name, _ in ALL if not SNAKE.fullmatch(name)] == []
    assert [
        f"{kind.kind}.{name}: {what}"
        for kind, name, question in ALL
        for what in untold(kind, question)
    ] == []


def test_free_words_are_never_counted() -> None:
    texts = [(kind, name, each) for kind, name, each in ALL if isinstance(each, Text)]
    assert texts
    assert [
        f"{kind.kind}.{name}"
        for kind, name, question in texts
        if question.disclosure is Disclosure.COUNTABLE
        or (question.lines > 1 and question.disclosure is not Disclosure.NEVER)
    ] == []


def test_identity_never_leaves() -> None:
    never = {
        question.disclosure
        for kind, _, question in ALL
        if kind is records.Identity and not isinstance(question, Link)
    }
    assert never == {Disclosure.NEVER}


def test_every_attribute_of_a_record_is_a_declared_question() -> None:
    attributes = {
        kind.kind: {part.name for part in fields(kind)} - {"id", "owner"} for kind in record_types()
    }
    assert attributes == {kind.kind: set(questions_of(kind)) for kind in record_types()}
    unnamed = [k.kind for k in record_types() if not (SNAKE.fullmatch(k.kind) and k.title)]
    assert unnamed == []


def test_kinds_are_named_once() -> None:
    names = [kind.kind for kind in record_types()]
    assert len(names) == len(set(names))


def test_every_record_is_reached_by_importing_the_records() -> None:
    folder = PACKAGE / "domain" / "records"
    for path in folder.glob("*.py"):
        import_module(f"idva_desktop.domain.records.{path.stem}")
    exported = {getattr(records, name) for name in records.__all__}
    assert set(record_types()) == exported


def mistaken(listed: CodeList) -> Iterator[str]:
    """Yield what is wrong with the codes and labels of a list."""
    codes = [code.code for code in listed.codes]
    if not len(codes) == len(set(codes)) > 1:
        yield "codes"
    if not SNAKE.fullmatch(listed.name):
        yield "name"
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", listed.valid_from):
        yield "valid_from"
    for code in listed.codes:
        right = code.code.isupper() if listed.name == "strand" else SNAKE.fullmatch(code.code)
        if not right or not code.label.strip():
            yield code.code
    labels = [code.label.casefold() for code in listed.codes]
    if len(labels) != len(set(labels)):
        yield "labels"


def test_codes_are_unique_snake_case_and_labelled() -> None:
    lists = code_lists().values()
    assert lists
    assert [f"{listed.name}: {what}" for listed in lists for what in mistaken(listed)] == []


def test_a_group_is_a_code_of_its_dimensions_list() -> None:
    grouped = [
        (listed.name, code.code, dimension, category)
        for listed in code_lists().values()
        for code in listed.codes
        for dimension, category in code.groups.items()
    ]
    assert grouped
    assert [
        each for each in grouped if each[3] not in code_lists()[CATEGORIES.get(each[2], each[2])]
    ] == []


def test_no_code_of_one_answer_reads_as_the_label_of_another() -> None:
    for listed in code_lists().values():
        labels = {code.label.casefold(): code.code for code in listed.codes}
        for code in listed.codes:
            assert labels.get(code.code.casefold(), code.code) == code.code
