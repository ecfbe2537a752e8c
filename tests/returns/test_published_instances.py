"""Published instances of cell suppression reproduce: what is recovered, and what must be hidden."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import highspy
import pytest

from idva_desktop.returns.atoms import Atom, Form, total, value
from idva_desktop.returns.attack import Bounds, _parts, _solver, _touching
from idva_desktop.returns.cells import CellKey
from idva_desktop.returns.constraints import Rule
from idva_desktop.returns.nearest import Candidate
from idva_desktop.returns.reader_equations import Equation
from idva_desktop.returns.worlds import WorldFinder

_FILE = Path(__file__).parents[1] / "data" / "sdc" / "instances.json"
_INSTANCES: dict[str, dict[str, Any]] = {
    instance["name"]: instance for instance in json.loads(_FILE.read_text("utf-8"))["instances"]
}
Figure = tuple[str, str]


def _figures(table: Sequence[Sequence[int]]) -> dict[Figure, int]:
    """Return every cell of a table with its margins; ``""`` is the total of a side."""
    found: dict[Figure, int] = {}
    for row, line in enumerate(table):
        for column, amount in enumerate(line):
            places = ((f"r{row}", f"c{column}"), (f"r{row}", ""), ("", f"c{column}"), ("", ""))
            for place in places:
                found[place] = found.get(place, 0) + amount
    return found


def _attack(
    equations: Iterable[Mapping[str, int]], known: Mapping[str, int], names: Iterable[str], low: int
) -> dict[str, Bounds]:
    """Attack sums over named counts of which some are shown."""
    keys = {name: CellKey("", name, "") for name in names}
    limits = {
        key: (float(known[name]),) * 2 if name in known else (float(low), 1_000_000.0)
        for name, key in keys.items()
    }
    tied: list[Equation] = [
        Equation({keys[name]: factor for name, factor in equation.items()})
        for equation in equations
    ]
    found: dict[str, Bounds] = {}
    for part in _parts(list(keys.values()), tied, limits):
        solver = _solver(part, list(_touching(part, tied)), limits)
        found |= {key.measure: solver.bounds(key) for key in part}
    return found


def _attack_table(
    table: Sequence[Sequence[int]], hidden: Iterable[Figure], low: int = 0
) -> dict[Figure, Bounds]:
    figures = _figures(table)
    names = {place: f"{place[0]} {place[1]}" for place in figures}
    hidden = set(hidden)
    known = {names[place]: amount for place, amount in figures.items() if place not in hidden}
    rows = sorted({row for row, _ in figures if row})
    columns = sorted({column for _, column in figures if column})
    equations = []
    for row in (*rows, ""):
        pieces = {names[row, column]: 1 for column in columns}
        equations.append(pieces | {names[row, ""]: -1})
    for column in (*columns, ""):
        pieces = {names[row, column]: 1 for row in rows}
        equations.append(pieces | {names["", column]: -1})
    found = _attack(equations, known, names.values(), low)
    return {place: found[names[place]] for place in hidden if names[place] in found}


def _sensitive(instance: Mapping[str, Any]) -> set[Figure]:
    if "sensitive" in instance:
        return {(f"r{row}", f"c{column}") for row, column in instance["sensitive"]}
    figures = _figures(instance["table"])
    least, most = (1, 9) if "9" in instance["sensitive_rule"] else (1, 2)
    return {place for place, amount in figures.items() if least <= amount <= most}


def _protect(instance: Mapping[str, Any], weights: str) -> set[Figure]:
    """Withhold by cheapest worlds, as ``protect`` does, then show again what nothing needs."""
    figures = _figures(instance["table"])
    inner = {place: Atom(*place, "") for place in figures if place[0] and place[1]}
    forms: dict[Figure, Form] = {
        (row, column): total(
            {atom: 1}
            for (its_row, its_column), atom in inner.items()
            if row in {"", its_row} and column in {"", its_column}
        )
        for row, column in figures
    }
    places = list(figures)
    candidates = [
        Candidate(
            Rule(forms[place], figures[place], figures[place]),
            float(figures[place]) + 1e-6 if weights == "value" else 1.0,
        )
        for place in places
    ]
    truth = {atom: figures[place] for place, atom in inner.items()}
    sensitive = sorted(_sensitive(instance), key=lambda place: figures[place])
    finder = WorldFinder(
        truth, [], candidates, [forms[place] for place in sensitive], sum(truth.values())
    )
    hidden = {places.index(place) for place in sensitive}
    asked = []
    for index, place in enumerate(sensitive):
        low, high = figures[place] - instance.get("lpl", 1), figures[place] + instance.get("upl", 1)
        asked += [(index, (float(high), highspy.kHighsInf)), (index, (0.0, float(max(0, low))))]
    for demand in asked:
        amounts = finder.find([demand], hidden, free=True)
        assert amounts is not None
        world = dict(zip(truth, amounts.tolist(), strict=True))
        hidden |= {
            at for at, place in enumerate(places) if value(forms[place], world) != figures[place]
        }
    for at in sorted(hidden, key=lambda at: -figures[places[at]]):
        fewer = hidden - {at}
        if places[at] not in sensitive and all(
            finder.find([demand], fewer, free=False) is not None for demand in asked
        ):
            hidden = fewer
    return {places[at] for at in hidden}


def test_the_textbook_table_is_protected_at_its_known_optimum() -> None:
    instance = _INSTANCES["fischetti-salazar-3x3"]
    hidden = _protect(instance, "value")
    figures = _figures(instance["table"])
    assert sorted(figures[place] for place in hidden) == sorted(instance["suppressed_values"])
    assert sum(figures[place] for place in hidden) == instance["optimum"]
    found = _attack_table(instance["table"], hidden)["r1", "c2"]
    assert [found.low, found.high] == instance["attacker_interval_of_sensitive"]


@pytest.mark.parametrize("name", ["same-table-small-max-9", "hidden-constraint-8x2"])
def test_small_counts_hide_the_cells_that_are_published(name: str) -> None:
    instance = _INSTANCES[name]
    figures = _figures(instance["table"])
    hidden = sorted(figures[place] for place in _protect(instance, "value"))
    assert hidden == sorted(instance["suppressed_values"])


def test_one_sensitive_cell_needs_three_more() -> None:
    instance = _INSTANCES["microdata1-4x2"]
    assert len(_protect(instance, "value")) - 1 == instance["secondary_count"]


def test_hiding_the_sensitive_alone_recovers_the_published_cell_and_one_more_suffices() -> None:
    instance = _INSTANCES["problemdata-4x4"]
    found = _attack_table(instance["table"], _sensitive(instance))
    recovered = [place for place, bounds in found.items() if bounds.exact]
    expected = instance["recovered_when_only_sensitive_are_hidden"]
    assert recovered == [(f"r{row}", f"c{column}") for row, column in expected]
    further = _protect(instance, "cells") - _sensitive(instance)
    assert len(further) == 1
    found = _attack_table(instance["table"], _sensitive(instance) | further)
    assert not any(bounds.exact for bounds in found.values())


def test_linked_tables_give_a_cell_away_that_each_alone_keeps() -> None:
    instance = _INSTANCES["linked-tables-leak"]
    atoms, sums = instance["atoms"], instance["published_sums"]
    equations = [{**dict.fromkeys(members, 1), name: -1} for name, members in sums.items()]
    known = {name: sum(atoms[atom] for atom in members) for name, members in sums.items()}
    small = {atom for atom, amount in atoms.items() if amount <= 3}
    shown = {atom: amount for atom, amount in atoms.items() if atom not in small}
    found = _attack(equations, known | shown, [*atoms, *sums], 0)
    recovered = [name for name in sorted(small) if found[name].exact]
    assert recovered == instance["recovered_when_only_sensitive_are_hidden"]
    (secondary,) = instance["secondary"]
    found = _attack(
        equations, known | {a: n for a, n in shown.items() if a != secondary}, [*atoms, *sums], 0
    )
    assert not any(found[name].exact for name in small)


def test_knowing_that_hidden_cells_are_at_least_one_recovers_them_all() -> None:
    instance = _INSTANCES["singletons"]
    sensitive = _sensitive(instance)
    found = _attack_table(instance["table"], sensitive, low=1)
    assert len(sensitive) == 7
    assert all(found[place].exact for place in sensitive)


@pytest.mark.parametrize("name", ["zeros-and-ones-a", "zeros-and-ones-b", "zeros-and-ones-c"])
def test_a_visible_sum_at_its_least_recovers_its_parts(name: str) -> None:
    instance = _INSTANCES[name]
    line = instance["table_1d"]
    names = [f"cell{place}" for place in range(len(line))]
    hidden = {names[place] for place in instance["hidden"]}
    known = {each: amount for each, amount in zip(names, line, strict=True) if each not in hidden}
    found = _attack(
        [{**dict.fromkeys(names, 1), "total": -1}],
        known | {"total": sum(line)},
        [*names, "total"],
        instance["lower_bound"],
    )
    assert all(found[each].exact for each in hidden)
    assert {each: found[each].low for each in hidden} == {
        each: amount for each, amount in zip(names, line, strict=True) if each in hidden
    }
