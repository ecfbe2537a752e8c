"""London dates, working days of England, and the periods of returns.

Periods are half-open: quarter 1 runs from 1 April up to, not including, 1 July. Years begin on
1 April.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from idva_desktop.domain.errors import AnswerError
from idva_desktop.domain.typed_dates import LONDON, month_name

_QUARTER = re.compile(r"([0-9]{4})-Q([1-4])")
_MONTH = re.compile(r"([0-9]{4})-(M|YTD)(0[1-9]|1[0-2])")
_YEAR = re.compile(r"([0-9]{4})-FY")
_CONTRACT = re.compile(r"([0-9]{4})-([0-9]{2})@([0-9]{4})-FY")
_MONTHS_A_QUARTER = 3
_APRIL = 4
# Past this many years ahead no bank holidays are known, and no deadline of casework lies there.
_LAST_YEAR = 2100


def london_now() -> datetime:
    """Return the present moment in London, to the second."""
    return datetime.now(LONDON).replace(microsecond=0)


def london_day(moment: datetime) -> date:
    """Return the London date of an aware moment; all figures use it."""
    return moment.astimezone(LONDON).date()


@cache
def _bank_holidays(year: int) -> frozenset[date]:
    import holidays  # noqa: PLC0415 - slow to load, and the unlock window needs no deadline

    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day: date) -> bool:
    """Say whether ``day`` is neither a weekend nor a bank holiday of England."""
    return day.weekday() < 5 and day not in _bank_holidays(day.year)


def add_working_days(day: date, count: int) -> date:
    """Return the ``count``-th working day after ``day``; nought leaves the day as it is."""
    while count > 0 and day.year < _LAST_YEAR:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


def next_working_day(day: date) -> date:
    """Return ``day`` itself if it is a working day, else the next one."""
    return day if is_working_day(day) else add_working_days(day, 1)


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time on the calendar, in one unit.

    Attributes:
        days: calendar days.
        weeks: weeks.
        months: calendar months.
        years: calendar years.
    """

    days: int = 0
    weeks: int = 0
    months: int = 0
    years: int = 0

    @property
    def words(self) -> str:
        """The length in words, such as ``2 years``; ``year`` for one."""
        told = (
            (self.days, "day"),
            (self.weeks, "week"),
            (self.months, "month"),
            (self.years, "year"),
        )
        return " and ".join(
            unit if count == 1 else f"{count} {unit}s" for count, unit in told if count
        )

    def after(self, day: date) -> date:
        """Return the day that lies so far after ``day``.

        A month ends on the same day of a later month, or on its last day where that month is
        shorter: a month after 31 January is 28 February.
        """
        months = day.month - 1 + self.months + 12 * self.years
        year, month = day.year + months // 12, months % 12 + 1
        last = monthrange(year, month)[1]
        moved = date(year, month, min(day.day, last))
        return moved + timedelta(days=self.days + 7 * self.weeks)


@dataclass(frozen=True, slots=True)
class Period:
    """A period that a return can cover.

    Attributes:
        name: ``2025-Q2``, ``2025-FY`` or ``2025-28@2026-FY`` (contract to date, at a year's end);
            where a contract asks for months, ``2025-M01`` (April) to ``2025-M12``, and the year
            to date ``2025-YTD06`` (to the end of its sixth month).
        start: the first day.
        end: the day after the last.
    """

    name: str
    start: date
    end: date

    @classmethod
    def parse(cls, name: str) -> "Period":
        """Read a period's name.

        Raises:
            AnswerError: it names no period.
        """
        try:
            period = cls._named(name)
        except ValueError:  # a year beyond the calendar
            period = None
        if period is None:
            raise AnswerError(
                "Name a period such as 2025-Q2 (a quarter), 2025-FY (a year from April) "
                "or 2025-28@2026-FY (the contract to the end of a year)."
            )
        return period

    @classmethod
    def _named(cls, name: str) -> "Period | None":
        if found := _QUARTER.fullmatch(name):
            year, quarter = int(found[1]), int(found[2])
            return cls(name, _quarter_start(year, quarter), _quarter_start(year, quarter + 1))
        if found := _MONTH.fullmatch(name):
            year, first = int(found[1]), 1 if found[2] == "YTD" else int(found[3])
            return cls(name, _month_start(year, first), _month_start(year, int(found[3]) + 1))
        if found := _YEAR.fullmatch(name):
            year = int(found[1])
            return cls(name, date(year, _APRIL, 1), date(year + 1, _APRIL, 1))
        if found := _CONTRACT.fullmatch(name):
            first, last, until = int(found[1]), int(found[2]), int(found[3])
            if first <= until and first < first // 100 * 100 + last and until % 100 < last:
                return cls(name, date(first, _APRIL, 1), date(until + 1, _APRIL, 1))
        return None

    @classmethod
    def quarter_of(cls, day: date) -> "Period":
        """Return the quarter in which ``day`` lies."""
        year = day.year if day.month >= _APRIL else day.year - 1
        quarter = (day.month - _APRIL) % 12 // _MONTHS_A_QUARTER + 1
        return cls.parse(f"{year}-Q{quarter}")

    @classmethod
    def month_of(cls, day: date) -> "Period":
        """Return the month in which ``day`` lies."""
        year = day.year if day.month >= _APRIL else day.year - 1
        return cls.parse(f"{year}-M{(day.month - _APRIL) % 12 + 1:02d}")

    @property
    def is_quarter(self) -> bool:
        """Whether this is a quarter."""
        return "-Q" in self.name

    @property
    def is_month(self) -> bool:
        """Whether this is a month."""
        return "-M" in self.name

    @property
    def is_to_date(self) -> bool:
        """Whether this is a year up to the end of one of its months."""
        return "-YTD" in self.name

    @property
    def is_year(self) -> bool:
        """Whether this is one financial year."""
        return self.name.endswith("-FY") and "@" not in self.name

    @property
    def is_contract(self) -> bool:
        """Whether this is a contract to date."""
        return "@" in self.name

    def __contains__(self, day: date) -> bool:
        """Say whether ``day`` lies in the period."""
        return self.start <= day < self.end

    def quarters(self) -> Iterator["Period"]:
        """Yield the quarters that make up the period, in order."""
        day = self.start
        while day < self.end:
            quarter = Period.quarter_of(day)
            yield quarter
            day = quarter.end

    def months(self) -> Iterator["Period"]:
        """Yield the months that make up the period, in order."""
        day = self.start
        while day < self.end:
            month = Period.month_of(day)
            yield month
            day = month.end

    def title(self) -> str:
        """Return the words for a heading, such as ``Quarter 2 of 2025-26``."""
        if self.is_contract:
            contract, year = self.name.split("@")
            return f"Contract {contract}, to the end of {_year_words(int(year[:4]))}"
        if self.is_month:
            return f"{month_name(self.start)} {self.start.year}"
        year_words = _year_words(int(self.name[:4]))
        if self.is_to_date:
            return f"Year {year_words}, to the end of {month_name(self.end - timedelta(days=1))}"
        return (
            f"Quarter {self.name[-1]} of {year_words}" if self.is_quarter else f"Year {year_words}"
        )


def _year_words(year: int) -> str:
    return f"{year}-{(year + 1) % 100:02d}"


def _quarter_start(year: int, quarter: int) -> date:
    return _month_start(year, _MONTHS_A_QUARTER * (quarter - 1) + 1)


def _month_start(year: int, month: int) -> date:
    """Return the first day of a month of the financial year, whose first is April."""
    months = _APRIL - 1 + month - 1
    return date(year + months // 12, months % 12 + 1, 1)
