"""Who must not know of a case, who knows of it already, and what each member declares."""

from datetime import date
from typing import Annotated

from idva_desktop.domain.questions import Choice, Day, Disclosure, Gate, Text
from idva_desktop.domain.record import Record, Scope, record
from idva_desktop.domain.search_words import Search


@record(kind="exclusion", title="Who must not know", scope=Scope.CASE)
class Exclusion(Record):
    """A person or unit that must not learn of the case: no case, no meeting, no sharing."""

    name: Annotated[
        str | None,
        Text(
            label="Name of the person",
            purpose="To keep the case from this person",
            disclosure=Disclosure.NEVER,
            short=False,
            limit=100,
            hint="Blank where a whole unit is meant. A member of this vault is named as here.",
        ),
    ] = None
    unit: Annotated[
        str | None,
        Text(
            label="Unit or team",
            purpose="To keep the case from a whole unit",
            disclosure=Disclosure.NEVER,
            short=False,
            limit=100,
        ),
    ] = None
    number: Annotated[
        str | None,
        Text(
            label="Warrant or staff number",
            purpose="To tell two people of one name apart",
            disclosure=Disclosure.NEVER,
            short=False,
            limit=40,
        ),
    ] = None
    why: Annotated[
        str | None,
        Text(
            label="Why",
            purpose="So that nobody lifts it by mistake",
            disclosure=Disclosure.NEVER,
            short=False,
            limit=400,
            lines=2,
            gates=frozenset({Gate.APPROVE}),
            ask="Say why this person or unit must not know",
        ),
    ] = None
    from_on: Annotated[
        date | None,
        Day(
            label="From",
            purpose="To show since when it holds",
            disclosure=Disclosure.INTERNAL,
            short=False,
        ),
    ] = None


@record(kind="knows", title="Who knows", scope=Scope.CASE)
class Knows(Record):
    """Somebody at the MPS who knows of the case, and with what consent. By default nobody does."""

    who: Annotated[
        str | None,
        Text(
            label="Who knows",
            purpose="To know who may be spoken to, and who may not",
            disclosure=Disclosure.NEVER,
            limit=200,
            hint="Name, role and unit",
            gates=frozenset({Gate.APPROVE}),
            ask="Say who knows",
        ),
    ] = None
    what: Annotated[
        str | None,
        Text(
            label="What they know",
            purpose="So that no more is told than they know",
            disclosure=Disclosure.NEVER,
            limit=2000,
            lines=3,
        ),
    ] = None
    since_on: Annotated[
        date | None,
        Day(
            label="Since",
            purpose="To see how word has spread",
            disclosure=Disclosure.INTERNAL,
            past=True,
        ),
    ] = None
    consent: Annotated[
        str | None,
        Choice(
            label="With the client’s consent?",
            purpose="To show whether the client chose it",
            disclosure=Disclosure.INTERNAL,
            codes="knowing_consent",
        ),
    ] = None


@record(kind="declared_relationship", title="Declared relationship", scope=Scope.SERVICE)
class DeclaredRelationship(Record):
    """Somebody a member knows: where that person is a client, the member is walled from them."""

    given_name: Annotated[
        str | None,
        Text(
            label="First name",
            purpose="To notice a referral of this person",
            disclosure=Disclosure.NEVER,
            limit=100,
            gates=frozenset({Gate.APPROVE}),
            ask="Type the first name",
            search=Search.NONE,
        ),
    ] = None
    family_name: Annotated[
        str | None,
        Text(
            label="Surname",
            purpose="To notice a referral of this person",
            disclosure=Disclosure.NEVER,
            limit=100,
            gates=frozenset({Gate.APPROVE}),
            ask="Type the surname",
            search=Search.NONE,
        ),
    ] = None
    relationship: Annotated[
        str | None,
        Choice(
            label="How do you know this person?",
            purpose="To judge whether you may work with them",
            disclosure=Disclosure.INTERNAL,
            codes="declared_relationship",
            gates=frozenset({Gate.APPROVE}),
            ask="Choose how you know this person",
        ),
    ] = None
    date_of_birth: Annotated[
        date | None,
        Day(
            label="Date of birth, if you know it",
            purpose="To tell two people of one name apart",
            disclosure=Disclosure.NEVER,
            past=True,
        ),
    ] = None
    number: Annotated[
        str | None,
        Text(
            label="Warrant or staff number, if you know it",
            purpose="To tell two people of one name apart",
            disclosure=Disclosure.NEVER,
            limit=40,
            search=Search.NONE,
        ),
    ] = None
    member: Annotated[
        str | None,
        Text(
            label="Declared by",
            purpose="A declaration is each member’s own; an opaque id",
            disclosure=Disclosure.NEVER,
            limit=40,
            by_program=True,
            search=Search.NONE,
        ),
    ] = None
