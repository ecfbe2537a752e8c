"""Deadlines: what is due, from which rule.

The numbers are the contract's (``resources/contract.json``); a rule names its source and a date,
and a clock never pushes anybody to ring where contact is unsafe.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from idva_desktop.domain.calendar import add_working_days
from idva_desktop.domain.contract import contract


@dataclass(frozen=True, slots=True)
class Limits:
    """The contract's time limits; working days unless the name says days.

    Attributes:
        first_attempt: from receipt to the first safe attempt.
        first_contact: from receipt to the first successful contact.
        support_begun: from acceptance to the start of support.
        risk_assessed: from the start of support to the first assessment.
        plan_approved: from the start of support to the approved plan.
        marac_referred: from the criterion met to the referral.
        review_days: calendar days between risk reviews.
        review_days_high: calendar days between risk reviews at high risk.
    """

    first_attempt: int = 1
    first_contact: int = 2
    support_begun: int = 10
    risk_assessed: int = 5
    plan_approved: int = 5
    marac_referred: int = 5
    review_days: int = 90
    review_days_high: int = 28


def limits_on(day: date) -> Limits:
    """Return the contract's limits that hold on ``day``."""
    return Limits(**contract().terms_on(day).working_days)


@dataclass(frozen=True, slots=True)
class CaseDates:
    """What the deadlines of one case depend on.

    Attributes:
        received: London date of receipt, or ``None`` before it is known.
        decision: the decision's code, if any.
        decided: its date.
        started: when support began.
        first_attempt: first attempted or successful contact with the client.
        first_contact: first successful contact with the client.
        last_assessed: date of the last risk assessment.
        last_band: its band.
        plan_approved: date of the first approved plan.
        closed: when the case was closed.
        paused: whether contact is unsafe on the day in question.
        needs_risk: whether the strand asks for a risk assessment (IDVA or both).
    """

    received: date | None = None
    decision: str | None = None
    decided: date | None = None
    started: date | None = None
    first_attempt: date | None = None
    first_contact: date | None = None
    last_assessed: date | None = None
    last_band: str | None = None
    plan_approved: date | None = None
    closed: date | None = None
    paused: bool = False
    needs_risk: bool = True


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that a rule asks for.

    Attributes:
        what: in words.
        by: the last day, or ``None`` while contact is unsafe and nothing is pushed.
        rule: where the deadline comes from, in words.
        brief: the same as ``what`` in fewer words, for a narrow list; blank where it is short.
    """

    what: str
    by: date | None
    rule: str
    brief: str = ""

    @property
    def short(self) -> str:
        """What is due in few words."""
        return self.brief or self.what


_OPEN_DECISIONS = (None, "accepted")


def due_items(dates: CaseDates, limits: Limits) -> list[Due]:
    """Return what is due for a case, the earliest first."""
    if dates.closed or dates.decision not in _OPEN_DECISIONS:
        return []
    found = [*_first_steps(dates, limits), *_after_start(dates, limits)]
    return sorted(found, key=lambda due: (due.by is None, due.by or date.max))


def _first_steps(dates: CaseDates, limits: Limits) -> list[Due]:
    if dates.received is None:
        return []
    found = []
    if dates.first_attempt is None:
        by = add_working_days(dates.received, limits.first_attempt)
        rule = _within(limits.first_attempt, "receipt")
        found.append(_unless_paused(dates, Due("First attempt", by, rule)))
    elif dates.first_contact is None:
        by = add_working_days(dates.received, limits.first_contact)
        rule = _within(limits.first_contact, "receipt")
        found.append(_unless_paused(dates, Due("First contact", by, rule)))
    if dates.decision is None:
        rule = "Every referral is decided"
        found.append(Due("Decide on the referral", dates.received, rule, "Decision"))
    if dates.decided and dates.decision == "accepted" and dates.started is None:
        by = add_working_days(dates.decided, limits.support_begun)
        found.append(Due("Begin support", by, _within(limits.support_begun, "acceptance")))
    return found


def _after_start(dates: CaseDates, limits: Limits) -> list[Due]:
    if dates.started is None:
        return []
    found = []
    if dates.last_assessed is None and dates.needs_risk:
        by = add_working_days(dates.started, limits.risk_assessed)
        rule = _within(limits.risk_assessed, "the start of support")
        found.append(Due("First risk assessment", by, rule, "Risk assessment"))
    if dates.last_assessed is not None:
        days = limits.review_days_high if dates.last_band == "high" else limits.review_days
        by = dates.last_assessed + timedelta(days=days)
        found.append(Due("Risk review", by, f"At least every {days} days"))
    if dates.plan_approved is None:
        by = add_working_days(dates.started, limits.plan_approved)
        rule = _within(limits.plan_approved, "the start of support")
        if dates.last_band == "high" and dates.last_assessed:
            by = min(by, dates.last_assessed)
            rule = "High risk: the day of the assessment"
        found.append(Due("Safety plan approval", by, rule, "Plan approval"))
    return found


def _within(days: int, event: str) -> str:
    return f"Within {days} working day{'' if days == 1 else 's'} of {event}"


def _unless_paused(dates: CaseDates, due: Due) -> Due:
    if not dates.paused:
        return due
    return Due(due.what, None, "Suspended: contact would be unsafe")
