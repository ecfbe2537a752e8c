"""K06 and K07 have one denominator: a reader who knows it learns nothing from it."""

from dataclasses import replace

from idva_desktop.domain.calendar import Period
from idva_desktop.returns.attack import attack
from idva_desktop.returns.cells import CellKey
from idva_desktop.returns.ledger import Ledger
from idva_desktop.returns.measure import SameAs
from idva_desktop.returns.measures import MEASURES
from idva_desktop.returns.prepare import prepare
from tests.returns.issued_years import SEED, TODAY, YEAR, cells_of
from tests.returns.made_up_cases import facts_of_service
from tests.returns.real_measures_years import (
    PACK,
    PUBLISHED,
    issued_year,
    lattice_of,
    small_counts,
    true_counts,
    worked_out,
)


def test_the_two_denominators_are_the_same_strand_by_strand() -> None:
    assert MEASURES["K06"].same == (SameAs(part="base", measure="K07", of="base"),)
    lattice = lattice_of(issued_year(100))
    assert lattice.true_value(CellKey("2025-FY", "K06", "base")) > 20
    for quarter in lattice.quarters:
        for strand in ("IDVA", "BOTH"):
            one, other = (
                sum(
                    lattice.truth[atom]
                    for atom in lattice.part(MEASURES[id_], "base", quarter.name, strand)
                )
                for id_ in ("K06", "K07")
            )
            assert one == other


def test_it_gives_nothing_away() -> None:
    cells = cells_of(issued_year(100))
    bounds = attack(cells, PUBLISHED)
    small = small_counts(true_counts(lattice_of(issued_year(100)), bounds))
    assert [key for key in small if not bounds[key].protects(PACK.threshold)] == []
    assert list(worked_out(cells, bounds)) == []


def test_left_out_of_the_ledger_it_would_give_small_counts_away() -> None:
    unaware = dict(MEASURES) | {"K06": replace(MEASURES["K06"], same=())}
    ledger = Ledger()
    for name in YEAR[:5]:
        ready = prepare(
            Period.parse(name), facts_of_service(100), unaware, PACK, ledger, SEED, TODAY
        )
        ledger = ledger.extended(ready.released)
    bounds = attack(cells_of(ledger), PUBLISHED)
    small = small_counts(true_counts(lattice_of(ledger), bounds))
    assert [key for key in small if bounds[key].exact]
