"""Safeguarding of children and adults at risk."""

from datetime import date
from typing import Annotated

from idva_desktop.domain.checks import Order
from idva_desktop.domain.questions import Choice, Day, Disclosure, Gate, Text
from idva_desktop.domain.record import Record, Scope, record


@record(
    kind="safeguarding",
    title="Safeguarding",
    scope=Scope.CASE,
    checks=(Order("referred_on", "outcome_on"),),
)
class Safeguarding(Record):
    """One decision on safeguarding: whether the threshold is met, and what came of a referral."""

    about: Annotated[
        str | None,
        Choice(
            label="About",
            purpose="Children and adults have different ways",
            disclosure=Disclosure.COUNTABLE,
            codes="safeguarding_about",
            gates=frozenset({Gate.APPROVE}),
            ask="Say whether it is about a child or an adult",
        ),
    ] = None
    threshold: Annotated[
        str | None,
        Choice(
            label="Threshold met?",
            purpose="A decision is recorded either way",
            disclosure=Disclosure.COUNTABLE,
            codes="yes_no",
        ),
    ] = None
    reason: Annotated[
        str | None,
        Text(
            label="Why",
            purpose="A decision on safeguarding is explained",
            disclosure=Disclosure.NEVER,
            limit=100000,
            lines=2,
            short=False,
        ),
    ] = None
    referred_on: Annotated[
        date | None,
        Day(
            label="Referred on",
            purpose="To count children and adults at risk who were reported",
            disclosure=Disclosure.COUNTABLE,
            past=True,
        ),
    ] = None
    referred_to: Annotated[
        str | None,
        Text(
            label="Referred to",
            purpose="To know whom to chase",
            disclosure=Disclosure.INTERNAL,
            limit=200,
        ),
    ] = None
    outcome: Annotated[
        str | None,
        Choice(
            label="Outcome",
            purpose="To see what came of it",
            disclosure=Disclosure.INTERNAL,
            codes="safeguarding_outcome",
        ),
    ] = None
    outcome_on: Annotated[
        date | None,
        Day(
            label="Outcome on",
            purpose="To see how long it took",
            disclosure=Disclosure.INTERNAL,
            past=True,
            short=False,
        ),
    ] = None
