"""The directory of services, and who was referred on to which."""

from datetime import date
from typing import Annotated

from idva_desktop.domain.lookup import Lookup
from idva_desktop.domain.questions import Choice, Choices, Day, Disclosure, Gate, Text
from idva_desktop.domain.record import Record, Scope, record
from idva_desktop.domain.records.asked_alike import (
    CONSENT,
    day_of_consent,
    lawful_basis,
    note_for_the_next,
)
from idva_desktop.domain.records.sharing import WITHOUT_CONSENT


@record(kind="directory_entry", title="Service in the directory", scope=Scope.DIRECTORY)
class DirectoryEntry(Record):
    """One service that clients can be referred to, and when that was checked last."""

    name: Annotated[
        str | None,
        Text(
            label="Name",
            purpose="To find the service",
            disclosure=Disclosure.INTERNAL,
            limit=120,
            gates=frozenset({Gate.APPROVE}),
            ask="Say what the service is called",
        ),
    ] = None
    area: Annotated[
        str | None,
        Text(
            label="Area",
            purpose="Services take people of an area",
            disclosure=Disclosure.INTERNAL,
            limit=80,
        ),
    ] = None
    phone: Annotated[
        str | None,
        Text(
            label="Telephone",
            purpose="To reach the service",
            disclosure=Disclosure.INTERNAL,
            limit=40,
        ),
    ] = None
    email: Annotated[
        str | None,
        Text(
            label="Email", purpose="To reach the service", disclosure=Disclosure.INTERNAL, limit=120
        ),
    ] = None
    web: Annotated[
        str | None,
        Text(
            label="Web address",
            purpose="To read more; it is never opened from here",
            disclosure=Disclosure.INTERNAL,
            limit=200,
        ),
    ] = None
    referring: Annotated[
        str | None,
        Text(
            label="How to refer",
            purpose="To refer rightly the first time",
            disclosure=Disclosure.NEVER,
            limit=2000,
            lines=2,
        ),
    ] = None
    hours: Annotated[
        str | None,
        Text(
            label="Opening hours",
            purpose="To ring when somebody answers",
            disclosure=Disclosure.INTERNAL,
            limit=120,
        ),
    ] = None
    access: Annotated[
        str | None,
        Text(
            label="Accessibility and languages",
            purpose="To refer to where the client can go and is understood",
            disclosure=Disclosure.INTERNAL,
            limit=300,
        ),
    ] = None
    checked_on: Annotated[
        date | None,
        Day(
            label="Last checked on",
            purpose="A number that is no longer right is a danger",
            disclosure=Disclosure.INTERNAL,
            past=True,
        ),
    ] = None
    service_kind: Annotated[
        tuple[str, ...] | None,
        Choices(
            label="Kind",
            purpose="To find a service for a need",
            disclosure=Disclosure.INTERNAL,
            codes="directory_kind",
        ),
    ] = None


@record(kind="onward_referral", title="Onward referral", scope=Scope.CASE)
class OnwardReferral(Record):
    """One referral to another service: on what basis, and whether that service did its part."""

    service: Annotated[
        str | None,
        Lookup(
            label="Service",
            purpose="To know where the client was referred",
            disclosure=Disclosure.INTERNAL,
            hint="Type a part of its name, kind or area.",
            to="directory_entry",
            shows=("name", "service_kind", "area"),
            gates=frozenset({Gate.APPROVE}),
            ask="Choose the service from the directory",
        ),
    ] = None
    purpose: Annotated[
        str | None,
        Text(
            label="Purpose",
            purpose="Nobody is referred without a purpose",
            disclosure=Disclosure.NEVER,
            limit=400,
            gates=frozenset({Gate.APPROVE}),
            ask="Say what the referral is for",
        ),
    ] = None
    recipient: Annotated[
        str | None,
        Text(
            label="Person or team there",
            tells=True,
            purpose="To know whom to ask",
            disclosure=Disclosure.NEVER,
            limit=120,
        ),
    ] = None
    basis: Annotated[str | None, lawful_basis()] = None
    consented_on: Annotated[date | None, day_of_consent()] = None
    consent_until: Annotated[
        date | None,
        Day(
            label="Consent holds until",
            purpose="Consent grows old: the client is asked again",
            disclosure=Disclosure.INTERNAL,
            not_before="consented_on",
            shown_when=("basis", frozenset({CONSENT})),
            short=False,
        ),
    ] = None
    withdrawn_on: Annotated[
        date | None,
        Day(
            label="Consent withdrawn on",
            purpose="Nothing more is told from then on",
            disclosure=Disclosure.INTERNAL,
            past=True,
            not_before="consented_on",
            shown_when=("basis", frozenset({CONSENT})),
            short=False,
        ),
    ] = None
    service_told_on: Annotated[
        date | None,
        Day(
            label="Service told of the withdrawal on",
            purpose="A service that is not told goes on",
            disclosure=Disclosure.INTERNAL,
            past=True,
            not_before="withdrawn_on",
            shown_when=("basis", frozenset({CONSENT})),
            short=False,
        ),
    ] = None
    sharing: Annotated[
        str | None,
        Lookup(
            label="Approved sharing",
            purpose="Without consent a supervisor approves what is shared",
            disclosure=Disclosure.INTERNAL,
            hint="The entry under Sharing that a supervisor approved.",
            to="sharing",
            shows=("recipient", "purpose"),
            shown_when=("basis", WITHOUT_CONSENT),
        ),
    ] = None
    referred_on: Annotated[
        date | None,
        Day(
            label="Referred on",
            purpose="To see how long it takes",
            disclosure=Disclosure.INTERNAL,
            past=True,
            not_before="consented_on",
        ),
    ] = None
    outcome: Annotated[
        str | None,
        Choice(
            label="Outcome",
            purpose="To see whether the client was taken on",
            disclosure=Disclosure.INTERNAL,
            codes="onward_outcome",
        ),
    ] = None
    outcome_on: Annotated[
        date | None,
        Day(
            label="Outcome on",
            purpose="To see how long a service takes to answer",
            disclosure=Disclosure.INTERNAL,
            past=True,
            not_before="referred_on",
        ),
    ] = None
    owes: Annotated[
        str | None,
        Text(
            label="What the service owes",
            purpose="So that a promise is tracked",
            disclosure=Disclosure.NEVER,
            limit=400,
        ),
    ] = None
    owes_by: Annotated[
        date | None,
        Day(
            label="By when",
            purpose="So that it is chased in time",
            disclosure=Disclosure.INTERNAL,
            not_before="referred_on",
        ),
    ] = None
    did_it: Annotated[
        str | None,
        Choice(
            label="Did it do so?",
            purpose="To see whether the promise was kept",
            disclosure=Disclosure.INTERNAL,
            codes="onward_done",
        ),
    ] = None
    note: Annotated[str | None, note_for_the_next()] = None
