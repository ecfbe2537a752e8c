"""Seeded years of four sizes, by the measures that are shipped, attacked whole."""

import pytest

from idva_desktop.returns.attack import attack
from idva_desktop.returns.cells import Cell
from idva_desktop.returns.constraints import Lattice
from idva_desktop.returns.ledger import Ledger
from idva_desktop.returns.protect import protect
from tests.returns.fine_years import fine_lattice, issued_finely
from tests.returns.issued_years import SEED, cells_of
from tests.returns.real_measures_years import (
    FLOORS,
    PACK,
    PUBLISHED,
    bounded,
    issued_year,
    lattice_of,
    naive,
    share_shown,
    small_counts,
    true_counts,
    worked_out,
)
from tests.returns.test_insider import recovered_by_insiders


def _require_nothing_away(ledger: Ledger, lattice: Lattice) -> None:
    cells = cells_of(ledger)
    bounds = attack(cells, PUBLISHED)
    assert len(small_counts(true_counts(lattice, bounds))) > 100
    assert bounded(lattice, bounds) == []
    assert list(worked_out(cells, bounds)) == []
    for row in ledger.rows:
        proof = ledger.proofs[row.hash]
        assert all(at in range(len(proof.worlds)) for pair in proof.pairs for at in pair)
        assert all(at in range(len(proof.worlds)) for at in proof.others)


@pytest.mark.soak
@pytest.mark.parametrize(("cases", "floor"), FLOORS.items())
def test_a_seeded_year_gives_nothing_away_and_shows_enough(cases: int, floor: float) -> None:
    ledger = issued_year(cases)
    _require_nothing_away(ledger, lattice_of(ledger))
    assert share_shown(cells_of(ledger)) >= floor


@pytest.mark.soak
@pytest.mark.parametrize("cases", [100, 250, 400, 2_000])
def test_a_year_of_months_in_six_linked_tables_gives_nothing_away(cases: int) -> None:
    ledger = issued_finely(cases)
    _require_nothing_away(ledger, fine_lattice(ledger))
    assert share_shown(cells_of(ledger)) > 0


@pytest.mark.soak
@pytest.mark.parametrize("cases", [100, 250])
def test_weaker_rules_give_a_year_of_months_away(cases: int) -> None:
    ledger = issued_finely(cases)
    lattice, cells = fine_lattice(ledger), cells_of(ledger)
    true = true_counts(lattice, (cell.key for cell in cells))
    usual = attack(naive(cells, true, range(PACK.threshold)), PUBLISHED)
    alone: list[Cell] = []
    for row in ledger.rows:
        alone += protect(lattice, [], [cell.key for cell in row.cells], SEED).cells
    assert len(bounded(lattice, usual)) > 500
    assert len(bounded(lattice, attack(alone, PUBLISHED))) > 100


@pytest.mark.soak
@pytest.mark.parametrize("cases", [100, 250])
def test_who_knows_a_whole_record_recovers_no_other_count_of_months(cases: int) -> None:
    ledger = issued_finely(cases)
    assert recovered_by_insiders(ledger, fine_lattice(ledger), 16) == []
