"""Sheets for others: what was printed from a case, for whom and why."""

from datetime import date
from typing import Annotated

from idva_desktop.domain.questions import Choice, Choices, Day, Disclosure, Gate, Text
from idva_desktop.domain.record import Record, Scope, record


@record(kind="case_sheet", title="Sheet for others", scope=Scope.CASE)
class CaseSheet(Record):
    """One sheet on paper for a conference or a court. What it holds is chosen part by part."""

    for_whom: Annotated[
        str | None,
        Choice(
            label="For",
            purpose="To show what left the program, and where to",
            disclosure=Disclosure.INTERNAL,
            codes="sheet_for",
            gates=frozenset({Gate.APPROVE}),
            ask="Choose who it is for",
        ),
    ] = None
    recipient: Annotated[
        str | None,
        Text(
            label="Given to",
            tells=True,
            purpose="To show who holds it",
            disclosure=Disclosure.NEVER,
            limit=200,
            gates=frozenset({Gate.APPROVE}),
            ask="Say who it is given to",
        ),
    ] = None
    why: Annotated[
        str | None,
        Text(
            label="Why",
            purpose="Nothing is printed without a purpose",
            disclosure=Disclosure.NEVER,
            limit=400,
            gates=frozenset({Gate.APPROVE}),
            ask="Say why it is printed",
        ),
    ] = None
    parts: Annotated[
        tuple[str, ...] | None,
        Choices(
            label="What it holds",
            purpose="No more leaves than the purpose needs",
            disclosure=Disclosure.INTERNAL,
            codes="sheet_part",
            hint="No more than the purpose needs",
            gates=frozenset({Gate.APPROVE}),
            ask="Choose what it holds",
        ),
    ] = None
    why_identity: Annotated[
        str | None,
        Text(
            label="Why does it say who the client is, or how they are reached?",
            purpose="A name or a number in the wrong hands is a danger",
            disclosure=Disclosure.NEVER,
            hint="Asked where identity or safe contact is ticked",
            limit=400,
            lines=2,
        ),
    ] = None
    printed_on: Annotated[
        date | None,
        Day(
            label="Printed on",
            purpose="To show when it left the program",
            disclosure=Disclosure.INTERNAL,
            by_program=True,
        ),
    ] = None
    printed_by: Annotated[
        str | None,
        Text(
            label="Printed by",
            purpose="To show who printed it",
            disclosure=Disclosure.INTERNAL,
            limit=100,
            by_program=True,
        ),
    ] = None
