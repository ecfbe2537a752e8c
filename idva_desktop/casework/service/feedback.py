"""What clients said of the service, read by quarter and never beside anybody.

A record of feedback holds strand and quarter and nothing else that could lead to a client. Here it
is read in an order that tells nothing of when it was entered, only once its quarter has ended, and
only where enough people answered: one voice alone would be known.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from idva_desktop.casework.saving import Saving
from idva_desktop.casework.session import Session
from idva_desktop.domain.calendar import Period
from idva_desktop.domain.records import Feedback
from idva_desktop.domain.roles import Role

FEWEST = 3
"""Answers in a quarter from which they are shown; fewer wait for the quarters after them."""

STATEMENTS = ("feels_safer", "copes_better", "satisfied", "recommend")


@dataclass(frozen=True, slots=True)
class FeedbackLine:
    """Quarters that are read together.

    Attributes:
        title: which, in words.
        answers: how many people answered anything.
        agreed: for each statement, how many agreed and how many said anything.
        words: what was said in words, sorted by its letters.
    """

    title: str
    answers: int
    agreed: tuple[tuple[int, int], ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FeedbackPicture:
    """What the supervisor reads.

    Attributes:
        lines: newest first.
        waiting: how many answers are not shown yet.
    """

    lines: tuple[FeedbackLine, ...]
    waiting: int


def settle_feedback(saving: Saving[Feedback]) -> Mapping[str, Any]:
    """Return what the program answers: the quarter, in place of any day."""
    if saving.held is not None:
        return {}
    return {"quarter": Period.quarter_of(saving.session.today).name}


def feedback_picture(session: Session) -> FeedbackPicture:
    """Return what clients said in quarters that have ended, joined until enough answered.

    Raises:
        RefusedError: the member is no supervisor.
    """
    session.need(Role.SUPERVISOR)
    by_quarter: dict[str, list[Feedback]] = defaultdict(list)
    held = session.vault.fetch(Feedback)
    for each in held:
        if each.quarter and Period.parse(each.quarter).end <= session.today:
            by_quarter[each.quarter].append(each)
    lines: list[FeedbackLine] = []
    joined: list[str] = []
    gathered: list[Feedback] = []
    for quarter in sorted(by_quarter):
        joined.append(quarter)
        gathered.extend(by_quarter[quarter])
        if len(gathered) >= FEWEST:
            lines.append(_line(joined, gathered))
            joined, gathered = [], []
    shown = sum(line.answers for line in lines)
    return FeedbackPicture(tuple(reversed(lines)), len(held) - shown)


def _line(quarters: list[str], held: list[Feedback]) -> FeedbackLine:
    first, last = (Period.parse(name).title() for name in (quarters[0], quarters[-1]))
    return FeedbackLine(
        title=first if first == last else f"{first} to {last}",
        answers=len(held),
        agreed=tuple(_agreed(held, name) for name in STATEMENTS),
        words=tuple(sorted(each.words for each in held if each.words)),
    )


def _agreed(held: list[Feedback], name: str) -> tuple[int, int]:
    said = [value for each in held if (value := getattr(each, name)) in _SAID]
    return said.count("agree"), len(said)


_SAID = ("agree", "neither", "disagree")
