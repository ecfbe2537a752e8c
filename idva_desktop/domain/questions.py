"""The kinds of question. One declaration gives the field, the check, the column and the page.

A question stands in the annotation of a record's attribute (see :mod:`idva_desktop.domain.record`)
and says everything that any layer needs to know of it. Its *plain* value (``str``, ``int`` or
``list[str]``) is what the journal seals and the projections hold.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, ClassVar

from idva_desktop.domain.approximate_dates import (
    ApproximateDay,
    approximate_of_plain,
    parse_approximate,
)
from idva_desktop.domain.errors import AnswerError
from idva_desktop.domain.search_words import Search
from idva_desktop.domain.typed_dates import (
    LONDON,
    parse_day,
    parse_moment,
    show_day,
    show_moment,
)
from idva_desktop.domain.vocab import CodeList, code_list

Plain = str | int | list[str]

# Control characters and halves of characters, which come with pasted text and cannot be sealed.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_DECIMAL = re.compile(r"(?P<whole>[0-9]{0,6})(?:\.(?P<part>[0-9]{1,2}))?(?<=[0-9])")


class Disclosure(StrEnum):
    """What may ever leave the program of an answer.

    ``NEVER``: identity, narrative, anything that could point at a person. ``INTERNAL``: coded,
    but never in a return. ``COUNTABLE``: may enter a KPI tally.
    """

    NEVER = "never"
    INTERNAL = "internal"
    COUNTABLE = "countable"


class Gate(StrEnum):
    """The steps at which what is required is required; before them anything may stay blank."""

    ACCEPT = "accept"
    ALLOCATE = "allocate"
    APPROVE = "approve"
    CLOSE = "close"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What every kind of question declares.

    Attributes:
        label: the words of the question, as the form and the summary of problems show them.
        purpose: why it is asked; the record of processing is made from it.
        disclosure: what may leave of the answer.
        hint: help under the label.
        section: the heading under which the form shows it.
        gates: the steps that need an answer.
        ask: what the error summary says when a gate finds it blank; the label if empty.
        shown_when: another question of the record and the codes that make this one appear.
        short: whether it belongs to the short path of a form.
        by_program: whether the program answers it, such as who approved; no form asks it.
        guarded: whether a disclosure is searched for it, such as another person's name.
    """

    label: str
    purpose: str
    disclosure: Disclosure
    hint: str = ""
    section: str = ""
    gates: frozenset[Gate] = frozenset()
    ask: str = ""
    shown_when: tuple[str, frozenset[str]] | None = None
    short: bool = True
    by_program: bool = False
    guarded: bool = False

    column: ClassVar[str] = "TEXT"

    def parse(self, text: str, now: datetime) -> Any:  # noqa: ANN401 - each kind has its own type
        """Read what was typed; blank is the caller's business.

        Raises:
            AnswerError: it cannot be read; the message says what is expected.
        """
        del now
        return text

    def show(self, value: Any) -> str:  # noqa: ANN401 - each kind has its own type
        """Return the words of ``value`` for screen and paper."""
        return str(value)

    def meaning(self, value: Any) -> str:  # noqa: ANN401 - each kind has its own type
        """Return what is understood by ``value``, for the line below a field."""
        return self.show(value)

    def to_plain(self, value: Any) -> Plain:  # noqa: ANN401 - each kind has its own type
        """Return the value that the journal seals."""
        return str(value)

    def from_plain(self, plain: Plain) -> Any:  # noqa: ANN401 - each kind has its own type
        """Return the value that a record holds."""
        return plain

    def is_asked(self, answers: Mapping[str, object]) -> bool:
        """Say whether the question applies, given the record's other answers."""
        if self.shown_when is None:
            return True
        name, codes = self.shown_when
        return answers.get(name) in codes


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Question):
    """Free words. ``lines`` above one makes a note field; narrative is folded until opened.

    ``tells`` marks where somebody is named who will learn of the case by it: whoever must not know
    of the case is refused there.
    """

    limit: int = 200
    lines: int = 1
    search: Search = Search.WORDS
    tells: bool = False

    def parse(self, text: str, now: datetime) -> str:
        """Return the words; a single line has its spaces tidied."""
        del now
        clean = _UNSEEN.sub("", text.replace("\r\n", "\n"))
        words = clean if self.lines > 1 else " ".join(clean.split())
        if len(words) > self.limit:
            raise AnswerError(f"{self.label}: use {self.limit:,} characters at most")
        return words


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Question):
    """One code of a list. Up to ``segments`` codes show as a row of segments, more as a box."""

    codes: str

    def options(self) -> CodeList:
        """Return the list from which is chosen."""
        return code_list(self.codes)

    def parse(self, text: str, now: datetime) -> str:
        """Return the code for a code or its label, whatever its case and spacing."""
        del now
        wanted = " ".join(text.split()).casefold()
        for code in self.options().every():
            if wanted in (code.code.casefold(), code.label.casefold()):
                return code.code
        raise AnswerError(f"{self.label}: choose one of the list")

    def show(self, value: str) -> str:
        """Return the label of the code."""
        return self.options().label(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices(Question):
    """Any number of codes of a list."""

    codes: str

    def options(self) -> CodeList:
        """Return the list from which is chosen."""
        return code_list(self.codes)

    def parse(self, text: str, now: datetime) -> tuple[str, ...]:
        """Return the codes of a list separated by semicolons, each once."""
        single = Choice(
            label=self.label, purpose=self.purpose, disclosure=self.disclosure, codes=self.codes
        )
        chosen = (single.parse(part, now) for part in text.split(";") if part.strip())
        return tuple(dict.fromkeys(chosen))

    def show(self, value: Sequence[str]) -> str:
        """Return the labels, separated by commas."""
        return ", ".join(self.options().label(code) for code in value)

    def to_plain(self, value: Sequence[str]) -> Plain:
        """Return the codes as a list."""
        return list(value)

    def from_plain(self, plain: Plain) -> tuple[str, ...]:
        """Return the codes as a tuple."""
        return (
            (plain,) if isinstance(plain, str) else tuple(plain) if isinstance(plain, list) else ()
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeNumber(Question):
    """A whole number between two bounds, both allowed."""

    lowest: int = 0
    highest: int = 1_000_000
    unit: str = ""

    column: ClassVar[str] = "INTEGER"

    def parse(self, text: str, now: datetime) -> int:
        """Return the number; anything else is refused."""
        del now
        words = text.strip()
        if not words.removeprefix("-").isdecimal() or len(words) > 9:
            raise AnswerError(f"{self.label}: type a whole number")
        number = int(words)
        if not self.lowest <= number <= self.highest:
            raise AnswerError(f"{self.label}: from {self.lowest:,} to {self.highest:,}")
        return number

    def to_plain(self, value: int) -> Plain:
        """Return the number itself."""
        return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Hundredths(WholeNumber):
    """A number of at most two decimals, held in hundredths, as are its bounds: 60 is 0.6."""

    def parse(self, text: str, now: datetime) -> int:
        """Return the hundredths of a number such as ``0.6``; anything else is refused."""
        del now
        found = _DECIMAL.fullmatch(text.strip())
        if found is None:
            raise AnswerError(f"{self.label}: type a number such as 0.6, two decimals at most")
        number = int(found["whole"] or 0) * 100 + int((found["part"] or "").ljust(2, "0"))
        if not self.lowest <= number <= self.highest:
            lowest, highest = self.show(self.lowest), self.show(self.highest)
            raise AnswerError(f"{self.label}: from {lowest} to {highest}")
        return number

    def show(self, value: int) -> str:
        """Return ``0.6``, without noughts at the end."""
        whole, part = divmod(value, 100)
        return f"{whole}.{part:02d}".rstrip("0").rstrip(".")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale(WholeNumber):
    """A level on a short scale, such as a need from 0 (none) to 4 (acute)."""

    highest: int = 4


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Items(Question):
    """The answers to an instrument's items: item id to ``yes``, ``no`` or ``dont_know``."""

    instrument: str

    def parse(self, text: str, now: datetime) -> dict[str, str]:
        """Return the answers of ``01:yes;02:no``."""
        del now
        pairs = (part.partition(":") for part in text.split(";") if part.strip())
        answers = {item.strip(): answer.strip() for item, _, answer in pairs}
        if not all(answers) or any(a not in self.options() for a in answers.values()):
            raise AnswerError(f"{self.label}: answer each item yes, no or don’t know")
        return answers

    def options(self) -> CodeList:
        """Return the answers that an item can have."""
        return code_list("yes_no_dont_know")

    def show(self, value: Mapping[str, str]) -> str:
        """Return how many items were answered yes; the wording is the instrument's."""
        yes = sum(answer == "yes" for answer in value.values())
        return f"{yes} answered yes, of {len(value)} answered"

    def to_plain(self, value: Mapping[str, str]) -> Plain:
        """Return ``item:answer`` texts in order of the items."""
        return [f"{item}:{answer}" for item, answer in sorted(value.items())]

    def from_plain(self, plain: Plain) -> dict[str, str]:
        """Return the answers by item."""
        pairs = (str(part).partition(":") for part in plain) if isinstance(plain, list) else ()
        return {item: answer for item, _, answer in pairs}


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(Question):
    """The id of another record; never shown, set by the program."""

    to: str
