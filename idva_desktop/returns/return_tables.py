"""A return as finished tables: the same on the screen and on paper, to the last digit."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from idva_desktop.domain.calendar import Period
from idva_desktop.domain.tables import (
    NOT_APPLICABLE,
    WITHHELD,
    FinishedTable,
    TableCell,
    TableRow,
)
from idva_desktop.domain.vocab import within
from idva_desktop.returns.answer_words import answer_words, dimension_words
from idva_desktop.returns.cells import Cell, CellKey, Status
from idva_desktop.returns.measure import TOTAL, AnyMeasure, Registry, Shape

STRAND_WORDS = {TOTAL: "Total", "IDVA": "IDVA", "ISVA": "ISVA", "BOTH": "Both"}
STRAND_MEANINGS = {
    "IDVA": "clients of an independent domestic violence adviser",
    "ISVA": "clients of an independent sexual violence adviser",
    "Both": "clients of both kinds of adviser, who are counted under neither of the two",
}
PART_WORDS = {
    "met": "met",
    "base": "of",
    "count": "number",
    "suspended": "unsafe to contact",
    "unpaired": "without both readings",
    "hours": "support hours",
    "median_weeks": "median weeks of support",
    "start": "open at the start",
    "opened": "support begun",
    "closed": "closed",
    "end": "open at the end",
}
"""What each part of a measure is called, in the order in which they are told."""
_RATE = ("met", "base")
WITHHELD_NOTE = (
    f"“{WITHHELD.capitalize()}” stands for every figure that is not shown, whatever its size: "
    "small counts, none among them, and counts from which a small one could be worked out."
)


def percentage(met: int | None, base: int | None) -> int | None:
    """Return the whole percentage of two shown counts, halves rounded up; ``None`` otherwise."""
    if met is None or not base:
        return None
    return (200 * met + base) // (2 * base)


def return_tables(cells: Iterable[Cell], measures: Registry) -> list[FinishedTable]:
    """Lay the cells of one return out as tables.

    Args:
        cells: of one period, as released.
        measures: the registry, for titles and targets.
    """
    cells = list(cells)
    if not cells:
        return []
    found = {_place(cell.key): cell for cell in cells}
    period = Period.parse(cells[0].key.period)
    present = [m for m in measures.values() if any(k[0] == m.id for k in found)]
    laid = _Laid(found, present, period)
    return [laid.headline(), *laid.further()]


Place = tuple[str, str, str, str, str]


def _place(key: CellKey) -> Place:
    return key.measure, key.part, key.strand, key.dimension, key.category


def definition_words(measure: AnyMeasure, dimensions: Collection[str]) -> str:
    """Return what a measure counts, and of what the broader categories among its tables are made.

    Args:
        measure: the measure.
        dimensions: the breakdowns that a return holds of it.
    """
    said = [measure.definition]
    for name, broader in measure.broader.items():
        if name in dimensions:
            groups = (
                _made_of(answer_words(name, code), [answer_words(broader.of, each) for each in of])
                for code, of in broader.groups.items()
            )
            said.append(f"By {dimension_words(name)}: {'; '.join(groups)}.")
    return " ".join(said)


def _made_of(category: str, members: Sequence[str]) -> str:
    if list(members) == [category]:
        return within(category)
    return f"{within(category)} ({'; '.join(within(each) for each in members)})"


class _Laid:
    def __init__(
        self, found: dict[Place, Cell], measures: Sequence[AnyMeasure], period: Period
    ) -> None:
        self._found = found
        self._measures = measures
        self._period = period

    def headline(self) -> FinishedTable:
        """Return one row for each measure, by strand."""
        rows = []
        for measure in self._measures:
            if not measure.has_total:
                continue
            rows += [self._row(measure.title, measure, part) for part in self._headline(measure)]
            for part in ("suspended", "unpaired", "hours"):
                if (measure.id, part, TOTAL, TOTAL, TOTAL) in self._found:
                    heading = f"{measure.title}: {PART_WORDS[part]}"
                    rows.append(self._row(heading, measure, part))
        notes = (
            "A rate such as “47 of 50 (94 %)” says that 47 of 50 counted met the indicator.",
            WITHHELD_NOTE,
            *(f"{strand}: {meaning}." for strand, meaning in STRAND_MEANINGS.items()),
            "A blank is no part of the return: that indicator is given for the whole service only.",
        )
        columns = (*STRAND_WORDS.values(), "Target")
        return FinishedTable("Indicators by strand", "Indicator", columns, tuple(rows), notes)

    @staticmethod
    def _headline(measure: AnyMeasure) -> tuple[str, ...]:
        if measure.shape is Shape.STOCK:
            return ("end",)
        return ("rate",) if measure.shape is Shape.RATE else ("count",)

    def _row(self, heading: str, measure: AnyMeasure, part: str) -> TableRow:
        cells = [self._cell(measure, part, strand) for strand in STRAND_WORDS]
        aim = measure.target_in(self._period) if part == "rate" else None
        target = TableCell("" if aim is None else f"{aim} %")
        return TableRow(heading, (*cells, target))

    def _cell(
        self, measure: AnyMeasure, part: str, strand: str, answer: tuple[str, str] = (TOTAL, TOTAL)
    ) -> TableCell:
        if part != "rate":
            return _figure(self._found.get((measure.id, part, strand, *answer)))
        met, base = (self._found.get((measure.id, each, strand, *answer)) for each in _RATE)
        if met is None or base is None or base.status is not Status.SHOWN:
            if met is not None and met.value is not None:
                return TableCell(f"{met.value:,} of {WITHHELD}", withheld=True)
            return _figure(base)
        share = percentage(met.value, base.value)
        if met.value is None:
            return TableCell(f"{WITHHELD} of {base.value:,}", withheld=True)
        if share is None:
            return TableCell(f"{met.value:,} of {base.value:,} ({NOT_APPLICABLE})")
        return TableCell(f"{met.value:,} of {base.value:,} ({share} %)", number=share)

    def further(self) -> Iterator[FinishedTable]:
        """Yield a table for each stock and each breakdown."""
        for measure in self._measures:
            if measure.shape is Shape.STOCK:
                yield self._stock(measure)
            for dimension, codes in measure.breakdowns.items():
                if part := self._shown_by(measure, dimension, codes):
                    yield self._breakdown(measure, part, dimension, codes)

    def _shown_by(self, measure: AnyMeasure, dimension: str, codes: Sequence[str]) -> str:
        """Return what a breakdown shows of each answer; nothing where it is not in the return."""
        found = [
            part
            for part in (*_RATE, "count")
            if any((measure.id, part, TOTAL, dimension, code) in self._found for code in codes)
        ]
        return "rate" if found[:2] == [*_RATE] else "".join(found[:1])

    def _stock(self, measure: AnyMeasure) -> FinishedTable:
        rows = tuple(
            TableRow(
                PART_WORDS[part].capitalize(),
                tuple(self._cell(measure, part, strand) for strand in STRAND_WORDS),
            )
            for part in ("start", "opened", "closed", "end")
        )
        columns = tuple(STRAND_WORDS.values())
        return FinishedTable(measure.title, "Cases", columns, rows, (measure.definition,))

    def _breakdown(
        self, measure: AnyMeasure, part: str, dimension: str, codes: Sequence[str]
    ) -> FinishedTable:
        rows = [
            TableRow(
                answer_words(dimension, code),
                (self._cell(measure, part, TOTAL, (dimension, code)),),
            )
            for code in codes
        ]
        if measure.has_total:
            rows.append(TableRow("Total", (self._cell(measure, part, TOTAL),)))
        by = dimension_words(dimension)
        return FinishedTable(
            f"{measure.title} by {by}",
            by[:1].upper() + by[1:],
            ("Number",),
            tuple(rows),
            (WITHHELD_NOTE,),
        )


def _figure(cell: Cell | None) -> TableCell:
    if cell is None:
        return TableCell("")
    if cell.status is Status.WITHHELD:
        return TableCell(WITHHELD, withheld=True)
    if cell.value is None:
        return TableCell(NOT_APPLICABLE)
    return TableCell(f"{cell.value:,}", number=cell.value)
