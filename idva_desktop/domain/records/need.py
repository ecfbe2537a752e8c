"""Needs in the eight areas, with justice and safety."""

from datetime import date
from typing import Annotated

from idva_desktop.domain.questions import Choice, Day, Disclosure, Gate, Scale, Text
from idva_desktop.domain.record import Record, Scope, record


@record(kind="need", title="Need", scope=Scope.CASE)
class Need(Record):
    """One area of need, its level from 0 (none) to 4 (acute) at entry, review and exit."""

    area: Annotated[
        str | None,
        Choice(
            label="Area",
            purpose="Victims are helped in eight areas",
            disclosure=Disclosure.COUNTABLE,
            codes="need_area",
            gates=frozenset({Gate.APPROVE}),
            ask="Choose the area",
        ),
    ] = None
    on: Annotated[
        date | None,
        Day(
            label="Measured on",
            purpose="To order the measurements",
            disclosure=Disclosure.COUNTABLE,
            past=True,
        ),
    ] = None
    level_entry: Annotated[
        int | None,
        Scale(
            label="Level at the start",
            purpose="To compare the start with the end",
            disclosure=Disclosure.COUNTABLE,
        ),
    ] = None
    level_review: Annotated[
        int | None,
        Scale(
            label="Level at review",
            purpose="To see how support works",
            disclosure=Disclosure.COUNTABLE,
            short=False,
        ),
    ] = None
    level_exit: Annotated[
        int | None,
        Scale(
            label="Level at the end",
            purpose="To compare the start with the end",
            disclosure=Disclosure.COUNTABLE,
        ),
    ] = None
    action: Annotated[
        str | None,
        Text(
            label="What is being done",
            purpose="So that the need is met",
            disclosure=Disclosure.NEVER,
            limit=2000,
            lines=2,
            short=False,
        ),
    ] = None
    action_by: Annotated[
        str | None,
        Text(
            label="By whom",
            purpose="So that the need is met",
            disclosure=Disclosure.INTERNAL,
            limit=100,
            short=False,
        ),
    ] = None
    due: Annotated[
        date | None,
        Day(
            label="Due",
            purpose="So that the need is met",
            disclosure=Disclosure.INTERNAL,
            short=False,
        ),
    ] = None
    state: Annotated[
        str | None,
        Choice(
            label="State",
            purpose="To see which needs are still open",
            disclosure=Disclosure.INTERNAL,
            codes="need_state",
            short=False,
        ),
    ] = None
