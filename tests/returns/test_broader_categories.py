"""Broader categories in the place of fine ones: counted, tied, protected, proved and attacked."""

from dataclasses import replace
from functools import cache

import pytest

from idva_desktop.domain.calendar import Period
from idva_desktop.returns.attack import Published, attack
from idva_desktop.returns.behind import facts_behind
from idva_desktop.returns.cells import Cell, CellKey, Status, figures
from idva_desktop.returns.certificate import Certificate
from idva_desktop.returns.constraints import Lattice
from idva_desktop.returns.ledger import Ledger
from idva_desktop.returns.measure import TOTAL, Broader, Layout
from idva_desktop.returns.measures import MEASURES
from idva_desktop.returns.pack import Pack
from idva_desktop.returns.prepare import prepare
from idva_desktop.returns.protect import protect
from tests.returns.issued_years import QUARTERS, SEED, TODAY, cells_of
from tests.returns.made_up_cases import facts_of_service
from tests.returns.real_measures_years import naive, small_counts, true_counts, worked_out

_CASES = 250
_GROUPED = {
    "K02": ("decision", "decision_group"),
    "K15": ("reason", "reason_group"),
    "K22": ("contact", "contact_group"),
}
GROUPED = [
    (measure.id, name, broader)
    for measure in MEASURES.values()
    for name, broader in measure.broader.items()
]


def _pack(*, year_in_full: bool) -> Pack:
    """Return the default, its quarters by broader categories and its year by fine ones or too."""
    default = Pack.default()
    layouts = {kind: dict(of) for kind, of in default.layouts.items()}
    for id_, (fine, broad) in _GROUPED.items():
        layouts["quarter"][id_] = replace(layouts["quarter"][id_], dimensions=(broad,))
        own = fine if year_in_full else broad
        layouts["year"][id_] = replace(layouts["year"][id_], dimensions=(own,))
    return replace(default, layouts=layouts)


@cache
def _year(*, year_in_full: bool) -> Ledger:
    ledger, pack = Ledger(), _pack(year_in_full=year_in_full)
    for name in (*QUARTERS, "2025-FY"):
        facts = facts_of_service(_CASES)
        ready = prepare(Period.parse(name), facts, MEASURES, pack, ledger, SEED, TODAY)
        ledger = ledger.extended(ready.released, ready.certificate)
    return ledger


def _lattice(ledger: Ledger, *, year_in_full: bool) -> Lattice:
    pack = _pack(year_in_full=year_in_full)
    return Lattice(pack.measures(MEASURES), pack, ledger.quarters, ledger.bookings)


@pytest.mark.parametrize(("measure", "name", "broader"), GROUPED)
def test_every_category_is_in_one_broader_one(measure: str, name: str, broader: Broader) -> None:
    members = [each for of in broader.groups.values() for each in of]
    assert sorted(members) == sorted(MEASURES[measure].finest[broader.of])
    assert 1 < len(broader.groups) < len(members)
    assert MEASURES[measure].finest_of(name) == broader.of


@pytest.mark.parametrize("year_in_full", [True, False])
def test_a_year_of_them_gives_no_small_count_away(*, year_in_full: bool) -> None:
    ledger = _year(year_in_full=year_in_full)
    lattice, cells = _lattice(ledger, year_in_full=year_in_full), cells_of(ledger)
    bounds = attack(cells, Published.of(MEASURES))
    true = true_counts(lattice, bounds)
    small = small_counts(true)
    assert len(small) > 100
    assert {name for _, name in _GROUPED.values()} & {key.dimension for key in small}
    assert [key for key in small if not bounds[key].protects(5)] == []
    assert list(worked_out(cells, bounds)) == []
    for key in {cell.key for cell in cells} & true.keys():
        found, count = bounds[key], true[key]
        assert found.low <= count <= (count if found.high is None else found.high), key


def test_hiding_small_ones_alone_gives_them_away() -> None:
    ledger = _year(year_in_full=True)
    lattice, cells = _lattice(ledger, year_in_full=True), cells_of(ledger)
    true = true_counts(lattice, (cell.key for cell in cells))
    usual = attack(naive(cells, true, range(5)), Published.of(MEASURES))
    broad = [
        key
        for key in small_counts(true_counts(lattice, usual))
        if key.dimension in {each for of in _GROUPED.values() for each in of}
    ]
    assert [key for key in broad if not usual[key].protects(5)]


def test_a_reader_who_has_both_tables_ties_them() -> None:
    """What a broader category leaves open, the fine ones of it settle, and the other way round."""
    measure = MEASURES["K15"]
    planned = measure.broader["reason_group"].groups["planned"]
    whole = CellKey("2025-Q1", "K15", "count")
    told = {
        whole: 20,
        _of(whole, "reason_group", "planned"): 9,
        _of(whole, "reason", planned[0]): 7,
    }
    keys = [
        _of(whole, name, code)
        for name in ("reason", "reason_group")
        for code in measure.breakdowns[name]
    ]
    cells = [Cell(key, told[key]) if key in told else _hidden(key) for key in [whole, *keys]]
    bounds = attack(cells, Published.of(MEASURES))
    assert bounds[_of(whole, "reason", planned[1])].exact
    rest = bounds[_of(whole, "reason", "died")]
    assert (rest.low, rest.high) == (0, 11)


def _of(whole: CellKey, dimension: str, category: str) -> CellKey:
    return replace(whole, dimension=dimension, category=category)


def _hidden(key: CellKey) -> Cell:
    return Cell(key, None, Status.WITHHELD)


def test_more_is_shown_than_by_fine_categories_and_of_larger_counts() -> None:
    broad = _year(year_in_full=False)
    told = [
        cell
        for cell in cells_of(broad)
        if cell.key.dimension == "decision_group" and cell.status is Status.SHOWN
    ]
    asked = [cell for cell in cells_of(broad) if cell.key.dimension == "decision_group"]
    assert len(told) > len(asked) / 2
    lattice = _lattice(broad, year_in_full=False)
    for cell in told:
        assert cell.value == lattice.true_value(cell.key)


def test_the_plain_count_and_the_cases_behind_it_know_them() -> None:
    period, facts = Period.parse("2025-Q1"), facts_of_service(_CASES)
    plain = {cell.key: cell.value for cell in figures(facts, MEASURES, period)}
    for id_, (fine, broad) in _GROUPED.items():
        measure = MEASURES[id_]
        part = "base" if id_ == "K02" else "count"
        own = [fact for fact in facts if fact.measure == id_]
        for code, members in measure.broader[broad].groups.items():
            key = CellKey("2025-Q1", id_, part, TOTAL, broad, code)
            parts = [replace(key, dimension=fine, category=each) for each in members]
            assert plain[key] == sum(plain[each] or 0 for each in parts)
            assert len([*facts_behind(measure, own, key)]) == plain[key]


def test_a_small_broader_count_is_barred_and_proved() -> None:
    period, pack = Period.parse("2025-Q1"), _pack(year_in_full=False)
    measures = pack.measures(MEASURES)
    ledger = _year(year_in_full=False)
    lattice = Lattice(
        measures, pack, [period], [b for b in ledger.bookings if b.quarter == "2025-Q1"]
    )
    keys = pack.cells(period, measures)
    found = protect(lattice, [], keys, SEED)
    small = [
        cell.key
        for cell in found.cells
        if cell.key.dimension == "reason_group" and lattice.true_value(cell.key) < 5
    ]
    assert small
    assert {cell.key for cell in found.cells if cell.status is Status.WITHHELD} >= set(small)
    proof = Certificate.of("row", lattice, found.cells, found.worlds)
    assert all(at >= 0 for pair in proof.pairs for at in pair)


def test_a_layout_of_every_breakdown_has_the_fine_ones_alone() -> None:
    layout = Layout(False, ("*",))
    pack = replace(Pack.default(), layouts={"quarter": {"K15": layout}, "year": {}})
    dimensions = {key.dimension for key in pack.cells(Period.parse("2025-Q1"), MEASURES)}
    assert dimensions == {TOTAL, "reason"}
