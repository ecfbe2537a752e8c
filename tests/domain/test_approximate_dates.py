from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from idva_desktop.domain.approximate_dates import (
    ApproximateDay,
    Precision,
    approximate_of_plain,
    parse_approximate,
)
from idva_desktop.domain.errors import AnswerError
from idva_desktop.domain.questions import AboutWhen, Disclosure
from idva_desktop.domain.typed_dates import LONDON

TODAY = date(2026, 11, 18)
NOW = datetime(2026, 11, 18, 14, 5, tzinfo=LONDON)
WHEN = AboutWhen(
    label="Since about", purpose="To hold a rule", disclosure=Disclosure.NEVER, past=True
)


def days() -> st.SearchStrategy[ApproximateDay]:
    """Return every day that can be known, at each precision."""
    years = st.integers(1920, 2025)

    def made(precision: Precision, year: int, month: int, day: int, about: bool) -> ApproximateDay:
        first = {
            Precision.DAY: date(year, month, day),
            Precision.MONTH: date(year, month, 1),
            Precision.SEASON: date(year, month // 4 * 3 + 3, 1),
            Precision.PART: date(year, (1, 5, 9)[month % 3], 1),
            Precision.YEAR: date(year, 1, 1),
            Precision.DECADE: date(year // 10 * 10, 1, 1),
        }[precision]
        return ApproximateDay(first, precision, about)

    return st.builds(
        made,
        st.sampled_from(Precision),
        years,
        st.integers(1, 12),
        st.integers(1, 28),
        st.booleans(),
    )


@pytest.mark.parametrize(
    ("typed", "sealed", "shown"),
    [
        ("about May 2024", "2024-05~about_month", "About May 2024"),
        ("since about may 2024", "2024-05~about_month", "About May 2024"),
        ("circa 2019", "2019~about_year", "About 2019"),
        ("c. 2019", "2019~about_year", "About 2019"),
        ("May 2024", "2024-05~month", "May 2024"),
        ("in Sept 2023", "2023-09~month", "September 2023"),
        ("05/2024", "2024-05~month", "May 2024"),
        ("2019", "2019~year", "2019"),
        ("spring 2021", "2021-03~season", "Spring 2021"),
        ("around winter 2021", "2021-12~about_season", "About winter 2021"),
        ("late 2018", "2018-09~part", "Late 2018"),
        ("mid-2018", "2018-05~part", "Mid 2018"),
        ("the 1990s", "1990~decade", "1990s"),
        ("3 Mar 2024", "2024-03-03", "3 March 2024"),
        ("about 3 Mar 2024", "2024-03-03~about_day", "About 3 March 2024"),
        ("yesterday", "2026-11-17", "17 November 2026"),
        ("last month", "2026-10~month", "October 2026"),
        ("last year", "2025~year", "2025"),
        ("3 weeks ago", "2026-10-28~about_day", "About 28 October 2026"),
        ("two years ago", "2024~about_year", "About 2024"),
    ],
)
def test_a_day_is_read_as_closely_as_it_is_known(typed: str, sealed: str, shown: str) -> None:
    value = WHEN.parse(typed, NOW)
    assert (WHEN.to_plain(value), WHEN.show(value)) == (sealed, shown)


def test_the_line_below_the_field_says_which_days_are_meant() -> None:
    assert WHEN.meaning(WHEN.parse("spring 2021", NOW)) == (
        "Spring 2021: from 1 March 2021 to 31 May 2021"
    )
    assert WHEN.meaning(WHEN.parse("3 Mar 2024", NOW)) == "Sun 3 March 2024"
    assert WHEN.meaning(WHEN.parse("about May 2024", NOW)) == (
        "About May 2024: from 1 April 2024 to 30 June 2024"
    )


@pytest.mark.parametrize(
    "typed",
    [
        *("31 Feb", "31/02/2024", "29 February 2023", "13/2024", "00/2024"),
        *("0025", "99999", "May 0025", "May 99999", "3 March 0025", "3 March 99999", "spring 0025"),
        *("roughly", "about soon", "money 2024", "99 smarch 2020", "999 years ago", "0000s", ""),
    ],
)
def test_what_cannot_be_is_refused_with_a_plain_sentence(typed: str) -> None:
    with pytest.raises(AnswerError) as refusal:
        WHEN.parse(typed, NOW)
    assert len(typed) < 4 or typed not in str(refusal.value)
    assert str(refusal.value)[0].isupper()


def test_what_wholly_lies_ahead_is_refused_where_it_is_past() -> None:
    with pytest.raises(AnswerError, match="in the future"):
        WHEN.parse("2027", NOW)
    assert WHEN.parse("2026", NOW).latest > TODAY


def test_a_day_known_only_about_is_never_countable() -> None:
    with pytest.raises(TypeError):
        AboutWhen(label="When", purpose="To be counted", disclosure=Disclosure.COUNTABLE)


@given(days())
def test_what_is_known_comes_back_from_the_journal_and_from_its_own_words(
    value: ApproximateDay,
) -> None:
    assert approximate_of_plain(value.plain()) == value
    assert parse_approximate(value.show(), TODAY) == value


@given(days())
def test_what_is_named_lies_within_what_is_meant(value: ApproximateDay) -> None:
    assert value.earliest <= value.first <= value.latest
    assert (value.earliest == value.latest) is (
        value.precision is Precision.DAY and not value.about
    )


@given(days(), days())
def test_the_sealed_text_sorts_by_time(one: ApproximateDay, other: ApproximateDay) -> None:
    if one.latest < other.earliest:
        assert one.plain() < other.plain()


@given(st.text(max_size=40))
def test_any_words_give_a_day_or_a_sentence(typed: str) -> None:
    try:
        assert isinstance(parse_approximate(typed, TODAY), ApproximateDay)
    except AnswerError:
        return


FIGURES = r"(about )?([a-z]{3,9} )?[0-9]{1,5}([/. :-][0-9]{1,5})?( (days|years) ago|s)?"


@given(st.from_regex(FIGURES, fullmatch=True))
def test_any_figures_give_a_day_with_bounds_or_a_sentence(typed: str) -> None:
    try:
        value = parse_approximate(typed, TODAY)
    except AnswerError:
        return
    assert value.latest - value.earliest >= timedelta(0)
