from datetime import date, datetime

import pytest

from idva_desktop.domain.records import ContactPause, SafeContact
from idva_desktop.domain.safe_contact import (
    breach,
    channels_of,
    needs_large_print,
    needs_words,
    rule_parts,
    safe_now,
)
from idva_desktop.domain.typed_dates import LONDON


def rule(**answers: object) -> SafeContact:
    return SafeContact(id="r", owner="c", **answers)  # type: ignore[arg-type]  # as the test says


def at(hour: int, minute: int = 0, day: int = 18) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=LONDON)  # the 18th is a Wednesday


def test_without_a_rule_nobody_is_told_that_contact_is_safe() -> None:
    assert not safe_now(None, (), at(11)).safe


@pytest.mark.parametrize(
    ("hour", "minute", "safe"), [(9, 59, False), (10, 0, True), (13, 59, True), (14, 0, False)]
)
def test_contact_is_safe_within_the_window_only(hour: int, minute: int, safe: bool) -> None:
    window = rule(from_time="10:00", until_time="2 pm")
    assert safe_now(window, (), at(hour, minute)).safe is safe


def test_a_bare_hour_is_a_time() -> None:
    window = rule(from_time="10", until_time="14")
    assert not safe_now(window, (), at(9)).safe
    assert safe_now(window, (), at(11)).safe


@pytest.mark.parametrize("words", ["after lunch", "tomorrow", "10-14", "25:00"])
def test_hours_that_cannot_be_read_never_count_as_any_time(words: str) -> None:
    for window in (rule(from_time=words), rule(until_time=words)):
        assert not safe_now(window, (), at(11)).safe
        assert breach(window, (), who="client", how="text", at=at(11))


@pytest.mark.parametrize(("hour", "safe"), [(23, True), (3, True), (6, False), (12, False)])
def test_a_window_may_reach_through_the_night(hour: int, safe: bool) -> None:
    assert safe_now(rule(from_time="22:00", until_time="06:00"), (), at(hour)).safe is safe


def test_weekends_and_pauses_close_the_window() -> None:
    weekdays = rule(weekdays_only="yes")
    assert safe_now(weekdays, (), at(11)).safe
    assert not safe_now(weekdays, (), at(11, day=21)).safe
    pause = ContactPause(
        id="p", owner="k", from_day=date(2026, 11, 17), until_day=date(2026, 11, 18)
    )
    assert safe_now(rule(), [pause], at(11)).words == "Do not contact until 18 November 2026"
    assert safe_now(rule(), [pause], at(11, day=19)).safe
    for_ever = ContactPause(id="p", owner="k", from_day=date(2026, 11, 17))
    assert not safe_now(rule(), [for_ever], at(11, day=30)).safe


def test_a_channel_outside_the_rule_is_a_breach_with_the_client_only() -> None:
    text_only = rule(channels=("text",))
    assert breach(text_only, (), who="client", how="phone", at=at(11))
    assert breach(text_only, (), who="client", how="text", at=at(11)) is None
    assert breach(text_only, (), who="agency", how="phone", at=at(11)) is None


def test_a_rule_in_the_clients_words_leaves_its_channel_open() -> None:
    assert channels_of(rule(rule="text_only")) == {"text"}
    assert not safe_now(rule(rule="only_10_14h"), (), at(15)).safe


def test_the_banner_says_the_rule_in_order() -> None:
    said = rule(
        channels=("text",),
        from_time="10",
        until_time="14",
        weekdays_only="yes",
        voicemail="no",
    )
    words = [part for _, part in rule_parts(said, "07700 900142")]
    assert words == ["Text only, 07700 900142", "Weekdays 10:00–14:00", "No voicemail"]
    assert rule_parts(None, None)[0][1] == "No safe-contact rule recorded"


def test_the_banner_says_which_formats_and_language_the_client_needs() -> None:
    said = rule(
        formats=("large_print", "interpreter"),
        language="Polish",
        channels=("text",),
        voicemail="no",
    )
    assert rule_parts(said, None)[-1][1] == "Needs: large print, interpreter (Polish)"
    assert needs_large_print(said)
    assert needs_words(said, "large_print") == "interpreter (Polish)"
    assert needs_words(rule(language="Welsh")) == "language Welsh"


@pytest.mark.parametrize("formats", [None, (), ("none",), ("not_asked",), ("not_known",)])
def test_what_is_not_needed_or_not_known_is_no_need(formats: object) -> None:
    assert needs_words(rule(formats=formats)) == ""
    assert not needs_large_print(rule(formats=formats))
