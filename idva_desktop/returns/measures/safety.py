"""Safety: risk assessed, plans approved, MARAC, and what is looked at again in time."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from idva_desktop.domain.contract import contract
from idva_desktop.domain.records import (
    CaseSupervision,
    Closure,
    MaracEpisode,
    RiskAssessment,
    SafetyPlan,
)
from idva_desktop.domain.rules import limits_on
from idva_desktop.returns.facts import Fact
from idva_desktop.returns.histories import CaseHistory
from idva_desktop.returns.measure import (
    EACH_STRAND,
    TOTAL_ALONE,
    Measure,
    OutcomeOf,
    SameAs,
    Shape,
    enters,
)
from idva_desktop.returns.measures.declaring import (
    BEGUN,
    COUNTED,
    ISVA_ONLY,
    CaseMeasure,
    by,
    due,
    fact,
    sources,
)


def _with_the_same_limit(one: str, other: str, same: SameAs) -> tuple[SameAs, ...]:
    """Return ``same`` where both limits have always been the same, so that days are too."""
    limits = [terms.working_days for terms in contract().terms]
    return (same,) if all(each[one] == each[other] for each in limits) else ()


def _risk_assessed(case: CaseHistory) -> Iterator[Fact]:
    if case.support_started and case.strand != ISVA_ONLY:
        last = due(case.support_started, "risk_assessed")
        first = case.assessments[0].on if case.assessments else None
        yield fact("K06", case, last, met=by(first, last))


def _plan_approved(case: CaseHistory) -> Iterator[Fact]:
    """Settled at the due date; a high first assessment may set an earlier limit within it."""
    if case.support_started:
        last = limit = due(case.support_started, "plan_approved")
        first = case.assessments[0] if case.assessments else None
        if first and first.on and first.band == "high":
            limit = min(last, first.on)
        yield fact("K07", case, last, met=by(case.plan_approved, limit))


def _marac_referred(case: CaseHistory) -> Iterator[Fact]:
    for episode in case.maracs:
        if episode.met_on:
            last = due(episode.met_on, "marac_referred")
            yield fact("K08", case, last, episode.id, met=by(episode.referred_on, last))


def _marac_repeats(case: CaseHistory) -> Iterator[Fact]:
    for episode in case.maracs:
        if episode.heard_on:
            met = episode.repeat == "yes"
            yield fact("K08R", case, episode.heard_on, episode.id, met=met)


def _reviewed(case: CaseHistory) -> Iterator[Fact]:
    for kind, unit, began, last, done in _reviews(case):
        # A case that was closed before the day has nothing to review any more.
        if case.support_started and _is_open(case, last):
            met = any(began < day <= last for day in done)
            yield fact("K17", case, last, unit, category=kind, met=met, case=case.case)


def _reviews(case: CaseHistory) -> Iterator[tuple[str, str, date, date, Sequence[date]]]:
    """Yield each review: what of, its unit, since when and by when it is due, and days of doing."""
    assessed = [each.on for each in case.assessments if each.on]
    for each in case.assessments:
        if each.on and each.stage != "exit":
            limits = limits_on(each.on)
            days = limits.review_days_high if each.band == "high" else limits.review_days
            yield "risk", each.id, each.on, each.on + timedelta(days=days), assessed
    made = [plan.made_on for plan in case.plans if plan.made_on]
    for plan in case.plans:
        if plan.made_on and plan.approved_on and plan.review_by:
            yield "plan", plan.id, plan.made_on, plan.review_by, made
    held = [talk.held_on for talk in case.supervisions if talk.held_on]
    for talk in case.supervisions:
        if talk.held_on and talk.next_by:
            yield "supervision", talk.id, talk.held_on, talk.next_by, held


def _is_open(case: CaseHistory, day: date) -> bool:
    closed = case.closure.closed_on if case.closure else None
    return closed is None or closed >= day


_MARAC = sources(MaracEpisode, "met_on", "referred_on")
_ASSESSED = sources(RiskAssessment, "on", "band", "stage")

DECLARED: tuple[CaseMeasure, ...] = (
    Measure(
        id="K06",
        title="Risk assessed in time",
        definition=(
            "First risk assessment by the due date (support begun and 5 working days), "
            "of domestic abuse cases falling due."
        ),
        shape=Shape.RATE,
        facts=_risk_assessed,
        sources=(*BEGUN, (RiskAssessment, "on")),
        outcome_of=OutcomeOf.SERVICE,
        empty_strands=frozenset({ISVA_ONLY}),
        same=_with_the_same_limit(
            "risk_assessed",
            "plan_approved",
            SameAs(part="base", measure="K07", of="base"),
        ),
        enters=enters(EACH_STRAND, EACH_STRAND, TOTAL_ALONE),
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
        sources=(*BEGUN, *_ASSESSED, (SafetyPlan, "approved_on")),
        outcome_of=OutcomeOf.SERVICE,
        enters=enters(EACH_STRAND, EACH_STRAND, TOTAL_ALONE),
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
        sources=(*COUNTED, *_MARAC),
        enters=enters(TOTAL_ALONE, EACH_STRAND, TOTAL_ALONE),
    ),
    Measure(
        id="K08R",
        title="Repeats at MARAC",
        definition="Repeats, of episodes heard at MARAC in the period.",
        shape=Shape.RATE,
        facts=_marac_repeats,
        sources=(*COUNTED, *sources(MaracEpisode, "heard_on", "repeat")),
        enters=enters(TOTAL_ALONE, EACH_STRAND, TOTAL_ALONE),
    ),
    Measure(
        id="K17",
        title="Reviews in time",
        definition=(
            "Reviews done by the day on which they fell due, of those falling due in cases still "
            "open: of risk (28 days at high risk, 90 otherwise), of the safety plan and of the "
            "case in supervision (each by the day agreed)."
        ),
        shape=Shape.RATE,
        facts=_reviewed,
        sources=(
            *BEGUN,
            (Closure, "closed_on"),
            *_ASSESSED,
            *sources(SafetyPlan, "made_on", "approved_on", "review_by"),
            *sources(CaseSupervision, "held_on", "next_by"),
        ),
        outcome_of=OutcomeOf.SERVICE,
        answer="review",
        answers=("risk", "plan", "supervision"),
        enters=enters(TOTAL_ALONE, TOTAL_ALONE, TOTAL_ALONE),
    ),
)
