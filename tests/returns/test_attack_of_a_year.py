"""The attack over a whole year: what protection must withstand, and what weaker rules give away."""

import pytest

from idva_desktop.domain.calendar import Period
from idva_desktop.domain.errors import ReturnError
from idva_desktop.returns.attack import attack
from idva_desktop.returns.cells import Cell, CellKey, Status
from idva_desktop.returns.pack import Pack
from idva_desktop.returns.protect import protect
from tests.returns.issued_years import (
    PUBLISHED,
    SEED,
    YEAR,
    attacked,
    cells_of,
    few_clients,
    lattice_of,
    small_counts,
    truth,
    year,
)
from tests.returns.made_up_service import MEASURES, THRESHOLD


@pytest.mark.parametrize("cases", [100, 250])
def test_a_whole_year_of_returns_gives_no_small_count_away(cases: int) -> None:
    ledger = year(cases)
    lattice = lattice_of(ledger)
    bounds = attacked(cases)
    small = list(small_counts(bounds, lattice))
    assert len(small) > 200
    learnt = [(key, found) for key, _, found in small if not found.protects(THRESHOLD)]
    assert learnt == []
    few = list(few_clients(lattice))
    assert few
    assert [key for key in few if not bounds[key].protects(THRESHOLD)] == []


def test_the_attack_never_excludes_the_truth() -> None:
    ledger = year(100)
    lattice = lattice_of(ledger)
    for key, found in attacked(100).items():
        if key.part == "minutes":
            continue
        true = truth(lattice, key)
        assert found.low <= true, key
        assert found.high is None or true <= found.high, key


def test_hiding_counts_under_five_alone_gives_them_away() -> None:
    lattice = lattice_of(year(250))
    cells = [
        cell.withheld() if cell.value is not None and cell.value < THRESHOLD else cell
        for name in YEAR
        for cell in _plain(name)
    ]
    small = list(small_counts(attack(cells, PUBLISHED), lattice))
    recovered = [key for key, _, found in small if found.exact]
    bounded = [key for key, _, found in small if not found.protects(THRESHOLD)]
    assert len(recovered) > 100
    assert len(bounded) > len(small) / 2


def _plain(period: str) -> list[Cell]:
    lattice = lattice_of(year(250))
    cells = []
    for key in Pack.default().cells(Period.parse(period), MEASURES):
        empty = key.strand in MEASURES[key.measure].empty_strands
        cells.append(Cell(key, None, Status.EMPTY) if empty else Cell(key, lattice.true_value(key)))
    return cells


def test_protecting_each_return_alone_gives_some_away_together() -> None:
    ledger = year(250)
    lattice = lattice_of(ledger)
    pack = Pack.default()
    cells: list[Cell] = []
    for name in YEAR:
        keys = pack.cells(Period.parse(name), MEASURES)
        cells += protect(lattice, [], keys, SEED).cells
    small = list(small_counts(attack(cells, PUBLISHED), lattice))
    bounded = [key for key, _, found in small if not found.protects(THRESHOLD)]
    assert len(bounded) > 20


def test_one_changed_figure_makes_the_returns_contradict_one_another() -> None:
    cells = cells_of(year(100))
    key = CellKey("2025-FY", "K01", "count")
    changed = [Cell(key, (cell.value or 0) + 1) if cell.key == key else cell for cell in cells]
    with pytest.raises(ReturnError, match="contradict"):
        attack(changed, PUBLISHED)
