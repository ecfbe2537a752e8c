"""Declared once: every question says enough for the form, the import, the DPIA and the return."""

import re
from collections.abc import Iterator
from dataclasses import fields
from importlib import import_module

import pytest

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


@pytest.mark.parametrize(
    ("kind", "name", "question"), ALL, ids=[f"{kind.kind}.{name}" for kind, name, _ in ALL]
)
def test_a_question_says_what_it_is_for(kind: type[Record], name: str, question: Question) -> None:
    assert SNAKE.fullmatch(name)
    assert len(question.label) >= 2
    assert len(question.purpose) >= 10
    assert isinstance(question.disclosure, Disclosure)
    assert "!" not in question.label + question.hint + question.ask
    if isinstance(question, Choice | Choices):
        assert question.codes in code_lists()
    if isinstance(question, Link):
        assert question.to in {known.kind for known in record_types()}
    if isinstance(question, Day) and question.not_before:
        assert isinstance(questions_of(kind)[question.not_before], Day)
    if isinstance(question, Lookup):
        found = {known.kind: known for known in record_types()}[question.to]
        assert set(question.shows) <= set(questions_of(found))
    if isinstance(question, Choice) and question.narrowed_by:
        leading = questions_of(kind)[question.narrowed_by]
        assert isinstance(leading, Choice)
        offered = question.options().offered_with
        assert offered.keys() == {code.code for code in leading.options().codes}
        assert frozenset[str]().union(*offered.values()) == {
            c.code for c in question.options().codes
        }
    if question.shown_when:
        other, codes = question.shown_when
        leading = questions_of(kind)[other]
        assert isinstance(leading, Choice)
        assert codes <= {code.code for code in leading.options().codes}


@pytest.mark.parametrize(
    ("kind", "name", "question"), ALL, ids=[f"{kind.kind}.{name}" for kind, name, _ in ALL]
)
def test_free_words_are_never_counted(kind: type[Record], name: str, question: Question) -> None:
    assert kind.kind
    assert name
    if isinstance(question, Text):
        assert question.disclosure is not Disclosure.COUNTABLE
        assert question.lines == 1 or question.disclosure is Disclosure.NEVER


def test_identity_never_leaves() -> None:
    never = {
        question.disclosure
        for kind, _, question in ALL
        if kind is records.Identity and not isinstance(question, Link)
    }
    assert never == {Disclosure.NEVER}


@pytest.mark.parametrize("kind", record_types(), ids=lambda kind: kind.kind)
def test_every_attribute_of_a_record_is_a_declared_question(kind: type[Record]) -> None:
    attributes = {part.name for part in fields(kind)} - {"id", "owner"}
    assert attributes == set(questions_of(kind))
    assert SNAKE.fullmatch(kind.kind)
    assert kind.title


def test_kinds_are_named_once() -> None:
    names = [kind.kind for kind in record_types()]
    assert len(names) == len(set(names))


def test_every_record_is_reached_by_importing_the_records() -> None:
    folder = PACKAGE / "domain" / "records"
    for path in folder.glob("*.py"):
        import_module(f"idva_desktop.domain.records.{path.stem}")
    exported = {getattr(records, name) for name in records.__all__}
    assert set(record_types()) == exported


@pytest.mark.parametrize("listed", code_lists().values(), ids=lambda listed: listed.name)
def test_codes_are_unique_snake_case_and_labelled(listed: CodeList) -> None:
    codes = [code.code for code in listed.codes]
    assert len(codes) == len(set(codes)) > 1
    assert SNAKE.fullmatch(listed.name)
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", listed.valid_from)
    for code in listed.codes:
        right = code.code.isupper() if listed.name == "strand" else SNAKE.fullmatch(code.code)
        assert right, code.code
        assert code.label.strip()
    labels = [code.label.casefold() for code in listed.codes]
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize("listed", code_lists().values(), ids=lambda listed: listed.name)
def test_a_group_is_a_code_of_its_dimensions_list(listed: CodeList) -> None:
    for code in listed.codes:
        for dimension, category in code.groups.items():
            assert category in code_lists()[CATEGORIES.get(dimension, dimension)]


def test_no_code_of_one_answer_reads_as_the_label_of_another() -> None:
    for listed in code_lists().values():
        labels = {code.label.casefold(): code.code for code in listed.codes}
        for code in listed.codes:
            assert labels.get(code.code.casefold(), code.code) == code.code
