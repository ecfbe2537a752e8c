"""Contacts: attempted or successful, with the client or an agency."""

from datetime import datetime
from typing import Annotated

from idva_desktop.domain.checks import SinceReferral
from idva_desktop.domain.questions import Choice, Disclosure, Gate, Moment, Text, WholeNumber
from idva_desktop.domain.record import Record, Scope, record


@record(kind="contact", title="Contact", scope=Scope.CASE, checks=(SinceReferral("at"),))
class Contact(Record):
    """One contact. Fact and opinion are kept apart."""

    who: Annotated[
        str | None,
        Choice(
            label="Who with",
            purpose="To count contacts by kind",
            disclosure=Disclosure.COUNTABLE,
            codes="contact_with",
            gates=frozenset({Gate.APPROVE}),
            ask="Choose who the contact was with",
        ),
    ] = None
    agency: Annotated[
        str | None,
        Text(
            label="Which agency or person",
            purpose="To know whom was spoken with",
            disclosure=Disclosure.NEVER,
            limit=200,
            short=False,
            shown_when=("who", frozenset({"agency", "other"})),
        ),
    ] = None
    how: Annotated[
        str | None,
        Choice(
            label="How",
            purpose="To count contacts by channel",
            disclosure=Disclosure.COUNTABLE,
            codes="contact_how",
            gates=frozenset({Gate.APPROVE}),
            ask="Choose how contact was made",
        ),
    ] = None
    rule_reason: Annotated[
        str | None,
        Text(
            label="Why was it safe to use this way?",
            purpose="A step outside the safe-contact rule is explained",
            disclosure=Disclosure.NEVER,
            limit=400,
            short=False,
        ),
    ] = None
    result: Annotated[
        str | None,
        Choice(
            label="What happened",
            purpose="To count attempts and successes",
            disclosure=Disclosure.COUNTABLE,
            codes="contact_result",
            gates=frozenset({Gate.APPROVE}),
            ask="Choose what happened",
        ),
    ] = None
    at: Annotated[
        datetime | None,
        Moment(
            label="When",
            purpose="The clocks of first contact stop here",
            disclosure=Disclosure.COUNTABLE,
            past=True,
            gates=frozenset({Gate.APPROVE}),
            ask="Say when it was",
        ),
    ] = None
    minutes: Annotated[
        int | None,
        WholeNumber(
            label="Minutes",
            purpose="To show the time that support takes",
            disclosure=Disclosure.COUNTABLE,
            highest=1440,
        ),
    ] = None
    support: Annotated[
        str | None,
        Choice(
            label="Kind of support",
            purpose="To show what support consists of",
            disclosure=Disclosure.COUNTABLE,
            codes="support_kind",
            short=False,
        ),
    ] = None
    note: Annotated[
        str | None,
        Text(
            label="Note",
            purpose="What was said and done, for whoever is with the client next",
            disclosure=Disclosure.NEVER,
            limit=100000,
            lines=4,
            hint="What was said and done. Opinion has its own box.",
        ),
    ] = None
    opinion: Annotated[
        str | None,
        Text(
            label="Opinion",
            purpose="Kept apart from fact",
            disclosure=Disclosure.NEVER,
            limit=100000,
            lines=2,
            short=False,
        ),
    ] = None
    safe_to_go_on: Annotated[
        str | None,
        Choice(
            label="Safe to go on?",
            purpose="To notice when contact itself becomes a risk",
            disclosure=Disclosure.INTERNAL,
            codes="yes_no",
            short=False,
        ),
    ] = None
