"""Checks across the answers of a record: what is unlikely is asked about, never forbidden.

They are declared with the record, ``@record(..., checks=(Order("made_on", "expires_on"),))``. A
check that finds something gives a sentence; the person mends the answers, or saves all the same,
and then the sentence goes into the history with the act. What cannot be at all is not for these:
a question refuses it (``Day(not_before=...)``).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from idva_desktop.domain.approximate_dates import ApproximateDay
from idva_desktop.domain.errors import AnswerError
from idva_desktop.domain.questions import Question
from idva_desktop.domain.typed_dates import LONDON, parse_moment

CONFIRMED = "confirmed"
"""Beside the typed answers: the sentences that the person has read and saves in spite of."""

_ANY_DAY = datetime(2026, 1, 1, tzinfo=LONDON)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a check may know of the case around a record.

    Attributes:
        received: the London date on which the referral was received, if it is known.
    """

    received: date | None = None


class Check(Protocol):
    """One thing that is looked at."""

    @property
    def at(self) -> str:
        """The question that a finding leads to."""

    def finding(
        self,
        questions: Mapping[str, Question],
        answers: Mapping[str, Any],
        around: Surroundings,
    ) -> str | None:
        """Return the sentence of what is unlikely, or ``None``. It never echoes an answer."""


@dataclass(frozen=True, slots=True)
class Order:
    """The answer to ``then`` is expected not to lie before the answer to ``first``.

    Days, moments, days known only about and clock times are compared; of what is known only
    about, only what lies wholly before is found.
    """

    first: str
    then: str
    words: str = ""

    @property
    def at(self) -> str:
        """The later question."""
        return self.then

    def finding(
        self,
        questions: Mapping[str, Question],
        answers: Mapping[str, Any],
        around: Surroundings,
    ) -> str | None:
        """Return that the later lies before the earlier."""
        del around
        first, then = _span(answers.get(self.first)), _span(answers.get(self.then))
        if first is None or then is None or type(first[0]) is not type(then[0]):
            return None
        if then[1] >= first[0]:
            return None
        return self.words or (
            f"“{questions[self.then].label}” lies before “{questions[self.first].label}”"
        )


@dataclass(frozen=True, slots=True)
class SinceReferral:
    """The answer is expected not to lie before the day on which the referral was received."""

    at: str

    def finding(
        self,
        questions: Mapping[str, Question],
        answers: Mapping[str, Any],
        around: Surroundings,
    ) -> str | None:
        """Return that the answer lies before the referral."""
        span = _span(answers.get(self.at))
        if span is None or around.received is None or not isinstance(span[1], date):
            return None
        if span[1] >= around.received:
            return None
        return f"“{questions[self.at].label}” lies before the referral was received"


def _span(answer: object) -> tuple[Any, Any] | None:
    """Return the earliest and the latest that an answer can mean, comparable."""
    match answer:
        case datetime():
            day = answer.astimezone(LONDON).date()
            return day, day
        case date():
            return answer, answer
        case ApproximateDay():
            return answer.earliest, answer.latest
        case str() if answer.strip()[:1].isdigit():
            words = answer.strip()
            try:
                clock = parse_moment(f"{words}:00" if words.isdigit() else words, _ANY_DAY).time()
            except AnswerError:
                return None
            return clock, clock
        case _:
            return None
