"""Handing cases over to another provider: what the client chose, and what was sent or taken."""

from datetime import date, datetime
from typing import Annotated

from idva_desktop.domain.questions import (
    Choice,
    Day,
    Disclosure,
    Gate,
    Moment,
    Text,
    WholeNumber,
)
from idva_desktop.domain.record import Record, Scope, record
from idva_desktop.domain.records.asked_alike import member_who
from idva_desktop.domain.search_words import Search


@record(kind="handover_choice", title="Handover", scope=Scope.CASE)
class HandoverChoice(Record):
    """Whether the client agrees that the record moves to the next provider."""

    agrees: Annotated[
        str | None,
        Choice(
            label="Does the client agree to the record moving to the next provider?",
            purpose="Only what the client agrees to is handed over",
            disclosure=Disclosure.INTERNAL,
            codes="handover_choice",
            gates=frozenset({Gate.APPROVE}),
            ask="Say what the client chose",
        ),
    ] = None
    asked_on: Annotated[
        date | None,
        Day(
            label="Asked on",
            purpose="To show when the client chose",
            disclosure=Disclosure.INTERNAL,
            past=True,
        ),
    ] = None
    note: Annotated[
        str | None,
        Text(
            label="In the client’s words",
            purpose="So that the next person understands",
            disclosure=Disclosure.NEVER,
            limit=2000,
            lines=2,
        ),
    ] = None


@record(kind="handover", title="Handover of cases", scope=Scope.LEDGER)
class Handover(Record):
    """One package that was made here for another provider, or taken over from one."""

    direction: Annotated[
        str | None,
        Choice(
            label="Sent or taken over",
            purpose="To prove what left and what came",
            disclosure=Disclosure.INTERNAL,
            codes="handover_direction",
        ),
    ] = None
    at: Annotated[
        datetime | None,
        Moment(
            label="When",
            purpose="To prove what left and what came",
            disclosure=Disclosure.INTERNAL,
        ),
    ] = None
    count: Annotated[
        int | None,
        WholeNumber(
            label="Cases",
            purpose="To prove what left and what came",
            disclosure=Disclosure.INTERNAL,
        ),
    ] = None
    sha256: Annotated[
        str | None,
        Text(
            label="Hash of the package",
            purpose="To take a package over once only",
            disclosure=Disclosure.INTERNAL,
            limit=64,
            search=Search.NONE,
        ),
    ] = None
    party: Annotated[
        str | None,
        Text(
            label="Fingerprint of the other vault",
            purpose="To show with whom it was exchanged",
            disclosure=Disclosure.INTERNAL,
            limit=80,
        ),
    ] = None
    approved_by: Annotated[
        str | None,
        member_who("Approved by", "Two people answer for a handover"),
    ] = None
