import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from idva_desktop.domain.calendar import Period
from idva_desktop.domain.errors import ProtectionError, ReturnError
from idva_desktop.returns.booking import Booking, book, late_clients
from idva_desktop.returns.cells import CellKey, figures
from idva_desktop.returns.constraints import Lattice
from idva_desktop.returns.facts import Fact
from idva_desktop.returns.ledger import Ledger
from idva_desktop.returns.pack import Pack
from tests.returns.issued_years import QUARTERS, TODAY, prepared, year
from tests.returns.made_up_service import MEASURES, facts_of_years

_Q1, _Q2, _Q3 = (Period.parse(name) for name in QUARTERS[:3])


def _fact(measure: str, day: date, strand: str = "IDVA", unit: str = "a", **more: object) -> Fact:
    return Fact(measure=measure, unit=unit, client=unit, day=day, strand=strand, **more)  # type: ignore[arg-type]  # keyword arguments of the fact


def _book(truths: list[list[Fact]]) -> list[Booking]:
    """Book the quarters one after the other, each with the truth as it was then."""
    booked: list[Booking] = []
    for quarter, facts in zip((_Q1, _Q2, _Q3), truths, strict=False):
        booked += book(facts, MEASURES, booked, quarter)
    return booked


def _in(booked: list[Booking], quarter: Period) -> list[Booking]:
    return [booking for booking in booked if booking.quarter == quarter.name]


def test_what_is_entered_late_is_booked_with_the_next_return() -> None:
    late = _fact("K05", date(2025, 5, 1), met=True)
    booked = _book([[_fact("K05", date(2025, 5, 2), unit="b", met=True)], [late]])
    (found,) = _in(booked, _Q2)
    assert found.fact == late
    assert found.late
    assert late_clients(_in(booked, _Q2)) == 1


def test_what_is_dated_before_the_first_return_is_history_and_never_late() -> None:
    history = _fact("K05", date(2025, 3, 31), met=True)
    later = _fact("K05", date(2025, 5, 2), unit="b", met=True)
    assert [b.fact.unit for b in _book([[later], [later, history]])] == ["b"]


def test_a_first_return_with_nobody_in_it_sets_the_baseline_too() -> None:
    empty = prepared("2025-Q1", [], Ledger())
    assert not empty.released.bookings
    ledger = Ledger().extended(empty.released, empty.certificate)
    late = _fact("K05", date(2025, 5, 1), met=True)
    history = _fact("K05", date(2025, 3, 31), unit="b", met=True)
    opened = _fact("K16", date(2025, 5, 1), category="opened")
    carried = prepared("2025-Q2", [late, history, opened], ledger)
    booked = {(each.fact.unit, each.fact.measure): each for each in carried.released.bookings}
    assert set(booked) == {("a", "K05"), ("a", "K16")}
    assert all(each.late for each in booked.values())
    assert booked["a", "K16"].fact.category == "opened", "nobody was open when the series began"
    assert carried.late == 1


def test_a_correction_never_moves_a_booking() -> None:
    first = _fact("K15", date(2025, 5, 1), category="needs_met")
    corrected = replace(first, day=date(2025, 8, 1), category="moved_on")
    booked = _book([[first], [corrected], [corrected]])
    closings = [booking for booking in booked if booking.fact.measure == "K15"]
    assert [(b.quarter, b.fact.category) for b in closings] == [("2025-Q1", "needs_met")]


def test_what_was_erased_stays_in_the_books() -> None:
    assert len(_book([[_fact("K05", date(2025, 5, 1), met=True)], []])) == 1


def test_a_change_of_strand_moves_no_booking_and_no_later_one() -> None:
    opened = _fact("K16", date(2025, 5, 1), category="opened")
    closed = _fact("K15", date(2025, 8, 1), "BOTH", category="needs_met")
    booked = _book([[opened], [replace(opened, strand="BOTH"), closed]])
    assert {booking.fact.strand for booking in booked} == {"IDVA"}


def test_a_reopened_case_is_closed_once_and_its_stock_never_falls_below_nought() -> None:
    opened = _fact("K16", date(2025, 5, 1), category="opened")
    closed = _fact("K15", date(2025, 6, 1), category="needs_met")
    again = replace(closed, day=date(2025, 9, 1))
    booked = _book([[opened, closed], [opened], [opened, again]])
    lattice = Lattice(MEASURES, Pack.default(), [_Q1, _Q2, _Q3], booked)
    assert [lattice.true_value(CellKey(q.name, "K16", "end")) for q in (_Q1, _Q2, _Q3)] == [0, 0, 0]


def test_a_case_open_at_the_baseline_is_stock_and_one_entered_later_joins_as_opened() -> None:
    stock = _fact("K16", date(2025, 1, 1), category="opened")
    late = _fact("K16", date(2025, 1, 2), unit="b", category="opened")
    booked = _book([[stock], [stock, late]])
    lattice = Lattice(MEASURES, Pack.default(), [_Q1, _Q2], booked)
    values = [
        lattice.true_value(CellKey(quarter, "K16", part))
        for quarter, part in (("2025-Q1", "start"), ("2025-Q2", "start"), ("2025-Q2", "opened"))
    ]
    assert values == [1, 1, 1]


def test_a_unit_booked_as_isva_is_not_counted_where_isva_is_empty() -> None:
    received = _fact("K01", date(2025, 5, 1), "ISVA", dimensions={})
    assessed = _fact("K06", date(2025, 8, 1), "IDVA", met=True)
    booked = _book([[received], [assessed]])
    assert [booking.fact.measure for booking in booked] == ["K01"]


@pytest.mark.parametrize("name", QUARTERS[:2])
def test_where_nothing_came_late_a_return_counts_as_the_figures_do(name: str) -> None:
    facts = facts_of_years(150, 9, start=date(2024, 10, 1), days=400)
    quarters = [_Q1, _Q2]
    booked = _book([facts, facts])
    lattice = Lattice(MEASURES, Pack.default(), quarters, booked)
    true = {cell.key: cell.value for cell in figures(facts, MEASURES, Period.parse(name))}
    for key in Pack.default().cells(Period.parse(name), MEASURES):
        if key.part != "hours" and key.strand not in MEASURES[key.measure].empty_strands:
            assert lattice.true_value(key) == true[key], key


def test_the_year_adds_up_from_its_quarters_as_issued() -> None:
    ledger = year(100)
    shown = {c.key: c.value for row in ledger.rows for c in row.cells if c.value is not None}
    checked = 0
    for key, value in shown.items():
        quarters = [shown.get(replace(key, period=name)) for name in QUARTERS]
        if key.period == "2025-FY" and key.part not in {"start", "end", "hours"}:
            known = [each for each in quarters if each is not None]
            checked += len(known) == 4
            assert len(known) < 4 or sum(known) == value
    assert checked > 10


@pytest.mark.parametrize(
    "said",
    [{}, {"met": False}, {"met": True}, {"weeks": 0}, {"minutes": 5}, {"dimensions": {"a": "b"}}],
)
def test_every_answer_of_a_booking_survives_the_journal(said: dict[str, Any]) -> None:
    booking = Booking("2025-Q1", _fact("K05", date(2025, 5, 1), **said), late=True)
    assert Booking.from_plain(json.loads(json.dumps(booking.to_plain()))) == booking


def test_a_booking_survives_the_journal() -> None:
    for booking in year(100).bookings:
        assert Booking.from_plain(booking.to_plain()) == booking


def test_the_ledger_survives_the_journal_and_a_changed_row_is_refused() -> None:
    rows = [row.to_plain() for row in year(100).rows]
    proofs = [proof.to_plain() for proof in year(100).proofs.values()]
    assert Ledger.from_plain(rows, json.loads(json.dumps(proofs))) == year(100)
    with pytest.raises(ProtectionError, match="damaged"):
        Ledger.from_plain(rows[:5], proofs)
    with pytest.raises(ProtectionError, match="damaged"):
        Ledger.from_plain(rows[1:])
    rows[2]["cells"][0][6] = 77
    with pytest.raises(ProtectionError, match="damaged"):
        Ledger.from_plain(rows)


def test_returns_are_refused_out_of_order_too_early_or_without_their_parts() -> None:
    ledger = Ledger(year(100).rows[:2])
    for period, words in (
        ("2025-Q4", "in order"),
        ("2024-Q4", "nothing is restated"),
        ("2025-FY", "2025-Q3, 2025-Q4"),
        ("2025-28@2025-FY", "2025-FY"),
        ("2026-Q3", "not over"),
    ):
        with pytest.raises(ReturnError, match=words):
            ledger.require_next(Period.parse(period), TODAY)


def test_a_second_issue_of_a_period_is_the_first_one_whatever_changed_since() -> None:
    ledger = year(100)
    again = prepared("2025-Q2", [], ledger)
    assert again.again
    assert again.released == ledger.rows[1]


def test_two_returns_prepared_on_the_same_ledger_cannot_both_be_issued() -> None:
    ledger = year(100)
    first = Ledger(ledger.rows[:4])
    with pytest.raises(ReturnError, match="since"):
        ledger.extended(ledger.rows[4])
    assert first.extended(ledger.rows[4]).rows == ledger.rows[:5]
