from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from idva_desktop.domain.calendar import Period
from idva_desktop.returns.cells import Cell, CellKey, Place, Status, figures
from idva_desktop.returns.facts import Fact
from tests.returns.made_up_service import MEASURES, facts_of_years

_QUARTER = Period.parse("2025-Q2")
_DAY = date(2025, 8, 1)


def _fact(measure: str, unit: str = "a", strand: str = "IDVA", **more: object) -> Fact:
    day = more.pop("day", _DAY)
    return Fact(measure=measure, unit=unit, client=unit, day=day, strand=strand, **more)  # type: ignore[arg-type]  # keyword arguments of the fact


def _values(facts: list[Fact], period: Period = _QUARTER) -> dict[CellKey, Cell]:
    return {cell.key: cell for cell in figures(facts, MEASURES, period)}


@given(st.integers(0, 40), st.integers(0, 1000))
def test_every_breakdown_adds_up_to_its_total(cases: int, seed: int) -> None:
    sums: dict[Place, int] = defaultdict(int)
    totals: dict[Place, int] = {}
    by_answer: dict[tuple[str, Place], int] = defaultdict(int)
    for cell in figures(facts_of_years(cases, seed), MEASURES, Period.parse("2025-FY")):
        key, amount = cell.key, cell.value or 0
        if key.part == "median_weeks":
            continue
        place = Place(f"{key.measure} {key.part}", "", key.dimension, key.category)
        if key.strand == "_T":
            totals[place] = amount
            if key.dimension != "_T":
                by_answer[place.part, Place("", "", key.dimension, "")] += amount
        else:
            sums[place] += amount
    assert sums == totals
    for (part, place), amount in by_answer.items():
        assert amount == totals[Place(part, "", "_T", "_T")], (part, place)


def test_quarters_add_up_to_the_year_and_the_caseload_carries_over() -> None:
    facts = facts_of_years(120, 3)
    year = _values(facts, Period.parse("2025-FY"))
    quarters = [_values(facts, quarter) for quarter in Period.parse("2025-FY").quarters()]
    for measure, part in (("K01", "count"), ("K02", "met"), ("K03", "base"), ("K15", "count")):
        each = [
            values[CellKey(f"2025-Q{n}", measure, part)].value
            for n, values in enumerate(quarters, 1)
        ]
        assert sum(value or 0 for value in each) == year[CellKey("2025-FY", measure, part)].value
    for number, (before, after) in enumerate(pairwise(quarters), 1):
        end = before[CellKey(f"2025-Q{number}", "K16", "end")].value
        assert end == after[CellKey(f"2025-Q{number + 1}", "K16", "start")].value


def test_opening_and_opened_less_closed_is_closing() -> None:
    values = _values(facts_of_years(120, 4))
    parts = {
        part: values[CellKey("2025-Q2", "K16", part)].value or 0
        for part in ("start", "opened", "closed", "end")
    }
    assert parts["start"] > 0
    assert parts["start"] + parts["opened"] - parts["closed"] == parts["end"]


def test_a_closing_noted_before_the_opening_takes_effect_with_it() -> None:
    values = _values(
        [
            _fact("K16", category="opened", day=_DAY),
            _fact("K16", category="closed", day=_DAY - timedelta(days=90)),
        ]
    )
    shown = [values[CellKey("2025-Q2", "K16", part)].value for part in ("opened", "closed", "end")]
    assert shown == [1, 1, 0]


def test_a_strand_that_a_measure_cannot_have_is_empty_by_definition() -> None:
    values = _values([_fact("K06", met=True)])
    assert values[CellKey("2025-Q2", "K06", "base", "ISVA")].status is Status.EMPTY
    assert values[CellKey("2025-Q2", "K06", "base", "BOTH")].value == 0


def test_the_suspended_and_the_unpaired_leave_the_base_and_are_counted_apart() -> None:
    facts = [
        _fact("K03", "a", met=True),
        _fact("K03", "b", suspended=True),
        _fact("K09", "c", met=False),
        _fact("K09", "d", unpaired=True),
    ]
    values = _values(facts)
    assert values[CellKey("2025-Q2", "K03", "base")].value == 1
    assert values[CellKey("2025-Q2", "K03", "suspended")].value == 1
    assert values[CellKey("2025-Q2", "K09", "base")].value == 1
    assert values[CellKey("2025-Q2", "K09", "unpaired")].value == 1


def test_decisions_are_a_base_by_decision_and_accepted_is_the_numerator() -> None:
    facts = [_fact("K02", "a", category="accepted"), _fact("K02", "b", category="duplicate")]
    values = _values(facts)
    assert values[CellKey("2025-Q2", "K02", "met")].value == 1
    decision = CellKey("2025-Q2", "K02", "base", "_T", "decision", "duplicate")
    assert values[decision].value == 1
    assert not any(key.part == "met" and key.dimension == "decision" for key in values)


def test_a_median_is_shown_of_ten_or_more_only() -> None:
    facts = [_fact("K15", str(n), category="needs_met", weeks=n) for n in range(1, 11)]
    key = CellKey("2025-Q2", "K15", "median_weeks")
    assert key not in _values(facts[:9])
    assert _values(facts)[key].value == 5
