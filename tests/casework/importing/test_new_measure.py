"""Adding a measure is one entry: screen, figures, return and definitions take it from there."""

from collections.abc import Iterator

import pytest

from idva_desktop.casework.reporting.figures import figures
from idva_desktop.casework.reporting.issuing import package, prepare_return
from idva_desktop.casework.reporting.kpi_board import Verdict, kpi_board
from idva_desktop.casework.session import Session
from idva_desktop.domain.calendar import Period
from idva_desktop.domain.records import SafetyPlan
from idva_desktop.returns.cells import CellKey, Status
from idva_desktop.returns.facts import Fact
from idva_desktop.returns.histories import CaseHistory
from idva_desktop.returns.measure import EACH_STRAND, TOTAL_ALONE, Measure, Shape, enters
from idva_desktop.returns.measures import MEASURES
from idva_desktop.returns.measures.declaring import BEGUN, fact

QUARTER = Period.parse("2025-Q1")


def _planned(case: CaseHistory) -> Iterator[Fact]:
    if case.support_started:
        yield fact("K99", case, case.support_started, met=bool(case.plans))


ADDED = Measure(
    id="K99",
    title="Ever planned",
    definition="Cases with any safety plan, of those whose support began in the period.",
    shape=Shape.RATE,
    facts=_planned,
    sources=(*BEGUN, (SafetyPlan, "made_on")),
    target=75,
    enters=enters(TOTAL_ALONE, EACH_STRAND, TOTAL_ALONE),
)


@pytest.fixture
def added(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(MEASURES, ADDED.id, ADDED)


@pytest.mark.usefixtures("added")
def test_one_entry_is_on_the_board_and_in_the_figures_with_its_target(provider: Session) -> None:
    board = kpi_board(provider)
    shown = next(each for each in board.measures if each.id == "K99")
    assert (shown.title, shown.definition, shown.target) == (ADDED.title, ADDED.definition, 75)
    reading = board.reading("K99", QUARTER)
    assert reading.verdict in {Verdict.MET, Verdict.UNDER}
    cells = {cell.key: cell.value for cell in figures(provider, QUARTER)}
    assert reading.parts["base"] == cells[CellKey("2025-Q1", "K99", "base")] == 47
    assert cells[CellKey("2025-Q1", "K99", "base", "_T", "sex", "female")]


@pytest.mark.usefixtures("added")
def test_one_entry_is_in_the_return_and_in_its_definitions(provider: Session) -> None:
    prepared = prepare_return(provider, QUARTER)
    cells = {cell.key: cell for cell in prepared.released.cells}
    base = cells[CellKey("2025-Q1", "K99", "base")]
    # Which figures are withheld beside the small ones is drawn anew for each vault.
    assert base.value == (47 if base.status is Status.SHOWN else None)
    assert {key.strand for key in cells if key.measure == "K99"} == {"_T"}
    files = package(provider, prepared).files
    told = "47,A" if base.status is Status.SHOWN else ",c"
    assert f"2025-Q1,K99,base,_T,_T,_T,{told}\n".encode() in files["cells.csv"]
    assert ADDED.definition in files["return.json"].decode()
