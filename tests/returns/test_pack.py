"""The default pack is what was asked for, cell by cell, and a worse one is refused."""

import json
from typing import Any

import pytest

from idva_desktop.domain.calendar import Period
from idva_desktop.domain.errors import ReturnError
from idva_desktop.resource_files import resource
from idva_desktop.returns.measure import STRANDS, TOTAL
from idva_desktop.returns.measures import MEASURES
from idva_desktop.returns.pack import Pack
from idva_desktop.returns.pack_design import is_cyclic

PACK = Pack.default()
EACH, WHOLE = {*STRANDS, TOTAL}, {TOTAL}
# By measure: the strands of a quarter and of a year, and whether the contract to date has it.
ASKED: dict[str, tuple[set[str], set[str], bool]] = {
    **dict.fromkeys(("K01", "K02", "K03", "K04", "K05", "K06", "K07"), (EACH, EACH, True)),
    **dict.fromkeys(("K15", "K16"), (EACH, EACH, True)),
    **dict.fromkeys(("K08", "K08R", "K09", "K10", "K11", "K12"), (WHOLE, EACH, True)),
    **dict.fromkeys(("K13", "K13R", "K14"), (WHOLE, EACH, True)),
    "K17": (WHOLE, WHOLE, True),
    **dict.fromkeys(("K18", "K19", "K19A", "K21"), (set(), WHOLE, False)),
    **dict.fromkeys(("K20", "K22"), (WHOLE, WHOLE, False)),
}
QUARTERS = {"K02": {"decision"}, "K15": {"reason"}, "K20": {"event"}, "K22": {"contact"}}
YEARS = QUARTERS | {
    "K01": set(MEASURES["K01"].dimensions),
    "K12": {"area"},
    "K18": {"characteristic"},
}
APART = ("suspended", "unpaired")


@pytest.mark.parametrize("id_", MEASURES)
@pytest.mark.parametrize(("name", "place"), [("2025-Q1", 0), ("2025-FY", 1)])
def test_each_measure_is_in_the_quarter_and_the_year_as_asked(
    id_: str, name: str, place: int
) -> None:
    cells = [key for key in PACK.cells(Period.parse(name), MEASURES) if key.measure == id_]
    assert {key.strand for key in cells if key.part not in APART} == ASKED[id_][place]
    asked = (QUARTERS, YEARS)[place].get(id_, set())
    assert {key.dimension for key in cells} - {TOTAL} == asked
    assert {key.strand for key in cells if key.dimension != TOTAL} <= {TOTAL}


def test_the_contract_to_date_is_by_total_alone() -> None:
    cells = PACK.cells(Period.parse("2025-28@2025-FY"), MEASURES)
    assert {key.measure for key in cells} == {id_ for id_, asked in ASKED.items() if asked[2]}
    assert {(key.strand, key.dimension) for key in cells} == {(TOTAL, TOTAL)}


def test_each_measure_enters_the_pack_by_its_own_declaration() -> None:
    assert set(ASKED) == set(MEASURES)
    assert all(measure.enters for measure in MEASURES.values())
    assert set(json.loads(resource("return_pack.json").read_text("utf-8"))) == {
        "name",
        "about",
        "threshold",
        "service_base_from",
    }


def configured(*dimensions: Any) -> Pack:  # noqa: ANN401 - as a configuration has them
    entry = {"K01": {"strands": "total", "dimensions": list(dimensions)}}
    kinds = {"quarter": {}, "year": entry, "contract": {}}
    return Pack.from_plain({"name": "fine", "threshold": 5, "service_base_from": 10, **kinds})


def test_one_breakdown_at_a_time_may_be_asked_for() -> None:
    cells = configured("sex", "route").cells(Period.parse("2025-FY"), MEASURES)
    assert {key.dimension for key in cells} == {TOTAL, "sex", "route"}


@pytest.mark.parametrize(
    ("dimensions", "reason"),
    [
        ([["sex", "ethnicity"]], "ethnicity and sex together. Two personal"),
        ([["route", "disability", "age_band"]], "age band and disability together"),
        ([["rank_band", "command"]], "rank or command"),
        (["command"], "rank or command"),
        ([["route", "rank_band"]], "rank or command"),
        ([["route", "sex"], ["sex", "risk_band"], ["risk_band", "route"]], "in a circle"),
        ([["route", "employment_group"]], "one breakdown at a time"),
    ],
)
def test_a_table_that_could_name_somebody_is_refused_with_its_reason(
    dimensions: list[Any], reason: str
) -> None:
    with pytest.raises(ReturnError, match=reason) as refused:
        configured(*dimensions)
    assert "Nothing was written" in str(refused.value)


@pytest.mark.parametrize(
    ("tables", "cyclic"),
    [
        (["ab", "bc", "ca"], True),
        (["ab", "bc", "cd", "da"], True),
        (["ab", "bc", "cd"], False),
        (["abc", "ab", "bc", "ca"], False),
        (["a", "b", "c"], False),
        ([], False),
    ],
)
def test_tables_that_hang_together_in_a_circle_are_found(tables: list[str], cyclic: bool) -> None:
    assert is_cyclic([frozenset(table) for table in tables]) is cyclic
