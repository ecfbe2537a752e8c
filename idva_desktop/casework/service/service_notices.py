"""What stands above the service's lists: answers due, the ICO's clock, the time in post."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from idva_desktop.casework.session import Session
from idva_desktop.domain.questions import Hundredths
from idva_desktop.domain.record import questions_of
from idva_desktop.domain.records import Complaint, DataIncident, StaffPeriod
from idva_desktop.domain.typed_dates import show_day, show_moment
from idva_desktop.domain.vocab import code_list

ICO_HOURS = 72
"""Hours in which a breach is reported to the ICO once it is known: UK GDPR article 33(1)."""

_NOT_REPORTED = ("near_miss", "unlikely")


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence above a list.

    Attributes:
        words: what is so.
        sentence: what follows from it; blank for nothing.
        late: whether something is late, and not only near.
        quiet: whether it is a figure, and nothing to be done.
    """

    words: str
    sentence: str = ""
    late: bool = False
    quiet: bool = False


def complaint_notices(session: Session) -> Iterator[Notice]:
    """Yield each complaint whose answer is late, the longest first."""
    found = session.vault.fetch(Complaint, closed_on=None)
    late = [held.due for held in found if held.due is not None and held.due < session.today]
    for due in sorted(late):
        yield Notice(f"An answer to a complaint was due on {show_day(due)}", late=True)


def incident_notices(session: Session) -> Iterator[Notice]:
    """Yield by when each incident is reported to the ICO that may have to be."""
    now = session.clock()
    found = session.vault.fetch(DataIncident, told_ico_at=None, closed_on=None)
    waiting = [
        held.known_at + timedelta(hours=ICO_HOURS)
        for held in found
        if held.known_at is not None
        and held.severity not in _NOT_REPORTED
        and not held.not_reported_why
    ]
    for by in sorted(waiting):
        hours = (by - now) // timedelta(hours=1)
        left = f"{hours} hours are left" if hours != 1 else "1 hour is left"
        yield Notice(
            f"Report to the ICO by {show_moment(by)}",
            "The 72 hours have passed. Report now, with the reasons for the delay."
            if by < now
            else f"{left}. If the risk to people is unlikely, record that and why.",
            late=by < now,
        )


def staff_notices(session: Session) -> Iterator[Notice]:
    """Yield the full-time equivalents in post today, by strand."""
    sums: dict[str, int] = {}
    for held in session.vault.fetch(StaffPeriod):
        begun = held.from_on is not None and held.from_on <= session.today
        over = held.until_on is not None and held.until_on < session.today
        if begun and not over and held.fte:
            strand = held.strand or ""
            sums[strand] = sums.get(strand, 0) + held.fte
    if not sums:
        return
    fte = questions_of(StaffPeriod)["fte"]
    assert isinstance(fte, Hundredths)  # noqa: S101 - as declared
    strands = [*(code.code for code in code_list("strand").codes), ""]
    parts = [
        f"{code_list('strand').label(strand) if strand else 'no strand'} {fte.show(sums[strand])}"
        for strand in strands
        if strand in sums
    ]
    total = fte.show(sum(sums.values()))
    yield Notice(f"In post today: {total} FTE", ", ".join(parts), quiet=True)
