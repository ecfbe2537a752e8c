"""Dates as people type them: "tomorrow", "3 Mar", "31/03/2026", "03.03.26", "today 9:30".

Days come before months (en-GB). A two-digit year is this century unless that lies ahead of
``today`` by more than ten years; a birth date says so by ``past=True`` and is never ahead.
"""

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from idva_desktop.domain.errors import AnswerError

LONDON = ZoneInfo("Europe/London")

# Ours, not strftime's: those follow the desktop's language once Qt has started.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SHORTEST_NAME = 3
_WORDS = {"today": 0, "now": 0, "tomorrow": 1, "yesterday": -1}
_NUMERIC = re.compile(r"(\d{1,2})[/.\-](\d{1,2})(?:[/.\-](\d{2,9}))?")
_ISO = re.compile(r"(\d{4,9})-(\d{1,2})-(\d{1,2})")
_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]+)\.?(?:,?\s+(\d{2,9}))?")
_CLOCK = re.compile(
    r"(?:at\s+)?(\d{1,2})(?:[:.](\d{2}))(?::\d{2})?\s*(am|pm)?$|(?:at\s+)?(\d{1,2})\s*(am|pm)$"
)
NOT_A_DATE = "Type a date such as “3 March 2026”, “31/03/2026” or “tomorrow”"
FIRST_YEAR, LAST_YEAR = 1900, 2100
"""The years in which a day of casework can lie; anything else is a slip of the hand."""
NOT_A_YEAR = f"Check the year: use one from {FIRST_YEAR} to {LAST_YEAR}"
_NOT_A_TIME = "Type a time such as “9:30” or “2 pm”"


def parse_day(text: str, today: date, *, past: bool = False) -> date:
    """Read a day as a person types it.

    Args:
        text: what was typed.
        today: the London date that "tomorrow" and a missing year refer to.
        past: the day cannot be ahead (a birth date), so a two-digit year is taken back a century.

    Raises:
        AnswerError: it is no date, or no such day exists.
    """
    words = " ".join(text.lower().split()).removeprefix("on ")
    if words in _WORDS:
        return today + timedelta(days=_WORDS[words])
    weekday = _place(words.removeprefix("next "), _WEEKDAYS)
    if weekday is not None:
        ahead = (weekday - today.weekday() - 1) % 7 + 1
        return today + timedelta(days=ahead)
    first, _, rest = words.partition(" ")
    if rest and _place(first.rstrip(","), _WEEKDAYS) is not None:
        words = rest
    return _calendar_day(words, today, past=past)


def _place(word: str, names: tuple[str, ...]) -> int | None:
    """Return the place of the name that ``word`` is, or begins with three letters or more."""
    if len(word) < _SHORTEST_NAME:
        return None
    return next((n for n, name in enumerate(names) if name.lower().startswith(word)), None)


def _calendar_day(words: str, today: date, *, past: bool) -> date:
    if found := _ISO.fullmatch(words):
        return _existing(int(found[1]), int(found[2]), int(found[3]))
    if found := _NUMERIC.fullmatch(words):
        day, month, year = int(found[1]), int(found[2]), found[3]
    elif (found := _NAMED.fullmatch(words)) and (named := month_of(found[2])) is not None:
        day, month, year = int(found[1]), named, found[3]
    else:
        raise AnswerError(NOT_A_DATE)
    if year is None:
        return _nearest(day, month, today, past=past)
    return _existing(full_year(year, today, past=past), month, day)


def month_of(word: str) -> int | None:
    """Return the number of the month that ``word`` names, in full or by three letters or more."""
    place = _place(word, _MONTHS)
    return None if place is None else place + 1


def full_year(year: str, today: date, *, past: bool) -> int:
    """Return the year of two digits or more; ``past`` takes two digits back a century."""
    number = int(year)
    if len(year) != len("26"):
        return number
    number += today.year // 100 * 100
    limit = today.year if past else today.year + 10
    return number - 100 if number > limit else number


def _nearest(day: int, month: int, today: date, *, past: bool) -> date:
    """Without a year the nearest such day is meant, so that December and January both work."""
    found = []
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    if past:
        found = [candidate for candidate in found if candidate <= today]
    if not found:
        raise AnswerError("There is no such day: check the day and the month")
    return min(found, key=lambda candidate: abs(candidate - today))


def _existing(year: int, month: int, day: int) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise AnswerError(NOT_A_YEAR)
    try:
        return date(year, month, day)
    except ValueError:
        raise AnswerError("There is no such day: check the day and the month") from None


def parse_moment(text: str, now: datetime, *, past: bool = False) -> datetime:
    """Read a day with a clock time, London time; without a time it is midnight of that day.

    ``past`` takes a day without a year as the last such day.

    Raises:
        AnswerError: it is no date or no time.
    """
    words = " ".join(text.lower().replace(",", " ").split())
    if words == "now":
        return now.replace(second=0, microsecond=0)
    clock = _CLOCK.search(words)
    day_words = words[: clock.start()].strip() if clock else words
    if clock and not day_words:
        return _time_or_day(clock, words, now, past=past)
    try:
        day = parse_day(day_words, now.date(), past=past)
    except AnswerError:
        # "03.03.26" ends like a clock; read the whole as a day before giving up.
        return datetime.combine(parse_day(words, now.date(), past=past), time(0), LONDON)
    return datetime.combine(day, _clock_time(clock) if clock else time(0), LONDON)


def _time_or_day(clock: re.Match[str], words: str, now: datetime, *, past: bool) -> datetime:
    """Read "9.30" as a time of today, and "31.03", which is no time, as a day."""
    try:
        return datetime.combine(now.date(), _clock_time(clock), LONDON)
    except AnswerError:
        if ":" in words or words[-1] == "m":
            raise
        return datetime.combine(parse_day(words, now.date(), past=past), time(0), LONDON)


def _clock_time(found: re.Match[str]) -> time:
    hour = int(found[1] or found[4])
    minute = int(found[2] or 0)
    half = found[3] or found[5]
    if half:
        if not 1 <= hour <= 12:
            raise AnswerError(_NOT_A_TIME)
        hour = hour % 12 + (12 if half == "pm" else 0)
    try:
        return time(hour, minute)
    except ValueError:
        raise AnswerError(_NOT_A_TIME) from None


def show_day(day: date, *, weekday: bool = False) -> str:
    """Return ``3 March 2026``, with ``Tue`` before it if asked."""
    words = f"{day.day} {month_name(day)} {day.year}"
    return f"{weekday_name(day)[:3]} {words}" if weekday else words


def weekday_name(day: date) -> str:
    """Return ``Tuesday``, whatever the language of the desktop."""
    return _WEEKDAYS[day.weekday()]


def month_name(day: date) -> str:
    """Return ``March``, whatever the language of the desktop."""
    return _MONTHS[day.month - 1]


def show_day_briefly(day: date) -> str:
    """Return ``Tue 3 Mar``, for lists where the year is plain."""
    return f"{weekday_name(day)[:3]} {day.day} {month_name(day)[:3]}"


def show_day_in_a_cell(day: date) -> str:
    """Return ``3 Mar 2026``, for the narrow columns of a table."""
    return f"{day.day} {month_name(day)[:3]} {day.year}"


def show_moment(moment: datetime) -> str:
    """Return ``Tue 3 March 2026, 09:30`` in London time; midnight shows as the day alone."""
    local = moment.astimezone(LONDON)
    words = show_day(local.date(), weekday=True)
    return words if (local.hour, local.minute) == (0, 0) else f"{words}, {local:%H:%M}"
