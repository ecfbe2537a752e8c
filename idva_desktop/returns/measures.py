"""The key performance indicators: each is one entry here, and everything is made from it.

Each case has one day on which the outcome of a measure is settled. For a time limit it is the
due date, and the outcome is what was true at the end of that day: so every case falls into
exactly one period, and nothing that happens later changes an old figure. Time limits and targets
are configuration (``resources/contract.json``). A contact noted before the referral was received
counts as made in time. Where a case was referred again, each referral is counted.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from itertools import product
from typing import Any

from idva_desktop.domain.calendar import add_working_days
from idva_desktop.domain.contract import contract
from idva_desktop.domain.vocab import NOT_ASKED, code_list
from idva_desktop.returns.dimensions import categories_by_dimension, dimensions_of
from idva_desktop.returns.facts import Fact
from idva_desktop.returns.histories import CaseHistory, ClosureHistory, ReferralHistory
from idva_desktop.returns.measure import Measure, OutcomeOf, Shape

CaseMeasure = Measure[CaseHistory]

_BANDS = ("standard", "medium", "high")
_TARGETS = contract().terms[-1].targets
_ISVA_ONLY = "ISVA"
_TRIED = ("attempted", "successful")


@cache
def _due(start: date, limit: str) -> date:
    return add_working_days(start, contract().terms_on(start).working_days[limit])


def _same_limit(one: str, other: str, measure: str) -> str | None:
    """Return ``measure`` where both limits have always been the same, so that days are too."""
    limits = [terms.working_days for terms in contract().terms]
    return measure if all(each[one] == each[other] for each in limits) else None


def _by(day: date | None, due: date) -> bool:
    """Say whether it was done by the end of the due date."""
    return day is not None and day <= due


def _codes(name: str) -> tuple[str, ...]:
    return tuple(code.code for code in code_list(name).every())


def _contact_answers() -> tuple[str, ...]:
    """Return every kind, channel and outcome, joined by a stroke."""
    kinds = product(_codes("contact_with"), _codes("contact_how"), _TRIED)
    return (*("/".join(kind) for kind in kinds), NOT_ASKED)


def _fact(
    measure: str,
    case: CaseHistory,
    day: date,
    unit: str = "",
    **outcome: Any,  # noqa: ANN401 - the further attributes of a fact, each of its own type
) -> Fact:
    return Fact(
        measure=measure,
        unit=unit or case.case,
        client=case.client,
        day=day,
        strand=case.strand,
        **outcome,
    )


def _referrals(case: CaseHistory) -> Iterator[tuple[ReferralHistory, str]]:
    """Yield each referral with its unit: of the first, the case itself."""
    for place, referral in enumerate(case.referrals):
        yield referral, referral.id if place else case.case


def _closure(case: CaseHistory) -> tuple[ClosureHistory, date] | None:
    """Return the closing and its day, of a case whose support had begun."""
    if case.support_started is None or case.closure is None or case.closure.closed_on is None:
        return None
    return case.closure, case.closure.closed_on


def _received(case: CaseHistory) -> Iterator[Fact]:
    for referral, unit in _referrals(case):
        if referral.received_at:
            yield _fact("K01", case, referral.received_at, unit, dimensions=dimensions_of(case))


def _decided(case: CaseHistory) -> Iterator[Fact]:
    for referral, unit in _referrals(case):
        if referral.decided_on and referral.decision:
            yield _fact(
                "K02",
                case,
                referral.decided_on,
                unit,
                category=referral.decision,
                met=referral.decision == "accepted",
            )


def _first_contact(
    measure: str, case: CaseHistory, limit: str, done: date | None, left_out: frozenset[str]
) -> Iterator[Fact]:
    for referral, unit in _referrals(case):
        if referral.received_at is None or referral.decision in left_out:
            continue
        due = _due(referral.received_at, limit)
        if _is_suspended(case, referral, referral.received_at, due):
            yield _fact(measure, case, due, unit, suspended=True)
        else:
            yield _fact(measure, case, due, unit, met=_by(done, due))


def _is_suspended(case: CaseHistory, referral: ReferralHistory, received: date, due: date) -> bool:
    unsafe = referral.decision == "unsafe_to_contact" and _by(referral.decided_on or received, due)
    return unsafe or any(pause.overlaps(received, due) for pause in case.pauses)


def _attempted(case: CaseHistory) -> Iterator[Fact]:
    left_out = frozenset({"duplicate"})
    return _first_contact("K03", case, "first_attempt", case.first_attempt, left_out)


def _reached(case: CaseHistory) -> Iterator[Fact]:
    left_out = frozenset({"duplicate", "out_of_scope"})
    return _first_contact("K04", case, "first_contact", case.first_success, left_out)


def _engaged(case: CaseHistory) -> Iterator[Fact]:
    for referral, unit in _referrals(case):
        if referral.decision == "accepted" and referral.decided_on:
            due = _due(referral.decided_on, "support_begun")
            yield _fact("K05", case, due, unit, met=_by(case.support_started, due))


def _risk_assessed(case: CaseHistory) -> Iterator[Fact]:
    if case.support_started and case.strand != _ISVA_ONLY:
        due = _due(case.support_started, "risk_assessed")
        first = case.assessments[0].on if case.assessments else None
        yield _fact("K06", case, due, met=_by(first, due))


def _plan_approved(case: CaseHistory) -> Iterator[Fact]:
    """Settled at the due date; a high first assessment may set an earlier limit within it."""
    if case.support_started:
        due = limit = _due(case.support_started, "plan_approved")
        first = case.assessments[0] if case.assessments else None
        if first and first.on and first.band == "high":
            limit = min(due, first.on)
        yield _fact("K07", case, due, met=_by(case.plan_approved, limit))


def _marac_referred(case: CaseHistory) -> Iterator[Fact]:
    for episode in case.maracs:
        if episode.met_on:
            due = _due(episode.met_on, "marac_referred")
            yield _fact("K08", case, due, episode.id, met=_by(episode.referred_on, due))


def _marac_repeats(case: CaseHistory) -> Iterator[Fact]:
    for episode in case.maracs:
        if episode.heard_on:
            met = episode.repeat == "yes"
            yield _fact("K08R", case, episode.heard_on, episode.id, met=met)


def _risk_reduced(case: CaseHistory) -> Iterator[Fact]:
    ended = _closure(case)
    if ended is None:
        return
    entry = case.entry.band if case.entry else None
    leaving = case.exit.band if case.exit else None
    if entry is None or leaving is None:
        yield _fact("K09", case, ended[1], unpaired=True)
    elif _BANDS.index(entry) > 0:
        met = _BANDS.index(leaving) < _BANDS.index(entry)
        yield _fact("K09", case, ended[1], met=met)


def _safer(case: CaseHistory) -> Iterator[Fact]:
    ended = _closure(case)
    if ended and ended[0].feels_safer in {"agree", "neither", "disagree"}:
        yield _fact("K11", case, ended[1], met=ended[0].feels_safer == "agree")


def _satisfied(case: CaseHistory) -> Iterator[Fact]:
    ended = _closure(case)
    if ended and ended[0].satisfaction in {"satisfied", "neither", "dissatisfied"}:
        yield _fact("K13", case, ended[1], met=ended[0].satisfaction == "satisfied")


def _closed(case: CaseHistory) -> Iterator[Fact]:
    ended = _closure(case)
    if ended and case.support_started:
        weeks = max(0, (ended[1] - case.support_started).days // 7)
        reason = ended[0].reason or NOT_ASKED
        yield _fact("K15", case, ended[1], category=reason, weeks=weeks)


def _caseload(case: CaseHistory) -> Iterator[Fact]:
    if case.support_started:
        yield _fact("K16", case, case.support_started, category="opened")
    if ended := _closure(case):
        yield _fact("K16", case, ended[1], category="closed")


def _activity(case: CaseHistory) -> Iterator[Fact]:
    for event in case.contacts:
        yield Fact(
            measure="K22",
            unit=event.id,
            client=case.client,
            day=event.day,
            strand=case.strand,
            category=event.category,
            minutes=event.minutes,
        )


_DECLARED: tuple[CaseMeasure, ...] = (
    Measure(
        id="K01",
        title="Referrals",
        definition="Referrals received in the period.",
        shape=Shape.COUNT,
        facts=_received,
        dimensions=categories_by_dimension(),
    ),
    Measure(
        id="K02",
        title="Acceptance",
        definition="Referrals accepted, of those decided in the period; each decision counts.",
        shape=Shape.RATE,
        facts=_decided,
        answer="decision",
        answers=_codes("decision"),
        met_when="accepted",
    ),
    Measure(
        id="K03",
        title="First attempt in time",
        definition=(
            "First safe attempt by the due date (receipt and 1 working day), of referrals "
            "falling due, duplicates left out; those unsafe to contact are shown apart."
        ),
        shape=Shape.RATE,
        facts=_attempted,
        outcome_of=OutcomeOf.SERVICE,
        has_suspended=True,
        target=_TARGETS.get("K03"),
    ),
    Measure(
        id="K04",
        title="First contact in time",
        definition=(
            "First successful contact by the due date (receipt and 2 working days), of referrals "
            "in scope falling due; those unsafe to contact are shown apart."
        ),
        shape=Shape.RATE,
        facts=_reached,
        outcome_of=OutcomeOf.SERVICE,
        has_suspended=True,
        target=_TARGETS.get("K04"),
    ),
    Measure(
        id="K05",
        title="Engagement",
        definition=(
            "Support begun by the due date (acceptance and 10 working days), "
            "of accepted referrals falling due."
        ),
        shape=Shape.RATE,
        facts=_engaged,
        target=_TARGETS.get("K05"),
    ),
    Measure(
        id="K06",
        title="Risk assessed in time",
        definition=(
            "First risk assessment by the due date (support begun and 5 working days), "
            "of domestic abuse cases falling due."
        ),
        shape=Shape.RATE,
        facts=_risk_assessed,
        outcome_of=OutcomeOf.SERVICE,
        empty_strands=frozenset({_ISVA_ONLY}),
        same_base=_same_limit("risk_assessed", "plan_approved", "K07"),
        target=_TARGETS.get("K06"),
    ),
    Measure(
        id="K07",
        title="Safety plan in time",
        definition=(
            "Safety plan approved by the due date (support begun and 5 working days; where the "
            "first assessment is high, by its day if earlier), of cases falling due."
        ),
        shape=Shape.RATE,
        facts=_plan_approved,
        outcome_of=OutcomeOf.SERVICE,
        target=_TARGETS.get("K07"),
    ),
    Measure(
        id="K08",
        title="MARAC referral in time",
        definition=(
            "Referred to MARAC by the due date (criterion met and 5 working days), "
            "of episodes falling due."
        ),
        shape=Shape.RATE,
        facts=_marac_referred,
        target=_TARGETS.get("K08"),
    ),
    Measure(
        id="K08R",
        title="Repeats at MARAC",
        definition="Repeats, of episodes heard at MARAC in the period.",
        shape=Shape.RATE,
        facts=_marac_repeats,
    ),
    Measure(
        id="K09",
        title="Risk reduced",
        definition=(
            "A lower risk band at exit than at entry, of cases closed in the period with both "
            "readings and medium or high at entry; those without both are shown apart."
        ),
        shape=Shape.RATE,
        facts=_risk_reduced,
        has_unpaired=True,
        parent="K15",
        target=_TARGETS.get("K09"),
    ),
    Measure(
        id="K11",
        title="Feels safer",
        definition="Clients who agree that they feel safer, of those who answered at closing.",
        shape=Shape.RATE,
        facts=_safer,
        parent="K15",
        target=_TARGETS.get("K11"),
    ),
    Measure(
        id="K13",
        title="Satisfaction",
        definition="Clients satisfied with the support, of those who answered at closing.",
        shape=Shape.RATE,
        facts=_satisfied,
        parent="K15",
        target=_TARGETS.get("K13"),
    ),
    Measure(
        id="K15",
        title="Closures",
        definition="Cases closed in the period, of those whose support had begun; by reason.",
        shape=Shape.COUNT,
        facts=_closed,
        answer="reason",
        answers=(*_codes("closure_reason"), NOT_ASKED),
        median_weeks=True,
    ),
    Measure(
        id="K16",
        title="Caseload",
        definition=(
            "Cases open at the start, and support begun, less cases closed, "
            "gives cases open at the end."
        ),
        shape=Shape.STOCK,
        facts=_caseload,
        closings="K15",
    ),
    Measure(
        id="K22",
        title="Activity",
        definition=(
            "Contacts attempted and successful, by who with and channel, and the time that they "
            "took; those that could not be tried safely are not counted."
        ),
        shape=Shape.EVENTS,
        facts=_activity,
        answer="contact",
        answers=_contact_answers(),
    ),
)

MEASURES: Mapping[str, CaseMeasure] = {measure.id: measure for measure in _DECLARED}
"""Every measure by its id, in order."""


def facts_of(cases: Iterable[CaseHistory]) -> Iterator[Fact]:
    """Yield every fact of every measure."""
    for case in cases:
        for measure in MEASURES.values():
            yield from measure.facts(case)
