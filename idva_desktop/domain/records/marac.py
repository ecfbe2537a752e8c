"""MARAC episodes."""

from datetime import date
from typing import Annotated

from idva_desktop.domain.checks import Order
from idva_desktop.domain.questions import Choice, Day, Disclosure, Gate, Text
from idva_desktop.domain.record import Record, Scope, record


@record(
    kind="marac_episode",
    title="MARAC",
    scope=Scope.CASE,
    checks=(Order("met_on", "referred_on"), Order("referred_on", "heard_on")),
)
class MaracEpisode(Record):
    """One decision about a multi-agency risk assessment conference, and what came of it."""

    criterion: Annotated[
        str | None,
        Choice(
            label="Criterion",
            purpose="Why the case reached the threshold",
            disclosure=Disclosure.COUNTABLE,
            codes="marac_criterion",
        ),
    ] = None
    met_on: Annotated[
        date | None,
        Day(
            label="Criterion met on",
            purpose="The clock for the referral starts here",
            disclosure=Disclosure.COUNTABLE,
            past=True,
            gates=frozenset({Gate.APPROVE}),
            ask="Say when the criterion was met",
        ),
    ] = None
    referred_on: Annotated[
        date | None,
        Day(
            label="Referred on",
            purpose="To measure referral in time",
            disclosure=Disclosure.COUNTABLE,
            past=True,
        ),
    ] = None
    not_referred_reason: Annotated[
        str | None,
        Text(
            label="Why it was not referred",
            purpose="A decision not to refer is explained",
            disclosure=Disclosure.NEVER,
            limit=2000,
            lines=2,
            short=False,
        ),
    ] = None
    client_told: Annotated[
        str | None,
        Choice(
            label="Is the client told?",
            purpose="The client knows, unless telling is a danger",
            disclosure=Disclosure.INTERNAL,
            codes="client_told",
            short=False,
        ),
    ] = None
    heard_on: Annotated[
        date | None,
        Day(
            label="Heard on",
            purpose="To count repeats among those heard",
            disclosure=Disclosure.COUNTABLE,
        ),
    ] = None
    repeat: Annotated[
        str | None,
        Choice(
            label="Repeat?",
            purpose="To measure repeat victimisation",
            disclosure=Disclosure.COUNTABLE,
            codes="yes_no",
        ),
    ] = None
    area: Annotated[
        str | None,
        Text(
            label="Area",
            purpose="Thresholds differ by area",
            disclosure=Disclosure.INTERNAL,
            limit=100,
            short=False,
        ),
    ] = None
    hearing: Annotated[
        str | None,
        Choice(
            label="Kind of hearing",
            purpose="Where colleagues sit at the table, the case is heard apart",
            disclosure=Disclosure.INTERNAL,
            codes="marac_hearing",
            short=False,
        ),
    ] = None
    barred: Annotated[
        str | None,
        Text(
            label="Who must not be there",
            purpose="The perpetrator’s circle may sit at the table",
            disclosure=Disclosure.NEVER,
            limit=400,
            lines=2,
            short=False,
        ),
    ] = None
    outcome: Annotated[
        str | None,
        Text(
            label="What came of it",
            purpose="For whoever is with the client next",
            disclosure=Disclosure.NEVER,
            limit=4000,
            lines=3,
            short=False,
        ),
    ] = None
    attendees: Annotated[
        str | None,
        Text(
            label="Who attends",
            tells=True,
            purpose="So that nobody who must not know is invited",
            disclosure=Disclosure.NEVER,
            limit=2000,
            lines=2,
            short=False,
        ),
    ] = None
