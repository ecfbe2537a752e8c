"""Intake: referrals, what was decided, and how soon somebody was reached and supported."""

from collections.abc import Iterator
from datetime import date

from idva_desktop.domain.records import Case, Contact, ContactPause, Referral
from idva_desktop.returns.dimensions import (
    DIMENSION_SOURCES,
    categories_by_dimension,
    dimensions_of,
)
from idva_desktop.returns.facts import Fact
from idva_desktop.returns.histories import CaseHistory, ReferralHistory
from idva_desktop.returns.measure import (
    EACH_STRAND,
    TOTAL_ALONE,
    Layout,
    Measure,
    OutcomeOf,
    Shape,
    enters,
)
from idva_desktop.returns.measures.declaring import (
    COUNTED,
    CaseMeasure,
    by,
    codes,
    due,
    fact,
    grouped_by_list,
    referrals,
    sources,
)

_DECIDED = sources(Referral, "received_at", "decision", "decided_on")
_REACHED = (
    *COUNTED,
    *_DECIDED,
    *sources(Contact, "who", "result", "at"),
    *sources(ContactPause, "from_day", "until_day"),
)


def _received(case: CaseHistory) -> Iterator[Fact]:
    for referral, unit in referrals(case):
        if referral.received_at:
            yield fact("K01", case, referral.received_at, unit, dimensions=dimensions_of(case))


def _decided(case: CaseHistory) -> Iterator[Fact]:
    for referral, unit in referrals(case):
        if referral.decided_on and referral.decision:
            met = referral.decision == "accepted"
            yield fact("K02", case, referral.decided_on, unit, category=referral.decision, met=met)


def _first_contact(
    measure: str, case: CaseHistory, limit: str, done: date | None, left_out: frozenset[str]
) -> Iterator[Fact]:
    for referral, unit in referrals(case):
        if referral.received_at is None or referral.decision in left_out:
            continue
        last = due(referral.received_at, limit)
        if _is_suspended(case, referral, referral.received_at, last):
            yield fact(measure, case, last, unit, suspended=True)
        else:
            yield fact(measure, case, last, unit, met=by(done, last))


def _is_suspended(case: CaseHistory, referral: ReferralHistory, received: date, last: date) -> bool:
    unsafe = referral.decision == "unsafe_to_contact" and by(referral.decided_on or received, last)
    return unsafe or any(pause.overlaps(received, last) for pause in case.pauses)


def _attempted(case: CaseHistory) -> Iterator[Fact]:
    left_out = frozenset({"duplicate"})
    return _first_contact("K03", case, "first_attempt", case.first_attempt, left_out)


def _reached(case: CaseHistory) -> Iterator[Fact]:
    left_out = frozenset({"duplicate", "out_of_scope"})
    return _first_contact("K04", case, "first_contact", case.first_success, left_out)


def _engaged(case: CaseHistory) -> Iterator[Fact]:
    for referral, unit in referrals(case):
        if referral.decision == "accepted" and referral.decided_on:
            last = due(referral.decided_on, "support_begun")
            yield fact("K05", case, last, unit, met=by(case.support_started, last))


DECLARED: tuple[CaseMeasure, ...] = (
    Measure(
        id="K01",
        title="Referrals",
        definition="Referrals received in the period.",
        shape=Shape.COUNT,
        facts=_received,
        sources=(*COUNTED, (Referral, "received_at"), *DIMENSION_SOURCES),
        dimensions=categories_by_dimension(),
        enters=enters(EACH_STRAND, Layout(True, ("*",)), TOTAL_ALONE),
    ),
    Measure(
        id="K02",
        title="Acceptance",
        definition="Referrals accepted, of those decided in the period; each decision counts.",
        shape=Shape.RATE,
        facts=_decided,
        sources=(*COUNTED, *_DECIDED),
        answer="decision",
        answers=codes("decision"),
        broader={
            "decision_group": grouped_by_list(
                "decision", codes("decision"), "decision", "decision_group"
            )
        },
        met_when="accepted",
        enters=enters(Layout(True, ("decision",)), Layout(True, ("decision",)), TOTAL_ALONE),
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
        sources=_REACHED,
        outcome_of=OutcomeOf.SERVICE,
        has_suspended=True,
        enters=enters(EACH_STRAND, EACH_STRAND, TOTAL_ALONE),
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
        sources=_REACHED,
        outcome_of=OutcomeOf.SERVICE,
        has_suspended=True,
        enters=enters(EACH_STRAND, EACH_STRAND, TOTAL_ALONE),
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
        sources=(*COUNTED, *_DECIDED, (Case, "support_started")),
        enters=enters(EACH_STRAND, EACH_STRAND, TOTAL_ALONE),
    ),
)
