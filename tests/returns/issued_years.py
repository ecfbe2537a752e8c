"""Whole years of returns, issued in the tests as casework issues them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from idva_desktop.domain.calendar import Period
from idva_desktop.returns.atoms import World
from idva_desktop.returns.attack import Bounds, Published, attack
from idva_desktop.returns.cells import Cell, CellKey
from idva_desktop.returns.certificate import Certificate
from idva_desktop.returns.constraints import Lattice
from idva_desktop.returns.facts import Fact
from idva_desktop.returns.ledger import Ledger, Released
from idva_desktop.returns.measure import OutcomeOf, Registry, Shape
from idva_desktop.returns.pack import Pack
from idva_desktop.returns.prepare import PreparedReturn, prepare
from idva_desktop.returns.verify import verify
from tests.returns.made_up_service import MEASURES, THRESHOLD, facts_of_years

SEED = b"a secret of thirty-two bytes ..."
TODAY = date(2026, 11, 16)
QUARTERS = ("2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4")
YEAR = (*QUARTERS, "2025-FY", "2025-28@2025-FY")
PUBLISHED = Published(
    parents={"K09": "K15", "K11": "K15", "K13": "K15"},
    closings={"K16": "K15"},
    accepted={"K02": ("decision", "accepted")},
)


def prepared(period: str, facts: Iterable[Fact], ledger: Ledger) -> PreparedReturn:
    """Prepare one return of the default pack."""
    return prepare(Period.parse(period), facts, MEASURES, Pack.default(), ledger, SEED, TODAY)


def issuing(
    periods: Iterable[str], facts: Iterable[Fact], measures: Registry, pack: Pack
) -> Iterator[Ledger]:
    """Issue returns one after the other, and yield the ledger after each."""
    ledger, facts = Ledger(), tuple(facts)
    for period in periods:
        ready = prepare(Period.parse(period), facts, measures, pack, ledger, SEED, TODAY)
        ledger = ledger.extended(ready.released, ready.certificate)
        yield ledger


def issued(
    periods: Iterable[str],
    facts: Iterable[Fact],
    measures: Registry = MEASURES,
    pack: Pack | None = None,
) -> Ledger:
    """Issue returns one after the other, by default those of the made-up service."""
    *_, ledger = issuing(periods, facts, measures, pack or Pack.default())
    return ledger


def until(ledger: Ledger, count: int) -> Ledger:
    """Return the ledger as it was after ``count`` returns."""
    rows = ledger.rows[:count]
    return Ledger(rows, {row.hash: ledger.proofs[row.hash] for row in rows})


def prove(lattice: Lattice, cells: Sequence[Cell], worlds: Sequence[World]) -> None:
    """Write the proof of a first return down and verify it."""
    row = Released("2025-Q1", lattice.pack.name, lattice.pack.threshold, tuple(cells), ())
    verify(lattice, Ledger(), row, Certificate.of(row.hash, lattice, cells, worlds))


@cache
def facts_of(cases: int) -> tuple[Fact, ...]:
    """Return the facts of a service that ran a while before its first return."""
    return tuple(facts_of_years(cases, seed=cases, start=date(2024, 7, 1), days=1000))


@cache
def year(cases: int) -> Ledger:
    """Return the ledger after a whole year and the contract to date."""
    return issued(YEAR, facts_of(cases))


def cells_of(ledger: Ledger) -> list[Cell]:
    """Return every cell ever released."""
    return [cell for row in ledger.rows for cell in row.cells]


@cache
def attacked(cases: int) -> dict[CellKey, Bounds]:
    """Return what a reader of the whole year can work out."""
    return attack(cells_of(year(cases)), PUBLISHED)


def lattice_of(ledger: Ledger) -> Lattice:
    """Return the truth behind a ledger."""
    return Lattice(MEASURES, Pack.default(), ledger.quarters, ledger.bookings)


def truth(lattice: Lattice, key: CellKey) -> int:
    """Return the true value of a cell or of a complement."""
    if key.part == "not_met":
        met, base = (lattice.true_value(replace(key, part=part)) for part in ("met", "base"))
        return base - met
    return lattice.true_value(key)


def small_counts(
    bounds: dict[CellKey, Bounds], lattice: Lattice
) -> Iterator[tuple[CellKey, int, Bounds]]:
    """Yield every small client count of the lattice, with what the attack found of it."""
    for key, found in bounds.items():
        measure = lattice.measures[key.measure]
        service = measure.outcome_of is OutcomeOf.SERVICE and key.part in {"met", "not_met"}
        if measure.shape is Shape.EVENTS or service:
            continue
        true = truth(lattice, key)
        if true < THRESHOLD:
            yield key, true, found


def few_clients(lattice: Lattice) -> Iterator[CellKey]:
    """Yield every count of contacts behind which too few clients stand."""
    spans = {name: (name,) for name in QUARTERS} | {"2025-FY": QUARTERS}
    for name, quarters in spans.items():
        for category in MEASURES["K22"].answers:
            clients = {
                booking.fact.client
                for booking in lattice.bookings
                if booking.fact.measure == "K22"
                and booking.quarter in quarters
                and booking.fact.category == category
            }
            if len(clients) < THRESHOLD:
                yield CellKey(name, "K22", "count", "_T", "contact", category)
