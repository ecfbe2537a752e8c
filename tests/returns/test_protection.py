import time
from dataclasses import replace
from datetime import date

import pytest

from idva_desktop.domain.calendar import Period
from idva_desktop.domain.errors import ProtectionError, ReturnError
from idva_desktop.returns.atoms import Atom, value
from idva_desktop.returns.booking import book
from idva_desktop.returns.cells import Cell, CellKey, Status
from idva_desktop.returns.constraints import Lattice, withheld_before
from idva_desktop.returns.ledger import Ledger
from idva_desktop.returns.pack import Pack
from idva_desktop.returns.protect import Protected, Reason, protect
from idva_desktop.returns.targets import targets
from tests.returns.issued_years import (
    SEED,
    attacked,
    cells_of,
    facts_of,
    lattice_of,
    prepared,
    prove,
    until,
    year,
)
from tests.returns.made_up_service import MEASURES, THRESHOLD

_Q1 = Period.parse("2025-Q1")
_PACK = Pack.default()


@pytest.fixture(scope="module")
def lattice() -> Lattice:
    return Lattice(MEASURES, _PACK, [_Q1], book(facts_of(250), MEASURES, [], _Q1))


@pytest.fixture(scope="module")
def protected(lattice: Lattice) -> Protected:
    return protect(lattice, [], _PACK.cells(_Q1, MEASURES), SEED)


def test_one_symbol_stands_for_all_that_is_withheld(protected: Protected) -> None:
    assert {cell.status for cell in protected.cells} == {
        Status.SHOWN,
        Status.WITHHELD,
        Status.EMPTY,
    }
    assert all((cell.value is None) == (cell.status != Status.SHOWN) for cell in protected.cells)
    assert set(protected.reasons.values()) == set(Reason)


def test_the_cells_listed_do_not_depend_on_the_data() -> None:
    keys = _PACK.cells(_Q1, MEASURES)
    empty = Lattice(MEASURES, _PACK, [_Q1], [])
    assert [cell.key for cell in protect(empty, [], keys, SEED).cells] == keys


def test_a_return_of_nothing_shows_nothing() -> None:
    empty = Lattice(MEASURES, _PACK, [_Q1], [])
    cells = protect(empty, [], _PACK.cells(_Q1, MEASURES), SEED).cells
    assert not [cell for cell in cells if cell.status is Status.SHOWN]


def test_no_small_client_count_is_shown_and_no_complement_of_one() -> None:
    for ledger in (year(100), year(250)):
        shown = {cell.key: cell.value for cell in cells_of(ledger) if cell.value is not None}
        for key, amount in shown.items():
            measure = MEASURES[key.measure]
            if key.part not in {"met", "hours"}:
                assert amount >= THRESHOLD or measure.shape.value == "events", key
            base = shown.get(replace(key, part="base"))
            if key.part == "met" and base is not None and measure.outcome_of.value == "client":
                assert base - amount >= THRESHOLD, key


def test_a_service_numerator_is_shown_only_with_a_base_of_ten_or_more() -> None:
    shown = {cell.key: cell.value for cell in cells_of(year(250)) if cell.value is not None}
    service = [k for k in shown if k.part == "met" and k.measure in {"K03", "K04", "K06", "K07"}]
    assert service
    for key in service:
        assert (shown[replace(key, part="base")] or 0) >= 10


def test_hours_are_shown_only_with_their_contacts() -> None:
    for cases in (100, 250):
        cells = {cell.key: cell for cell in cells_of(year(cases))}
        for key, cell in cells.items():
            if key.part == "hours" and cell.status is Status.SHOWN:
                assert cells[replace(key, part="count")].status is Status.SHOWN


def test_parts_that_can_reach_the_threshold_keep_their_sum_above_it() -> None:
    """Sums over withheld cells need no targets of their own to stay open from above."""
    ledger = year(250)
    lattice = lattice_of(ledger)
    names = ("2025-Q1", "2025-Q2")
    small = [
        lattice.part(MEASURES["K01"], "count", name, "BOTH")
        for name in names
        if lattice.true_value(CellKey(name, "K01", "count", "BOTH")) < THRESHOLD
    ]
    assert small
    worlds = [world for world in _worlds_of_last(ledger) if world.keys() & small[0].keys()]
    for form in small:
        assert any(value(form, world) >= THRESHOLD for world in worlds)
        assert any(value(form, world) == 0 for world in worlds)


def _worlds_of_last(ledger: Ledger) -> list[dict[Atom, int]]:
    before = [cell for row in ledger.rows[:-1] for cell in row.cells]
    keys = [cell.key for cell in ledger.rows[-1].cells]
    return list(protect(lattice_of(ledger), before, keys, SEED).worlds)


def test_the_proof_is_accepted_as_found(lattice: Lattice, protected: Protected) -> None:
    prove(lattice, protected.cells, protected.worlds)


def test_every_small_count_has_its_two_worlds(lattice: Lattice, protected: Protected) -> None:
    complete = [dict(lattice.truth) | world for world in protected.worlds]
    for target in targets(lattice):
        found = {value(target.form, world) for world in complete} | {target.truth}
        assert 0 in found
        assert max(found) >= THRESHOLD


def test_every_withheld_cell_is_something_else_in_some_world(
    lattice: Lattice, protected: Protected
) -> None:
    complete = [dict(lattice.truth) | world for world in protected.worlds]
    withheld = [cell for cell in protected.cells if cell.status is Status.WITHHELD]
    rules = withheld_before(lattice, protected.cells)
    assert {rule.low for rule in rules} >= {lattice.true_value(cell.key) for cell in withheld[:20]}
    for rule in rules:
        assert any(not rule.agrees(world) for world in complete)


def test_a_withheld_numerator_that_its_total_gives_away_is_refused(
    lattice: Lattice, protected: Protected
) -> None:
    """A service's numerator is no client count, but what is withheld may not be worked out."""
    keys = [CellKey("2025-Q1", "K04", "met", strand) for strand in ("BOTH", "IDVA", "ISVA", "_T")]
    assert lattice.true_value(CellKey("2025-Q1", "K04", "base", "BOTH")) < 10
    cells = [
        Cell(cell.key, lattice.true_value(cell.key)) if cell.key in keys[1:] else cell
        for cell in protected.cells
    ]
    assert next(cell for cell in cells if cell.key == keys[0]).status is Status.WITHHELD
    with pytest.raises(ProtectionError):
        prove(lattice, cells, protected.worlds)


def test_what_was_withheld_stays_unknown_when_more_is_issued() -> None:
    for cases in (100, 250):
        ledger = year(cases)
        withheld = [c.key for c in cells_of(ledger) if c.status is Status.WITHHELD]
        bounds = attacked(cases)
        assert len(withheld) > 200
        assert [key for key in withheld if key.part != "hours" and bounds[key].exact] == []


def test_a_changed_figure_is_refused(lattice: Lattice, protected: Protected) -> None:
    place = next(i for i, c in enumerate(protected.cells) if c.status is Status.SHOWN)
    cell = protected.cells[place]
    cells = list(protected.cells)
    cells[place] = Cell(cell.key, (cell.value or 0) + 1)
    with pytest.raises(ProtectionError, match="agree"):
        prove(lattice, cells, protected.worlds)


def test_showing_one_more_withheld_cell_is_refused(lattice: Lattice, protected: Protected) -> None:
    for place, cell in enumerate(protected.cells):
        if protected.reasons.get(cell.key) is Reason.SMALL:
            cells = list(protected.cells)
            cells[place] = Cell(cell.key, lattice.true_value(cell.key))
            with pytest.raises(ProtectionError):
                prove(lattice, cells, protected.worlds)


def test_a_changed_world_is_refused(lattice: Lattice, protected: Protected) -> None:
    world = dict(protected.worlds[0])
    atom = next(iter(world))
    for wrong in (world | {atom: world[atom] + 1000}, world | {atom: -1}):
        with pytest.raises(ProtectionError, match="proof"):
            prove(lattice, protected.cells, [wrong, *protected.worlds[1:]])


def test_a_missing_world_is_refused(lattice: Lattice, protected: Protected) -> None:
    for place in range(len(protected.worlds)):
        fewer = [w for i, w in enumerate(protected.worlds) if i != place]
        try:
            prove(lattice, protected.cells, fewer)
        except ProtectionError:
            break
    else:
        pytest.fail("no world was needed")


def test_an_earlier_figure_that_is_not_true_stops_the_next_return() -> None:
    ledger = year(100)
    row = ledger.rows[0]
    key = CellKey("2025-Q1", "K01", "count")
    cells = tuple(Cell(key, (c.value or 0) + 1) if c.key == key else c for c in row.cells)
    damaged = Ledger((replace(row, cells=cells),))
    with pytest.raises(ProtectionError, match="damaged"):
        prepared("2025-Q2", facts_of(100), damaged)


def test_an_answer_outside_its_list_is_refused() -> None:
    facts = [
        replace(fact, category="something_else") if fact.measure == "K15" else fact
        for fact in facts_of(100)
    ]
    with pytest.raises(ReturnError, match="not in the list"):
        prepared("2025-Q1", facts, Ledger())


def test_the_same_input_gives_the_same_return_and_the_seed_is_what_varies() -> None:
    first = prepared("2025-Q1", facts_of(100), Ledger())
    assert first.released == prepared("2025-Q1", reversed(facts_of(100)), Ledger()).released
    assert first.released == year(100).rows[0]


def test_a_quarter_is_protected_and_proved_in_well_under_ten_seconds() -> None:
    ledger = until(year(250), 3)
    began = time.process_time()
    prepared("2025-Q4", facts_of(250), ledger)
    assert time.process_time() - began < 10


@pytest.mark.parametrize(("cases", "floor"), [(100, 0.30), (250, 0.50)])
def test_enough_is_shown(cases: int, floor: float) -> None:
    cells = [cell for cell in cells_of(year(cases)) if cell.status is not Status.EMPTY]
    shown = sum(cell.status is Status.SHOWN for cell in cells)
    assert shown / len(cells) >= floor


def test_late_entries_are_carried_into_the_next_return_and_the_year_still_adds_up() -> None:
    facts = facts_of(100)
    known = [fact for fact in facts if hash_of(fact.unit) % 4 or fact.day < date(2025, 6, 1)]
    first = prepared("2025-Q1", known, Ledger())
    second = prepared("2025-Q2", facts, Ledger().extended(first.released))
    assert second.late > 0
    assert any(booking.late for booking in second.released.bookings)


def hash_of(unit: str) -> int:
    """Return a number that is the same in every run."""
    return sum(unit.encode())
