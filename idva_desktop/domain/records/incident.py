"""Incidents of abuse, each with the day as closely as it is known."""

from datetime import date
from typing import Annotated

from idva_desktop.domain.approximate_dates import ApproximateDay
from idva_desktop.domain.checks import Order
from idva_desktop.domain.questions import (
    AboutWhen,
    Choice,
    Choices,
    Day,
    Disclosure,
    Gate,
)
from idva_desktop.domain.record import Record, Scope, record
from idva_desktop.domain.records.asked_alike import note_for_the_next


@record(
    kind="abuse_incident",
    title="Incident",
    scope=Scope.CASE,
    checks=(Order("happened", "learned_on"),),
)
class AbuseIncident(Record):
    """One incident. Repeats are seen from the day on which the service learned of each."""

    learned_on: Annotated[
        date | None,
        Day(
            label="Learned of on",
            purpose="Repeats and reviews are counted from here",
            disclosure=Disclosure.COUNTABLE,
            past=True,
            gates=frozenset({Gate.APPROVE}),
            ask="Say when you learned of it",
        ),
    ] = None
    happened: Annotated[
        ApproximateDay | None,
        AboutWhen(
            label="When it happened",
            purpose="To place it in time as closely as it is known",
            disclosure=Disclosure.NEVER,
            past=True,
            hint="As closely as it is known: “last Tuesday”, “about May 2024”",
        ),
    ] = None
    since_support: Annotated[
        str | None,
        Choice(
            label="Since support began?",
            purpose="To see whether support keeps people safe",
            disclosure=Disclosure.COUNTABLE,
            codes="yes_no",
        ),
    ] = None
    after_closing: Annotated[
        str | None,
        Choice(
            label="After an earlier case was closed?",
            purpose="To measure repeat victimisation after support ended",
            disclosure=Disclosure.COUNTABLE,
            codes="yes_no",
            short=False,
        ),
    ] = None
    forms: Annotated[
        tuple[str, ...] | None,
        Choices(
            label="What was done",
            purpose="To plan for what is really done",
            disclosure=Disclosure.COUNTABLE,
            codes="abuse_form",
        ),
    ] = None
    by_whom: Annotated[
        str | None,
        Choice(
            label="By whom",
            purpose="A colleague can reach the client at work",
            disclosure=Disclosure.INTERNAL,
            codes="incident_by",
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
    reported_to: Annotated[
        tuple[str, ...] | None,
        Choices(
            label="Reported to",
            purpose="To see who knows of it",
            disclosure=Disclosure.INTERNAL,
            codes="incident_reported",
        ),
    ] = None
    injured: Annotated[
        str | None,
        Choice(
            label="Anybody injured?",
            purpose="Injury tells danger",
            disclosure=Disclosure.INTERNAL,
            codes="yes_no",
            short=False,
        ),
    ] = None
    children_there: Annotated[
        str | None,
        Choice(
            label="Were children there?",
            purpose="Children who see abuse are harmed by it",
            disclosure=Disclosure.INTERNAL,
            codes="yes_no",
            short=False,
        ),
    ] = None
    note: Annotated[str | None, note_for_the_next()] = None
