"""Reading returns that were sent before this program was in use, from a plain file.

The form is that of ``cells.csv``. A file that was typed off may leave out what it does not need:
strand, dimension and category (then a row is a total) and status (then a value is shown, and an
empty one withheld). Each fault is one sentence with its row; with any fault nothing is taken.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from idva_desktop.domain.calendar import Period
from idva_desktop.domain.errors import AnswerError, ReturnError
from idva_desktop.returns.cells import Cell, CellKey, Status, broken_down, parts
from idva_desktop.returns.measure import STRANDS, TOTAL, AnyMeasure, Registry
from idva_desktop.returns.reader_equations import Equation, Equations, Published
from idva_desktop.returns.recorded import unsaid_answers

NEEDED = ("period", "measure", "part", "value")
"""The columns that every file has."""
_MORE = {"strand": TOTAL, "dimension": TOTAL, "category": TOTAL, "status": ""}
_LONGEST = 20  # faults that are said one by one
_MOST = 99_999
_MOST_HOURS = 16_000
"""In a quarter; sums are searched among no more minutes than that."""
_APART = frozenset({"suspended", "unpaired"})
_NOTHING = "Nothing was entered."
_TOO_MANY = "The value is more than one service can count; see whether two numbers ran together."


@dataclass
class _Reading:
    """Rows taken so far, and what is wrong."""

    measures: Registry
    today: date
    cells: dict[CellKey, Cell] = field(default_factory=dict)
    rows: dict[CellKey, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def take(self, number: int, row: Mapping[str, str]) -> None:
        key = CellKey(*(row[name] for name in (*NEEDED[:3], "strand", "dimension", "category")))
        fault = next(self._faults(key, row), None)
        if fault is None and key in self.cells:
            fault = f"The figure is in row {self.rows[key]} already."
        if fault is not None:
            self.faults.append(f"Row {number}: {fault}")
            return
        status = row["status"] or ("A" if row["value"] else "c")
        if status != Status.NOT_COLLECTED:
            shown = int(row["value"]) if status == Status.SHOWN else None
            self.cells[key] = Cell(key, shown, Status(status))
            self.rows[key] = number

    def _faults(self, key: CellKey, row: Mapping[str, str]) -> Iterator[str]:
        yield from self._period_faults(key.period)
        measure = self.measures.get(key.measure)
        if measure is None:
            yield f"There is no measure {_said(key.measure)}."
            return
        yield from _place_faults(measure, key)
        yield from _value_faults(measure, key, row["value"], row["status"])

    def _period_faults(self, name: str) -> Iterator[str]:
        try:
            period = Period.parse(name)
        except AnswerError:
            yield "The period is none such as 2024-Q2, 2024-FY or 2022-25@2024-FY."
            return
        if period.is_month or period.is_to_date:
            yield "Returns of months cannot be recorded; record quarters, years or a contract."
            return
        if period.end > self.today:
            yield f"{period.title()} is not over yet, so no return of it was sent."


def _place_faults(measure: AnyMeasure, key: CellKey) -> Iterator[str]:
    known = ["hours" if part == "minutes" else part for part in parts(measure)]
    if key.part not in known:
        yield f"{measure.id} has no part {_said(key.part)}; it has {', '.join(known)}."
    if key.strand not in ((*STRANDS, TOTAL) if measure.by_strand else (TOTAL,)):
        yield f"{measure.id} has no strand {_said(key.strand)}."
    if key.dimension == TOTAL:
        if key.category != TOTAL:
            yield "A category stands without its dimension."
        if not measure.has_total:
            yield f"{measure.id} has no total; name the dimension and the category."
        return
    if key.strand != TOTAL:
        yield "One breakdown at a time: a category cannot be by strand as well."
    if key.category not in measure.breakdowns.get(key.dimension, ()):
        yield f"{measure.id} has no category {_said(key.category)} of {_said(key.dimension)}."
    elif key.part in {*_APART, "hours"} or not broken_down(measure, key.part, key.dimension):
        yield f"{measure.id} is not shown by {key.dimension} in the part {key.part}."


def _value_faults(measure: AnyMeasure, key: CellKey, value: str, status: str) -> Iterator[str]:
    if status not in {"", *Status}:
        yield "The status is none of A, c, z and x."
    elif (status == Status.EMPTY) != (key.strand in measure.empty_strands):
        yield f"The status z stands where {measure.id} is empty by definition, and only there."
    elif status and bool(value) != (status == Status.SHOWN):
        yield "A value stands beside the status A, and only there."
    elif value and not (value.isascii() and value.isdigit()):
        yield "The value is no whole number."
    elif value and len(value.lstrip("0")) > len(str(_MOST)):
        yield _TOO_MANY
    elif value and key.part == "hours":
        quarters = sum(1 for _ in Period.parse(key.period).quarters())
        if int(value) > _MOST_HOURS * quarters:
            yield _TOO_MANY


def _said(word: str) -> str:
    """Return a word of the file in quotes, short: it may be anything."""
    return f"“{word[:40]}”"


def read_recorded(content: bytes, measures: Registry, today: date) -> list[Cell]:
    """Read the figures of one or several earlier returns.

    Args:
        content: the file.
        measures: what figures can be of.
        today: the London date.

    Returns:
        Cells, sorted; shown, withheld or empty by definition.

    Raises:
        ReturnError: the file is no such file, or something in it is wrong; with each fault's row.
    """
    reading = _Reading(measures, today)
    for number, row in _rows(content):
        reading.take(number, row)
    if not reading.faults:
        reading.faults += _sum_faults(reading, measures)
    if reading.faults:
        raise ReturnError(_listed(reading.faults))
    if not any(cell.value is not None for cell in reading.cells.values()):
        raise ReturnError(f"The file holds no figure. {_NOTHING}")
    return sorted((reading.cells | _empty(reading.cells, measures)).values())


def _empty(keys: Iterable[CellKey], measures: Registry) -> dict[CellKey, Cell]:
    """Return what is empty by definition beside ``keys``: every reader knows it."""
    places = {replace(key, strand=TOTAL) for key in keys if key.dimension == TOTAL}
    found = (
        replace(place, strand=strand)
        for place in places
        for strand in measures[place.measure].empty_strands
    )
    return {key: Cell(key, None, Status.EMPTY) for key in found}


def _rows(content: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), strict=True))
    except (UnicodeDecodeError, csv.Error):
        raise ReturnError(
            f"The file is no CSV in UTF-8. {_NOTHING} Save it as “CSV UTF-8” and give it again."
        ) from None
    heads = [head.strip().lower() for head in lines[0]] if lines else []
    missing = [name for name in NEEDED if name not in heads]
    if missing or len(set(heads)) != len(heads):
        raise ReturnError(
            f"The first row must name each column once, and {', '.join(NEEDED)} among them. "
            f"{_NOTHING}"
        )
    if strange := [head for head in heads if head not in {*NEEDED, *_MORE}]:
        raise ReturnError(
            f"The first row names a column {_said(strange[0])}, and there is none such. {_NOTHING} "
            f"The columns are {', '.join((*NEEDED, *_MORE))}; leave any other out."
        )
    for number, line in enumerate(lines[1:], start=2):
        if not any(cell.strip() for cell in line):
            continue
        if any(cell.strip() for cell in line[len(heads) :]):
            raise ReturnError(
                f"Row {number}: There are more cells than columns, as where a number has a comma "
                f"in it. {_NOTHING} Correct the file and give it again."
            )
        given = dict(zip(heads, (cell.strip() for cell in line), strict=False))
        row = {name: given.get(name, "") for name in NEEDED}
        yield number, row | {name: given.get(name) or usual for name, usual in _MORE.items()}


def _sum_faults(reading: _Reading, measures: Registry) -> Iterator[str]:
    """Yield where figures that were shown do not add up; what was not shown may be anything."""
    cells = [cell for cell in reading.cells.values() if cell.key.part != "hours"]
    cells += unsaid_answers(cells, measures)
    shown = {cell.key: cell.value for cell in cells if cell.value is not None}
    seen: set[tuple[int, ...]] = set()
    for equation in Equations(cells, Published.of(measures)).equations():
        if equation.sure and not _can_hold(equation, shown):
            rows = tuple(sorted(reading.rows[key] for key in equation.factors if key in shown))
            if rows not in seen:
                seen.add(rows)
                yield f"Rows {_and(rows)}: these figures do not add up."


def _can_hold(equation: Equation, shown: Mapping[CellKey, int]) -> bool:
    known = sum(factor * shown.get(key, 0) for key, factor in equation.factors.items())
    more = any(factor > 0 for key, factor in equation.factors.items() if key not in shown)
    fewer = any(factor < 0 for key, factor in equation.factors.items() if key not in shown)
    return (known <= equation.high or fewer) and (known >= equation.low or more)


def _and(numbers: Sequence[int]) -> str:
    *most, last = map(str, numbers)
    return f"{', '.join(most)} and {last}" if most else last


def _listed(faults: Iterable[str]) -> str:
    every = list(faults)
    more = [f"and {len(every) - _LONGEST} more."] if len(every) > _LONGEST else []
    return "\n".join([*every[:_LONGEST], *more, f"{_NOTHING} Correct the file and give it again."])
