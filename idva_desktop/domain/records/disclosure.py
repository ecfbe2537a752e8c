"""Requests to disclose what a case holds: by when, what was decided, what was released."""

from datetime import date
from typing import Annotated

from idva_desktop.domain.questions import Choice, Day, Disclosure, Gate, Text, WholeNumber
from idva_desktop.domain.record import Record, Scope, record


@record(kind="disclosure_request", title="Disclosure request", scope=Scope.CASE)
class DisclosureRequest(Record):
    """One request, from its receipt to what was released or why nothing was."""

    request_kind: Annotated[
        str | None,
        Choice(
            label="Kind of request",
            purpose="Each kind has its own law and its own time",
            disclosure=Disclosure.INTERNAL,
            codes="disclosure_kind",
            gates=frozenset({Gate.APPROVE}),
            ask="Choose the kind of request",
        ),
    ] = None
    asked_by: Annotated[
        str | None,
        Text(
            label="Who asks",
            purpose="To know whom it would go to",
            disclosure=Disclosure.NEVER,
            limit=200,
            gates=frozenset({Gate.APPROVE}),
            ask="Say who asks",
        ),
    ] = None
    asked_for: Annotated[
        str | None,
        Text(
            label="What is asked for, and why",
            purpose="No more is released than is asked for and needed",
            disclosure=Disclosure.NEVER,
            limit=4000,
            lines=3,
        ),
    ] = None
    received_on: Annotated[
        date | None,
        Day(
            label="Received on",
            purpose="The time to answer runs from here",
            disclosure=Disclosure.INTERNAL,
            past=True,
            gates=frozenset({Gate.APPROVE}),
            ask="Say when it was received",
        ),
    ] = None
    due: Annotated[
        date | None,
        Day(
            label="Answer due",
            purpose="So that an answer is not late",
            disclosure=Disclosure.INTERNAL,
            hint="Blank for subject access: one calendar month is counted for you.",
            not_before="received_on",
        ),
    ] = None
    client_told: Annotated[
        str | None,
        Choice(
            label="Is the client told?",
            purpose="The client knows who asks for what is held of them",
            disclosure=Disclosure.INTERNAL,
            codes="client_told",
        ),
    ] = None
    decision: Annotated[
        str | None,
        Choice(
            label="Decision",
            purpose="To see what was decided",
            disclosure=Disclosure.INTERNAL,
            codes="disclosure_decision",
            hint="The police asking for what a victim told us: the presumption is against.",
        ),
    ] = None
    decision_reason: Annotated[
        str | None,
        Text(
            label="Why",
            purpose="A decision to release or to refuse is explained",
            disclosure=Disclosure.NEVER,
            limit=4000,
            lines=3,
        ),
    ] = None
    approved_by: Annotated[
        str | None,
        Text(
            label="Approved by",
            purpose="A supervisor approves before anything is released",
            disclosure=Disclosure.INTERNAL,
            limit=100,
            by_program=True,
        ),
    ] = None
    approved_on: Annotated[
        date | None,
        Day(
            label="Approved on",
            purpose="To show that approval came first",
            disclosure=Disclosure.INTERNAL,
            by_program=True,
        ),
    ] = None
    released_by: Annotated[
        str | None,
        Text(
            label="Released by",
            purpose="To know who released it",
            disclosure=Disclosure.INTERNAL,
            limit=100,
            by_program=True,
        ),
    ] = None
    released_on: Annotated[
        date | None,
        Day(
            label="Released on",
            purpose="To show that it was answered in time",
            disclosure=Disclosure.INTERNAL,
            by_program=True,
        ),
    ] = None
    redactions: Annotated[
        int | None,
        WholeNumber(
            label="Redactions",
            purpose="To show that redaction took place",
            disclosure=Disclosure.INTERNAL,
            by_program=True,
        ),
    ] = None
