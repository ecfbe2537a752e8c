"""A case, the referral that began it, and times when nobody may make contact."""

from datetime import date, datetime
from typing import Annotated

from idva_desktop.domain.checks import Order
from idva_desktop.domain.questions import (
    Choice,
    Choices,
    Day,
    Disclosure,
    Gate,
    Link,
    Moment,
    Text,
)
from idva_desktop.domain.record import Record, Scope, record
from idva_desktop.domain.search_words import Search

NOT_ACCEPTED = frozenset(
    {
        "duplicate",
        "out_of_scope",
        "declined_by_client",
        "could_not_contact",
        "unsafe_to_contact",
        "conflict_transferred",
    }
)
"""Codes of the decisions that are explained."""
LED_ELSEWHERE = frozenset({"signposted", "out_of_scope", "conflict_transferred", "after_cut_off"})
"""Codes of the decisions with which the client is led to another service."""


@record(kind="case", title="Case", scope=Scope.CASE)
class Case(Record):
    """One spell of support. Known by its reference; the client is linked, never named."""

    reference: Annotated[
        str | None,
        Text(
            label="Reference",
            purpose="A name for the case that tells nothing",
            disclosure=Disclosure.INTERNAL,
            limit=40,
            search=Search.ANY_PART,
        ),
    ] = None
    client: Annotated[
        str | None,
        Link(
            label="Client",
            purpose="To count distinct people; an opaque id that never leaves",
            disclosure=Disclosure.COUNTABLE,
            to="client",
        ),
    ] = None
    strand: Annotated[
        str | None,
        Choice(
            label="Support",
            purpose="The contract has two strands",
            disclosure=Disclosure.COUNTABLE,
            codes="strand",
            gates=frozenset({Gate.ALLOCATE}),
            ask="Choose which support the case is about",
        ),
    ] = None
    worker: Annotated[
        str | None,
        Text(
            label="Worker",
            purpose="A named professional for each client",
            disclosure=Disclosure.INTERNAL,
            limit=100,
            search=Search.NONE,
        ),
    ] = None
    support_started: Annotated[
        date | None,
        Day(
            label="Support began",
            purpose="To measure engagement and caseload",
            disclosure=Disclosure.COUNTABLE,
            gates=frozenset({Gate.CLOSE}),
            ask="Say when support began, or close it as not begun",
        ),
    ] = None


@record(
    kind="referral",
    title="Referral",
    scope=Scope.CASE,
    checks=(Order("received_at", "decided_on"),),
)
class Referral(Record):
    """How the case came to the service and what was decided."""

    received_at: Annotated[
        datetime | None,
        Moment(
            label="When was the referral received?",
            purpose="The clock for the first contact starts here",
            disclosure=Disclosure.COUNTABLE,
            past=True,
            hint="Type it as you would say it: “today 9:30”, “3 Mar”.",
            section="Referral",
            gates=frozenset({Gate.ACCEPT}),
            ask="Say when the referral was received",
        ),
    ] = None
    source: Annotated[
        str | None,
        Choice(
            label="Who made the referral?",
            purpose="To see how people find the service",
            disclosure=Disclosure.COUNTABLE,
            codes="referral_source",
            section="Referral",
            gates=frozenset({Gate.ACCEPT}),
            ask="Choose who made the referral",
        ),
    ] = None
    strand: Annotated[
        str | None,
        Choice(
            label="Which support?",
            purpose="The contract has two strands",
            disclosure=Disclosure.COUNTABLE,
            codes="strand",
            section="Referral",
            gates=frozenset({Gate.ACCEPT}),
            ask="Choose which support is asked for",
        ),
    ] = None
    client_aware: Annotated[
        str | None,
        Choice(
            label="Does the client know about this referral?",
            purpose="Nobody is contacted who does not know",
            disclosure=Disclosure.INTERNAL,
            codes="yes_no",
            section="Referral",
            gates=frozenset({Gate.ACCEPT}),
            ask="Say whether the client knows about this referral",
        ),
    ] = None
    kept_from: Annotated[
        str | None,
        Choice(
            label="Must anybody be kept from knowing?",
            purpose="Nobody is given a case who must not know of it",
            disclosure=Disclosure.INTERNAL,
            codes="yes_no",
            hint="At the MPS or here. If so, name them under “Who must not know”.",
            section="Referral",
            gates=frozenset({Gate.ALLOCATE}),
            ask="Say whether anybody must be kept from knowing",
        ),
    ] = None
    consents: Annotated[
        str | None,
        Choice(
            label="Does the client agree to support?",
            purpose="Support is the client’s choice",
            disclosure=Disclosure.INTERNAL,
            codes="yes_no",
            section="Referral",
            short=False,
        ),
    ] = None
    known_as: Annotated[
        str | None,
        Text(
            label="The client’s earlier case here, if there is one",
            purpose="A client who comes again stays one person, and each referral is counted",
            disclosure=Disclosure.INTERNAL,
            limit=40,
            hint="Its reference. Blank where you do not know of one: a supervisor sees the rest.",
            section="Referral",
            short=False,
            search=Search.NONE,
        ),
    ] = None
    age_band: Annotated[
        str | None,
        Choice(
            label="Age band at referral",
            purpose="To show whether the service reaches everybody",
            disclosure=Disclosure.COUNTABLE,
            codes="age_band",
            section="Referral",
            short=False,
        ),
    ] = None
    priority: Annotated[
        tuple[str, ...] | None,
        Choices(
            label="Priority under the Victims’ Code",
            purpose="Those in a priority category have enhanced rights",
            disclosure=Disclosure.INTERNAL,
            codes="victims_priority",
            section="Referral",
            short=False,
        ),
    ] = None
    decision: Annotated[
        str | None,
        Choice(
            label="Decision",
            purpose="To measure acceptance",
            disclosure=Disclosure.COUNTABLE,
            codes="decision",
            section="Decision",
            short=False,
        ),
    ] = None
    decided_on: Annotated[
        date | None,
        Day(
            label="Decided on",
            purpose="To measure acceptance by its date",
            disclosure=Disclosure.COUNTABLE,
            past=True,
            section="Decision",
            short=False,
        ),
    ] = None
    decision_reason: Annotated[
        str | None,
        Text(
            label="Why it was so decided",
            purpose="A decision on a referral is explained",
            disclosure=Disclosure.NEVER,
            limit=2000,
            lines=2,
            section="Decision",
            short=False,
            shown_when=("decision", NOT_ACCEPTED),
            gates=frozenset({Gate.APPROVE}),
            ask="Say why it was so decided",
        ),
    ] = None
    signposted_to: Annotated[
        str | None,
        Text(
            label="Where the client was led to",
            purpose="Nobody is turned away without being told where to go",
            disclosure=Disclosure.NEVER,
            limit=200,
            section="Decision",
            short=False,
            shown_when=("decision", LED_ELSEWHERE),
            gates=frozenset({Gate.APPROVE}),
            ask="Say where the client was led to",
        ),
    ] = None
    look_again_on: Annotated[
        date | None,
        Day(
            label="Look again on",
            purpose="Nobody is forgotten because contact was unsafe",
            disclosure=Disclosure.INTERNAL,
            hint="Nobody tries before. On this day it stands on Today, to be decided again.",
            section="Decision",
            short=False,
            not_before="decided_on",
            shown_when=("decision", frozenset({"unsafe_to_contact"})),
            gates=frozenset({Gate.APPROVE}),
            ask="Say on which day it is looked at again",
        ),
    ] = None


@record(
    kind="contact_pause",
    title="Do not contact",
    scope=Scope.CASE,
    checks=(Order("from_day", "until_day"),),
)
class ContactPause(Record):
    """Days on which contact would be unsafe: attempts are suspended, nobody is pushed to ring."""

    from_day: Annotated[
        date | None,
        Day(
            label="Do not contact from",
            purpose="Contact then would be unsafe",
            disclosure=Disclosure.COUNTABLE,
        ),
    ] = None
    until_day: Annotated[
        date | None,
        Day(
            label="Do not contact until",
            purpose="Contact then would be unsafe",
            disclosure=Disclosure.COUNTABLE,
        ),
    ] = None
    reason: Annotated[
        str | None,
        Text(
            label="Why",
            purpose="So that the next person understands",
            disclosure=Disclosure.NEVER,
            limit=400,
            lines=2,
        ),
    ] = None
