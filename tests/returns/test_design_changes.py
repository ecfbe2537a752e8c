"""What a simpler design promises to give back is what it would give."""

import pytest

from idva_desktop.domain.calendar import Period
from idva_desktop.returns.booking import book
from idva_desktop.returns.cells import Status
from idva_desktop.returns.constraints import Lattice
from idva_desktop.returns.design_changes import Change, DesignChange, design_changes
from idva_desktop.returns.measures import MEASURES
from idva_desktop.returns.protect import Protected, protect
from tests.returns.issued_years import SEED
from tests.returns.made_up_cases import facts_of_service
from tests.returns.real_measures_years import PACK

_Q1 = Period.parse("2025-Q1")


@pytest.fixture(scope="module")
def lattice() -> Lattice:
    measures = PACK.measures(MEASURES)
    return Lattice(measures, PACK, [_Q1], book(facts_of_service(100), measures, [], _Q1))


@pytest.fixture(scope="module")
def now(lattice: Lattice) -> Protected:
    return protect(lattice, [], PACK.cells(_Q1, lattice.measures), SEED)


@pytest.fixture(scope="module")
def changes(lattice: Lattice, now: Protected) -> list[DesignChange]:
    return design_changes(lattice, [], now, SEED)


def test_some_simpler_table_gives_back_figures_that_are_withheld_now(
    now: Protected, changes: list[DesignChange]
) -> None:
    withheld = {cell.key for cell in now.cells if cell.status is Status.WITHHELD}
    assert changes
    assert [each.gain for each in changes] == sorted((c.gain for c in changes), reverse=True)
    assert {each.change for each in changes} <= set(Change)
    for each in changes:
        assert set(each.given_back) <= withheld


def test_a_change_shows_what_it_promises_and_no_more_is_lost_than_it_says(
    lattice: Lattice, now: Protected, changes: list[DesignChange]
) -> None:
    best = changes[0]
    keys = [
        cell.key
        for cell in now.cells
        if cell.key.measure != best.measure
        or (cell.key.dimension != best.dimension)
        or (best.change is Change.BY_TOTAL_ONLY and cell.key.strand == "_T")
    ]
    then = protect(lattice, [], keys, SEED)
    shown = {cell.key for cell in then.cells if cell.status is Status.SHOWN}
    before = {cell.key for cell in now.cells if cell.status is Status.SHOWN}
    assert len(shown) - len(before) == best.gain
    assert set(best.given_back) == shown - before
