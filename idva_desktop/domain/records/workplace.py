"""Measures at the workplace: what was asked of the employer and what is in place."""

from datetime import date
from typing import Annotated

from idva_desktop.domain.checks import Order
from idva_desktop.domain.questions import Choice, Day, Disclosure, Gate, Text
from idva_desktop.domain.record import Record, Scope, record
from idva_desktop.domain.records.asked_alike import note_for_the_next


@record(
    kind="workplace_measure",
    title="Workplace measure",
    scope=Scope.CASE,
    checks=(Order("asked_on", "in_place_on"),),
)
class WorkplaceMeasure(Record):
    """One measure at work, from the asking until it is in place."""

    area: Annotated[
        str | None,
        Choice(
            label="Measure",
            purpose="To plan safety at work",
            disclosure=Disclosure.COUNTABLE,
            codes="workplace_area",
            gates=frozenset({Gate.APPROVE}),
            ask="Choose the measure",
        ),
    ] = None
    state: Annotated[
        str | None,
        Choice(
            label="State",
            purpose="To see whether the employer acts",
            disclosure=Disclosure.COUNTABLE,
            codes="measure_state",
        ),
    ] = None
    asked_on: Annotated[
        date | None,
        Day(
            label="Asked on",
            purpose="To see how long the employer takes",
            disclosure=Disclosure.COUNTABLE,
            past=True,
        ),
    ] = None
    in_place_on: Annotated[
        date | None,
        Day(
            label="In place on",
            purpose="To see how long the employer takes",
            disclosure=Disclosure.COUNTABLE,
            past=True,
        ),
    ] = None
    due: Annotated[
        date | None,
        Day(
            label="Due",
            purpose="So that nothing is late",
            disclosure=Disclosure.INTERNAL,
            short=False,
        ),
    ] = None
    seen_to_by: Annotated[
        str | None,
        Text(
            label="Who sees to it",
            purpose="So that it is somebody’s task",
            disclosure=Disclosure.NEVER,
            limit=200,
            short=False,
        ),
    ] = None
    note: Annotated[str | None, note_for_the_next()] = None
