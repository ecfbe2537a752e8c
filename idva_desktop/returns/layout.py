"""What the files of a return are laid out from: everything counted, nothing left to compute."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from idva_desktop.domain.calendar import Period
from idva_desktop.domain.tables import FinishedTable
from idva_desktop.returns.cells import Cell
from idva_desktop.returns.measure import Registry
from idva_desktop.returns.return_tables import return_tables
from idva_desktop.returns.trends import Trend, trend_table
from idva_desktop.returns.workbook_tables import workbook_tables

WORDING = 1
"""The words and the order of a return's papers. Counted up when either changes: a later program
then knows that it cannot lay the papers of an earlier one out again, and accuses nobody."""


@dataclass(frozen=True, slots=True)
class ReturnLayout:
    """A return ready to be written.

    Attributes:
        title: such as "Return for Quarter 2 of 2025-26".
        tables: for paper, a rate as words; the headline table first, the trends last.
        numbers: for a spreadsheet, one figure a cell.
        trends: how the measures have gone, by what was released.
    """

    title: str
    tables: Sequence[FinishedTable]
    numbers: Sequence[FinishedTable]
    trends: Sequence[Trend]


Writer = Callable[[ReturnLayout], bytes]
"""Makes one file of a return; the same bytes for the same layout."""


def layout(
    period: str, cells: Sequence[Cell], measures: Registry, told: Sequence[Trend]
) -> ReturnLayout:
    """Lay a return out.

    Args:
        period: its name.
        cells: as released.
        measures: the registry, for titles, definitions and targets.
        told: how the figures have gone, up to this return.
    """
    tables = return_tables(cells, measures)
    return ReturnLayout(
        f"Return for {Period.parse(period).title()}",
        [*tables, *([trend_table(told)] if told else [])],
        workbook_tables(cells, measures, told),
        told,
    )
