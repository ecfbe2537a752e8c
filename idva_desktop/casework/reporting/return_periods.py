"""Which returns were issued, which can be issued now, and which cannot yet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from idva_desktop.casework.issued_ledger import issued_returns, ledger
from idva_desktop.casework.session import Session
from idva_desktop.domain.calendar import Period
from idva_desktop.domain.contract import contract
from idva_desktop.domain.errors import ReturnError
from idva_desktop.domain.records import IssuedReturn, Referral
from idva_desktop.domain.roles import Role
from idva_desktop.returns.ledger import Ledger


class Standing(Enum):
    """Whether the return of a period can be issued."""

    ISSUED = "issued"
    RECORDED = "recorded as sent before this program was in use"
    NEXT = "next"
    NOT_YET = "not yet"


@dataclass(frozen=True, slots=True)
class ReturnPeriod:
    """A period that can be chosen.

    Attributes:
        period: what it covers.
        standing: whether it was issued, can be, or cannot be yet.
        issued: the row of the record of returns, where it was issued.
    """

    period: Period
    standing: Standing
    issued: IssuedReturn | None = None


def return_periods(session: Session) -> list[ReturnPeriod]:
    """Return what was issued, what can be issued now and the quarter that still runs, in order.

    Before the first return every quarter of the contract that is over can begin the series; the
    earliest with a referral stands first.

    Raises:
        RefusedError: the member is no supervisor.
        ProtectionError: the record of returns is damaged.
    """
    session.need(Role.SUPERVISOR)
    held = ledger(session)
    issued = {row.period: row for row in issued_returns(session) if row.period}
    sent = {period.name for period in held.recorded}
    found = [
        ReturnPeriod(
            Period.parse(name), Standing.RECORDED if name in sent else Standing.ISSUED, row
        )
        for name, row in issued.items()
    ]
    for period in _candidates(session, held):
        if period.name not in issued:
            standing = Standing.NEXT if _can_be_next(session, held, period) else Standing.NOT_YET
            found.append(ReturnPeriod(period, standing))
    return sorted(found, key=lambda each: (each.period.end, -each.period.start.toordinal()))


def first_choice(periods: Sequence[ReturnPeriod]) -> str:
    """Return the name of the first that can be issued, or of the last of all."""
    ready = [each for each in periods if each.standing is Standing.NEXT]
    return next((each.period.name for each in (*ready, *reversed(periods))), "")


def _candidates(session: Session, held: Ledger) -> Iterator[Period]:
    quarters = held.quarters
    running = Period.quarter_of(session.today)
    sent = [period.end for period in held.recorded]
    day = quarters[-1].end if quarters else max([_first_day(session), *sent])
    while day <= running.start:
        quarter = Period.quarter_of(day)
        yield quarter
        day = quarter.end
        if quarters:
            break
    terms = contract()
    for year in dict.fromkeys(quarter.name[:4] for quarter in quarters):
        if held.issued(f"{year}-Q4"):
            yield Period.parse(f"{year}-FY")
        if held.reported(f"{year}-FY") and int(year) >= terms.starts_on.year:
            yield Period.parse(f"{terms.name}@{year}-FY")


def _first_day(session: Session) -> date:
    # Past walls: which periods there are must not differ by who looks.
    door = session.vault.beyond_walls()
    received = door.earliest(Referral, "received_at").values()
    first = max(min(received, default=session.today), contract().starts_on)
    return Period.quarter_of(first).start


def _can_be_next(session: Session, held: Ledger, period: Period) -> bool:
    try:
        held.require_next(period, session.today)
    except ReturnError:
        return False
    return True
