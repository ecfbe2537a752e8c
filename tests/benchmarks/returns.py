"""What a year of returns shows, withholds, gives away and costs, by the size of the service.

``python -m tests.benchmarks.returns [--fine] [CASES…]`` issues the year of the shipped pack, or of
the fine one month by month, attacks it, and prints a table with a column for each size. Seconds
are of the processor, beside a floor of the same run: booking and adding up the same cells without
any protection. The exact bound is of the shipped pack alone: that of the fine one does not end.
It never fails by time: these machines are shared.
"""

import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from idva_desktop.domain.calendar import Period
from idva_desktop.returns.attack import attack
from idva_desktop.returns.booking import Booking, book
from idva_desktop.returns.cells import Cell, CellKey, Status
from idva_desktop.returns.constraints import Lattice
from idva_desktop.returns.facts import Fact
from idva_desktop.returns.ledger import Ledger, books
from idva_desktop.returns.measures import MEASURES
from idva_desktop.returns.pack import Pack
from tests.returns.exact_suppression import Solved, solving_watched
from tests.returns.fine_years import FINE, FINE_YEAR, fine_lattice
from tests.returns.issued_years import YEAR, cells_of, issuing
from tests.returns.made_up_cases import facts_of_service
from tests.returns.real_measures_years import (
    FLOORS,
    PACK,
    PUBLISHED,
    bounded,
    lattice_of,
    naive,
    share_shown,
    small_counts,
    true_counts,
    worked_out,
)

FINE_CASES = (250,)
ROUNDS = 5  # of the floor, which is short


@dataclass(frozen=True, slots=True)
class Year:
    """A year that was issued.

    Attributes:
        cases: referrals a year.
        ledger: its returns, each with its proof.
        lattice: the truth behind them.
        solved: every component that was protected.
        seconds: for each of its returns, proof and check included.
        floor: for adding the same cells up.
    """

    cases: int
    ledger: Ledger
    lattice: Lattice
    solved: Sequence[Solved]
    seconds: Sequence[float]
    floor: float


def issue(cases: int, *, fine: bool) -> Year:
    """Issue a year and take the time."""
    names, pack = (FINE_YEAR, FINE) if fine else (YEAR, PACK)
    facts = facts_of_service(cases)  # made before the clock runs
    floor = statistics.median(seconds_to_add_up(facts, names, pack) for _ in range(ROUNDS))
    ledger, moments = Ledger(), [time.process_time()]
    with solving_watched() as solved:
        for ledger in issuing(names, facts, MEASURES, pack):  # noqa: B007 - the last one stays
            moments.append(time.process_time())
    lattice = fine_lattice(ledger) if fine else lattice_of(ledger)
    seconds = [after - before for before, after in pairwise(moments)]
    return Year(cases, ledger, lattice, solved, seconds, floor)


def seconds_to_add_up(facts: Sequence[Fact], names: Sequence[str], pack: Pack) -> float:
    """Return how long it takes to book the same facts and add up the same cells, and no more."""
    began, measures = time.process_time(), pack.measures(MEASURES)
    quarters, bookings = list[Period](), list[Booking]()
    for period in map(Period.parse, names):
        if books(period, quarters):
            first = next(iter(quarters), None)
            bookings += book(facts, measures, bookings, period, first)
            quarters.append(period)
        lattice = Lattice(measures, pack, quarters, bookings)
        for key in pack.cells(period, measures):
            lattice.true_value(key)
    return time.process_time() - began


def rows_of(year: Year, *, fine: bool) -> Iterator[tuple[str, str]]:
    """Yield what is said of a year, each row with its name."""
    cells, lattice = cells_of(year.ledger), year.lattice
    bounds = attack(cells, PUBLISHED)
    small = small_counts(true_counts(lattice, bounds))
    yield "small client counts attacked", f"{len(small):,}"
    yield "recovered exactly", str(sum(bounds[key].exact for key in small))
    yield "bounded away from 0 or from 5", str(len(bounded(lattice, bounds)))
    yield "withheld cells worked out", str(len(list(worked_out(cells, bounds))))
    yield "cells that say anything", f"{_told(cells):,}"
    yield "shown", f"{share_shown(cells):.1%}"
    if not fine:
        yield "floor", f"{FLOORS[year.cases]:.0%}" if year.cases in FLOORS else "none"
    alone = 1 - sum(len(each.small) for each in year.solved) / _told(cells)
    yield "shown if small cells alone were withheld (not safe)", f"{alone:.1%}"
    yield "reached of that", f"{share_shown(cells) / alone:.0%}"
    yield from _of_the_usual_rule(cells, lattice, small)
    yield f"seconds for all {len(year.ledger.rows)} returns", f"{sum(year.seconds):.1f}"
    yield "of that the last return", f"{year.seconds[-1]:.1f}"
    yield "times adding up the same cells", f"{sum(year.seconds) / year.floor:.0f}"
    worlds = (len(year.ledger.proofs[row.hash].worlds) for row in year.ledger.rows)
    yield "worlds in the largest certificate", str(max(worlds))
    withheld = sum(each.withheld for each in year.solved)
    yield "withheld cells", f"{withheld:,}"
    if not fine:
        least = sum(each.fewest() for each in year.solved)
        yield "exact lower bound", f"{least:,}"
        yield "ratio", f"{withheld / least:.3f}"


def _told(cells: Sequence[Cell]) -> int:
    return sum(cell.status is not Status.EMPTY for cell in cells)


def _of_the_usual_rule(
    cells: Sequence[Cell], lattice: Lattice, small: Sequence[CellKey]
) -> Iterator[tuple[str, str]]:
    """Yield what is learnt where each figure under the threshold is withheld and no other."""
    true = true_counts(lattice, (cell.key for cell in cells))
    bounds = attack(naive(cells, true, range(lattice.pack.threshold)), PUBLISHED)
    yield "recovered if all under 5 were withheld", f"{sum(bounds[key].exact for key in small):,}"
    yield "learnt or bounded then", f"{len(bounded(lattice, bounds)):,}"


def main(*given: str) -> None:
    """Issue, attack and print, a column for each size."""
    fine = "--fine" in given
    sizes = [int(each.replace(",", "")) for each in given if each != "--fine"]
    years = [issue(cases, fine=fine) for cases in sizes or (FINE_CASES if fine else FLOORS)]
    columns = [dict(rows_of(year, fine=fine)) for year in years]
    sys.stdout.write(_line(["", *(f"{year.cases:,} cases" for year in years)]))
    sys.stdout.write(_line(["---"] * (len(years) + 1)))
    for name in columns[0]:
        sys.stdout.write(_line([name, *(column[name] for column in columns)]))


def _line(words: Sequence[str]) -> str:
    return f"| {' | '.join(words)} |\n"


if __name__ == "__main__":
    main(*sys.argv[1:])
