from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from idva_desktop.domain.calendar import (
    Period,
    add_working_days,
    is_working_day,
    london_day,
    london_now,
)
from idva_desktop.domain.errors import AnswerError

DAYS = st.dates(date(2000, 1, 1), date(2098, 12, 31))


@pytest.mark.parametrize(
    "day",
    [
        date(2025, 4, 18),  # Good Friday
        date(2025, 4, 21),  # Easter Monday
        date(2025, 5, 5),
        date(2025, 5, 26),
        date(2025, 8, 25),
        date(2025, 12, 25),
        date(2025, 12, 26),
        date(2026, 12, 28),  # in place of Boxing Day, a Saturday
        date(2020, 5, 8),  # moved from Monday for VE Day
        date(2022, 6, 2),  # moved for the jubilee
        date(2022, 6, 3),  # the jubilee
        date(2022, 9, 19),  # the funeral of the Queen
        date(2023, 5, 8),  # the coronation
    ],
)
def test_bank_holidays_of_england_are_no_working_days(day: date) -> None:
    assert day.weekday() < 5
    assert not is_working_day(day)


@pytest.mark.parametrize(
    "day",
    [
        date(2020, 5, 4),  # the May holiday was moved away
        date(2022, 5, 30),  # and the spring one
        date(2025, 1, 2),  # a holiday in Scotland
        date(2025, 3, 17),  # a holiday in Northern Ireland
        date(2025, 8, 4),  # a holiday in Scotland
    ],
)
def test_holidays_elsewhere_or_moved_away_are_working_days(day: date) -> None:
    assert is_working_day(day)


@pytest.mark.parametrize(
    ("day", "count", "due"),
    [
        (date(2025, 4, 17), 1, date(2025, 4, 22)),  # over Easter
        (date(2025, 12, 24), 2, date(2025, 12, 30)),  # over Christmas and a weekend
        (date(2026, 11, 20), 1, date(2026, 11, 23)),  # from a Friday
        (date(2026, 11, 21), 1, date(2026, 11, 23)),  # from a Saturday
        (date(2026, 11, 18), 10, date(2026, 12, 2)),
        (date(2026, 11, 22), 0, date(2026, 11, 22)),
    ],
)
def test_working_days_are_counted_from_the_day_after(day: date, count: int, due: date) -> None:
    assert add_working_days(day, count) == due


@given(DAYS, st.integers(1, 30))
def test_a_due_day_is_a_working_day_and_as_many_away_as_was_said(day: date, count: int) -> None:
    due = add_working_days(day, count)
    between = (day + timedelta(days=n) for n in range(1, (due - day).days + 1))
    assert is_working_day(due)
    assert sum(map(is_working_day, between)) == count


def test_the_london_day_is_the_day_on_the_clock_in_london() -> None:
    assert london_day(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == date(2026, 7, 1)
    assert london_day(datetime(2026, 12, 31, 23, 30, tzinfo=UTC)) == date(2026, 12, 31)
    assert london_now().utcoffset() is not None


@pytest.mark.parametrize(
    ("name", "start", "end", "title"),
    [
        ("2025-Q1", date(2025, 4, 1), date(2025, 7, 1), "Quarter 1 of 2025-26"),
        ("2025-Q2", date(2025, 7, 1), date(2025, 10, 1), "Quarter 2 of 2025-26"),
        ("2025-Q3", date(2025, 10, 1), date(2026, 1, 1), "Quarter 3 of 2025-26"),
        ("2025-Q4", date(2026, 1, 1), date(2026, 4, 1), "Quarter 4 of 2025-26"),
        ("2025-FY", date(2025, 4, 1), date(2026, 4, 1), "Year 2025-26"),
        ("1999-FY", date(1999, 4, 1), date(2000, 4, 1), "Year 1999-00"),
        (
            "2025-28@2026-FY",
            date(2025, 4, 1),
            date(2027, 4, 1),
            "Contract 2025-28, to the end of 2026-27",
        ),
    ],
)
def test_a_period_is_half_open_from_april(name: str, start: date, end: date, title: str) -> None:
    period = Period.parse(name)
    assert (period.start, period.end, period.title()) == (start, end, title)
    assert start in period
    assert end not in period
    assert end - timedelta(days=1) in period


@pytest.mark.parametrize(
    "name",
    [
        "",
        "2025",
        "2025-Q5",
        "2025-q1",
        "2025-Q1 ",
        "25-Q1",
        "0000-FY",
        "9999-FY",
        "9999-Q4",
        "٢٠٢٥-FY",
        "2025-28@2028-FY",
        "2025-28@2024-FY",
        "2025-25@2025-FY",
        "2025-28@0000-FY",
    ],
)
def test_what_names_no_period_is_refused_in_words(name: str) -> None:
    with pytest.raises(AnswerError, match="2025-Q2"):
        Period.parse(name)


@given(DAYS)
def test_every_day_lies_in_one_quarter_and_quarters_make_the_year(day: date) -> None:
    quarter = Period.quarter_of(day)
    assert day in quarter
    assert quarter.is_quarter
    year = Period.parse(f"{quarter.name[:4]}-FY")
    quarters = list(year.quarters())
    assert sum(day in one for one in quarters) == 1
    assert [one.start for one in quarters] == [year.start, *(one.end for one in quarters[:-1])]
    assert quarters[-1].end == year.end


def test_a_period_knows_its_kind() -> None:
    kinds = [
        (period.is_quarter, period.is_year, period.is_contract)
        for period in map(Period.parse, ("2025-Q1", "2025-FY", "2025-28@2025-FY"))
    ]
    assert kinds == [(True, False, False), (False, True, False), (False, False, True)]


def test_a_contract_to_date_is_made_of_its_quarters() -> None:
    names = [quarter.name for quarter in Period.parse("2025-28@2026-FY").quarters()]
    assert names == [f"{year}-Q{n}" for year in (2025, 2026) for n in (1, 2, 3, 4)]


@given(DAYS)
def test_every_day_lies_in_one_month_and_months_make_the_year(day: date) -> None:
    month = Period.month_of(day)
    assert day in month
    assert month.is_month
    assert not month.is_quarter
    months = list(Period.parse(f"{month.name[:4]}-FY").months())
    assert month in months
    assert len(months) == 12
    assert [one.start for one in months[1:]] == [one.end for one in months[:-1]]
    assert list(Period.quarter_of(day).months()) == [
        one for one in months if one.start in Period.quarter_of(day)
    ]


def test_a_year_to_date_runs_from_april_to_the_end_of_its_month() -> None:
    to_date = Period.parse("2025-YTD10")
    assert to_date.is_to_date
    assert (to_date.start, to_date.end) == (date(2025, 4, 1), date(2026, 2, 1))
    assert to_date.title() == "Year 2025-26, to the end of January"
    assert Period.parse("2025-M10").title() == "January 2026"
