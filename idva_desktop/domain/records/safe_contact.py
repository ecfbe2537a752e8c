"""How the client may be reached without harm."""

from datetime import date
from typing import Annotated

from idva_desktop.domain.checks import Order
from idva_desktop.domain.questions import Choice, Choices, Day, Disclosure, Gate, Text
from idva_desktop.domain.record import Record, Scope, record
from idva_desktop.domain.search_words import Search


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
    withheld_number: Annotated[
        str | None,
        Choice(
            label="Call from a withheld number?",
            purpose="So that our number is not found on a phone or a bill",
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
    seen_devices: Annotated[
        tuple[str, ...] | None,
        Choices(
            label="Devices and accounts that the other person can see",
            purpose="So that what others can see is never used",
            disclosure=Disclosure.INTERNAL,
            codes="seen_device",
            section="Safe contact",
            short=False,
        ),
    ] = None
    formats: Annotated[
        tuple[str, ...] | None,
        Choices(
            label="Formats that the client needs",
            purpose="So that everybody can use what they are sent and told",
            disclosure=Disclosure.INTERNAL,
            codes="accessible_format",
            section="Safe contact",
            short=False,
        ),
    ] = None
    language: Annotated[
        str | None,
        Text(
            label="Language, if not English",
            purpose="To find an interpreter whom the client does not know",
            disclosure=Disclosure.NEVER,
            limit=60,
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
