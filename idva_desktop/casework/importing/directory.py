"""The directory from a CSV file: read whole, told row by row what is not taken, saved as one act.

The first line names the columns by their words on the form or by their names in the record, such
as ``Telephone`` or ``phone``. A message names a row by its line in the file and never what it
says.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from idva_desktop.casework.session import Save, Session, new_id
from idva_desktop.domain.errors import AnswerError, WorkbookError
from idva_desktop.domain.form import read_field
from idva_desktop.domain.record import questions_of
from idva_desktop.domain.records import DirectoryEntry

MOST_BYTES = 2_000_000
MOST_ROWS = 5_000
_NOTHING_CHANGED = "Nothing was changed."
_Columns = list[str | None]


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that is not taken: its line in the file, and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True, repr=False)
class ReadDirectory:
    """What a file holds.

    Attributes:
        entries: the answers of each service to be taken.
        refused: the rows that are not.
        unknown: how many columns are of no question.
    """

    entries: tuple[Mapping[str, Any], ...]
    refused: tuple[RefusedRow, ...]
    unknown: int


def read_directory(session: Session, path: Path) -> ReadDirectory:
    """Read a CSV file without saving anything.

    Raises:
        WorkbookError: it cannot be read, is too large, or names no column for the service's name.
    """
    rows = _rows(path)
    columns = _columns(next(rows, (0, []))[1])
    taken = {_key(held.name, held.area) for held in session.vault.fetch(DirectoryEntry)}
    entries: list[Mapping[str, Any]] = []
    refused: list[RefusedRow] = []
    for line, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        if len(entries) + len(refused) >= MOST_ROWS:
            words = f"This file has more than {MOST_ROWS:,} rows. {_NOTHING_CHANGED} Split it."
            raise WorkbookError(words)
        try:
            answers = _answers(session, columns, cells)
        except AnswerError as error:
            refused.append(RefusedRow(line, str(error)))
            continue
        key = _key(answers.get("name"), answers.get("area"))
        if key in taken:
            refused.append(RefusedRow(line, "A service of this name and area is there already"))
            continue
        taken.add(key)
        entries.append(answers)
    return ReadDirectory(tuple(entries), tuple(refused), columns.count(None))


def take_directory(session: Session, read: ReadDirectory) -> int:
    """Save what was read as one act; returns how many services were added."""
    saves = [
        Save(DirectoryEntry, new_id(), DirectoryEntry.scope, answers) for answers in read.entries
    ]
    if saves:
        session.save("import", saves)
    return len(saves)


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with its line in the file.

    Raises:
        WorkbookError: it is no CSV file that can be read.
    """
    reader = csv.reader(io.StringIO(_text(path), newline=""), strict=True)
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error:
        words = f"Line {reader.line_num} is not well-formed CSV. {_NOTHING_CHANGED}"
        raise WorkbookError(f"{words} Save the sheet as CSV (UTF-8) once more.") from None


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise WorkbookError(
                f"This file is larger than {MOST_BYTES // 1_000_000} MB, so it is no directory. "
                f"{_NOTHING_CHANGED}"
            )
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        words = f"This file is not UTF-8 text. {_NOTHING_CHANGED} Save the sheet as CSV (UTF-8)."
        raise WorkbookError(words) from None
    except OSError:
        words = f"This file cannot be read. {_NOTHING_CHANGED} Type the path of a CSV file."
        raise WorkbookError(words) from None


def _columns(head: list[str]) -> _Columns:
    """Return the question that each column answers.

    Raises:
        WorkbookError: no column holds the names, or two answer one question.
    """
    questions = questions_of(DirectoryEntry)
    known = {name.casefold(): name for name in questions}
    known |= {question.label.casefold(): name for name, question in questions.items()}
    columns = [known.get(" ".join(title.split()).casefold()) for title in head]
    named = [column for column in columns if column]
    if "name" not in named:
        words = "The first line names no column “Name”, so the rows cannot be read."
        raise WorkbookError(f"{words} {_NOTHING_CHANGED}")
    if len(set(named)) != len(named):
        raise WorkbookError(f"The first line names a column twice. {_NOTHING_CHANGED}")
    return columns


def _answers(session: Session, columns: _Columns, cells: list[str]) -> dict[str, Any]:
    """Return the answers of one row.

    Raises:
        AnswerError: one cannot be read, or the row has no name or more cells than columns.
    """
    if any(cell.strip() for cell in cells[len(columns) :]):
        raise AnswerError("There are more cells than columns")
    questions, answers = questions_of(DirectoryEntry), dict[str, Any]()
    for name, cell in zip(columns, cells, strict=False):
        if name is not None and cell.strip():
            answers[name] = read_field(questions[name], cell, session.clock())
    if not answers.get("name"):
        raise AnswerError("There is no name")
    return answers


def _key(name: str | None, area: str | None) -> tuple[str, str]:
    return (name or "").casefold(), (area or "").casefold()
