"""The caseload for each full post: in figures and on the dashboard, in no return."""

from datetime import date

import pytest

from idva_desktop.casework.reporting.figures import figures
from idva_desktop.casework.reporting.kpi_board import kpi_board
from idva_desktop.casework.reporting.per_fte import per_fte
from idva_desktop.casework.session import Save, Session, new_id
from idva_desktop.domain.calendar import Period
from idva_desktop.domain.records import StaffPeriod
from idva_desktop.journal.acts import Act
from idva_desktop.returns.measures import MEASURES
from idva_desktop.returns.pack import Pack
from idva_desktop.ui.kpi_words import apart_words
from tests.casework.year_of_work import FIRST_QUARTER

QUARTER, YEAR = Period.parse(FIRST_QUARTER), Period.parse("2025-FY")
TODAY = date(2026, 11, 19)


def post(fte: int, first: date | None = None, last: date | None = None) -> StaffPeriod:
    return StaffPeriod(id="", owner="", fte=fte, from_on=first, until_on=last)


@pytest.mark.parametrize(
    ("posts", "end", "expected"),
    [
        ([], 40, None),
        ([post(0)], 40, None),
        ([post(100), post(60)], 40, 25),
        ([post(150)], 40, 27),  # 26.67
        ([post(80)], 2, 3),  # 2.5, halves up
        ([post(100), post(100, date(2025, 7, 1))], 40, 40),
        ([post(100), post(100, last=date(2025, 6, 29))], 40, 40),
        ([post(100), post(100, date(2025, 6, 30), date(2025, 6, 30))], 40, 20),
        ([post(100)], 0, 0),
    ],
)
def test_the_posts_filled_at_the_end_of_the_period_carry_what_is_open_then(
    posts: list[StaffPeriod], end: int, expected: int | None
) -> None:
    assert per_fte(posts, QUARTER, TODAY, end) == expected


def test_of_a_period_that_still_runs_the_posts_of_today_are_taken() -> None:
    running = Period.parse("2026-Q3")
    leaving = [post(100), post(100, last=TODAY)]
    assert per_fte(leaving, running, TODAY, 40) == 20


def test_figures_and_the_dashboard_show_it_of_the_whole_service_and_alike(
    year_session: Session,
) -> None:
    assert not [cell for cell in figures(year_session, QUARTER) if cell.key.part == "per_fte"]
    hired = {"person": "Worker A", "fte": 250, "from_on": date(2025, 4, 1)}
    save = Save(StaffPeriod, new_id(), "service", hired)
    year_session.vault.commit(Act("save", (save.change(),)))
    board = kpi_board(year_session)
    for period in (QUARTER, YEAR):
        cells = [cell for cell in figures(year_session, period) if cell.key.part == "per_fte"]
        [shown] = cells
        assert (shown.key.measure, shown.key.strand) == ("K16", "_T")
        reading = board.reading("K16", period)
        assert shown.value == reading.parts["per_fte"]
        assert shown.value == round(reading.parts["end"] / 2.5)
        assert apart_words(reading) == f"{shown.value} for each full-time post."


@pytest.mark.parametrize("name", ["2025-Q1", "2025-FY", "2025-28@2025-FY"])
def test_no_return_holds_it(name: str) -> None:
    assert "per_fte" not in {key.part for key in Pack.default().cells(Period.parse(name), MEASURES)}
