"""Who knows a whole record subtracts it from every figure; what is left tells nothing more."""

from collections.abc import Sequence

import pytest

from idva_desktop.returns.attack import attack
from idva_desktop.returns.booking import Booking
from idva_desktop.returns.cells import Cell, CellKey
from idva_desktop.returns.constraints import Lattice
from tests.returns.issued_years import cells_of
from tests.returns.real_measures_years import (
    PUBLISHED,
    issued_year,
    lattice_of,
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


@pytest.mark.parametrize("cases", [100, 250])
def test_who_knows_one_whole_record_recovers_no_other_small_count(cases: int) -> None:
    ledger = issued_year(cases)
    lattice = lattice_of(ledger)
    cells = cells_of(ledger)
    recovered: list[tuple[str, CellKey]] = []
    clients = rarest(lattice.bookings, 6)
    assert len(clients) >= 6
    for client in clients:
        bookings = [each for each in lattice.bookings if each.fact.client == client]
        own = Lattice(lattice.measures, lattice.pack, lattice.quarters, bookings)
        bounds = attack(without(cells, own), PUBLISHED)
        small = small_counts(true_counts(lattice, bounds))
        assert len(small) > 100
        recovered += [(client, key) for key in small if bounds[key].exact]
    assert recovered == []
