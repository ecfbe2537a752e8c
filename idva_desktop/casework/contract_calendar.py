"""The contract's calendar: until when referrals are taken, and what is said after (rule 11).

The wind-down list of live cases, and their handover, are in ``handover``.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from idva_desktop.casework.session import Session
from idva_desktop.domain.contract import contract
from idva_desktop.domain.records import ReAward
from idva_desktop.domain.typed_dates import show_day

_WARN_DAYS = 90  # so that nobody plans a referral for a day on which none is taken


@dataclass(frozen=True, slots=True)
class ContractNotice:
    """What the contract's calendar says to whoever takes referrals.

    Attributes:
        title: in a sentence.
        words: what follows from it; the signposting after the cut-off.
        closed: whether no referral is taken.
    """

    title: str
    words: str
    closed: bool


def takes_referrals(session: Session, received: date) -> bool:
    """Say whether a referral received on that day is taken: by the contract, or by a re-award."""
    if contract().takes_referrals(received):
        return True
    return any(day <= received for day in _re_awards(session))


def contract_notice(session: Session) -> ContractNotice | None:
    """Return what is to be said today, or ``None`` while the cut-off is far away or overruled."""
    held, today = contract(), session.today
    if held.cut_off is None:
        return None
    if not takes_referrals(session, today):
        title = f"No new referral is taken since {show_day(held.cut_off)}"
        return ContractNotice(title, held.signposting, closed=True)
    near = 0 < (held.cut_off - today).days <= _WARN_DAYS
    if near and not takes_referrals(session, held.cut_off):
        title = f"From {show_day(held.cut_off)} no new referral is taken"
        return ContractNotice(title, "The contract ends soon after.", closed=False)
    return None


def _re_awards(session: Session) -> Iterable[date]:
    return (held.on for held in session.vault.fetch(ReAward) if held.on is not None)
