"""What a simpler design promises to give back is what it would give."""

from dataclasses import replace

import pytest

from idva_desktop.domain.calendar import Period
from idva_desktop.returns.booking import book
from idva_desktop.returns.cells import Status
from idva_desktop.returns.constraints import Lattice
from idva_desktop.returns.design_changes import Change, DesignChange, design_changes
from idva_desktop.returns.measure import Layout
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
        own = {key for key in each.given_back if key.dimension == each.into}
        assert set(each.given_back) - own <= withheld
        assert bool(each.into) == (each.change is Change.IN_GROUPS)


@pytest.mark.parametrize("change", Change)
def test_a_change_shows_what_it_promises_and_no_more_is_lost_than_it_says(
    lattice: Lattice, now: Protected, changes: list[DesignChange], change: Change
) -> None:
    best = next((each for each in changes if each.change is change), None)
    if best is None:
        assert change is Change.WITHOUT_BREAKDOWN, "of this service it gives nothing back"
        return
    layouts = {kind: dict(of) for kind, of in PACK.layouts.items()}
    before = layouts["quarter"][best.measure]
    into = (best.into,) if best.into else ()
    kept = tuple(each for each in before.dimensions if each != best.dimension) + into
    each_strand = before.each_strand and change is not Change.BY_TOTAL_ONLY
    layouts["quarter"][best.measure] = Layout(each_strand, kept)
    pack = replace(PACK, layouts=layouts, ever=lattice.pack.widened(best.given_back).summed)
    then = protect(replace(lattice, pack=pack), [], pack.cells(_Q1, lattice.measures), SEED)
    shown = {cell.key for cell in then.cells if cell.status is Status.SHOWN}
    was = {cell.key for cell in now.cells if cell.status is Status.SHOWN}
    assert (set(best.given_back), set(best.given_up)) == (shown - was, was - shown)
