"""The contract's terms: time limits, targets and periods, dated, from ``contract.json``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from idva_desktop.domain.calendar import Span
from idva_desktop.domain.contract_file import Entry, read_entry
from idva_desktop.domain.marac import MaracArea
from idva_desktop.domain.rule import Rule
from idva_desktop.domain.rule_file import read_rules
from idva_desktop.domain.shipped import shipped_text

OUTCOMES = ("contacted", "not_contacted", "served")
"""How a case went, as far as it says how long the case is kept."""

MEASURED_LIMITS = (
    "first_attempt",
    "first_contact",
    "support_begun",
    "risk_assessed",
    "plan_approved",
    "marac_referred",
)
"""The limits in working days that the measures count by: the first terms must give each."""

# What was served is kept for six years, or for seven to twelve where the contract says so.
_SERVED_YEARS = range(6, 13)


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms from one day on.

    Attributes:
        valid_from: the first day on which they hold.
        working_days: working days allowed, by what is to be done.
        targets: percentage aimed at, by measure.
        retention: how long a case is kept after the last contact, by its outcome.
        subject_access: how long a request for one's own data may take.
        directory_check: after how long a service of the directory is checked again.
    """

    valid_from: date
    working_days: Mapping[str, int]
    targets: Mapping[str, int]
    retention: Mapping[str, Span] = field(default_factory=dict)
    subject_access: Span = field(default_factory=lambda: Span(months=1))
    directory_check: Span = field(default_factory=lambda: Span(years=2))


@dataclass(frozen=True, slots=True)
class Contract:
    """One contract.

    Attributes:
        name: its years, such as ``2025-28``; the contract to date is named by it.
        starts_on: its first day.
        terms: in order of their dates, at least one.
        employer_domains: email domains that the employer or another force can read.
        ends_on: its last day, if it has one.
        cut_off: the first day on which no new referral is taken, if it has one.
        re_awarded_on: the day from which referrals are taken again, once it is known.
        signposting: what is said to whoever refers after the cut-off.
        snooze_days: for how many days something due may be put off.
        marac_areas: the dated thresholds of the MARAC areas.
        rules: what asks for something by a day.
    """

    name: str
    starts_on: date
    terms: tuple[Terms, ...]
    employer_domains: tuple[str, ...] = ()
    ends_on: date | None = None
    cut_off: date | None = None
    re_awarded_on: date | None = None
    signposting: str = ""
    snooze_days: int = 28
    marac_areas: tuple[MaracArea, ...] = ()
    rules: tuple[Rule, ...] = ()

    def takes_referrals(self, day: date) -> bool:
        """Say whether a referral received on ``day`` is taken (design, rule 11)."""
        if self.cut_off is None or day < self.cut_off:
            return True
        return self.re_awarded_on is not None and self.re_awarded_on <= day

    def is_employers_address(self, address: str) -> bool:
        """Say whether an email address lies in a domain that the employer can read."""
        domain = address.rpartition("@")[2].strip().rstrip(".").casefold()
        return any(
            domain == known or domain.endswith(f".{known}") for known in self.employer_domains
        )

    def terms_on(self, day: date) -> Terms:
        """Return the terms that hold on ``day``; before all of them, the first."""
        return next(
            (terms for terms in reversed(self.terms) if terms.valid_from <= day), self.terms[0]
        )


@cache
def contract() -> Contract:
    """Return the contract that is shipped as the default.

    Raises:
        ContractError: the file is malformed; the message says where.
    """
    return read_contract(shipped_text("contract.json"))


def read_contract(text: str) -> Contract:
    """Read a contract file.

    Raises:
        ContractError: it is malformed; the message says where and what is expected.
    """
    plain = read_entry(text)
    terms = sorted(plain.entries("terms"), key=lambda entry: entry.day("valid_from"))
    if not terms:
        plain.refuse("terms", "at least one entry")
    dated = tuple(_dated(terms))
    for name in MEASURED_LIMITS:
        if name not in dated[0].working_days:
            terms[0].refuse("working_days", f"a number for {name}")
    starts, ends, cut_off = (
        plain.day("starts_on"),
        plain.maybe_day("ends_on"),
        plain.maybe_day("cut_off"),
    )
    if ends is not None and ends < starts:
        plain.refuse("ends_on", "a day after starts_on")
    if cut_off is not None and not starts < cut_off <= (ends or date.max):
        plain.refuse("cut_off", "a day between starts_on and ends_on")
    return Contract(
        plain.words("name"),
        starts,
        dated,
        tuple(plain.all_words("employer_email_domains")),
        ends,
        cut_off,
        plain.maybe_day("re_awarded_on"),
        plain.words("signposting", ""),
        plain.number("snooze_days", least=1, most=366) if plain.has("snooze_days") else 28,
        tuple(_marac(entry) for entry in plain.entries("marac_areas")),
        read_rules(plain, dated[0].working_days),
    )


def _marac(entry: Entry) -> MaracArea:
    counted_from = entry.words("repeat_from", "later")
    if counted_from not in ("referral", "hearing", "later"):
        entry.refuse("repeat_from", "referral, hearing or later")
    return MaracArea(
        entry.words("area", ""),
        entry.day("valid_from"),
        entry.number("visible_high_risk", least=1, most=24),
        entry.number("repeat_months", least=1, most=120),
        counted_from,
    )


def _dated(entries: list[Entry]) -> list[Terms]:
    """Return the terms; each entry says only what changes from the one before."""
    found: list[Terms] = []
    for entry in entries:
        last = found[-1] if found else Terms(date.min, {}, {})
        found.append(
            Terms(
                entry.day("valid_from"),
                {**last.working_days, **entry.numbers("working_days")},
                {**last.targets, **entry.numbers("targets", most=100)},
                {**last.retention, **_retention(entry)},
                entry.span("subject_access") or last.subject_access,
                entry.span("directory_check") or last.directory_check,
            )
        )
    return found


def _retention(entry: Entry) -> dict[str, Span]:
    kept = entry.inner("retention")
    spans = {name: kept.span(name) for name in kept.names()}
    for name, span in spans.items():
        if name not in OUTCOMES:
            kept.refuse(name, f"one of {', '.join(OUTCOMES)}")
        if name == "served" and (span is None or span.years not in _SERVED_YEARS):
            kept.refuse(name, "years, from 6 to 12")
    return {name: span for name, span in spans.items() if span is not None}
