"""How the figures have gone, quarter by quarter, from what earlier returns released.

Nothing is counted here: each point is a figure that has left already, or leaves with this return,
so that a trend tells no reader anything that the returns themselves do not.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from idva_desktop.domain.calendar import Period
from idva_desktop.domain.tables import NOT_APPLICABLE, WITHHELD, FinishedTable, TableCell, TableRow
from idva_desktop.returns.cells import Cell, CellKey, Status
from idva_desktop.returns.ledger import Released
from idva_desktop.returns.measure import Registry, Shape
from idva_desktop.returns.return_tables import percentage

QUARTERS_SHOWN = 8
"""How many quarters a trend goes back at most: two years, so that seasons can be compared."""
_FEWEST = 2  # one point is no trend
_NOTE = (
    "Each quarter as its own return gave it; nothing is restated. Years begin on 1 April, so that "
    "2025-Q1 is April to June 2025. Shares are whole percentages of the two counts shown there."
)


@dataclass(frozen=True, slots=True)
class Trend:
    """One measure of the whole service over some quarters.

    Attributes:
        measure: its id.
        title: its name.
        target: percentage aimed at, or ``None``.
        is_rate: whether the points are percentages.
        quarters: names of the quarters, in order.
        cells: a figure for each quarter, in words and as a number.
    """

    measure: str
    title: str
    target: int | None
    is_rate: bool
    quarters: tuple[str, ...]
    cells: tuple[TableCell, ...]

    @property
    def points(self) -> tuple[int | None, ...]:
        """The figures; ``None`` where one is withheld or there is nothing to count."""
        return tuple(cell.number for cell in self.cells)


def trends(rows: Sequence[Released], measures: Registry) -> list[Trend]:
    """Return how each measure has gone, the whole service only.

    Args:
        rows: the ledger up to this return, this return last.
        measures: the registry, for titles and targets.

    Returns:
        A trend for each rate and count of which two quarters or more are told; none at all where
        fewer than two quarters were issued.
    """
    last = Period.parse(rows[-1].period)
    told = {
        row.period: {cell.key: cell for cell in row.cells}
        for row in rows
        if Period.parse(row.period).is_quarter and Period.parse(row.period).end <= last.end
    }
    quarters = tuple(sorted(told))[-QUARTERS_SHOWN:]
    if len(quarters) < _FEWEST:
        return []
    return list(_trends({name: told[name] for name in quarters}, measures))


def _trends(told: Mapping[str, Mapping[CellKey, Cell]], measures: Registry) -> Iterator[Trend]:
    for measure in measures.values():
        if measure.shape not in {Shape.RATE, Shape.COUNT}:
            continue
        is_rate = measure.shape is Shape.RATE
        cells = tuple(
            point(measure.id, name, found, is_rate=is_rate) for name, found in told.items()
        )
        if sum(cell.number is not None for cell in cells) >= _FEWEST:
            yield Trend(
                measure.id,
                measure.title,
                measure.target_in(Period.parse(max(told))),
                is_rate,
                tuple(told),
                cells,
            )


def point(measure: str, quarter: str, cells: Mapping[CellKey, Cell], *, is_rate: bool) -> TableCell:
    """Return the figure of one measure, the whole service, as the return of a quarter gave it.

    Args:
        measure: its id.
        quarter: the name of the quarter.
        cells: what that return showed.
        is_rate: whether it is a percentage.
    """
    if not is_rate:
        cell = cells.get(CellKey(quarter, measure, "count"))
        value, status = (cell.value, cell.status) if cell else (None, Status.NOT_COLLECTED)
        return _told(value, status, "" if value is None else f"{value:,}")
    met, base = (cells.get(CellKey(quarter, measure, part)) for part in ("met", "base"))
    if met is None or base is None:
        return TableCell(NOT_APPLICABLE)
    share = percentage(met.value, base.value)
    hidden = Status.WITHHELD in {met.status, base.status}
    return _told(share, Status.WITHHELD if hidden else base.status, f"{share} %")


def _told(value: int | None, status: Status, words: str) -> TableCell:
    if status is Status.WITHHELD:
        return TableCell(WITHHELD, withheld=True)
    return TableCell(NOT_APPLICABLE) if value is None else TableCell(words, number=value)


def trend_table(found: Sequence[Trend]) -> FinishedTable:
    """Return trends as one table, a quarter a column: the words beside the plots."""
    return FinishedTable(
        "Quarter by quarter",
        "Indicator, whole service",
        found[0].quarters,
        tuple(TableRow(trend.title, trend.cells) for trend in found),
        (_NOTE,),
    )
