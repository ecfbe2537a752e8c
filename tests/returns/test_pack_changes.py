"""A contract's own pack: dated changes of the default, and what none of them may ask for."""

import pytest

from idva_desktop.domain.calendar import Period
from idva_desktop.domain.errors import ReturnError
from idva_desktop.returns.cells import CellKey, Status
from idva_desktop.returns.ledger import Ledger
from idva_desktop.returns.measure import TOTAL
from idva_desktop.returns.measures import MEASURES
from idva_desktop.returns.pack import Pack
from idva_desktop.returns.pack_changes import PackChange, Step, pack_for, require_possible
from idva_desktop.returns.prepare import prepare
from tests.returns.issued_years import SEED, TODAY
from tests.returns.made_up_cases import facts_of_service

DEFAULT = Pack.default()
Q1, Q2, Q3 = (Period.parse(name) for name in ("2025-Q1", "2025-Q2", "2025-Q3"))
YEAR = Period.parse("2025-FY")
K05 = PackChange("2025-Q2", Step.TOTAL_ONLY, "K05")
DECISIONS = PackChange("2025-Q2", Step.WITHOUT_BREAKDOWN, "K02", "decision")


def cells(period: Period, *changes: PackChange) -> set[CellKey]:
    return set(pack_for(DEFAULT, changes, period, MEASURES).cells(period, MEASURES))


def usual(period: Period) -> set[CellKey]:
    return set(DEFAULT.cells(period, MEASURES))


def test_a_change_holds_from_its_return_on_and_for_no_other_kind() -> None:
    for change in (K05, DECISIONS):
        assert cells(Q1, change) == usual(Q1)
        assert cells(YEAR, change) == usual(YEAR)
        assert cells(Q2, change) < usual(Q2)
        assert cells(Q3, change) < usual(Q3)
    gone = {(k.measure, k.strand == TOTAL) for k in usual(Q2) - cells(Q2, K05)}
    assert gone == {("K05", False)}
    left_out = usual(Q2) - cells(Q2, DECISIONS)
    assert {(k.measure, k.dimension) for k in left_out} == {("K02", "decision")}


def test_a_later_change_takes_an_earlier_one_back() -> None:
    for change in (K05, DECISIONS):
        back = PackChange("2025-Q3", change.step.back, change.measure, change.breakdown)
        assert cells(Q2, change, back) < usual(Q2)
        assert cells(Q3, change, back) == usual(Q3)
        assert back.step.back is change.step


def test_one_of_every_breakdown_can_be_left_out_of_a_year() -> None:
    change = PackChange("2025-FY", Step.WITHOUT_BREAKDOWN, "K01", "religion")
    left_out = usual(YEAR) - cells(YEAR, change)
    assert {(k.measure, k.dimension) for k in left_out} == {("K01", "religion")}
    next_year = Period.parse("2026-FY")
    assert {k.dimension for k in usual(next_year) - cells(next_year, change)} == {"religion"}


def test_a_contract_can_ask_for_more() -> None:
    strands = PackChange("2025-Q2", Step.EACH_STRAND, "K09")
    sex = PackChange("2025-Q2", Step.WITH_BREAKDOWN, "K01", "sex")
    require_possible([strands, sex], DEFAULT, MEASURES)
    added = cells(Q2, strands, sex) - usual(Q2)
    assert {(k.measure, k.dimension) for k in added} == {("K09", TOTAL), ("K01", "sex")}


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        (["sex, age_band"], "Two personal characteristics are never crossed"),
        (["rank_band, command"], "rank or command"),
        (["command"], "rank or command"),
        (["route, sex", "sex, risk_band", "risk_band, route"], "crossed in a circle"),
        (["route, sex"], "one breakdown at a time"),
        (["favourite_colour"], "not counted by favourite colour"),
    ],
)
def test_what_would_name_people_or_cannot_be_proved_is_refused(
    asked: list[str], reason: str
) -> None:
    changes = [PackChange("2025-FY", Step.WITH_BREAKDOWN, "K01", each) for each in asked]
    with pytest.raises(ReturnError, match=reason):
        require_possible(changes, DEFAULT, MEASURES)


def test_a_measure_that_is_not_there_or_has_no_strands_is_refused() -> None:
    with pytest.raises(ReturnError, match="There is no measure K99"):
        require_possible([PackChange("2025-Q2", Step.TOTAL_ONLY, "K99")], DEFAULT, MEASURES)
    with pytest.raises(ReturnError, match="not counted by strand"):
        require_possible([PackChange("2025-Q2", Step.EACH_STRAND, "K22")], DEFAULT, MEASURES)


@pytest.mark.parametrize(
    "changes",
    [
        (K05, DECISIONS),
        (
            PackChange("2025-Q2", Step.EACH_STRAND, "K09"),
            PackChange("2025-Q2", Step.WITH_BREAKDOWN, "K01", "sex"),
        ),
    ],
)
def test_returns_before_and_after_a_change_are_proved_together(
    changes: tuple[PackChange, ...],
) -> None:
    facts = facts_of_service(100)
    ledger, issued = Ledger(), list[Period]()
    for period in (Q1, Q2, Q3):
        pack = pack_for(DEFAULT, changes, period, MEASURES, issued)
        ready = prepare(period, facts, MEASURES, pack, ledger, SEED, TODAY)  # verified within
        assert {cell.key for cell in ready.released.cells} == cells(period, *changes)
        assert any(cell.status is Status.SHOWN for cell in ready.released.cells)
        ledger = ledger.extended(ready.released, ready.certificate)
        issued.append(period)
