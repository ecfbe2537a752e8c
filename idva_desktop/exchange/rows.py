"""Reads one row of a sheet as answers to questions, or says why it cannot be."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from idva_desktop.domain.calendar import london_day
from idva_desktop.domain.errors import AnswerError
from idva_desktop.domain.form import at_odds
from idva_desktop.domain.record import Record
from idva_desktop.domain.records import Identity, Referral
from idva_desktop.exchange.cells import Typed, born_before, case_key, read_answer, reference
from idva_desktop.exchange.mapping import SheetMapping, WorkbookMapping
from idva_desktop.exchange.words import slug
from idva_desktop.exchange.workbook import SheetRow

Said = TypeVar("Said")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that did not go in.

    Attributes:
        sheet: its sheet.
        row: its number in the spreadsheet.
        question: the column's heading.
        reason: why, never what stood there.
    """

    sheet: str
    row: int
    question: str
    reason: str


@dataclass(frozen=True, slots=True, repr=False)
class ReadRow:
    """A row that can be read.

    Attributes:
        sheet: what the sheet is.
        number: the row's number in the spreadsheet.
        reference: the case reference as it is written.
        case: what all spellings of that reference have in common.
        answers: typed answers by kind of record; the sheet's own kind is there even if all is
            blank.
        blank: expected columns that are blank.
        content: the row's normalised content, to be hashed.
        key: what tells the row from others, to be hashed.
    """

    sheet: SheetMapping
    number: int
    reference: str
    case: str
    answers: Mapping[type[Record], dict[str, Any]]
    blank: tuple[str, ...] = field(default=())
    content: bytes = b""
    key: bytes = b""

    def answer(self, kind: type[Record], name: str, of: type[Said]) -> Said | None:
        """Return one answer if it is there and of that type."""
        value = self.answers.get(kind, {}).get(name)
        return value if isinstance(value, of) else None


def read_row(
    sheet: SheetMapping, row: SheetRow, mapping: WorkbookMapping, today: date
) -> ReadRow | Refusal:
    """Read one row.

    Args:
        sheet: what the sheet is.
        row: the cells.
        mapping: how dates are typed.
        today: the day after which nobody is born.

    Returns:
        The answers, or the first column that holds an impossible value.
    """
    case = case_key(row.values[sheet.case])
    if not case:
        return Refusal(sheet.name, row.number, sheet.case, "unknown case: no reference is given")
    column = ""
    given: dict[str, Typed] = {}
    try:
        for column in _filled(sheet, row):
            question = sheet.columns[column][0].question
            words = dict(sheet.values.get(column, {}))
            given[column] = read_answer(question, row.values[column], words, mapping)
        column = sheet.column_of(Identity, "date_of_birth")
        if column in given:
            given[column] = _born(sheet, row, given, today)
    except AnswerError as error:
        return Refusal(sheet.name, row.number, column, str(error))
    if column := next(_at_odds(sheet, given), ""):
        reason = "impossible value: it does not go with the rest of the row"
        return Refusal(sheet.name, row.number, column, reason)
    return ReadRow(
        sheet,
        row.number,
        reference(row.values[sheet.case]),
        case,
        _by_kind(sheet, given),
        tuple(column for column in sheet.expected if column not in given and column != sheet.case),
        _canonical(sheet, case, given),
        _canonical(sheet, case, {column: given[column] for column in sheet.key if column in given}),
    )


def _filled(sheet: SheetMapping, row: SheetRow) -> Iterator[str]:
    return (column for column in sheet.columns if row.values[column] is not None)


def _at_odds(sheet: SheetMapping, given: Mapping[str, Typed]) -> Iterator[str]:
    """Yield each column whose code does not go with the one that narrows its list."""
    for kind, answers in _by_kind(sheet, given).items():
        for problem in at_odds(kind, answers):
            yield sheet.column_of(kind, problem.question)


def _born(sheet: SheetMapping, row: SheetRow, given: Mapping[str, Typed], today: date) -> Typed:
    """Return the birth date, a two-digit year taken back a century where it lies ahead."""
    column = sheet.column_of(Identity, "date_of_birth")
    received = given.get(sheet.column_of(Referral, "received_at"))
    born = given[column]
    before = london_day(received) if isinstance(received, datetime) else today
    return born_before(born, row.values[column], before) if isinstance(born, date) else born


def _by_kind(sheet: SheetMapping, given: Mapping[str, Typed]) -> dict[type[Record], dict[str, Any]]:
    own_kind = next(iter(sheet.columns.values()))[0].kind
    found: dict[type[Record], dict[str, Any]] = {own_kind: {}}
    for column, value in given.items():
        for answer in sheet.columns[column]:
            found.setdefault(answer.kind, {})[answer.name] = value
    for answer, value in sheet.constants:
        found.setdefault(answer.kind, {})[answer.name] = value
    return found


def _canonical(sheet: SheetMapping, case: str, given: Mapping[str, Typed]) -> bytes:
    """Return the same bytes for the same content, however it was typed."""
    plain = {
        slug(column): sheet.columns[column][0].question.to_plain(value)
        for column, value in given.items()
    }
    return json.dumps([slug(sheet.name), case, plain], sort_keys=True).encode()
