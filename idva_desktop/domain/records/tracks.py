"""Process tracks: criminal, misconduct, IOPC, grievance, civil and family."""

from datetime import date
from typing import Annotated

from idva_desktop.domain.questions import Choice, Day, Disclosure, Gate, Text
from idva_desktop.domain.record import Record, Scope, record


@record(kind="process_step", title="Process step", scope=Scope.CASE)
class ProcessStep(Record):
    """One dated step of one process. Tracks run side by side."""

    process: Annotated[
        str | None,
        Choice(
            label="Process",
            purpose="Several processes run side by side",
            disclosure=Disclosure.COUNTABLE,
            codes="process",
            gates=frozenset({Gate.APPROVE}),
            ask="Choose the process",
        ),
    ] = None
    stage: Annotated[
        str | None,
        Choice(
            label="Step",
            purpose="To see how far it has come",
            disclosure=Disclosure.COUNTABLE,
            codes="process_stage",
            gates=frozenset({Gate.APPROVE}),
            ask="Choose the step",
        ),
    ] = None
    on: Annotated[
        date | None,
        Day(
            label="On",
            purpose="To order the steps",
            disclosure=Disclosure.COUNTABLE,
            gates=frozenset({Gate.APPROVE}),
            ask="Say when it was",
        ),
    ] = None
    reason: Annotated[
        str | None,
        Choice(
            label="Reason for withdrawing",
            purpose="To learn why people withdraw",
            disclosure=Disclosure.COUNTABLE,
            codes="withdrawal_reason",
            shown_when=("stage", frozenset({"withdrew"})),
        ),
    ] = None
    note: Annotated[
        str | None,
        Text(
            label="Note",
            purpose="For whoever is with the client next",
            disclosure=Disclosure.NEVER,
            limit=20000,
            lines=2,
            short=False,
        ),
    ] = None
