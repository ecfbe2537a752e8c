"""The abuse timeline: each form of abuse, how often and whether it grows."""

from typing import Annotated

from idva_desktop.domain.approximate_dates import ApproximateDay
from idva_desktop.domain.checks import Order
from idva_desktop.domain.questions import AboutWhen, Choice, Disclosure, Gate
from idva_desktop.domain.record import Record, Scope, record
from idva_desktop.domain.records.asked_alike import note_for_the_next


@record(
    kind="abuse_pattern",
    title="Form of abuse",
    scope=Scope.CASE,
    checks=(Order("since", "last_happened"),),
)
class AbusePattern(Record):
    """One form of abuse, its frequency and its trend: safety planning starts from these."""

    form: Annotated[
        str | None,
        Choice(
            label="Form",
            purpose="To plan for what is really done to the client",
            disclosure=Disclosure.COUNTABLE,
            codes="abuse_form",
            gates=frozenset({Gate.APPROVE}),
            ask="Choose the form of abuse",
        ),
    ] = None
    frequency: Annotated[
        str | None,
        Choice(
            label="How often?",
            purpose="Frequency tells danger",
            disclosure=Disclosure.INTERNAL,
            codes="abuse_frequency",
        ),
    ] = None
    trend: Annotated[
        str | None,
        Choice(
            label="Is it growing?",
            purpose="Escalation tells danger",
            disclosure=Disclosure.INTERNAL,
            codes="abuse_trend",
        ),
    ] = None
    recency: Annotated[
        str | None,
        Choice(
            label="When did it last happen?",
            purpose="Recent and non-recent abuse ask for different support",
            disclosure=Disclosure.COUNTABLE,
            codes="abuse_recency",
        ),
    ] = None
    since: Annotated[
        ApproximateDay | None,
        AboutWhen(
            label="Since about",
            purpose="To place the abuse in time as closely as it is known",
            disclosure=Disclosure.INTERNAL,
            hint="As closely as it is known: “about May 2024”, “spring 2021” or “2019”.",
            past=True,
        ),
    ] = None
    last_happened: Annotated[
        ApproximateDay | None,
        AboutWhen(
            label="Last happened, about",
            purpose="To see how fresh the danger is",
            disclosure=Disclosure.INTERNAL,
            past=True,
        ),
    ] = None
    at_work: Annotated[
        str | None,
        Choice(
            label="At work?",
            purpose="To plan safety at work",
            disclosure=Disclosure.INTERNAL,
            codes="yes_no",
        ),
    ] = None
    by_colleague: Annotated[
        str | None,
        Choice(
            label="By a colleague?",
            purpose="A colleague can reach the client at work",
            disclosure=Disclosure.INTERNAL,
            codes="yes_no",
            short=False,
        ),
    ] = None
    note: Annotated[str | None, note_for_the_next()] = None
