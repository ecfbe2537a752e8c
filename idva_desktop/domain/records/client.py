"""The client: identity apart, characteristics, employment and how to reach them safely."""

from datetime import date
from typing import Annotated

from idva_desktop.domain.checks import Order
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


@record(
    kind="safe_contact",
    title="Safe contact",
    scope=Scope.CLIENT,
    checks=(
        Order(
            "from_time",
            "until_time",
            "“Safe until” is earlier than “Safe from”: is it safe at night?",
        ),
    ),
)
class SafeContact(Record):
    """How the client may be reached without harm. Shown wherever contact could be made."""

    channels: Annotated[
        tuple[str, ...] | None,
        Choices(
            label="Safe ways to make contact",
            purpose="So that nobody else sees or hears the contact",
            disclosure=Disclosure.INTERNAL,
            codes="safe_channel",
            section="Safe contact",
            gates=frozenset({Gate.ACCEPT}),
            ask="Choose at least one safe way to make contact",
        ),
    ] = None
    from_time: Annotated[
        str | None,
        Text(
            label="Safe from",
            purpose="So that contact falls in a safe window",
            disclosure=Disclosure.INTERNAL,
            limit=20,
            hint="Such as 10:00; blank for any time",
            section="Safe contact",
            search=Search.NONE,
        ),
    ] = None
    until_time: Annotated[
        str | None,
        Text(
            label="Safe until",
            purpose="So that contact falls in a safe window",
            disclosure=Disclosure.INTERNAL,
            limit=20,
            hint="Such as 14:00",
            section="Safe contact",
            search=Search.NONE,
        ),
    ] = None
    weekdays_only: Annotated[
        str | None,
        Choice(
            label="Weekdays only?",
            purpose="So that contact falls in a safe window",
            disclosure=Disclosure.INTERNAL,
            codes="yes_no_only",
            section="Safe contact",
            short=False,
        ),
    ] = None
    voicemail: Annotated[
        str | None,
        Choice(
            label="May a voicemail be left?",
            purpose="So that no message is found",
            disclosure=Disclosure.INTERNAL,
            codes="yes_no_only",
            section="Safe contact",
            short=False,
        ),
    ] = None
    code_word: Annotated[
        str | None,
        Text(
            label="Code word",
            purpose="So that each side knows who speaks",
            disclosure=Disclosure.NEVER,
            limit=60,
            section="Safe contact",
            short=False,
            search=Search.NONE,
        ),
    ] = None
    never_use: Annotated[
        tuple[str, ...] | None,
        Choices(
            label="Never use",
            purpose="So that a channel that others can see is never used",
            disclosure=Disclosure.INTERNAL,
            codes="never_use",
            section="Safe contact",
            short=False,
        ),
    ] = None
    mps_allowed: Annotated[
        str | None,
        Choice(
            label="Does the client allow MPS email, phones or devices?",
            purpose="What the employer runs is barred unless the client lifts it",
            disclosure=Disclosure.INTERNAL,
            codes="yes_no_only",
            hint="Barred unless the client says otherwise",
            section="Safe contact",
            short=False,
        ),
    ] = None
    mps_reason: Annotated[
        str | None,
        Text(
            label="Why does the client allow it?",
            purpose="To show that lifting the bar was the client’s own choice",
            disclosure=Disclosure.NEVER,
            limit=400,
            lines=2,
            section="Safe contact",
            short=False,
            shown_when=("mps_allowed", frozenset({"yes"})),
            gates=frozenset({Gate.ACCEPT}),
            ask="Say why the client allows MPS email, phones or devices",
        ),
    ] = None
    rule: Annotated[
        str | None,
        Choice(
            label="Rule in the client’s words",
            purpose="So that the rule carried over from earlier records is kept",
            disclosure=Disclosure.INTERNAL,
            codes="contact_rule",
            section="Safe contact",
            short=False,
        ),
    ] = None
    seen_by: Annotated[
        str | None,
        Text(
            label="What the other person can see",
            purpose="So that shared devices and accounts are avoided",
            disclosure=Disclosure.NEVER,
            limit=400,
            lines=2,
            section="Safe contact",
            short=False,
        ),
    ] = None
    verified_on: Annotated[
        date | None,
        Day(
            label="Last checked with the client",
            purpose="A rule grows old",
            disclosure=Disclosure.INTERNAL,
            past=True,
            section="Safe contact",
            short=False,
        ),
    ] = None
