"""Reads the sheets of a workbook as plain rows: no formula runs, nothing is ever written.

A workbook comes from outside, so it is looked at before it is read: it must be a workbook, not
locked, and not larger than a service's records can be.
"""

import warnings
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO
from os import SEEK_END
from pathlib import Path
from typing import Any, BinaryIO

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from idva_desktop.domain.errors import WorkbookError
from idva_desktop.exchange.words import is_blank, slug

Value = str | int | float | bool | datetime | date | time | timedelta | None

MOST_BYTES = 100 * 1024 * 1024
"""Size of the file; a service's workbook of ten years is a tenth of it."""
MOST_UNPACKED = 600 * 1024 * 1024
"""Size of all its parts unpacked."""
MOST_PACKED = 400
"""How many times smaller than itself a large part may be packed."""
MOST_ROWS = 300_000
"""Rows of one sheet."""
MOST_COLUMNS = 200
"""Columns that are looked at; what a mapping names lies among them."""

_LARGE_PART = 10 * 1024 * 1024
_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAFE = "Nothing was changed."
# How zipfile, the XML parser and openpyxl say that a part is damaged or missing; all were met in
# workbooks that were damaged on purpose.
_DAMAGED = (
    *(InvalidFileException, zipfile.BadZipFile, zlib.error, EOFError, OSError, SyntaxError),
    *(LookupError, ValueError, TypeError, AttributeError, RuntimeError),
)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row.

    Attributes:
        number: the row's number in the spreadsheet.
        values: by column heading, as the mapping writes it.
    """

    number: int
    values: Mapping[str, Value]


def read_sheets(path: Path, wanted: Mapping[str, Sequence[str]]) -> dict[str, list[SheetRow]]:
    """Read the rows of the sheets.

    Args:
        path: the workbook.
        wanted: the columns needed, by sheet; letter case and spaces do not matter.

    Returns:
        The rows of each sheet, wholly blank ones left out.

    Raises:
        WorkbookError: it is no workbook, is locked or too large, or a sheet or column is missing.
    """
    with _opened(path) as file, _read(file) as book:
        sheets = {slug(name): name for name in book.sheetnames}
        missing = [name for name in wanted if slug(name) not in sheets]
        if missing:
            raise WorkbookError(
                f"The workbook has no sheet “{missing[0]}”. {_SAFE} "
                "Check the name of the sheet, or choose another mapping."
            )
        return {
            name: list(_rows(book[sheets[slug(name)]], name, columns))
            for name, columns in wanted.items()
        }


def read_whole_sheets(content: bytes) -> dict[str, list[tuple[Value, ...]]]:
    """Read every sheet of a workbook as rows of values, as far as each row has any.

    Args:
        content: the bytes of the workbook, which need not lie in any file.

    Raises:
        WorkbookError: it is no workbook, is locked or too large.
    """
    _look_at(BytesIO(content))
    with _read(BytesIO(content)) as book:
        return {sheet.title: _whole(sheet) for sheet in book.worksheets}


def _whole(sheet: Any) -> list[tuple[Value, ...]]:  # noqa: ANN401 - openpyxl's types do not say
    sheet.reset_dimensions()
    found = []
    for number, row in enumerate(sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS), start=1):
        if number > MOST_ROWS:
            raise _too_large()
        filled = max((at for at, value in enumerate(row, start=1) if value is not None), default=0)
        found.append(tuple(row[:filled]))
    return found


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """Open the file, refuse what is no workbook, and close it whatever openpyxl does."""
    try:
        file = path.open("rb")
    except OSError:
        raise _not_there() from None
    with file:
        _look_at(file)
        yield file


def _look_at(file: BinaryIO) -> None:
    """Refuse what is no workbook, before anything unpacks it."""
    try:
        start = file.read(len(_OLD_OR_LOCKED))
        size = file.seek(0, SEEK_END)
        file.seek(0)
    except OSError:
        raise _not_there() from None
    if start == _OLD_OR_LOCKED:
        raise WorkbookError(
            "The workbook is locked with a password or in the old .xls form. "
            f"{_SAFE} Save it as .xlsx without a password, and try again."
        )
    if size > MOST_BYTES:
        raise _too_large()
    try:
        with zipfile.ZipFile(file) as parts:
            infos = parts.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError):
        raise _not_a_workbook() from None
    if any(info.flag_bits & 1 for info in infos):
        raise WorkbookError(
            f"The workbook is locked with a password. {_SAFE} Save it without one, and try again."
        )
    if sum(info.file_size for info in infos) > MOST_UNPACKED or any(map(_is_bomb, infos)):
        raise _too_large()


def _is_bomb(info: zipfile.ZipInfo) -> bool:
    packed = max(info.compress_size, 1)
    return info.file_size > _LARGE_PART and info.file_size / packed > MOST_PACKED


def _not_there() -> WorkbookError:
    return WorkbookError(
        f"The workbook cannot be opened. {_SAFE} Check that it is there and that you may read it."
    )


def _not_a_workbook() -> WorkbookError:
    return WorkbookError(
        f"This file is not a workbook that can be read. {_SAFE} Choose an .xlsx file, or save "
        "the workbook anew as .xlsx."
    )


def _too_large() -> WorkbookError:
    return WorkbookError(
        f"The workbook is larger than can be read at once. {_SAFE} Split it by year, and import "
        "the parts one after the other."
    )


@contextmanager
def _read(file: BinaryIO) -> Iterator[Any]:
    # What openpyxl warns of (a style, a validation, an impossible date shown as an error) is no
    # concern of the reader's: each value is judged by the question it answers.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        try:
            yield load_workbook(file, read_only=True, data_only=True, keep_links=False)
        except _DAMAGED:
            raise _not_a_workbook() from None


def _rows(sheet: Any, name: str, columns: Sequence[str]) -> Iterator[SheetRow]:  # noqa: ANN401 - openpyxl's types do not say
    # The size that a file declares of its sheet may be wrong or absent.
    sheet.reset_dimensions()
    rows = sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS)
    places = _places(next(rows, ()), name, columns)
    for number, row in enumerate(rows, start=2):
        if number > MOST_ROWS:
            raise _too_large()
        values = {column: _cell(row, place) for column, place in places.items()}
        if any(value is not None for value in values.values()):
            yield SheetRow(number, values)


def _cell(row: Sequence[Value], place: int) -> Value:
    value = row[place] if place < len(row) else None
    return None if isinstance(value, str) and is_blank(value) else value


def _places(headings: Sequence[Value], name: str, columns: Sequence[str]) -> dict[str, int]:
    """Return where each column stands; of two with one heading the first counts."""
    found: dict[str, int] = {}
    for place, heading in enumerate(headings):
        if heading is not None:
            found.setdefault(slug(str(heading)), place)
    missing = [column for column in columns if slug(column) not in found]
    if missing:
        raise WorkbookError(
            f"The sheet “{name}” has no column “{missing[0]}”. {_SAFE} "
            "Check the headings in its first row, or choose another mapping."
        )
    return {column: found[slug(column)] for column in columns}
