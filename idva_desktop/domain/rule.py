"""What a rule is: declared data, from the contract file, that asks for something by a day.

A rule starts at happenings of a case. They come from a name that the program works out itself
(:data:`NAMED`) or from any declared record that holds a day (:class:`Source`), so that a new rule
over any record is one entry in one file.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from idva_desktop.domain.calendar import Span, add_working_days, london_day
from idva_desktop.domain.record import Record, questions_of
from idva_desktop.domain.vocab import within

NAMED = (
    *("received", "decided", "accepted", "support_begun", "first_attempt", "first_contact"),
    "last_contact",
    *("risk_assessed", "plan_approved", "marac_prompted", "marac_repeated"),
)
"""The happenings that the program works out itself.

``last_contact`` is the last successful one with the client. ``marac_prompted`` is the day from
which the assessments reach the threshold of the area, and ``marac_repeated`` an incident within
the area's months of the last referral or hearing.
"""

ANY = "*"
"""In a condition, any answer at all."""


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened, or will, on a day.

    Attributes:
        day: the London date.
        words: what it was, in a few words; blank where the rule says all.
        record: the id of the record that says so; blank for a named one.
    """

    day: date
    words: str = ""
    record: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """That an answer of a record is one of these; ``None`` is a blank, :data:`ANY` any answer."""

    question: str
    answers: tuple[str | None, ...]

    def holds(self, held: Record) -> bool:
        """Say whether it holds of a record."""
        value = getattr(held, self.question)
        if value is None:
            return None in self.answers
        if ANY in self.answers:
            return True
        given = value if isinstance(value, tuple) else (value,)
        return any(one in self.answers for one in given)


@dataclass(frozen=True, slots=True)
class Source:
    """The days that the records of one kind hold.

    Attributes:
        kind: the record kind.
        day: the question that holds the day or the moment.
        where: conditions that all hold.
        unless: conditions of which none holds.
        only_last: whether only the record with the last day of its case counts.
        words: what happened, in a few words.
        says: a question whose answer is added in words.
    """

    kind: type[Record]
    day: str
    where: tuple[Condition, ...] = ()
    unless: tuple[Condition, ...] = ()
    only_last: bool = False
    words: str = ""
    says: str = ""

    def happenings(self, records: Iterable[Record]) -> tuple[Happening, ...]:
        """Return what the records of one case say happened, in order of the days."""
        dated = [(day, held) for held in records if (day := self._day_of(held)) is not None]
        dated.sort(key=lambda pair: pair[0])
        if self.only_last:
            dated = dated[-1:]
        return tuple(
            Happening(day, self._words_of(held), held.id) for day, held in dated if self._fits(held)
        )

    def _fits(self, held: Record) -> bool:
        return all(one.holds(held) for one in self.where) and not any(
            one.holds(held) for one in self.unless
        )

    def _day_of(self, held: Record) -> date | None:
        value = getattr(held, self.day)
        if isinstance(value, datetime):
            return london_day(value)
        return value if isinstance(value, date) else None

    def _words_of(self, held: Record) -> str:
        value = getattr(held, self.says) if self.says else None
        said = "" if value is None else questions_of(self.kind)[self.says].show(value)
        return " ".join(part for part in (self.words, within(said)) if part)


@dataclass(frozen=True, slots=True)
class Within:
    """How long a rule allows.

    Attributes:
        high: how many at high risk.
        other: how many otherwise.
        unit: ``working_days``, ``days`` or ``months``.
    """

    high: int
    other: int
    unit: str

    def count(self, band: str | None) -> int:
        """Return how many there are at a risk band."""
        return self.high if band == "high" else self.other

    def after(self, day: date, band: str | None) -> date:
        """Return the last day that the rule allows."""
        count = self.count(band)
        if self.unit == "working_days":
            return add_working_days(day, count)
        return Span(**{self.unit: count}).after(day)

    def in_words(self, band: str | None) -> str:
        """Return ``5 working days``, ``28 days``, ``1 month`` or ``the same day``."""
        count = self.count(band)
        if not count:
            return "the same day"
        words = self.unit.replace("_", " ")
        return f"{count} {words.removesuffix('s') if count == 1 else words}"


@dataclass(frozen=True, slots=True)
class Allowance:
    """How long a rule allows, with limits of the contract's terms still by their names.

    Attributes:
        high: a number, or the name of a limit in the terms, at high risk.
        other: the same otherwise.
        unit: ``working_days``, ``days`` or ``months``.
    """

    high: int | str
    other: int | str
    unit: str

    def under(self, limits: Mapping[str, int]) -> Within:
        """Return the time with the limits of the terms put in."""
        high, other = (
            limits[one] if isinstance(one, str) else one for one in (self.high, self.other)
        )
        return Within(high, other, self.unit)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Attributes:
        id: its name, never changed once used: what was snoozed is kept under it.
        source: where it comes from in the contract or the design.
        asks: what it asks for, in words.
        brief: the same in fewer words, for a narrow list; blank where it is short.
        because: why, in words; ``{limit}`` stands for the time allowed, ``{event}`` for the start.
        starts: what begins its clock.
        done: what satisfies it: on or after the start, or ever if ``done_ever``.
        done_ever: whether one in the past satisfies it.
        after: what must have happened before it asks at all.
        allows: how long it allows.
        ahead_days: how many days before its start it is shown.
        each: whether each start asks anew; otherwise the first that is open.
        by_itself: whether the words of a start say alone what is to be done, without ``asks``.
        suspends: whether unsafe contact suspends it.
        urgent: whether it stands first among those of its day.
        strands: of which strands; empty for all.
        bands: at which risk bands; empty for all.
        supervisor: whether a supervisor has to act.
        opens: the screen or tab where it is dealt with.
        valid_from: the first day on which a start counts.
        valid_until: the last one.
    """

    id: str
    source: str
    asks: str
    because: str
    starts: tuple[str | Source, ...]
    allows: Allowance
    brief: str = ""
    done: tuple[str | Source, ...] = ()
    done_ever: bool = False
    after: tuple[str | Source, ...] = ()
    ahead_days: int = 0
    each: bool = False
    by_itself: bool = False
    suspends: bool = False
    urgent: bool = False
    strands: tuple[str, ...] = ()
    bands: tuple[str, ...] = ()
    supervisor: bool = False
    opens: str = "case"
    valid_from: date | None = None
    valid_until: date | None = None

    def counts(self, start: date) -> bool:
        """Say whether the rule was in force on the day of a start."""
        return (self.valid_from or date.min) <= start <= (self.valid_until or date.max)

    def names(self, event: str) -> bool:
        """Say whether it reads a named happening."""
        return event in (*self.starts, *self.done, *self.after)

    def sources(self) -> Iterator[Source]:
        """Yield the records that it reads."""
        for event in (*self.starts, *self.done, *self.after):
            if isinstance(event, Source):
                yield event


def sources_of(rules: Sequence[Rule]) -> tuple[Source, ...]:
    """Return every source that the rules read, each once."""
    return tuple(dict.fromkeys(source for rule in rules for source in rule.sources()))
