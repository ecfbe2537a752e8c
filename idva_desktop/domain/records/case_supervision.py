"""Supervision of one case: that it was talked through, what was agreed, and when it is again."""

from datetime import date
from typing import Annotated

from idva_desktop.domain.questions import Day, Disclosure, Gate, Text
from idva_desktop.domain.record import Record, Scope, record
from idva_desktop.domain.roles import Role


@record(
    kind="case_supervision",
    title="Case supervision",
    scope=Scope.CASE,
    kept_by=Role.SUPERVISOR,
)
class CaseSupervision(Record):
    """One talk about one case; sealed, walled and erased with it, unlike the worker's own notes."""

    held_on: Annotated[
        date | None,
        Day(
            label="Held on",
            purpose="To see that each case is supervised in time",
            disclosure=Disclosure.COUNTABLE,
            past=True,
            gates=frozenset({Gate.APPROVE}),
            ask="Say when the case was talked through",
        ),
    ] = None
    next_by: Annotated[
        date | None,
        Day(
            label="Again by",
            purpose="To see that each case is supervised in time",
            disclosure=Disclosure.COUNTABLE,
            not_before="held_on",
        ),
    ] = None
    note: Annotated[
        str | None,
        Text(
            label="What was looked at",
            purpose="So that the next person understands what was decided",
            disclosure=Disclosure.NEVER,
            limit=100000,
            lines=3,
        ),
    ] = None
    agreed: Annotated[
        str | None,
        Text(
            label="Agreed actions",
            purpose="What the worker and the supervisor do next",
            disclosure=Disclosure.NEVER,
            limit=4000,
            lines=3,
        ),
    ] = None
