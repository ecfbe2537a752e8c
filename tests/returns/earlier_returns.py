"""Returns as a service sent them before it had this program: the small counts left out."""

from collections.abc import Iterable, Sequence
from functools import cache

from idva_desktop.domain.calendar import Period
from idva_desktop.returns.booking import Booking, book
from idva_desktop.returns.cells import Cell, CellKey, Status
from idva_desktop.returns.constraints import Lattice
from idva_desktop.returns.ledger import Ledger
from idva_desktop.returns.measures import MEASURES
from idva_desktop.returns.prepare import PreparedReturn, prepare
from idva_desktop.returns.recording import PreparedRecord, prepare_record
from tests.returns.issued_years import SEED, TODAY
from tests.returns.made_up_cases import facts_of_service
from tests.returns.real_measures_years import PACK

CASES = 100


def sent(period: str, smallest: int = 5, keys: Sequence[CellKey] | None = None) -> list[Cell]:
    """Return the figures of a period by the rule that every peer uses.

    Args:
        period: its name.
        smallest: the smallest count that is shown.
        keys: what is told; all that a return of today holds if ``None``.
    """
    covered, measures = Period.parse(period), PACK.measures(MEASURES)
    booked: list[Booking] = []
    quarters = list(covered.quarters())
    for quarter in quarters:
        booked += book(facts_of_service(CASES), measures, booked, quarter)
    told = PACK.cells(covered, measures) if keys is None else keys
    lattice = Lattice(measures, PACK.widened(told), quarters, booked)
    return [_cell(lattice, key, smallest) for key in told]


def _cell(lattice: Lattice, key: CellKey, smallest: int) -> Cell:
    if key.strand in lattice.measures[key.measure].empty_strands:
        return Cell(key, None, Status.EMPTY)
    found = lattice.true_value(key)
    return Cell(key, found) if found >= smallest else Cell(key, None, Status.WITHHELD)


def entered(cells: Iterable[Cell], ledger: Ledger | None = None) -> PreparedRecord:
    """Prepare what was sent."""
    return prepare_record(list(cells), MEASURES, PACK, ledger or Ledger(), SEED)


def recorded(record: PreparedRecord) -> Ledger:
    """Return a ledger that begins with what was sent."""
    ledger = Ledger()
    for row in record.rows[:-1]:
        ledger = ledger.extended(row)
    return ledger.extended(record.rows[-1], record.certificate)


def coming(period: str, ledger: Ledger) -> PreparedReturn:
    """Prepare a return on top of a ledger."""
    facts = facts_of_service(CASES)
    return prepare(Period.parse(period), facts, MEASURES, PACK, ledger, SEED, TODAY)


def issued(periods: Iterable[str], ledger: Ledger) -> Ledger:
    """Issue returns on top of a ledger."""
    for period in periods:
        ready = coming(period, ledger)
        ledger = ledger.extended(ready.released, ready.certificate)
    return ledger


@cache
def first_quarter() -> PreparedRecord:
    """Return the first quarter of 2025-26 as it was sent by the naive rule."""
    return entered(sent("2025-Q1"))


@cache
def year_begun_elsewhere() -> Ledger:
    """Return the ledger of a year whose first quarter was sent before the program was in use."""
    rest = ("2025-Q2", "2025-Q3", "2025-Q4", "2025-FY", "2025-28@2025-FY")
    return issued(rest, recorded(first_quarter()))
