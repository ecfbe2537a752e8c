"""Days known only about: "about May 2024", "2019", "spring 2021", "late 2018", "3 weeks ago".

People seldom know the day on which abuse began. What is known is kept as it is known, and no
more is made of it: a precision, with the earliest and the latest day that it can mean. The sealed
text sorts by time (``2024-05~month`` before ``2024-06-03``).
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from idva_desktop.domain.errors import AnswerError
from idva_desktop.domain.typed_dates import (
    FIRST_YEAR,
    LAST_YEAR,
    NOT_A_DATE,
    NOT_A_YEAR,
    full_year,
    month_name,
    month_of,
    parse_day,
    show_day,
)


class Precision(StrEnum):
    """How closely a day is known; the value stands in the sealed text."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    PART = "part"
    YEAR = "year"
    DECADE = "decade"


# How many months each precision lasts. Seasons begin with March, as the Met Office has them.
_MONTHS_LONG = {
    Precision.MONTH: 1,
    Precision.SEASON: 3,
    Precision.PART: 4,
    Precision.YEAR: 12,
    Precision.DECADE: 120,
}
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_PARTS = {"early": 1, "mid": 5, "late": 9}
_ABOUT = re.compile(r"(?:since\s+|in\s+)?(about|around|approximately|approx\.?|circa|c\.|~)\s*")
_LEADING = re.compile(r"(?:since|in|on|the)\s+")
_YEAR = re.compile(r"\d{4,}")
_DECADE = re.compile(r"(\d{3})0\s?[’']?s")
_MONTH_YEAR = re.compile(r"([a-z]+)\.?,?\s+(\d{4,}|\d{2})|(\d{1,2})/(\d{4,})")
_PART_YEAR = re.compile(r"([a-z]+)[\s-]+(?:of\s+)?(\d{4,})")
_AGO = re.compile(r"(\d{1,3}|an?|one|two|three|four|five|six)\s+(day|week|month|year)s?\s+ago")
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_SEALED = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:~(about_)?([a-z]+))?")
_EXPECTED = "Type a date as far as it is known: “about May 2024”, “spring 2021”, “2019”"


@dataclass(frozen=True, slots=True)
class ApproximateDay:
    """A day as closely as it is known.

    Attributes:
        first: the first day of the day, month, season, part of a year, year or decade named.
        precision: which of these was named.
        about: whether it was said with "about": it may lie as far again before or after.
    """

    first: date
    precision: Precision
    about: bool = False

    @property
    def earliest(self) -> date:
        """The earliest day that is meant."""
        if not self.about:
            return self.first
        months = _MONTHS_LONG.get(self.precision)
        return _moved(self.first, -months) if months else self.first - timedelta(days=3)

    @property
    def latest(self) -> date:
        """The latest day that is meant."""
        months = _MONTHS_LONG.get(self.precision)
        if months is None:
            return self.first + timedelta(days=3 if self.about else 0)
        return _moved(self.first, months * (2 if self.about else 1)) - timedelta(days=1)

    def plain(self) -> str:
        """Return the text that is sealed; it sorts by time."""
        about = "about_" if self.about else ""
        if self.precision is Precision.DAY:
            return self.first.isoformat() + (f"~{about}day" if about else "")
        length = 4 if self.precision in (Precision.YEAR, Precision.DECADE) else 7
        return f"{self.first.isoformat()[:length]}~{about}{self.precision}"

    def show(self) -> str:
        """Return the words as one would type them: ``About May 2024``."""
        words = self._words()
        if not self.about:
            return words
        named = self.precision in (Precision.SEASON, Precision.PART)
        return f"About {words.lower() if named else words}"

    def _words(self) -> str:
        day, year = self.first, self.first.year
        match self.precision:
            case Precision.DAY:
                return show_day(day)
            case Precision.MONTH:
                return f"{month_name(day)} {year}"
            case Precision.SEASON:
                return f"{_name(_SEASONS, day.month)} {year}"
            case Precision.PART:
                return f"{_name(_PARTS, day.month)} {year}"
            case Precision.YEAR:
                return str(year)
            case Precision.DECADE:
                return f"{year}s"

    def meaning(self) -> str:
        """Return what is understood, for the line below the field."""
        if self.earliest == self.latest:
            return show_day(self.first, weekday=True)
        return f"{self.show()}: from {show_day(self.earliest)} to {show_day(self.latest)}"


def approximate_of_plain(plain: str) -> ApproximateDay:
    """Return the day of a sealed text; one of another program reads as far as it can be."""
    found = _SEALED.fullmatch(plain)
    if found is None:
        return ApproximateDay(date.fromisoformat(plain[:10]), Precision.DAY)
    year, month, day, about, word = found.groups()
    precision = Precision(word) if word else Precision.DAY
    return ApproximateDay(date(int(year), int(month or 1), int(day or 1)), precision, bool(about))


def parse_approximate(text: str, today: date) -> ApproximateDay:
    """Read a day as closely as a person knows it.

    Raises:
        AnswerError: it is no date, no such day exists, or the year is out of bounds.
    """
    words = " ".join(text.lower().split())
    about = False
    if found := _ABOUT.match(words):
        about, words = True, words[found.end() :]
    while found := _LEADING.match(words):
        words = words[found.end() :]
    first, precision, loosely = _named(words, today)
    if not FIRST_YEAR <= first.year <= LAST_YEAR:
        raise AnswerError(NOT_A_YEAR)
    return ApproximateDay(first, precision, about or loosely)


def _named(words: str, today: date) -> tuple[date, Precision, bool]:
    """Return the first day, the precision, and whether the words are loose by themselves."""
    if words in ("last month", "this month", "last year", "this year"):
        return (*_neighbour(words, today), False)
    if found := _AGO.fullmatch(words):
        return (*_ago(found[1], found[2], today), True)
    if span := _span(words, today):
        return (*span, False)
    try:
        return parse_day(words, today, past=True), Precision.DAY, False
    except AnswerError as error:
        # That there is no such day is told; what is no date is told what this question takes.
        raise AnswerError(_EXPECTED if str(error) == NOT_A_DATE else str(error)) from None


def _span(words: str, today: date) -> tuple[date, Precision] | None:
    """Return the first day of a year, decade, season, part of a year or month that is named."""
    if _YEAR.fullmatch(words):
        return date(_year(words), 1, 1), Precision.YEAR
    if found := _DECADE.fullmatch(words):
        return date(_year(found[1] + "0"), 1, 1), Precision.DECADE
    if found := _PART_YEAR.fullmatch(words):
        for named, precision in ((_SEASONS, Precision.SEASON), (_PARTS, Precision.PART)):
            if found[1] in named:
                return date(_year(found[2]), named[found[1]], 1), precision
    if found := _MONTH_YEAR.fullmatch(words):
        month = int(found[3]) if found[3] else month_of(found[1])
        if month is not None:
            return _first_of(found[2] or found[4], month, today), Precision.MONTH
    return None


def _first_of(year: str, month: int, today: date) -> date:
    if not 1 <= month <= 12:
        raise AnswerError("There is no such month: check the month")
    return date(_year(str(full_year(year, today, past=True))), month, 1)


def _year(words: str) -> int:
    if len(words) != len("2026") or not FIRST_YEAR <= int(words) <= LAST_YEAR:
        raise AnswerError(NOT_A_YEAR)
    return int(words)


def _neighbour(words: str, today: date) -> tuple[date, Precision]:
    back = 1 if words.startswith("last") else 0
    if words.endswith("year"):
        return date(today.year - back, 1, 1), Precision.YEAR
    return _moved(today.replace(day=1), -back), Precision.MONTH


def _ago(number: str, unit: str, today: date) -> tuple[date, Precision]:
    count = _NUMBERS.get(number) or int(number)
    if unit in ("day", "week"):
        return today - timedelta(days=count * (7 if unit == "week" else 1)), Precision.DAY
    if unit == "month":
        return _moved(today.replace(day=1), -count), Precision.MONTH
    return date(max(today.year - count, 1), 1, 1), Precision.YEAR


def _moved(first: date, months: int) -> date:
    """Return the first of a month so many months on."""
    years, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(years, month + 1, 1)


def _name(names: dict[str, int], month: int) -> str:
    return next((name.capitalize() for name, number in names.items() if number == month), "About")
