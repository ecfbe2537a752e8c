"""The client: identity apart, characteristics and employment."""

from datetime import date
from typing import Annotated

from idva_desktop.domain.questions import Choice, Choices, Day, Disclosure, Gate, Text
from idva_desktop.domain.record import Record, Scope, record
from idva_desktop.domain.search_words import Search


@record(kind="client", title="Client", scope=Scope.CLIENT)
class Client(Record):
    """Who the service reaches: the protected characteristics, coded, without any name."""

    sex: Annotated[
        str | None,
        Choice(
            label="Sex",
            purpose="To show whether the service reaches everybody",
            disclosure=Disclosure.COUNTABLE,
            codes="sex",
            section="About the client",
            short=False,
        ),
    ] = None
    gender_identity: Annotated[
        str | None,
        Choice(
            label="Gender identity",
            purpose="To show whether the service reaches everybody",
            disclosure=Disclosure.COUNTABLE,
            codes="gender_identity",
            section="About the client",
            short=False,
        ),
    ] = None
    ethnicity: Annotated[
        str | None,
        Choice(
            label="Ethnic group",
            purpose="To show whether the service reaches everybody",
            disclosure=Disclosure.COUNTABLE,
            codes="ethnicity",
            section="About the client",
            short=False,
        ),
    ] = None
    disability: Annotated[
        str | None,
        Choice(
            label="Disability",
            purpose="To adapt support, and to show whether the service reaches everybody",
            disclosure=Disclosure.COUNTABLE,
            codes="disability",
            section="About the client",
            short=False,
        ),
    ] = None
    sexual_orientation: Annotated[
        str | None,
        Choice(
            label="Sexual orientation",
            purpose="To show whether the service reaches everybody",
            disclosure=Disclosure.COUNTABLE,
            codes="sexual_orientation",
            section="About the client",
            short=False,
        ),
    ] = None
    religion: Annotated[
        str | None,
        Choice(
            label="Religion or belief",
            purpose="To show whether the service reaches everybody",
            disclosure=Disclosure.COUNTABLE,
            codes="religion",
            section="About the client",
            short=False,
        ),
    ] = None
    partnership: Annotated[
        str | None,
        Choice(
            label="Marriage or civil partnership",
            purpose="To show whether the service reaches everybody",
            disclosure=Disclosure.COUNTABLE,
            codes="partnership",
            section="About the client",
            short=False,
        ),
    ] = None
    pregnancy: Annotated[
        str | None,
        Choice(
            label="Pregnancy or maternity",
            purpose="To plan safety, and to show whether the service reaches everybody",
            disclosure=Disclosure.COUNTABLE,
            codes="pregnancy",
            section="About the client",
            short=False,
        ),
    ] = None


@record(kind="identity", title="Identity", scope=Scope.CLIENT)
class Identity(Record):
    """Who the client is. Kept apart from everything else; never in a list, a title or a return."""

    given_name: Annotated[
        str | None,
        Text(
            label="First name",
            purpose="To speak with the right person",
            disclosure=Disclosure.NEVER,
            limit=100,
            section="Client",
            gates=frozenset({Gate.ACCEPT}),
            ask="Type the client’s first name",
            search=Search.ANY_PART,
        ),
    ] = None
    family_name: Annotated[
        str | None,
        Text(
            label="Surname",
            purpose="To speak with the right person",
            disclosure=Disclosure.NEVER,
            limit=100,
            section="Client",
            gates=frozenset({Gate.ACCEPT}),
            ask="Type the client’s surname",
            search=Search.ANY_PART,
        ),
    ] = None
    date_of_birth: Annotated[
        date | None,
        Day(
            label="Date of birth",
            purpose="To tell two people of one name apart",
            disclosure=Disclosure.NEVER,
            past=True,
            hint="Such as 14 June 1988",
            section="Client",
        ),
    ] = None
    mobile: Annotated[
        str | None,
        Text(
            label="Personal mobile",
            purpose="To reach the client safely",
            disclosure=Disclosure.NEVER,
            limit=40,
            section="Client",
            hint="Never an MPS phone",
            search=Search.ANY_PART,
        ),
    ] = None
    personal_email: Annotated[
        str | None,
        Text(
            label="Personal email",
            purpose="To reach the client safely",
            disclosure=Disclosure.NEVER,
            limit=200,
            section="Client",
            short=False,
            hint="Never an MPS address",
            search=Search.ANY_PART,
        ),
    ] = None
    number: Annotated[
        str | None,
        Text(
            label="Warrant or staff number",
            purpose="To notice where the client is named in another case",
            disclosure=Disclosure.NEVER,
            limit=40,
            search=Search.ANY_PART,
            section="Client",
            short=False,
        ),
    ] = None
    address: Annotated[
        str | None,
        Text(
            label="Home address",
            purpose="For safety measures at home",
            disclosure=Disclosure.NEVER,
            limit=400,
            lines=3,
            section="Client",
            short=False,
        ),
    ] = None


@record(kind="employment", title="Employment", scope=Scope.CLIENT)
class Employment(Record):
    """What the client does at the MPS, in bands. The command is never joined with the rank."""

    employment_type: Annotated[
        str | None,
        Choice(
            label="Works for the MPS as",
            purpose="The contract covers MPS people of each kind",
            disclosure=Disclosure.COUNTABLE,
            codes="employment_type",
            section="Employment",
            short=False,
        ),
    ] = None
    rank_band: Annotated[
        str | None,
        Choice(
            label="Rank or grade band",
            purpose="To understand the power of those involved",
            disclosure=Disclosure.INTERNAL,
            codes="rank_band",
            section="Employment",
            short=False,
        ),
    ] = None
    command: Annotated[
        str | None,
        Text(
            label="Command or unit",
            purpose="To plan safety at work; never shown with the rank",
            disclosure=Disclosure.INTERNAL,
            limit=100,
            section="Employment",
            short=False,
        ),
    ] = None
    duty_status: Annotated[
        str | None,
        Choice(
            label="Duty status",
            purpose="To plan safety at work",
            disclosure=Disclosure.INTERNAL,
            codes="duty_status",
            section="Employment",
            short=False,
        ),
    ] = None
    left_on: Annotated[
        date | None,
        Day(
            label="Left on",
            purpose="The contract covers leavers for a time",
            disclosure=Disclosure.INTERNAL,
            past=True,
            shown_when=("duty_status", frozenset({"left"})),
            section="Employment",
            short=False,
        ),
    ] = None
    special_role: Annotated[
        tuple[str, ...] | None,
        Choices(
            label="Vetting or firearms role",
            purpose="What is said at work may touch a vetting or firearms role",
            disclosure=Disclosure.INTERNAL,
            codes="special_role",
            hint="What a report may put at stake for the client",
            section="Employment",
            short=False,
        ),
    ] = None
