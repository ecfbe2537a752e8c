"""Whether the documents of a return say what its data says, to the last digit.

They are laid out again from ``return.json`` and held against what stands in them, table by table.
"""

from collections.abc import Iterator, Mapping, Sequence

from idva_desktop.documents.printed_words import printed_words
from idva_desktop.domain.errors import IdvaError, ReturnError
from idva_desktop.domain.tables import FinishedTable, TableRow
from idva_desktop.exchange.workbook import read_whole_sheets
from idva_desktop.returns.layout import WORDING, ReturnLayout, layout
from idva_desktop.returns.parcel import Parcel

_SHEETS_BESIDE = frozenset({"Cover", "Contents", "Notes", "Definitions"})


def document_faults(files: Mapping[str, bytes], parcel: Parcel) -> Iterator[str]:
    """Yield where the PDF or the workbook says something else than ``return.json``.

    Args:
        files: name to bytes; a document that is not among them is no fault of this kind.
        parcel: what was read from them.
    """
    if parcel.wording != WORDING:  # this program cannot lay them out as they are
        return
    try:
        laid = layout(parcel.period.name, parcel.cells, parcel.measures, parcel.trends)
    except (IdvaError, LookupError, ValueError, StopIteration):
        yield "The figures of this return cannot be laid out as tables."
        return
    if "return.pdf" in files:
        yield from _paper(files["return.pdf"], laid)
    if "return.xlsx" in files:
        yield from _workbook(files["return.xlsx"], laid)


def _paper(pdf: bytes, laid: ReturnLayout) -> Iterator[str]:
    try:
        words = printed_words(pdf)
    except ReturnError as error:
        yield str(error)
        return
    at = 0
    for row in (row for table in laid.tables for row in table.rows):
        line = _said(row)
        found = words.find(line, at)
        if found < 0:
            yield "The files return.pdf and return.json do not hold the same figures."
            return
        at = found + len(line)


def _said(row: TableRow) -> str:
    return " ".join(" ".join((row.heading, *(cell.text for cell in row.cells))).split())


def _workbook(content: bytes, laid: ReturnLayout) -> Iterator[str]:
    try:
        sheets = read_whole_sheets(content)
    except IdvaError:
        yield "The file return.xlsx cannot be read."
        return
    told = [rows for name, rows in sheets.items() if name not in _SHEETS_BESIDE]
    if [_from_head(rows) for rows in told] != [_expected(table) for table in laid.numbers]:
        yield "The files return.xlsx and return.json do not hold the same figures."


def _from_head(rows: Sequence[tuple[object, ...]]) -> list[tuple[object, ...]]:
    """Return a sheet from the head of its table on; above stand its title and two lines."""
    return [tuple(row) for row in rows[3:]]


def _expected(table: FinishedTable) -> list[tuple[object, ...]]:
    rows = [
        (row.heading, *(cell.text if cell.number is None else cell.number for cell in row.cells))
        for row in table.rows
    ]
    return [(table.first, *table.columns), *rows]
