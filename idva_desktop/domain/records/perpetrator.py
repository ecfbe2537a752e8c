"""The alleged perpetrator, as far as safety needs it."""

from datetime import date
from typing import Annotated

from idva_desktop.domain.questions import Choice, Choices, Day, Disclosure, Text
from idva_desktop.domain.record import Record, Scope, record


@record(kind="perpetrator", title="Alleged perpetrator", scope=Scope.CASE)
class Perpetrator(Record):
    """Who caused the harm, in codes; the roles of victim and perpetrator are separate records."""

    police_link: Annotated[
        str | None,
        Choice(
            label="Does the person work for the police?",
            purpose="Access to systems and colleagues changes the risk",
            disclosure=Disclosure.COUNTABLE,
            codes="perpetrator_police",
            section="Alleged perpetrator",
            short=False,
        ),
    ] = None
    relationship: Annotated[
        str | None,
        Choice(
            label="Relationship to the client",
            purpose="To plan safety and to understand who is reached",
            disclosure=Disclosure.COUNTABLE,
            codes="relationship",
            section="Alleged perpetrator",
            short=False,
        ),
    ] = None
    same_team: Annotated[
        str | None,
        Choice(
            label="Same team, line of command or site?",
            purpose="To plan safety at work",
            disclosure=Disclosure.INTERNAL,
            codes="yes_no",
            section="Alleged perpetrator",
            short=False,
        ),
    ] = None
    closeness: Annotated[
        tuple[str, ...] | None,
        Choices(
            label="How close at work?",
            purpose="To plan safety at work",
            disclosure=Disclosure.INTERNAL,
            codes="work_closeness",
            section="Alleged perpetrator",
            short=False,
        ),
    ] = None
    shares: Annotated[
        str | None,
        Text(
            label="Shared systems, keys or shifts",
            purpose="To plan safety at work",
            disclosure=Disclosure.NEVER,
            limit=400,
            lines=2,
            section="Alleged perpetrator",
            short=False,
        ),
    ] = None
    shared_access: Annotated[
        tuple[str, ...] | None,
        Choices(
            label="What both can get at",
            purpose="Access to systems, keys and shifts is access to the client",
            disclosure=Disclosure.INTERNAL,
            codes="shared_access",
            section="Alleged perpetrator",
            short=False,
        ),
    ] = None
    firearms: Annotated[
        str | None,
        Choice(
            label="Access to firearms?",
            purpose="To plan safety",
            disclosure=Disclosure.INTERNAL,
            codes="yes_no",
            section="Alleged perpetrator",
            short=False,
        ),
    ] = None
    duty_status: Annotated[
        str | None,
        Choice(
            label="Their duty status",
            purpose="A suspension or a return changes the risk",
            disclosure=Disclosure.INTERNAL,
            codes="duty_status",
            section="Alleged perpetrator",
            short=False,
        ),
    ] = None
    orders: Annotated[
        str | None,
        Text(
            label="Orders or bail conditions in force",
            purpose="To plan safety",
            disclosure=Disclosure.NEVER,
            limit=400,
            lines=2,
            section="Alleged perpetrator",
            short=False,
        ),
    ] = None
    given_name: Annotated[
        str | None,
        Text(
            label="First name of the person",
            purpose="To notice where this person is a client, or works with one",
            disclosure=Disclosure.NEVER,
            limit=100,
            section="Alleged perpetrator",
            short=False,
        ),
    ] = None
    family_name: Annotated[
        str | None,
        Text(
            label="Surname of the person",
            purpose="To notice where this person is a client, or works with one",
            disclosure=Disclosure.NEVER,
            limit=100,
            section="Alleged perpetrator",
            short=False,
        ),
    ] = None
    other_names: Annotated[
        str | None,
        Text(
            label="Other names used",
            purpose="To notice where this person is a client, or works with one",
            disclosure=Disclosure.NEVER,
            limit=200,
            section="Alleged perpetrator",
            short=False,
        ),
    ] = None
    date_of_birth: Annotated[
        date | None,
        Day(
            label="Date of birth of the person",
            purpose="To tell two people of one name apart",
            disclosure=Disclosure.NEVER,
            past=True,
            section="Alleged perpetrator",
            short=False,
        ),
    ] = None
    number: Annotated[
        str | None,
        Text(
            label="Warrant or staff number of the person",
            purpose="To tell two people of one name apart",
            disclosure=Disclosure.NEVER,
            limit=40,
            section="Alleged perpetrator",
            short=False,
        ),
    ] = None
    mobile: Annotated[
        str | None,
        Text(
            label="Phone number of the person",
            purpose="To notice where this person is a client, or works with one",
            disclosure=Disclosure.NEVER,
            limit=40,
            section="Alleged perpetrator",
            short=False,
        ),
    ] = None
