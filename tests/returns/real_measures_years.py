"""Years of returns of made-up services, by the measures and the pack that the program ships."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from idva_desktop.returns.attack import Bounds, Published
from idva_desktop.returns.cells import Cell, CellKey, Status
from idva_desktop.returns.constraints import Lattice, displayed
from idva_desktop.returns.ledger import Ledger
from idva_desktop.returns.measure import OutcomeOf, Shape
from idva_desktop.returns.measures import MEASURES
from idva_desktop.returns.pack import Pack
from tests.returns.issued_years import YEAR, issued, truth
from tests.returns.made_up_cases import facts_of_service

PACK = Pack.default()
PUBLISHED = Published.of(MEASURES)
FLOORS = {100: 0.30, 250: 0.50, 400: 0.67, 2_000: 0.67}
"""The least share of cells that a year shows, by its cases."""


@cache
def issued_year(cases: int) -> Ledger:
    """Return the ledger after a year of ``cases`` referrals and the contract to date."""
    return issued(YEAR, facts_of_service(cases), MEASURES, PACK)


def lattice_of(ledger: Ledger) -> Lattice:
    """Return the truth behind a ledger."""
    return Lattice(PACK.measures(MEASURES), PACK, ledger.quarters, ledger.bookings)


def true_counts(lattice: Lattice, keys: Iterable[CellKey]) -> dict[CellKey, int]:
    """Return what each count is."""
    return {key: truth(lattice, key) for key in keys if key.part != "minutes"}


def is_client_count(key: CellKey) -> bool:
    """Say whether a count is one of clients, and not of events or of the service's doings."""
    measure = MEASURES[key.measure]
    if measure.shape is Shape.SERVICE:
        return key.category in measure.client_answers
    service = measure.outcome_of is OutcomeOf.SERVICE and key.part in {"met", "not_met"}
    return measure.shape is not Shape.EVENTS and not service


def small_counts(true: Mapping[CellKey, int]) -> list[CellKey]:
    """Return the client counts that nobody may learn."""
    return [key for key, count in true.items() if is_client_count(key) and count < PACK.threshold]


def bounded(lattice: Lattice, bounds: Mapping[CellKey, Bounds]) -> list[CellKey]:
    """Return the small client counts that cannot be 0, or cannot be the threshold or more."""
    small = small_counts(true_counts(lattice, bounds))
    return [key for key in small if not bounds[key].protects(lattice.pack.threshold)]


def share_shown(cells: Iterable[Cell]) -> float:
    """Return which share of the cells that say anything is shown."""
    told = [cell.status for cell in cells if cell.status is not Status.EMPTY]
    return told.count(Status.SHOWN) / len(told)


def worked_out(cells: Sequence[Cell], bounds: Mapping[CellKey, Bounds]) -> Iterator[CellKey]:
    """Yield every withheld cell whose figure the attack settles."""
    for cell in cells:
        if cell.status is not Status.WITHHELD:
            continue
        key = cell.key
        if key.part == "hours":
            found = bounds[CellKey(key.period, key.measure, "minutes")]
            if found.high is not None and displayed(found.low) == displayed(found.high):
                yield key
        elif bounds[key].exact:
            yield key


def naive(cells: Iterable[Cell], true: Mapping[CellKey, int], hidden: range) -> list[Cell]:
    """Return the cells as the usual rule gives them: small ones hidden, all others shown."""
    found = []
    for cell in cells:
        if cell.status is Status.EMPTY or cell.key.part == "hours":
            found.append(cell)
        elif true[cell.key] in hidden:
            found.append(cell.withheld())
        else:
            found.append(Cell(cell.key, true[cell.key]))
    return found
