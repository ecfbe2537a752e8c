"""How long a case is kept, from the contract's terms (design, rule 9), and rule 10's month.

When a case falls due is worked out here; erasing it is an act of its own. Legal hold stops all.
"""

from dataclasses import dataclass
from datetime import date

from idva_desktop.domain.calendar import next_working_day
from idva_desktop.domain.contract import Contract, contract


@dataclass(frozen=True, slots=True)
class KeptCase:
    """What the retention of one case depends on.

    Attributes:
        ended: the day on which it was closed, or on which the referral was not taken on;
            ``None`` while it is open.
        served: whether support began.
        reached: whether the client was ever reached.
        last_contact: the last contact with the client, attempted or successful.
        legal_hold: whether it must be kept whatever the time.
    """

    ended: date | None
    served: bool = False
    reached: bool = False
    last_contact: date | None = None
    legal_hold: bool = False

    @property
    def outcome(self) -> str:
        """How the case went, as the contract's ``retention`` names it."""
        if self.served:
            return "served"
        return "contacted" if self.reached else "not_contacted"


def retention_due(case: KeptCase, day: date, terms: Contract | None = None) -> date | None:
    """Return the first day on which a case is to be erased.

    It is counted from the last contact, or from the end where there was none, and never lies
    before the end of the case.

    Args:
        case: what is known of it.
        day: the London date on which it is asked; the terms of that day hold for all that is kept.
        terms: the contract; the shipped one if ``None``.

    Returns:
        The day, which may have passed; ``None`` while the case is open, under legal hold, or of an
        outcome for which the contract names no time.
    """
    if case.ended is None or case.legal_hold:
        return None
    keep = (terms or contract()).terms_on(day).retention.get(case.outcome)
    if keep is None:
        return None
    return max(keep.after(case.last_contact or case.ended), case.ended)


def subject_access_due(received: date, terms: Contract | None = None) -> date:
    """Return the last day to answer a request for one's own data (design, rule 10).

    One calendar month after receipt; where that is no working day, the next one, as the
    Information Commissioner's Office counts it.
    """
    held = (terms or contract()).terms_on(received)
    return next_working_day(held.subject_access.after(received))
