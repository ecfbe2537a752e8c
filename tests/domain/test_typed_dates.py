from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from idva_desktop.domain.errors import AnswerError
from idva_desktop.domain.typed_dates import (
    LONDON,
    month_name,
    parse_day,
    parse_moment,
    show_day,
    show_day_briefly,
    show_moment,
    weekday_name,
)

TODAY = date(2026, 11, 18)  # a Wednesday
NOW = datetime(2026, 11, 18, 14, 5, 30, tzinfo=LONDON)
DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds the zone


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("today", date(2026, 11, 18)),
        ("Now", date(2026, 11, 18)),
        (" Tomorrow ", date(2026, 11, 19)),
        ("yesterday", date(2026, 11, 17)),
        ("friday", date(2026, 11, 20)),
        ("Fri", date(2026, 11, 20)),
        ("tues", date(2026, 11, 24)),
        ("wednesday", date(2026, 11, 25)),
        ("next thursday", date(2026, 11, 19)),
        ("31/03/2026", date(2026, 3, 31)),
        ("3/4/2026", date(2026, 4, 3)),
        ("03.03.26", date(2026, 3, 3)),
        ("31-12-25", date(2025, 12, 31)),
        ("3 Mar 2026", date(2026, 3, 3)),
        ("3rd March 2026", date(2026, 3, 3)),
        ("3 march, 26", date(2026, 3, 3)),
        ("on 3 Mar 2026", date(2026, 3, 3)),
        ("Tue 3 March 2026", date(2026, 3, 3)),
        ("Tuesday, 3 March 2026", date(2026, 3, 3)),
        ("1 sept 2026", date(2026, 9, 1)),
        ("2026-03-03", date(2026, 3, 3)),
        ("29/02/2024", date(2024, 2, 29)),
        ("01/01/36", date(2036, 1, 1)),
        ("01/01/37", date(1937, 1, 1)),
    ],
)
def test_a_day_is_read_as_people_type_it(typed: str, meant: date) -> None:
    assert parse_day(typed, TODAY) == meant


@pytest.mark.parametrize(
    ("typed", "today", "meant"),
    [
        ("3 jan", date(2026, 12, 20), date(2027, 1, 3)),
        ("20 dec", date(2026, 1, 3), date(2025, 12, 20)),
        ("18/11", date(2026, 11, 18), date(2026, 11, 18)),
    ],
)
def test_without_a_year_the_nearest_such_day_is_meant(typed: str, today: date, meant: date) -> None:
    assert parse_day(typed, today) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("12/05/26", date(2026, 5, 12)),
        ("12/05/27", date(1927, 5, 12)),
        ("1.1.80", date(1980, 1, 1)),
        ("20 dec", date(2025, 12, 20)),
    ],
)
def test_a_past_day_is_never_read_ahead(typed: str, meant: date) -> None:
    assert parse_day(typed, TODAY, past=True) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "soon",
        "money",
        "next month",
        "3 marzipan",
        "3 ma",
        "31/02/2026",
        "29/02/2026",
        "30 feb",
        "0/1/2026",
        "1/13/2026",
        "0000-01-01",
        "99999-01-01",
        "3 March 2026 or so",
    ],
)
def test_what_is_no_day_is_refused_and_never_echoed(typed: str) -> None:
    with pytest.raises(AnswerError) as refusal:
        parse_day(typed, TODAY)
    assert len(typed) < 4 or typed not in str(refusal.value)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("now", (2026, 11, 18, 14, 5)),
        ("today 9:30", (2026, 11, 18, 9, 30)),
        ("today at 9.30", (2026, 11, 18, 9, 30)),
        ("9:30", (2026, 11, 18, 9, 30)),
        ("2 pm", (2026, 11, 18, 14, 0)),
        ("yesterday 12am", (2026, 11, 17, 0, 0)),
        ("yesterday 12 pm", (2026, 11, 17, 12, 0)),
        ("3 Mar 2026 11:45 pm", (2026, 3, 3, 23, 45)),
        ("03.03.26", (2026, 3, 3, 0, 0)),
        ("03.03.26 14:30:15", (2026, 3, 3, 14, 30)),
        ("31/03/2026 08:15", (2026, 3, 31, 8, 15)),
        ("31.10", (2026, 10, 31, 0, 0)),
        ("2026-03-03 08:15", (2026, 3, 3, 8, 15)),
        ("Tue 3 March 2026, 09:30", (2026, 3, 3, 9, 30)),
        ("3 mar 2026", (2026, 3, 3, 0, 0)),
    ],
)
def test_a_moment_is_read_as_people_type_it(
    typed: str, meant: tuple[int, int, int, int, int]
) -> None:
    assert parse_moment(typed, NOW) == datetime(*meant, tzinfo=LONDON)


@pytest.mark.parametrize("typed", ["25:00", "today 9:75", "13 pm", "0 am", "half past nine", ""])
def test_what_is_no_moment_is_refused(typed: str) -> None:
    with pytest.raises(AnswerError):
        parse_moment(typed, NOW)


@given(DAYS)
def test_a_day_that_is_shown_can_be_typed_again(day: date) -> None:
    assert parse_day(show_day(day), TODAY) == day
    assert parse_day(show_day(day, weekday=True), TODAY) == day
    assert parse_day(day.isoformat(), TODAY) == day
    assert parse_day(f"{day:%d/%m/%Y}", TODAY) == day


@given(st.dates(TODAY - timedelta(days=180), TODAY + timedelta(days=180)))
def test_a_day_that_is_shown_briefly_can_be_typed_again(day: date) -> None:
    assert parse_day(show_day_briefly(day), TODAY) == day


@given(MOMENTS)
def test_a_moment_that_is_shown_can_be_typed_again(moment: datetime) -> None:
    local = moment.replace(second=0, microsecond=0).astimezone(LONDON)
    assume(local.fold == 0)  # in the hour that comes twice a clock time is two moments
    assert parse_moment(show_moment(local), NOW) == local


def reads(read: Callable[..., date], typed: str, now: date, *, past: bool) -> bool:
    """Say whether ``typed`` was read; anything but a day or a sentence is a failure."""
    try:
        assert isinstance(read(typed, now, past=past), date)
    except AnswerError:
        return False
    return True


@given(st.text(max_size=40), st.booleans())
def test_any_words_give_a_day_or_a_sentence(typed: str, past: bool) -> None:
    if reads(parse_day, typed, TODAY, past=past):
        assert reads(parse_moment, typed, NOW, past=past)


FIGURES = r"[0-9]{1,4}[/. :-][0-9]{1,4}([/. :-][0-9]{1,4})?( ?(am|pm))?"


@given(st.from_regex(FIGURES, fullmatch=True), st.booleans())
def test_any_figures_give_a_day_or_a_sentence(typed: str, past: bool) -> None:
    if reads(parse_day, typed, TODAY, past=past):
        assert reads(parse_moment, typed, NOW, past=past)


def test_days_and_months_are_named_in_english() -> None:
    assert (weekday_name(TODAY), month_name(TODAY)) == ("Wednesday", "November")
    assert show_day_briefly(TODAY) == "Wed 18 Nov"


def test_midnight_shows_as_the_day_alone() -> None:
    assert show_moment(datetime.combine(TODAY, time(0), LONDON)) == "Wed 18 November 2026"
