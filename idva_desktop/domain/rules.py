"""Deadlines: what is due, from which rule.

The rules and their numbers are data of the contract (``resources/contract.json``); each names its
source and a day, and a clock never pushes anybody to ring where contact is unsafe.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, timedelta

from idva_desktop.domain.contract import Contract, contract
from idva_desktop.domain.rule import Happening, Rule, Source

RISK_REVIEW = "risk_review"
"""The rule by which risk is assessed again at the latest."""
_SUSPENDED = "Suspended: contact would be unsafe"


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


def limits_on(day: date, held: Contract | None = None) -> Limits:
    """Return the contract's limits that hold on ``day``."""
    holding = held or contract()
    working_days = holding.terms_on(day).working_days
    known = {one.name for one in fields(Limits)}
    given = {name: days for name, days in working_days.items() if name in known}
    for rule in holding.rules:
        if rule.id == RISK_REVIEW and rule.counts(day):
            allowed = rule.allows.under(working_days)
            given |= {"review_days": allowed.other, "review_days_high": allowed.high}
    return Limits(**given)


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
        last_contact: last successful contact with the client.
        last_assessed: date of the last risk assessment.
        last_band: its band.
        plan_approved: date of the first approved plan.
        closed: when the case was closed.
        paused: whether contact is unsafe on the day in question.
        strand: which support is given.
        marac_prompted: the day from which the assessments reach the threshold for MARAC.
        marac_repeated: days of incidents that are repeats.
        found: what the records say happened, by the source that reads them.
    """

    received: date | None = None
    decision: str | None = None
    decided: date | None = None
    started: date | None = None
    first_attempt: date | None = None
    first_contact: date | None = None
    last_contact: date | None = None
    last_assessed: date | None = None
    last_band: str | None = None
    plan_approved: date | None = None
    closed: date | None = None
    paused: bool = False
    strand: str | None = None
    marac_prompted: date | None = None
    marac_repeated: tuple[date, ...] = ()
    found: Mapping[Source, Sequence[Happening]] = field(default_factory=dict)

    @property
    def open(self) -> bool:
        """Whether the case is neither closed nor not taken on."""
        return self.closed is None and self.decision in (None, "accepted")

    def happenings(self, event: str | Source) -> Sequence[Happening]:
        """Return what happened by the name of it or by the records that say so."""
        if isinstance(event, Source):
            return self.found.get(event, ())
        if event == "marac_repeated":
            return tuple(Happening(day) for day in self.marac_repeated)
        day = self._named(event)
        return () if day is None else (Happening(day),)

    def _named(self, event: str) -> date | None:
        if event == "decided":
            return None if self.decision is None else self.decided or self.received
        if event == "accepted":
            return self.decided if self.decision == "accepted" else None
        day: date | None = getattr(self, _ATTRIBUTES.get(event, event))
        return day


_ATTRIBUTES = {"support_begun": "started", "risk_assessed": "last_assessed"}


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that a rule asks for.

    Attributes:
        what: in words.
        by: the last day, or ``None`` while contact is unsafe and nothing is pushed.
        rule: where the deadline comes from, in words.
        brief: the same as ``what`` in fewer words, for a narrow list; blank where it is short.
        key: the rule, the record and the start: what is snoozed is kept under it.
        opens: the screen or tab where it is dealt with.
        supervisor: whether a supervisor has to act.
        urgent: whether it stands first among those of its day.
    """

    what: str
    by: date | None
    rule: str
    brief: str = ""
    key: str = ""
    opens: str = "case"
    supervisor: bool = False
    urgent: bool = False

    @property
    def short(self) -> str:
        """What is due in few words."""
        return self.brief or self.what

    @property
    def rule_id(self) -> str:
        """The rule that asks for it."""
        return self.key.partition(":")[0]


def due_items(dates: CaseDates, today: date, held: Contract | None = None) -> list[Due]:
    """Return what is due for a case, the earliest first; what is suspended stands last.

    Args:
        dates: what is known of the case.
        today: the London date.
        held: the contract; the one in use if ``None``.
    """
    if not dates.open:
        return []
    holding = held or contract()
    asked: dict[str, Due] = {}
    for rule in holding.rules:
        for due in _asked(rule, dates, today, holding):
            # Two rules that ask for the same thing are one thing to do, by the earlier day.
            before = asked.get(due.what)
            if before is None or _order(due) < _order(before):
                asked[due.what] = due
    return sorted(asked.values(), key=_order)


def _order(due: Due) -> tuple[bool, date, bool]:
    return due.by is None, due.by or date.max, not due.urgent


def _asked(rule: Rule, dates: CaseDates, today: date, held: Contract) -> Iterator[Due]:
    if not _concerns(rule, dates):
        return
    horizon = today + timedelta(days=rule.ahead_days)
    done = [each.day for event in rule.done for each in dates.happenings(event)]
    starts = [
        start
        for event in rule.starts
        for start in dates.happenings(event)
        if rule.counts(start.day)
        and (start.day <= horizon or isinstance(event, str))
        and not _settled(rule, start.day, done)
    ]
    starts.sort(key=lambda start: start.day)
    for start in starts if rule.each else starts[:1]:
        yield _due(rule, start, dates, held)


def _concerns(rule: Rule, dates: CaseDates) -> bool:
    return (
        (not rule.strands or dates.strand is None or dates.strand in rule.strands)
        and (not rule.bands or dates.last_band in rule.bands)
        and all(dates.happenings(event) for event in rule.after)
    )


def _settled(rule: Rule, start: date, done: Sequence[date]) -> bool:
    return bool(done) if rule.done_ever else any(day >= start for day in done)


def _what(rule: Rule, start: Happening) -> str:
    if not (rule.each and start.words):
        return rule.asks
    if rule.by_itself:
        return start.words[:1].upper() + start.words[1:]
    return f"{rule.asks}: {start.words}"


def _due(rule: Rule, start: Happening, dates: CaseDates, held: Contract) -> Due:
    within = rule.allows.under(held.terms_on(start.day).working_days)
    because = rule.because.replace("{limit}", within.in_words(dates.last_band))
    what = _what(rule, start)
    because = because.replace("{event}", start.words)
    suspended = rule.suspends and dates.paused
    return Due(
        what,
        None if suspended else within.after(start.day, dates.last_band),
        _SUSPENDED if suspended else because[:1].upper() + because[1:],
        rule.brief,
        key=f"{rule.id}:{start.record}:{start.day}",
        opens=rule.opens,
        supervisor=rule.supervisor,
        urgent=rule.urgent,
    )
