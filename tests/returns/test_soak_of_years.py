"""Seeded years of three sizes, by the measures that are shipped, attacked whole."""

import pytest

from idva_desktop.returns.attack import attack
from idva_desktop.returns.cells import Status
from tests.returns.issued_years import cells_of
from tests.returns.real_measures_years import (
    PACK,
    PUBLISHED,
    issued_year,
    lattice_of,
    small_counts,
    true_counts,
    worked_out,
)


@pytest.mark.soak
@pytest.mark.parametrize(("cases", "floor"), [(100, 0.30), (250, 0.50), (400, 0.67)])
def test_a_seeded_year_gives_nothing_away_and_shows_enough(cases: int, floor: float) -> None:
    ledger = issued_year(cases)
    cells = cells_of(ledger)
    bounds = attack(cells, PUBLISHED)
    small = small_counts(true_counts(lattice_of(ledger), bounds))
    assert len(small) > 200
    assert [key for key in small if not bounds[key].protects(PACK.threshold)] == []
    assert list(worked_out(cells, bounds)) == []
    shown = sum(cell.status is Status.SHOWN for cell in cells)
    assert shown / sum(cell.status is not Status.EMPTY for cell in cells) >= floor
