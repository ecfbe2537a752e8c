"""When a MARAC decision is prompted, by dated thresholds of each area."""

from datetime import date

import pytest

from idva_desktop.domain.marac import (
    FurtherIncident,
    MaracArea,
    area_of,
    area_on,
    prompted_since,
    repeats,
)
from idva_desktop.domain.records import MaracEpisode, RiskAssessment

EVERYWHERE = MaracArea("", date(2025, 4, 1))
NORTH = MaracArea("North", date(2025, 4, 1), visible_high_risk=10)
NORTH_LATER = MaracArea("North", date(2026, 4, 1), 12, 6, "hearing")
AREAS = (EVERYWHERE, NORTH, NORTH_LATER)


def _risk(on: date, band: str, score: int) -> RiskAssessment:
    return RiskAssessment(id=str(on), owner="case", on=on, band=band, score=score)


def test_an_area_is_known_by_its_name_and_its_dates() -> None:
    assert area_on(AREAS, "north ", date(2026, 3, 31)) is NORTH
    assert area_on(AREAS, "North", date(2026, 4, 1)) is NORTH_LATER
    assert area_on(AREAS, "South", date(2026, 4, 1)) is EVERYWHERE
    assert area_on(AREAS, None, date(2026, 4, 1)) is EVERYWHERE
    assert area_on(AREAS, "North", date(2025, 3, 31)) is None


def test_the_area_named_last_is_that_of_the_case() -> None:
    episodes = [
        MaracEpisode(id=str(place), owner="case", area=area)
        for place, area in enumerate(("South", "North", None))
    ]
    assert area_of(episodes) == "North"
    assert area_of([]) is None


def test_high_risk_prompts_since_it_is_high_without_a_break() -> None:
    risks = [
        _risk(date(2025, 5, 1), "high", 15),
        _risk(date(2025, 6, 1), "medium", 9),
        _risk(date(2025, 7, 1), "high", 9),
        _risk(date(2025, 8, 1), "high", 16),
    ]
    assert prompted_since(risks, AREAS, None) == date(2025, 7, 1)
    assert prompted_since(risks[:2], AREAS, None) is None
    assert prompted_since([], AREAS, None) is None


@pytest.mark.parametrize(
    ("score", "on", "prompted"),
    [
        (9, date(2026, 3, 31), False),
        (10, date(2026, 3, 31), True),
        (11, date(2026, 4, 1), False),
        (12, date(2026, 4, 1), True),
    ],
)
def test_the_threshold_is_that_of_the_area_on_the_day(
    score: int, on: date, *, prompted: bool
) -> None:
    assert (prompted_since([_risk(on, "medium", score)], AREAS, "North") == on) == prompted
    assert prompted_since([_risk(on, "medium", score)], AREAS, "South") is None


def _episode(referred: date | None, heard: date | None) -> MaracEpisode:
    return MaracEpisode(id="m", owner="case", referred_on=referred, heard_on=heard)


@pytest.mark.parametrize(
    ("incident", "repeat"),
    [
        (date(2025, 6, 10), False),  # before the hearing and on the day of the referral
        (date(2025, 6, 11), True),
        (date(2026, 7, 1), True),  # twelve months after the hearing
        (date(2026, 7, 2), False),
    ],
)
def test_an_incident_within_twelve_months_is_a_repeat(incident: date, *, repeat: bool) -> None:
    episodes = [_episode(date(2025, 6, 10), date(2025, 7, 1))]
    assert bool(repeats([FurtherIncident(incident)], episodes, AREAS, None)) == repeat


def test_an_area_may_count_six_months_from_the_hearing() -> None:
    episodes = [_episode(date(2026, 4, 10), date(2026, 5, 1))]
    days = (date(2026, 4, 20), date(2026, 11, 1), date(2026, 11, 2))
    incidents = [FurtherIncident(day) for day in days]
    assert repeats(incidents, episodes, AREAS, "North") == (date(2026, 11, 1),)


def test_without_an_earlier_marac_nothing_is_a_repeat() -> None:
    assert repeats([FurtherIncident(date(2026, 5, 1))], [_episode(None, None)], AREAS, None) == ()


@pytest.mark.parametrize(
    ("first", "last", "repeat"),
    [
        (
            date(2025, 5, 1),
            date(2025, 6, 10),
            False,
        ),  # not after the referral, though learned later
        (date(2025, 5, 1), date(2025, 7, 2), True),  # the day after the hearing is among them
        (date(2026, 7, 1), date(2026, 8, 31), True),  # the last day of the twelve months is
        (date(2026, 7, 2), date(2026, 8, 31), False),
    ],
)
def test_what_is_known_only_about_is_a_repeat_if_it_may_be_one(
    first: date, last: date, *, repeat: bool
) -> None:
    learned = date(2026, 9, 1)
    episodes = [_episode(date(2025, 6, 10), date(2025, 7, 1))]
    found = repeats([FurtherIncident(learned, (first, last))], episodes, AREAS, None)
    assert found == ((learned,) if repeat else ())


def test_an_incident_did_not_happen_after_it_was_learned_of() -> None:
    whole_year = (date(2025, 1, 1), date(2025, 12, 31))
    before = FurtherIncident(date(2025, 6, 1), whole_year)
    assert repeats([before], [_episode(date(2025, 6, 10), None)], AREAS, None) == ()


def test_one_incident_entered_in_two_ways_is_one_repeat() -> None:
    day = date(2025, 8, 1)
    twice = [FurtherIncident(day), FurtherIncident(day, (day, day))]
    assert repeats(twice, [_episode(date(2025, 6, 10), None)], AREAS, None) == (day,)
