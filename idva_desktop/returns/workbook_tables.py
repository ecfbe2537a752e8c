"""A return as tables of plain numbers, one figure a cell, for a spreadsheet.

On paper a rate reads "47 of 50 (94 %)"; in a spreadsheet each number has a cell of its own, and a
sign in square brackets stands where there is none, as the Government Analysis Function asks
("Releasing statistics in spreadsheets").
"""

from collections.abc import Iterable, Iterator, Sequence

from idva_desktop.domain.calendar import Period
from idva_desktop.domain.tables import FinishedTable, TableCell, TableRow
from idva_desktop.returns.answer_words import answer_words, dimension_words
from idva_desktop.returns.cells import Cell, CellKey, Status
from idva_desktop.returns.measure import TOTAL, AnyMeasure, Registry
from idva_desktop.returns.return_tables import PART_WORDS, STRAND_MEANINGS, STRAND_WORDS, percentage
from idva_desktop.returns.trends import Trend

SIGNS = {
    Status.WITHHELD: "[c]",
    Status.EMPTY: "[z]",
    Status.NOT_COLLECTED: "[x]",
}
"""What stands in a cell without a number, by status."""

SIGN_WORDS = {
    "[c]": "withheld to protect clients, whatever the figure",
    "[z]": "not applicable: nothing to count by definition, or no target",
    "[x]": "not collected, or not part of this return",
    **STRAND_MEANINGS,
}
_PERCENT = "Percentage"
_NO_TARGET = TableCell(SIGNS[Status.EMPTY])


def workbook_tables(
    cells: Iterable[Cell], measures: Registry, trends: Sequence[Trend]
) -> list[FinishedTable]:
    """Lay the cells of one return out as tables of numbers.

    Args:
        cells: of one period, as released.
        measures: the registry, for titles and targets.
        trends: how the measures have gone; may be empty.

    Returns:
        The indicators by strand, each breakdown, and the trends; every cell of the return stands
        in exactly one of the first.
    """
    laid = _Numbers(cells, measures)
    return [laid.headline(), *laid.breakdowns(), *([_trend_numbers(trends)] if trends else [])]


class _Numbers:
    def __init__(self, cells: Iterable[Cell], measures: Registry) -> None:
        self._found = {cell.key: cell for cell in cells}
        self._period = next(iter(self._found)).period
        present = {key.measure for key in self._found}
        self._measures = [each for each in measures.values() if each.id in present]

    def headline(self) -> FinishedTable:
        """Return one row for each part of each measure, a strand a column."""
        rows = [row for measure in self._measures for row in self._parts(measure)]
        columns = ("Code", "What is counted", *STRAND_WORDS.values(), "Target, per cent")
        return FinishedTable("Indicators by strand", "Indicator", columns, tuple(rows))

    def _parts(self, measure: AnyMeasure) -> Iterator[TableRow]:
        for part in self._told(measure.id, TOTAL):
            figures = [
                _figure(self._found.get(self._key(measure.id, part, strand)))
                for strand in STRAND_WORDS
            ]
            yield _row(measure, _head(part), figures, _NO_TARGET)
            if part == "base":
                shares = [self._share(measure.id, strand, TOTAL, TOTAL) for strand in STRAND_WORDS]
                aim = measure.target_in(Period.parse(self._period))
                target = _NO_TARGET if aim is None else TableCell(str(aim), number=aim)
                yield _row(measure, _PERCENT, shares, target)

    def _told(self, measure: str, dimension: str) -> list[str]:
        """Return the parts that the return holds of a measure, in the order of the words."""
        held = {
            key.part for key in self._found if key.measure == measure and key.dimension == dimension
        }
        known = [part for part in PART_WORDS if part in held]
        return known + sorted(held - set(known))

    def _key(
        self,
        measure: str,
        part: str,
        strand: str,
        dimension: str = TOTAL,
        category: str = TOTAL,
    ) -> CellKey:
        return CellKey(self._period, measure, part, strand, dimension, category)

    def _share(self, measure: str, strand: str, dimension: str, category: str) -> TableCell:
        met, base = (
            self._found.get(self._key(measure, part, strand, dimension, category))
            for part in ("met", "base")
        )
        share = percentage(met.value, base.value) if met and base else None
        if share is not None:
            return TableCell(str(share), number=share)
        statuses = {each.status for each in (met, base) if each}
        hidden = Status.WITHHELD in statuses
        if not statuses:
            return _figure(None)
        return TableCell(SIGNS[Status.WITHHELD if hidden else Status.EMPTY], withheld=hidden)

    def breakdowns(self) -> Iterator[FinishedTable]:
        """Yield each measure by each dimension that the return holds it by."""
        for measure in self._measures:
            for dimension, codes in measure.breakdowns.items():
                held = self._told(measure.id, dimension)
                if held:
                    yield self._breakdown(measure, dimension, codes, held)

    def _breakdown(
        self, measure: AnyMeasure, dimension: str, codes: Sequence[str], held: Sequence[str]
    ) -> FinishedTable:
        strands = [
            strand
            for strand in STRAND_WORDS
            if any(key.strand == strand for key in self._of(measure.id, dimension))
        ]
        share = {"met", "base"} <= set(held)
        named = {part: _head(part) for part in held}
        if "met" not in held:  # what nothing is a share of is a number like any other
            named["base"] = _head("count")
        columns = [
            named[part] if strand == TOTAL else f"{named[part]}, {STRAND_WORDS[strand]}"
            for strand in strands
            for part in held
        ]
        rows = []
        for code in codes:
            figures = [
                _figure(self._found.get(self._key(measure.id, part, strand, dimension, code)))
                for strand in strands
                for part in held
            ]
            if share:
                figures.append(self._share(measure.id, TOTAL, dimension, code))
            rows.append(TableRow(answer_words(dimension, code), tuple(figures)))
        by = dimension_words(dimension)
        heads = (*columns, _PERCENT) if share else tuple(columns)
        title = f"{measure.id} {measure.title} by {by}"
        return FinishedTable(title, by[:1].upper() + by[1:], heads, tuple(rows))

    def _of(self, measure: str, dimension: str) -> Iterator[CellKey]:
        for key in self._found:
            if key.measure == measure and key.dimension == dimension:
                yield key


def _row(
    measure: AnyMeasure, part: str, figures: Sequence[TableCell], target: TableCell
) -> TableRow:
    return TableRow(measure.title, (TableCell(measure.id), TableCell(part), *figures, target))


def _head(part: str) -> str:
    return PART_WORDS.get(part, part.replace("_", " ")).capitalize()


def _figure(cell: Cell | None) -> TableCell:
    if cell is None:
        return TableCell(SIGNS[Status.NOT_COLLECTED])
    if cell.value is None:
        return TableCell(SIGNS[cell.status], withheld=cell.status is Status.WITHHELD)
    return TableCell(str(cell.value), number=cell.value)


def _trend_numbers(trends: Sequence[Trend]) -> FinishedTable:
    rows = []
    for trend in trends:
        unit = "per cent" if trend.is_rate else "number"
        points = [_plain(cell) for cell in trend.cells]
        rows.append(TableRow(trend.title, (TableCell(trend.measure), TableCell(unit), *points)))
    columns = ("Code", "Unit", *trends[0].quarters)
    return FinishedTable("Quarter by quarter", "Indicator, whole service", columns, tuple(rows))


def _plain(cell: TableCell) -> TableCell:
    if cell.number is not None:
        return TableCell(str(cell.number), number=cell.number)
    hidden = Status.WITHHELD if cell.withheld else Status.EMPTY
    return TableCell(SIGNS[hidden], withheld=cell.withheld)
