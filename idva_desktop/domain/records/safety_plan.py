"""Safety plans and their actions."""

from datetime import date
from typing import Annotated

from idva_desktop.domain.questions import (
    Choice,
    Choices,
    Day,
    Disclosure,
    Gate,
    Link,
    Text,
    WholeNumber,
)
from idva_desktop.domain.record import Record, Scope, record
from idva_desktop.domain.records.asked_alike import member_who


@record(kind="safety_plan", title="Safety plan", scope=Scope.CASE)
class SafetyPlan(Record):
    """One version of the plan made with the client. It does not presume leaving."""

    version: Annotated[
        int | None,
        WholeNumber(
            label="Version",
            purpose="So that it is plain which plan is in force",
            disclosure=Disclosure.INTERNAL,
            lowest=1,
            highest=999,
        ),
    ] = None
    made_on: Annotated[
        date | None,
        Day(
            label="Plan made on",
            purpose="To measure that plans are made in time",
            disclosure=Disclosure.COUNTABLE,
            past=True,
            gates=frozenset({Gate.APPROVE}),
            ask="Say when the plan was made",
        ),
    ] = None
    living: Annotated[
        str | None,
        Choice(
            label="Do they live together?",
            purpose="A plan for somebody who stays is another one; no plan presumes leaving",
            disclosure=Disclosure.INTERNAL,
            codes="plan_living",
        ),
    ] = None
    options: Annotated[
        tuple[str, ...] | None,
        Choices(
            label="Options talked through",
            purpose="To show that every way was offered and the client chose",
            disclosure=Disclosure.INTERNAL,
            codes="plan_option",
        ),
    ] = None
    copy: Annotated[
        str | None,
        Choice(
            label="A copy for the client",
            purpose="A copy in the wrong hands is a danger",
            disclosure=Disclosure.INTERNAL,
            codes="plan_copy",
            gates=frozenset({Gate.APPROVE}),
            ask="Say whether it is safe for the client to hold a copy",
        ),
    ] = None
    copy_reason: Annotated[
        str | None,
        Text(
            label="Why",
            purpose="So that the next person understands",
            disclosure=Disclosure.NEVER,
            limit=400,
            lines=2,
        ),
    ] = None
    review_by: Annotated[
        date | None,
        Day(
            label="Review by",
            purpose="A plan grows old; to measure that reviews are in time",
            disclosure=Disclosure.COUNTABLE,
            gates=frozenset({Gate.APPROVE}),
            ask="Say when the plan is to be reviewed",
        ),
    ] = None
    state: Annotated[
        str | None,
        Choice(
            label="State",
            purpose="So that it is plain who acts next",
            disclosure=Disclosure.INTERNAL,
            codes="plan_state",
            short=False,
        ),
    ] = None
    sent_by: Annotated[str | None, member_who("Sent by", "Nobody approves their own plan")] = None
    sent_on: Annotated[
        date | None,
        Day(
            label="Sent on",
            purpose="So that nothing waits unseen",
            disclosure=Disclosure.INTERNAL,
            short=False,
        ),
    ] = None
    approved_on: Annotated[
        date | None,
        Day(
            label="Approved on",
            purpose="To measure that plans are approved in time",
            disclosure=Disclosure.COUNTABLE,
            short=False,
        ),
    ] = None
    approved_by: Annotated[
        str | None, member_who("Approved by", "A second person reads each plan")
    ] = None
    returned_note: Annotated[
        str | None,
        Text(
            label="What to mend",
            purpose="So that the writer knows what is missing",
            disclosure=Disclosure.NEVER,
            limit=4000,
            lines=3,
            short=False,
        ),
    ] = None


@record(kind="plan_action", title="Action", scope=Scope.CASE)
class PlanAction(Record):
    """One thing to be done for safety, by somebody, by a day."""

    plan: Annotated[
        str | None,
        Link(
            label="Plan",
            purpose="The version that holds the action",
            disclosure=Disclosure.INTERNAL,
            to="safety_plan",
        ),
    ] = None
    area: Annotated[
        str | None,
        Choice(
            label="Area",
            purpose="To see what has not yet been thought about",
            disclosure=Disclosure.INTERNAL,
            codes="plan_area",
            gates=frozenset({Gate.APPROVE}),
            ask="Choose the area of each action",
        ),
    ] = None
    what: Annotated[
        str | None,
        Text(
            label="Action",
            purpose="What is to be done",
            disclosure=Disclosure.NEVER,
            limit=400,
            gates=frozenset({Gate.APPROVE}),
            ask="Say what is to be done",
        ),
    ] = None
    who: Annotated[
        str | None,
        Text(
            label="Who",
            purpose="So that somebody does it",
            disclosure=Disclosure.INTERNAL,
            limit=100,
            gates=frozenset({Gate.APPROVE}),
            ask="Say who does it",
        ),
    ] = None
    due: Annotated[
        date | None,
        Day(label="Due", purpose="So that it is done in time", disclosure=Disclosure.INTERNAL),
    ] = None
    state: Annotated[
        str | None,
        Choice(
            label="State",
            purpose="To see what is still open",
            disclosure=Disclosure.INTERNAL,
            codes="action_state",
        ),
    ] = None
    done_on: Annotated[
        date | None,
        Day(
            label="Done on",
            purpose="To see what is still open",
            disclosure=Disclosure.INTERNAL,
            short=False,
        ),
    ] = None
