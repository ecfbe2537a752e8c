"""What is shared with whom on what basis, and what an agency owes until it has done it."""

from datetime import date
from typing import Annotated

from idva_desktop.domain.questions import Choice, Day, Disclosure, Gate, Text
from idva_desktop.domain.record import Record, Scope, record
from idva_desktop.domain.records.asked_alike import (
    day_of_consent,
    lawful_basis,
    note_for_the_next,
)

WITHOUT_CONSENT = frozenset(
    {"vital_interests", "legal_obligation", "public_task", "safeguarding", "crime", "court_order"}
)
"""Codes of the lawful bases on which a supervisor decides (rule 6 of the domain)."""


@record(kind="sharing", title="Sharing", scope=Scope.CASE)
class Sharing(Record):
    """One sharing: with whom, what, why, on what basis, until when. Without consent: approved."""

    recipient: Annotated[
        str | None,
        Text(
            label="Shared with",
            tells=True,
            purpose="To show who was told",
            disclosure=Disclosure.NEVER,
            limit=200,
            gates=frozenset({Gate.APPROVE}),
            ask="Say who it is shared with",
        ),
    ] = None
    purpose: Annotated[
        str | None,
        Text(
            label="Purpose",
            purpose="Nothing is shared without a purpose",
            disclosure=Disclosure.NEVER,
            limit=400,
            gates=frozenset({Gate.APPROVE}),
            ask="Say what it is shared for",
        ),
    ] = None
    scope_words: Annotated[
        str | None,
        Text(
            label="What is shared",
            purpose="No more is shared than the purpose needs",
            disclosure=Disclosure.NEVER,
            hint="No more than the purpose needs",
            limit=2000,
            lines=2,
            gates=frozenset({Gate.APPROVE}),
            ask="Say what is shared",
        ),
    ] = None
    basis: Annotated[str | None, lawful_basis()] = None
    consented_on: Annotated[date | None, day_of_consent()] = None
    basis_reason: Annotated[
        str | None,
        Text(
            label="Why without consent?",
            purpose="Sharing without consent is explained",
            disclosure=Disclosure.NEVER,
            hint="Whether consent was asked for, and why this cannot wait for it",
            limit=4000,
            lines=3,
            shown_when=("basis", WITHOUT_CONSENT),
            gates=frozenset({Gate.APPROVE}),
            ask="Say why it is shared without consent",
        ),
    ] = None
    client_told: Annotated[
        str | None,
        Choice(
            label="Is the client told?",
            purpose="The client knows what is shared, unless telling is a danger",
            disclosure=Disclosure.INTERNAL,
            codes="client_told",
            short=False,
        ),
    ] = None
    shared_on: Annotated[
        date | None,
        Day(
            label="Shared on",
            purpose="To show when it was told",
            disclosure=Disclosure.INTERNAL,
            past=True,
            not_before="consented_on",
        ),
    ] = None
    expires_on: Annotated[
        date | None,
        Day(
            label="Ends on",
            purpose="Consent and purpose grow old",
            disclosure=Disclosure.INTERNAL,
            not_before="shared_on",
        ),
    ] = None
    withdrawn_on: Annotated[
        date | None,
        Day(
            label="Withdrawn on",
            purpose="Nothing more is shared from then on",
            disclosure=Disclosure.INTERNAL,
            past=True,
            short=False,
            not_before="consented_on",
        ),
    ] = None
    state: Annotated[
        str | None,
        Choice(
            label="State",
            purpose="So that it is plain whether it may be shared",
            disclosure=Disclosure.INTERNAL,
            codes="sharing_state",
            by_program=True,
        ),
    ] = None
    asked_by: Annotated[
        str | None,
        Text(
            label="Asked by",
            purpose="Nobody approves their own sharing",
            disclosure=Disclosure.INTERNAL,
            limit=100,
            by_program=True,
        ),
    ] = None
    asked_on: Annotated[
        date | None,
        Day(
            label="Asked on",
            purpose="So that nothing waits unseen",
            disclosure=Disclosure.INTERNAL,
            by_program=True,
        ),
    ] = None
    approved_by: Annotated[
        str | None,
        Text(
            label="Approved by",
            purpose="A supervisor approves sharing without consent",
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
    refusal: Annotated[
        str | None,
        Text(
            label="Why it was not approved",
            purpose="So that whoever asked understands",
            disclosure=Disclosure.NEVER,
            limit=4000,
            lines=3,
            by_program=True,
        ),
    ] = None


@record(kind="agency_action", title="Agency action", scope=Scope.CASE)
class AgencyAction(Record):
    """What an agency owes, tracked until it is met."""

    agency: Annotated[
        str | None,
        Text(
            label="Who owes it",
            tells=True,
            purpose="To know whom to chase",
            disclosure=Disclosure.NEVER,
            limit=200,
            gates=frozenset({Gate.APPROVE}),
            ask="Say who owes it",
        ),
    ] = None
    what: Annotated[
        str | None,
        Text(
            label="What",
            purpose="To know what was promised",
            disclosure=Disclosure.NEVER,
            limit=400,
            gates=frozenset({Gate.APPROVE}),
            ask="Say what is owed",
        ),
    ] = None
    arises_from: Annotated[
        str | None,
        Choice(
            label="From",
            purpose="To see where the promise was made",
            disclosure=Disclosure.INTERNAL,
            codes="agency_action_from",
        ),
    ] = None
    agreed_on: Annotated[
        date | None,
        Day(
            label="Agreed on",
            purpose="To see how long it takes",
            disclosure=Disclosure.INTERNAL,
            past=True,
            short=False,
        ),
    ] = None
    due: Annotated[
        date | None,
        Day(
            label="Due",
            purpose="So that it is chased in time",
            disclosure=Disclosure.INTERNAL,
            not_before="agreed_on",
        ),
    ] = None
    state: Annotated[
        str | None,
        Choice(
            label="State",
            purpose="To chase what is not met",
            disclosure=Disclosure.INTERNAL,
            codes="agency_action_state",
        ),
    ] = None
    chased_on: Annotated[
        date | None,
        Day(
            label="Last chased on",
            purpose="To see that it is not forgotten",
            disclosure=Disclosure.INTERNAL,
            past=True,
            not_before="agreed_on",
        ),
    ] = None
    done_on: Annotated[
        date | None,
        Day(
            label="Done on",
            purpose="To see that it was met",
            disclosure=Disclosure.INTERNAL,
            past=True,
            not_before="agreed_on",
            shown_when=("state", frozenset({"done"})),
            gates=frozenset({Gate.APPROVE}),
            ask="Say when it was done",
        ),
    ] = None
    note: Annotated[str | None, note_for_the_next()] = None
