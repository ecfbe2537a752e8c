"""Process tracks: criminal, misconduct, IOPC, grievance, civil and family."""

from datetime import date
from typing import Annotated

from idva_desktop.domain.checks import Order
from idva_desktop.domain.questions import Choice, Day, Disclosure, Gate, Text
from idva_desktop.domain.record import Record, Scope, record
from idva_desktop.domain.records.asked_alike import note_for_the_next


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
            narrowed_by="process",
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
    held_by: Annotated[
        str | None,
        Text(
            label="Who holds it",
            purpose="To know whom to ask for news",
            disclosure=Disclosure.NEVER,
            limit=200,
            short=False,
        ),
    ] = None
    reference: Annotated[
        str | None,
        Text(
            label="Their reference",
            purpose="To ask for news of the right one",
            disclosure=Disclosure.NEVER,
            limit=60,
            short=False,
        ),
    ] = None
    note: Annotated[str | None, note_for_the_next()] = None


@record(kind="entitlement", title="Entitlement", scope=Scope.CASE)
class Entitlement(Record):
    """One right under the Victims' Code, from the offer until it is met or declined."""

    right: Annotated[
        str | None,
        Choice(
            label="Right",
            purpose="To see that the Victims’ Code is kept",
            disclosure=Disclosure.INTERNAL,
            codes="victims_right",
            gates=frozenset({Gate.APPROVE}),
            ask="Choose the right",
        ),
    ] = None
    state: Annotated[
        str | None,
        Choice(
            label="State",
            purpose="To chase what is not met",
            disclosure=Disclosure.INTERNAL,
            codes="entitlement_state",
        ),
    ] = None
    due: Annotated[
        date | None,
        Day(
            label="Due",
            purpose="So that nothing is late",
            disclosure=Disclosure.INTERNAL,
        ),
    ] = None
    on: Annotated[
        date | None,
        Day(
            label="Met or declined on",
            purpose="To show when it was settled",
            disclosure=Disclosure.INTERNAL,
            past=True,
        ),
    ] = None
    note: Annotated[str | None, note_for_the_next()] = None


@record(
    kind="court_order",
    title="Order",
    scope=Scope.CASE,
    checks=(Order("made_on", "expires_on"), Order("made_on", "breached_on")),
)
class CourtOrder(Record):
    """An order or condition that protects the client: made, expiring, breached."""

    order: Annotated[
        str | None,
        Choice(
            label="Order",
            purpose="To plan safety with what protects the client",
            disclosure=Disclosure.INTERNAL,
            codes="order_kind",
            gates=frozenset({Gate.APPROVE}),
            ask="Choose the kind of order",
        ),
    ] = None
    applied_on: Annotated[
        date | None,
        Day(
            label="Applied for on",
            purpose="To see how long the court takes",
            disclosure=Disclosure.INTERNAL,
            past=True,
            short=False,
        ),
    ] = None
    made_on: Annotated[
        date | None,
        Day(
            label="Made on",
            purpose="Risk is assessed again when an order is made",
            disclosure=Disclosure.INTERNAL,
            past=True,
        ),
    ] = None
    expires_on: Annotated[
        date | None,
        Day(
            label="Expires on",
            purpose="Risk is assessed again when an order ends",
            disclosure=Disclosure.INTERNAL,
        ),
    ] = None
    breached_on: Annotated[
        date | None,
        Day(
            label="Last breached on",
            purpose="A breach tells danger",
            disclosure=Disclosure.INTERNAL,
            past=True,
        ),
    ] = None
    conditions: Annotated[
        str | None,
        Text(
            label="Conditions",
            purpose="To know what is forbidden",
            disclosure=Disclosure.NEVER,
            limit=100000,
            lines=2,
            short=False,
        ),
    ] = None
