"""Late entries, reopening, another strand: nothing that was reported of an outcome moves."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from idva_desktop.domain.calendar import Period
from idva_desktop.returns.booking import Booking, book
from idva_desktop.returns.cells import Cell, CellKey, figures
from idva_desktop.returns.constraints import Lattice
from idva_desktop.returns.histories import CaseHistory, ClosureHistory, NeedHistory, StepHistory
from idva_desktop.returns.measures import MEASURES, facts_of
from idva_desktop.returns.pack import Pack
from tests.returns.made_up_cases import facts_of_service

PACK = Pack.default()
QUARTERS = [Period.parse(f"2025-Q{number}") for number in (1, 2, 3, 4)]
YEAR, CONTRACT = Period.parse("2025-FY"), Period.parse("2025-28@2025-FY")
CLOSING = ClosureHistory(
    "c",
    date(2025, 6, 2),
    "planned_needs_met",
    abuse_at_entry="yes",
    abuse_last_month="no",
    satisfaction="satisfied",
    in_work_entry="yes",
    in_work_exit="yes",
    adjustment="in_place",
)
CASE = CaseHistory(
    case="case",
    client="client",
    strand="IDVA",
    support_started=date(2025, 4, 7),
    closure=CLOSING,
    needs=[NeedHistory("n", "health", date(2025, 4, 8), 3, 1)],
    steps=[StepHistory("s", "criminal", "withdrew", date(2025, 6, 3), "pressure")],
)
AT_THE_END = ("K10", "K12", "K13R", "K14", "K19", "K19A")


def booked(*truths: Sequence[CaseHistory]) -> list[Booking]:
    """Book the quarters one after the other, each with the truth as it was then."""
    found: list[Booking] = []
    for quarter, cases in zip(QUARTERS, truths, strict=False):
        found += book(facts_of(cases), MEASURES, found, quarter)
    return found


def lattice(bookings: list[Booking]) -> Lattice:
    return Lattice(MEASURES, PACK, QUARTERS, bookings)


def at(bookings: list[Booking], measure: str) -> list[tuple[str, str, bool]]:
    own = [each for each in bookings if each.fact.measure == measure]
    return [(each.quarter, each.fact.strand, each.late) for each in own]


@pytest.mark.parametrize("measure", AT_THE_END)
def test_an_outcome_entered_late_is_reported_with_the_next_return(measure: str) -> None:
    other = replace(CASE, case="other", client="other", closure=None, needs=[], steps=[])
    assert at(booked([other], [other, CASE]), measure) == [("2025-Q2", "IDVA", True)]


@pytest.mark.parametrize("measure", AT_THE_END)
def test_reopening_and_closing_again_reports_nothing_twice(measure: str) -> None:
    again = replace(CASE, closure=CLOSING._replace(closed_on=date(2025, 8, 1)))
    found = booked([CASE], [again], [again])
    assert at(found, measure) == [("2025-Q1", "IDVA", False)]


@pytest.mark.parametrize("measure", [*AT_THE_END, "K18"])
def test_a_change_of_strand_moves_no_outcome(measure: str) -> None:
    """What lies within a case, such as an area of need, keeps the strand of the case."""
    open_case = replace(CASE, closure=None, needs=[], steps=[])
    found = booked([open_case], [replace(CASE, strand="BOTH")])
    assert {strand for _, strand, _ in at(found, measure)} == {"IDVA"}


def test_a_need_that_is_corrected_later_changes_no_figure() -> None:
    worse = replace(CASE, needs=[NeedHistory("n", "health", date(2025, 4, 8), 3, 4)])
    key = CellKey("2025-Q1", "K12", "met")
    assert lattice(booked([CASE], [worse])).true_value(key) == 1
    assert lattice(booked([worse], [CASE])).true_value(key) == 0


def test_a_repeat_is_settled_when_its_year_ran_out() -> None:
    (fact,) = MEASURES["K21"].facts(CASE)
    assert fact.day == date(2026, 6, 2)
    assert not at(booked([CASE], [CASE], [CASE], [CASE]), "K21")


def _whole_service() -> tuple[list[Booking], dict[CellKey, int | None]]:
    facts, found = facts_of_service(100), list[Booking]()
    for quarter in QUARTERS:
        found += book(facts, MEASURES, found, quarter)
    cells: list[Cell] = []
    for period in (*QUARTERS, YEAR, CONTRACT):
        cells += figures(facts, MEASURES, period)
    return found, {cell.key: cell.value for cell in cells}


def test_where_nothing_came_late_every_return_counts_as_the_figures_do() -> None:
    bookings, true = _whole_service()
    held = lattice(bookings)
    checked: dict[str, int] = {}
    for period in (*QUARTERS, YEAR, CONTRACT):
        for key in PACK.cells(period, MEASURES):
            if key.part != "hours" and key.strand not in MEASURES[key.measure].empty_strands:
                assert held.true_value(key) == true[key], key
                checked[key.measure] = checked.get(key.measure, 0) + (true[key] or 0)
    assert set(checked) == set(MEASURES)
    assert all(checked.values())


def test_quarters_add_up_to_the_year_for_every_measure() -> None:
    _, true = _whole_service()
    added: dict[CellKey, int] = {}
    for key, value in true.items():
        if Period.parse(key.period).is_quarter:
            year = replace(key, period=YEAR.name)
            added[year] = added.get(year, 0) + (value or 0)
    apart = {"start", "end", "median_weeks"}
    for key, value in true.items():
        if key.period == YEAR.name and key.part not in apart:
            assert added[key] == (value or 0), key


@pytest.mark.parametrize("measure", [each.id for each in MEASURES.values() if each.same])
def test_what_is_the_same_by_definition_is_a_rule_of_every_world(measure: str) -> None:
    bookings, _ = _whole_service()
    held = lattice(bookings)
    rules = [rule for rule in held.rules() if (rule.low, rule.high) == (0, 0)]
    others = {same.measure for same in MEASURES[measure].same}
    tied = [rule for rule in rules if {atom.measure for atom in rule.form} == {measure, *others}]
    # A year's repeats are the closings of the year before, which no return of this year tells.
    assert tied or measure == "K21"
    assert all(rule.agrees(held.truth) for rule in tied)


def test_a_years_repeats_are_the_closings_of_the_year_before() -> None:
    facts, found = facts_of_service(100), list[Booking]()
    quarters = [*QUARTERS, *(Period.parse(f"2026-Q{number}") for number in (1, 2, 3, 4))]
    for quarter in quarters:
        found += book(facts, MEASURES, found, quarter)
    held = Lattice(MEASURES, PACK, quarters, found)
    tied = [
        rule
        for rule in held.rules()
        if {atom.measure for atom in rule.form} == {"K15", "K21"} and rule.high == 0
    ]
    assert len(tied) == 1
    repeats = held.true_value(CellKey("2026-FY", "K21", "base"))
    assert repeats == held.true_value(CellKey("2025-FY", "K15", "count")) > 0


def told(**said: Any) -> CaseHistory:  # noqa: ANN401 - answers at closing
    return replace(CASE, closure=CLOSING._replace(**said))


def test_an_inclusion_that_lateness_breaks_is_no_rule() -> None:
    first = told(satisfaction=None)
    held = lattice(booked([first], [CASE]))
    broken = [
        rule
        for rule in held.rules()
        if {atom.measure for atom in rule.form} == {"K15", "K13R"}
        and {atom.period for atom in rule.form} == {"2025-Q2"}
        and {atom.strand for atom in rule.form} == {"IDVA"}
    ]
    assert not broken
