"""What the returns say that were sent before this program was in use.

Nobody knows the cases behind them, so the counts of their quarters are free: whatever agrees with
the figures that were sent. One such table stands in for the truth; it is made up, and any other
would do as well, because nothing is ever shown that the figures sent do not settle.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from idva_desktop.domain.calendar import Period
from idva_desktop.returns.atoms import Atom
from idva_desktop.returns.cells import Cell, CellKey, Status
from idva_desktop.returns.measure import TOTAL, Registry

_QUARTERS_A_YEAR = 4


@dataclass(frozen=True)
class Recorded:
    """Earlier returns, as the sums take them.

    Attributes:
        quarters: every quarter from the first one reported to the first one issued, in order.
        cells: what was sent, withheld figures among them.
        stand_in: a count for each unknown of these quarters that agrees with what was sent.
        settled: figures of ours that are sure, although not all of their share was sent.
    """

    quarters: tuple[Period, ...] = ()
    cells: tuple[Cell, ...] = ()
    stand_in: Mapping[Atom, int] = field(default_factory=dict)
    settled: frozenset[CellKey] = frozenset()

    @cached_property
    def spans(self) -> frozenset[str]:
        """Names of the periods whose unknowns are free: the quarters, and their years."""
        names = [quarter.name for quarter in self.quarters]
        return frozenset([*names, *(f"{name[:4]}-FY" for name in names)])

    @cached_property
    def _told(self) -> frozenset[CellKey]:
        return frozenset(cell.key for cell in self.cells if cell.status is not Status.WITHHELD)

    def tells(self, key: CellKey, quarters: Sequence[Period]) -> bool:
        """Say whether what was sent gives the figure ``key`` of all of ``quarters`` together."""
        years: dict[str, list[str]] = {}
        for quarter in quarters:
            years.setdefault(quarter.name[:4], []).append(quarter.name)
        return all(
            (len(names) == _QUARTERS_A_YEAR and replace(key, period=f"{year}-FY") in self._told)
            or all(replace(key, period=name) in self._told for name in names)
            for year, names in years.items()
        )


def quarters_between(cells: Sequence[Cell], first: Period | None) -> tuple[Period, ...]:
    """Return the quarters from the first one reported to the first one issued.

    Args:
        cells: what was sent.
        first: the first quarter that this program issued or is about to, or ``None``.
    """
    periods = [Period.parse(name) for name in sorted({cell.key.period for cell in cells})]
    if not periods:
        return ()
    until = first.start if first else max(period.end for period in periods)
    day, found = min(period.start for period in periods), list[Period]()
    while day < until:
        found.append(Period.quarter_of(day))
        day = found[-1].end
    return tuple(found)


def unsaid_answers(cells: Iterable[Cell], measures: Registry) -> Iterator[Cell]:
    """Yield the answers that earlier returns left out of a breakdown, as withheld.

    Whoever typed a return off may leave out what it withheld; the answers that are there need not
    be all that the total is made of.

    Args:
        cells: what was sent.
        measures: the definitions; all that the file could name.
    """
    said = {cell.key for cell in cells}
    for place in {replace(key, category="") for key in said if key.dimension != TOTAL}:
        for code in measures[place.measure].breakdowns[place.dimension]:
            key = replace(place, category=code)
            if key not in said:
                yield Cell(key, None, Status.WITHHELD)
