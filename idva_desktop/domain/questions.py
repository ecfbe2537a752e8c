"""The kinds of question. One declaration gives the field, the check, the column and the page.

Those of days and of codes have modules of their own; all of them are had from here.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from idva_desktop.domain.coded_questions import Choice, Choices, Items, ItemSources
from idva_desktop.domain.dated_questions import AboutWhen, Day, Moment
from idva_desktop.domain.errors import AnswerError
from idva_desktop.domain.question import Disclosure, Gate, Plain, Question
from idva_desktop.domain.search_words import Search

__all__ = [
    "AboutWhen",
    "Choice",
    "Choices",
    "Day",
    "Disclosure",
    "Gate",
    "Hundredths",
    "ItemSources",
    "Items",
    "Link",
    "Moment",
    "Plain",
    "Question",
    "Scale",
    "Text",
    "WholeNumber",
]

# Control characters and halves of characters, which come with pasted text and cannot be sealed.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_DECIMAL = re.compile(r"(?P<whole>[0-9]{0,6})(?:\.(?P<part>[0-9]{1,2}))?(?<=[0-9])")


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
class Link(Question):
    """The id of another record; never shown, set by the program."""

    to: str
