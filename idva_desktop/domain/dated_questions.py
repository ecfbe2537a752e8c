"""Questions that are answered with a day or a moment, typed as it would be said."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from idva_desktop.domain.approximate_dates import (
    ApproximateDay,
    approximate_of_plain,
    parse_approximate,
)
from idva_desktop.domain.errors import AnswerError
from idva_desktop.domain.question import Disclosure, Plain, Question
from idva_desktop.domain.typed_dates import (
    LONDON,
    parse_day,
    parse_moment,
    show_day,
    show_moment,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day(Question):
    """A London date. ``past`` refuses a day ahead; births take two-digit years back a century.

    ``not_before`` names another day of the record that this one cannot precede.
    """

    past: bool = False
    not_before: str = ""

    def parse(self, text: str, now: datetime) -> date:
        """Return the day that was typed."""
        today = now.astimezone(LONDON).date()
        day = parse_day(text, today, past=self.past)
        if self.past and day > today:
            raise AnswerError(f"{self.label}: this cannot be in the future")
        return day

    def show(self, value: date) -> str:
        """Return ``3 March 2026``."""
        return show_day(value)

    def meaning(self, value: date) -> str:
        """Return ``Tue 3 March 2026``."""
        return show_day(value, weekday=True)

    def to_plain(self, value: date) -> Plain:
        """Return the ISO date."""
        return value.isoformat()

    def from_plain(self, plain: Plain) -> date:
        """Return the date of an ISO text."""
        return date.fromisoformat(str(plain))


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment(Question):
    """A day and a clock time, London. Sealed as a UTC instant; figures use the London date."""

    past: bool = False

    def parse(self, text: str, now: datetime) -> datetime:
        """Return the aware moment that was typed."""
        moment = parse_moment(text, now, past=self.past)
        if self.past and moment > now:
            raise AnswerError(f"{self.label}: this cannot be in the future")
        return moment

    def show(self, value: datetime) -> str:
        """Return ``Tue 3 March 2026, 09:30``."""
        return show_moment(value)

    def to_plain(self, value: datetime) -> Plain:
        """Return the UTC instant, ``2026-03-03T09:30:00Z``."""
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def from_plain(self, plain: Plain) -> datetime:
        """Return the instant in London time."""
        return datetime.fromisoformat(str(plain)).astimezone(LONDON)


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutWhen(Question):
    """A day as closely as it is known, such as "about May 2024".

    ``past`` refuses what wholly lies ahead. What is known only about is no figure: it is never
    countable, and no clock starts or stops by it.
    """

    past: bool = False

    def __post_init__(self) -> None:
        """Refuse to be counted."""
        if self.disclosure is Disclosure.COUNTABLE:
            raise TypeError(f"{self.label}: a day known only about is never countable")

    def parse(self, text: str, now: datetime) -> ApproximateDay:
        """Return the day as closely as it was typed."""
        today = now.astimezone(LONDON).date()
        value = parse_approximate(text, today)
        if self.past and value.earliest > today:
            raise AnswerError(f"{self.label}: this cannot be in the future")
        return value

    def show(self, value: ApproximateDay) -> str:
        """Return ``About May 2024``."""
        return value.show()

    def meaning(self, value: ApproximateDay) -> str:
        """Return the words with the days from which and to which they reach."""
        return value.meaning()

    def to_plain(self, value: ApproximateDay) -> Plain:
        """Return the text that sorts by time, such as ``2024-05~about_month``."""
        return value.plain()

    def from_plain(self, plain: Plain) -> ApproximateDay:
        """Return the day of a sealed text."""
        return approximate_of_plain(str(plain))
