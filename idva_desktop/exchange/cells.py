"""Reads one cell as the answer to one question. No message ever holds what stands in the cell."""

import re
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from idva_desktop.domain.errors import AnswerError
from idva_desktop.domain.questions import Choice, Day, Moment, Question, WholeNumber
from idva_desktop.domain.typed_dates import LONDON
from idva_desktop.domain.vocab import code_list
from idva_desktop.exchange.mapping import WorkbookMapping
from idva_desktop.exchange.words import slug, tidy
from idva_desktop.exchange.workbook import Value

_ORDINAL = re.compile(r"(?<=\d)(st|nd|rd|th)\b", re.IGNORECASE)
_FOUR_DIGITS = re.compile(r"\d{4}")
_SIGNS = {
    "%d": r"(?P<d>\d{1,2})",
    "%m": r"(?P<m>\d{1,2})",
    "%Y": r"(?P<Y>\d{4})",
    "%y": r"(?P<y>\d{2})",
    "%b": r"(?P<b>[a-z]{3,9})\.?",
    "%H": r"(?P<H>\d{1,2})",
    "%M": r"(?P<M>\d{2})",
    "%S": r"(?P<S>\d{2})",
}
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
_TURN_OF_CENTURY = 69
# What a spreadsheet shows where a formula failed.
_FAILED = re.compile(r"#(N/A|REF!|VALUE!|NAME\?|NUM!|NULL!|DIV/0!)")
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)

Typed = str | int | date | datetime | tuple[str, ...]


def read_answer(
    question: Question, value: Value, words: dict[str, str], mapping: WorkbookMapping
) -> Typed:
    """Return the typed answer that a cell gives.

    Args:
        question: what the column answers.
        value: what stands in the cell, not blank.
        words: the provider's own words for codes, as slugs.
        mapping: how dates are typed.

    Raises:
        AnswerError: the value is impossible; the message says what is, in a few words.
    """
    if isinstance(value, str) and _FAILED.fullmatch(value.strip()):
        raise AnswerError("impossible value: a formula that failed")
    match question:
        case Moment():
            return datetime.combine(*_day_and_time(value, mapping), LONDON)
        case Day():
            return _day_and_time(value, mapping)[0]
        case Choice():
            return _code(question, value, words)
        case WholeNumber():
            return _number(question, value)
        case _:
            return _text(question, value)


def born_before(born: date, typed: Value, day: date) -> date:
    """Return a birth date that lies before ``day``: a two-digit year is in the past.

    A spreadsheet makes a date of ``12/01/28`` by its own rule, so a true date is judged alike.

    Raises:
        AnswerError: four digits were typed and the date lies ahead, or there is no such day.
    """
    if born <= day:
        return born
    if not (isinstance(typed, str) and _FOUR_DIGITS.search(typed)):
        with suppress(ValueError):
            return born.replace(year=born.year - 100)
    raise AnswerError("impossible date: a birth after the referral")


def case_key(value: Value) -> str:
    """Return what two spellings of one case reference have in common; ``""`` for a blank."""
    return slug(reference(value))


def reference(value: Value) -> str:
    """Return a case reference as it is written."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else tidy(str(value))


def _code(question: Choice, value: Value, words: dict[str, str]) -> str:
    if isinstance(value, bool):
        value = "yes" if value else "no"
    wanted = slug(reference(value))
    code = words.get(wanted) or _codes(question.codes).get(wanted)
    if code is None:
        raise AnswerError("impossible value: not one of the list")
    return code


@cache
def _codes(name: str) -> dict[str, str]:
    """Return the codes of a list by the slug of the code and of the label; a code wins."""
    listed = code_list(name).every()
    by_label = {slug(code.label): code.code for code in listed}
    return by_label | {slug(code.code): code.code for code in listed}


def _number(question: WholeNumber, value: Value) -> int:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise AnswerError("impossible value: not a whole number")
    try:
        return question.parse(str(value).strip().removesuffix(".0"), _ANY_TIME)
    except AnswerError:
        raise AnswerError(
            f"impossible value: not a whole number from {question.lowest:,} to {question.highest:,}"
        ) from None


def _text(question: Question, value: Value) -> Typed:
    words = value if isinstance(value, str) else _shown(value)
    answer: Typed = question.parse(words.strip(), _ANY_TIME)
    return answer


def _shown(value: Value) -> str:
    if isinstance(value, datetime) and value.time() == time(0):
        value = value.date()
    return reference(value)


def _day_and_time(value: Value, mapping: WorkbookMapping) -> tuple[date, time]:
    if isinstance(value, str):
        value = _typed_moment(value, mapping)
    if not isinstance(value, date):
        raise AnswerError("impossible date: not a date")
    if not _FIRST_YEAR <= value.year <= _LAST_YEAR:
        raise AnswerError(f"impossible date: not from {_FIRST_YEAR} to {_LAST_YEAR}")
    if not isinstance(value, datetime):
        return value, time(0)
    # A spreadsheet keeps a time as a fraction of a day, so seconds come out a hair off.
    value += timedelta(microseconds=500_000)
    return value.date(), value.time().replace(microsecond=0, tzinfo=None)


def _typed_moment(text: str, mapping: WorkbookMapping) -> datetime:
    words = _ORDINAL.sub("", tidy(text.replace(",", " "))).casefold()
    day_words, _, clock_words = words.rpartition(" ")
    clock = _first_of(clock_words, mapping.time_formats) if day_words else None
    found = _first_of(day_words if clock else words, mapping.date_formats)
    parts = (found or {}) | (clock or {})
    year, month, day, hour, minute, second = (parts.get(sign, 0) for sign in "YmdHMS")
    try:
        return datetime.combine(date(year, month, day), time(hour, minute, second))
    except ValueError:
        raise AnswerError("impossible date: no such day, or not typed as a date") from None


def _first_of(words: str, formats: tuple[str, ...]) -> dict[str, int] | None:
    for form in formats:
        if found := _pattern(form).fullmatch(words):
            return _numbers(found.groupdict())
    return None


@cache
def _pattern(form: str) -> re.Pattern[str]:
    """Return the pattern of a date format; month names are English on every computer."""
    pattern = re.escape(form)
    for sign, group in _SIGNS.items():
        pattern = pattern.replace(sign, group)
    return re.compile(pattern)


def _numbers(parts: dict[str, str]) -> dict[str, int]:
    numbers = {sign: int(part) for sign, part in parts.items() if sign != "b"}
    if "b" in parts:
        named = [name.startswith(parts["b"]) for name in _MONTHS]
        numbers["m"] = named.index(True) + 1 if True in named else 0  # there is no month 0
    if "y" in numbers:
        numbers["Y"] = numbers["y"] + (1900 if numbers["y"] >= _TURN_OF_CENTURY else 2000)
    return numbers
