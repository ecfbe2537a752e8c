"""Mappings: which column of a workbook answers which question, declared in a file.

The one that is shipped fits the workbook that providers of this contract keep; another provider
writes their own and names it with ``--mapping``.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import idva_desktop.domain.records  # noqa: F401 - declares every kind that a mapping may name
from idva_desktop.domain.errors import WorkbookError
from idva_desktop.domain.questions import Choice, Question
from idva_desktop.domain.record import Record, questions_of, record_types
from idva_desktop.exchange.words import slug
from idva_desktop.resource_files import resource

DEFAULT = "mappings/provider-workbook.json"
"""The shipped mapping, among the resources."""

_SAFE = "Nothing was changed."


@dataclass(frozen=True, slots=True)
class Answer:
    """A question that a column answers.

    Attributes:
        kind: the record's type.
        name: the question's name in it.
    """

    kind: type[Record]
    name: str

    @property
    def question(self) -> Question:
        """The question itself."""
        return questions_of(self.kind)[self.name]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetMapping:
    """What the rows of one sheet are.

    Attributes:
        name: the sheet.
        opens_cases: whether each row is a referral with which a case begins.
        case: the column that holds the case's reference.
        key: the columns that tell one row from another; a row with a known key and other content
            is one that was changed.
        expected: the columns whose blank is noted.
        columns: the questions that each column answers.
        values: by column, the provider's own words (as slugs) and the code they mean.
        constants: answers that every row gives.
    """

    name: str
    opens_cases: bool
    case: str
    key: tuple[str, ...]
    expected: tuple[str, ...]
    columns: Mapping[str, tuple[Answer, ...]]
    values: Mapping[str, Mapping[str, str]]
    constants: tuple[tuple[Answer, str], ...]

    @property
    def needed(self) -> tuple[str, ...]:
        """Every column that the sheet must have."""
        return (self.case, *(column for column in self.columns if column != self.case))

    def column_of(self, kind: type[Record], name: str) -> str:
        """Return the column that answers a question, ``""`` where none does."""
        asked = Answer(kind, name)
        return next((column for column, said in self.columns.items() if asked in said), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkbookMapping:
    """What a workbook's sheets are.

    Attributes:
        name: of the kind of workbook.
        date_formats: how dates are typed where they are text, in the order in which they are tried
            (``%d %m %Y %y %b``; ``%b`` is an English month, short or in full).
        time_formats: how a clock time behind a date is typed (``%H %M %S``).
        sheets: in the order in which they are read; those that open cases come first.
    """

    name: str
    date_formats: tuple[str, ...]
    time_formats: tuple[str, ...]
    sheets: tuple[SheetMapping, ...]

    def wanted(self) -> dict[str, tuple[str, ...]]:
        """Return the columns needed, by sheet."""
        return {sheet.name: sheet.needed for sheet in self.sheets}


def read_mapping(path: Path | None = None) -> WorkbookMapping:
    """Read a mapping; the shipped one without a path.

    Raises:
        WorkbookError: the file is no mapping, or names a record or question that does not exist.
    """
    try:
        plain = json.loads((path or resource(DEFAULT)).read_text("utf-8"))
    except (OSError, ValueError):
        raise WorkbookError(
            f"The mapping cannot be read. {_SAFE} It must be a JSON file such as the one that is "
            "shipped; see the manual."
        ) from None
    try:
        return _mapping(plain)
    except (KeyError, TypeError, AttributeError, ValueError):
        raise WorkbookError(
            f"The mapping lacks a part or has one of the wrong form. {_SAFE} "
            "Compare it with the one that is shipped; see the manual."
        ) from None


def _mapping(plain: Mapping[str, Any]) -> WorkbookMapping:
    sheets = [_sheet(name, entry) for name, entry in plain["sheets"].items()]
    return WorkbookMapping(
        name=plain["name"],
        date_formats=tuple(plain["date_formats"]),
        time_formats=tuple(plain["time_formats"]),
        sheets=tuple(sorted(sheets, key=lambda sheet: not sheet.opens_cases)),
    )


def _sheet(name: str, plain: Mapping[str, Any]) -> SheetMapping:
    columns = {
        column: tuple(_answer(named) for named in answered)
        for column, answered in plain["columns"].items()
    }
    constants = plain.get("constants", {})
    sheet = SheetMapping(
        name=name,
        opens_cases=plain.get("opens_cases", False),
        case=plain["case"],
        key=tuple(plain["key"]),
        expected=tuple(plain.get("expected", ())),
        columns=columns,
        values={
            column: _words(column, columns[column], words)
            for column, words in plain.get("values", {}).items()
        },
        constants=tuple((_answer(named), value) for named, value in constants.items()),
    )
    for column in (*sheet.key, *sheet.expected):
        if column not in sheet.needed:
            raise _wrong(column)
    return sheet


def _answer(named: str) -> Answer:
    kind, _, name = named.partition(".")
    for declared in record_types():
        if declared.kind == kind and name in questions_of(declared):
            return Answer(declared, name)
    raise _wrong(named)


def _words(
    column: str, answered: tuple[Answer, ...], words: Mapping[str, list[str]]
) -> dict[str, str]:
    for answer in answered:
        question = answer.question
        if not isinstance(question, Choice) or any(
            code not in question.options() for code in words
        ):
            raise _wrong(column)
    return {slug(word): code for code, meant in words.items() for word in meant}


def _wrong(named: str) -> WorkbookError:
    return WorkbookError(
        f"The mapping names “{named}”, which does not exist or does not fit. {_SAFE} "
        "Compare it with the mapping that is shipped; see the manual."
    )
