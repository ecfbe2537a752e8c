"""One cell, one answer; what cannot be is refused without a word of it."""

from datetime import date, datetime, time, timedelta

import pytest

from idva_desktop.domain.errors import AnswerError
from idva_desktop.domain.questions import Question
from idva_desktop.domain.record import Record, questions_of
from idva_desktop.domain.records import Case, Closure, Contact, Employment, Referral, RiskAssessment
from idva_desktop.domain.typed_dates import LONDON
from idva_desktop.exchange.cells import Typed, born_before, case_key, read_answer
from idva_desktop.exchange.mapping import read_mapping
from idva_desktop.exchange.workbook import Value

MAPPING = read_mapping()


def question(kind: type[Record], name: str) -> Question:
    return questions_of(kind)[name]


def read(kind: type[Record], name: str, value: Value, words: dict[str, str] | None = None) -> Typed:
    return read_answer(question(kind, name), value, words or {}, MAPPING)


@pytest.mark.parametrize(
    "typed",
    [
        "31/03/2026",
        "31.03.26",
        "31.03.2026",
        "31/3/26",
        "2026-03-31",
        "31 Mar 2026",
        "31  MARCH\u00a02026",
        "31st March, 2026",
        date(2026, 3, 31),
        datetime(2026, 3, 31, tzinfo=None),  # noqa: DTZ001 - a cell knows no time zone
        datetime(2026, 3, 30, 23, 59, 59, 999_999),  # noqa: DTZ001 - a fraction of a day, rounded
    ],
)
def test_a_day_may_be_typed_in_many_ways(typed: Value) -> None:
    assert read(Closure, "closed_on", typed) == date(2026, 3, 31)


@pytest.mark.parametrize(
    "typed",
    [
        *("31/02/2026", "29/02/2026", "0/1/2026", "12/13/2026", "31/03/0026", "31/03/2206"),
        *("tomorrow", "3 Mar", "31 Xyz 2026", "3", "31/03/2026 25:00", "#VALUE!", "#N/A"),
        *(46_000, 46_000.5, True, time(9), timedelta(days=3)),
    ],
)
def test_a_day_that_is_none_is_impossible(typed: Value) -> None:
    with pytest.raises(AnswerError, match=r"^impossible (date|value): "):
        read(Closure, "closed_on", typed)


@pytest.mark.parametrize(
    ("typed", "hour", "minute"),
    [
        ("26/10/2025 09:05", 9, 5),
        ("26 Oct 2025 9:05", 9, 5),
        ("26.10.25 09:05:30", 9, 5),
        ("26/10/2025", 0, 0),
        (datetime.fromisoformat("2025-10-26T01:30"), 1, 30),
    ],
)
def test_a_moment_is_london_time(typed: Value, hour: int, minute: int) -> None:
    found = read(Contact, "at", typed)
    assert isinstance(found, datetime)
    assert found.tzinfo is LONDON
    assert (found.date(), found.hour, found.minute) == (date(2025, 10, 26), hour, minute)


@pytest.mark.parametrize(
    ("kind", "name", "typed", "code"),
    [
        (Closure, "reason", "PLANNED \u2013 needs  met", "planned_needs_met"),
        (Referral, "decision", "Conflict - transferred", "conflict_transferred"),
        (Referral, "source", "Professional standards / DA unit", "professional_standards"),
        (Contact, "how", "\ufeffphone", "phone"),
        (Contact, "how", "Call", "phone"),
        (Contact, "result", "No answer", "attempted"),
        (Case, "strand", "both", "BOTH"),
        (Employment, "rank_band", "band s and above", "band_s_and_above"),
        (Closure, "in_work_exit", True, "yes"),
        (Closure, "feels_safer", "not asked", "not_asked"),
    ],
)
def test_a_code_is_found_by_code_or_label(
    kind: type[Record], name: str, typed: Value, code: str
) -> None:
    assert read(kind, name, typed) == code


def test_a_providers_own_word_wins() -> None:
    words = {"yes": "higher", "no": "agrees"}
    assert read(RiskAssessment, "judgement", " YES ", words) == "higher"


@pytest.mark.parametrize("typed", ["MARKER-7391", "yes; no", 7, date(2026, 1, 1)])
def test_an_unknown_code_is_impossible_and_not_echoed(typed: Value) -> None:
    with pytest.raises(AnswerError) as refused:
        read(Contact, "how", typed)
    assert str(refused.value) == "impossible value: not one of the list"


@pytest.mark.parametrize("typed", [24, 24.0, "24", " 24 ", "24.0"])
def test_a_whole_number_may_be_text(typed: Value) -> None:
    assert read(RiskAssessment, "score", typed) == 24


@pytest.mark.parametrize("typed", [25, -1, 3.5, "3,5", "ten", True, date(2026, 1, 1), "1" * 50])
def test_a_number_out_of_range_is_impossible(typed: Value) -> None:
    with pytest.raises(AnswerError, match="not a whole number"):
        read(RiskAssessment, "score", typed)


def test_words_are_kept_as_they_are_and_a_number_becomes_words() -> None:
    assert read(Contact, "note", " a\nb ") == "a\nb"
    assert read(Case, "worker", 7.0) == "7"
    assert read(Employment, "command", datetime.fromisoformat("2026-03-01")) == "2026-03-01"


def test_words_beyond_the_limit_are_refused() -> None:
    assert read(Contact, "note", "x" * 100_000) == "x" * 100_000
    with pytest.raises(AnswerError):
        read(Contact, "note", "x" * 100_001)


def test_a_case_reference_is_the_same_however_it_is_typed() -> None:
    assert case_key("R250001") == case_key(" r250001\u00a0") == case_key("\ufeffR250001")
    assert case_key(250001) == case_key(250001.0) == case_key("250001")
    assert not case_key(None)


def test_a_birth_ahead_is_taken_back_a_century_unless_typed_in_full() -> None:
    day = date(2026, 5, 5)
    assert born_before(date(2028, 2, 29), "29.02.28", day) == date(1928, 2, 29)
    assert born_before(date(2000, 1, 1), "01.01.00", day) == date(2000, 1, 1)
    for typed in ("01/01/2030", "1 Jan 2030"):
        with pytest.raises(AnswerError):
            born_before(date(2030, 1, 1), typed, day)
    with pytest.raises(AnswerError):
        born_before(date(2000, 2, 29), "29.02.00", date(1999, 1, 1))
