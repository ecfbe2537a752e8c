"""The caseload for each full post: how many cases are open at the end of a period per FTE in post.

It is told of the whole service alone: a post funded for one strand carries cases of both, so by
strand it would say something that nobody counted. It is not additive, and it is in no return
(decision 15).
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from idva_desktop.casework.session import Session
from idva_desktop.domain.calendar import Period
from idva_desktop.domain.caseload import FULL_POST
from idva_desktop.domain.records import StaffPeriod


class _PerFte(NamedTuple):
    measure: str
    of: str
    part: str


PER_FTE = _PerFte("K16", "end", "per_fte")
"""The measure that has it, the part that it is made of, and the name that it has."""


def posts(session: Session) -> list[StaffPeriod]:
    """Return every post that was recorded, of any day."""
    return session.vault.fetch(StaffPeriod)


def per_fte(held: Iterable[StaffPeriod], period: Period, today: date, end: int) -> int | None:
    """Return the cases open at the end for each full post, whole, halves up.

    Args:
        held: the posts.
        period: the period; of one that still runs, the posts of today are taken.
        today: the London date.
        end: how many cases are open at its end.

    Returns:
        ``None`` where no post is recorded for that day: not applicable, never 0.
    """
    day = min(today, period.end - timedelta(days=1))
    hundredths = sum(
        post.fte or 0
        for post in held
        if (post.from_on is None or post.from_on <= day)
        and (post.until_on is None or day <= post.until_on)
    )
    if not hundredths:
        return None
    return (2 * end * FULL_POST + hundredths) // (2 * hundredths)
