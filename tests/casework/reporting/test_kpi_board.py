from datetime import datetime
from pathlib import Path

import pytest

from idva_desktop.casework.issued_ledger import ledger
from idva_desktop.casework.reporting.figures import figures
from idva_desktop.casework.reporting.issued_board import issued_board
from idva_desktop.casework.reporting.issuing import issue_return
from idva_desktop.casework.reporting.kpi_board import (
    ALL_STRANDS,
    KpiBoard,
    Reading,
    Verdict,
    kpi_board,
)
from idva_desktop.casework.session import Session
from idva_desktop.domain.calendar import Period
from idva_desktop.domain.errors import RefusedError
from idva_desktop.domain.progress import CancelledError, Stage
from idva_desktop.domain.typed_dates import LONDON
from idva_desktop.returns.cells import Status
from idva_desktop.returns.measure import TOTAL
from tests.casework.people import PASSPHRASES, SUPERVISOR, WORKER, Office
from tests.casework.year_of_work import FIRST_QUARTER, RUNNING, YearOfWork, present


@pytest.fixture(scope="module")
def board(unchanged_year: Session) -> KpiBoard:
    return kpi_board(unchanged_year)


@pytest.mark.parametrize("name", ["2025-Q1", "2026-Q2", "2025-FY"])
def test_the_board_agrees_with_the_figures_to_the_last_digit(
    unchanged_year: Session, board: KpiBoard, name: str
) -> None:
    period = Period.parse(name)
    for cell in figures(unchanged_year, period):
        if (cell.key.dimension, cell.key.category) != (TOTAL, TOTAL):
            continue
        reading = board.reading(cell.key.measure, period, cell.key.strand)
        if cell.status is Status.EMPTY:
            assert reading.verdict is Verdict.NOT_COUNTED
        else:
            assert reading.parts[cell.key.part] == cell.value


def test_the_strands_add_up_to_all(board: KpiBoard) -> None:
    for quarter in board.quarters:
        parts = [
            board.reading("K01", quarter, each).figure or 0 for each in ("IDVA", "ISVA", "BOTH")
        ]
        assert sum(parts) == board.reading("K01", quarter, ALL_STRANDS).figure


def test_an_empty_denominator_is_not_applicable_and_never_nought() -> None:
    reading = Reading({"met": 0, "base": 0}, target=80)
    assert reading.figure is None
    assert reading.verdict is Verdict.NOTHING


@pytest.mark.parametrize(
    ("met", "base", "verdict", "under"),
    [
        (9, 10, Verdict.MET, 0),
        (87, 100, Verdict.UNDER, 3),
        (179, 200, Verdict.UNDER, 0),  # 89.5 % is shown as 90 % and has still missed the target
    ],
)
def test_the_exact_share_decides_whether_a_target_is_met(
    met: int, base: int, verdict: Verdict, under: int
) -> None:
    reading = Reading({"met": met, "base": base}, target=90)
    assert (reading.verdict, reading.points_under) == (verdict, under)


def test_a_measure_that_leaves_a_strand_out_counts_nobody_there(board: KpiBoard) -> None:
    reading = board.reading("K06", board.quarters[0], "ISVA")
    assert (reading.figure, reading.verdict) == (None, Verdict.NOT_COUNTED)


def test_the_first_choice_is_the_last_quarter_that_is_over(board: KpiBoard) -> None:
    assert board.first_choice is not None
    assert board.first_choice.name == "2026-Q2"
    assert board.is_running(Period.parse(RUNNING))


def test_a_trend_has_six_quarters_and_ends_with_the_period(board: KpiBoard) -> None:
    names = [period.name for period, _ in board.trend("K01", Period.parse("2026-Q2"))]
    assert names == ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2"]
    names = [period.name for period, _ in board.trend("K01", Period.parse("2025-FY"))]
    assert names == ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"]


def test_of_a_running_quarter_only_what_is_settled_is_counted(
    unchanged_year: Session, board: KpiBoard
) -> None:
    october = datetime(2026, 10, 1, 9, 0, tzinfo=LONDON)
    earlier = kpi_board(Session(unchanged_year.vault, lambda: october))
    running = Period.parse(RUNNING)
    assert (
        (earlier.reading("K03", running).parts["base"])
        < board.reading("K03", running).parts["base"]
    )


def test_the_cards_show_four_measures_with_a_target(board: KpiBoard) -> None:
    assert [each.id for each in board.headlines] == ["K03", "K06", "K09", "K11"]
    assert all(each.target is not None for each in board.headlines)


def test_a_vault_without_cases_has_no_quarters(office: Office) -> None:
    empty = kpi_board(office.change_places(SUPERVISOR))
    assert empty.quarters == empty.longer == ()
    assert empty.first_choice is None


def test_key_figures_are_for_supervisors(year_of_work: YearOfWork, year_folder: Path) -> None:
    with year_of_work.opened(year_folder, PASSPHRASES[WORKER]) as vault:
        worker = Session(vault, present)
        with pytest.raises(RefusedError, match="supervisor"):
            kpi_board(worker)


def test_counting_can_be_stopped(unchanged_year: Session) -> None:
    def stop(stage: Stage, /) -> None:
        if stage.stage == "Counting":
            raise CancelledError

    with pytest.raises(CancelledError):
        kpi_board(unchanged_year, stop)


def test_before_the_first_return_the_met_has_no_figure(unchanged_year: Session) -> None:
    board = issued_board(unchanged_year)
    assert (board.measures, board.quarters, board.longer) == ((), (), ())
    assert board.first_choice is None


def test_what_the_met_sees_is_what_the_return_shows_and_nothing_else(
    year_session: Session, tmp_path: Path
) -> None:
    period = Period.parse(FIRST_QUARTER)
    issue_return(
        year_session, period, tmp_path / "out", approver=WORKER, passphrase=PASSPHRASES[WORKER]
    )
    board = issued_board(year_session)
    assert board.first_choice == period
    (row,) = ledger(year_session).rows
    hidden = 0
    for cell in row.cells:
        key = cell.key
        if key.dimension != "_T":
            continue
        reading = board.reading(key.measure, period, key.strand)
        assert reading.parts.get(key.part) == cell.value
        assert (key.part in reading.withheld) == (cell.status is Status.WITHHELD)
        if key.part in reading.withheld & {"met", "base", "count", "end"}:
            hidden += 1
            assert reading.figure is None
            assert reading.verdict is Verdict.WITHHELD
    assert hidden
    assert board.reading("K01", Period.parse("2025-FY")).verdict is Verdict.NOT_ISSUED
