"""Who knows a whole record subtracts it from every figure; what is left tells nothing more."""

from collections.abc import Sequence

import pytest

from idva_desktop.returns.attack import attack, recovered
from idva_desktop.returns.booking import Booking
from idva_desktop.returns.cells import Cell, CellKey
from idva_desktop.returns.constraints import Lattice
from idva_desktop.returns.ledger import Ledger
from tests.returns.issued_years import cells_of
from tests.returns.real_measures_years import (
    PACK,
    PUBLISHED,
    issued_year,
    lattice_of,
    naive,
    small_counts,
    true_counts,
)


def without(cells: Sequence[Cell], own: Lattice) -> list[Cell]:
    """Return what is left of every figure when one client is taken out of it."""
    return [
        cell
        if cell.value is None or cell.key.part == "hours"
        else Cell(cell.key, cell.value - own.true_value(cell.key))
        for cell in cells
    ]


def rarest(bookings: Sequence[Booking], number: int) -> list[str]:
    """Return the clients of whom most is rare: who knows them knows most of small counts."""
    strands = {booking.fact.client: booking.fact.strand for booking in bookings}
    facts: dict[str, int] = dict.fromkeys(strands, 0)
    for booking in bookings:
        facts[booking.fact.client] += booking.fact.measure != "K22"
    rare = sorted(facts, key=lambda client: (strands[client] != "BOTH", -facts[client], client))
    return [*rare[: number // 2], *sorted(facts)[:: max(1, 2 * len(facts) // number)]]


def recovered_by_insiders(
    ledger: Ledger, lattice: Lattice, number: int
) -> list[tuple[str, CellKey]]:
    """Return each small count that somebody who knows one whole record works out."""
    cells, found = cells_of(ledger), list[tuple[str, CellKey]]()
    clients = rarest(lattice.bookings, number)
    assert len(clients) >= number
    for client in clients:
        bookings = [each for each in lattice.bookings if each.fact.client == client]
        own = Lattice(lattice.measures, lattice.pack, lattice.quarters, bookings)
        known = recovered(without(cells, own), PUBLISHED)
        found += [(client, key) for key in small_counts(true_counts(lattice, known))]
    return found


@pytest.mark.parametrize("cases", [100, 250])
def test_who_knows_one_whole_record_recovers_no_other_small_count(cases: int) -> None:
    ledger = issued_year(cases)
    assert recovered_by_insiders(ledger, lattice_of(ledger), 16) == []


def test_the_short_attack_recovers_what_the_long_one_does() -> None:
    """With every small figure hidden and nothing more, much is certain: as much either way."""
    cells = cells_of(issued_year(100))
    lattice = lattice_of(issued_year(100))
    true = true_counts(lattice, (cell.key for cell in cells))
    usual = naive(cells, true, range(1, PACK.threshold))
    told = {cell.key for cell in usual if cell.value is not None}
    bounds = attack(usual, PUBLISHED)
    certain = {key: found.low for key, found in bounds.items() if found.exact and key not in told}
    assert len(certain) > 100
    assert recovered(usual, PUBLISHED) == certain
