"""Conflict walls: who is walled from which client, and the likenesses that a supervisor decides.

They lie in a scope of their own. Whatever points at a walled client is walled with it, so a walled
member, a supervisor too, finds neither the wall nor what raised it.
"""

from datetime import date
from typing import Annotated

from idva_desktop.domain.questions import Choice, Day, Disclosure, Gate, Link, Text
from idva_desktop.domain.record import Record, Scope, record
from idva_desktop.domain.records.asked_alike import member_who
from idva_desktop.domain.search_words import Search


@record(kind="wall", title="Conflict wall", scope=Scope.WALLS)
class Wall(Record):
    """One person walled from one client, and so from all cases of that client."""

    client: Annotated[
        str | None,
        Link(
            label="Client",
            purpose="A wall is on the client, whatever cases there are",
            disclosure=Disclosure.NEVER,
            to="client",
        ),
    ] = None
    member: Annotated[
        str | None,
        Text(
            label="Member",
            purpose="Whom the wall keeps out; an opaque id",
            disclosure=Disclosure.NEVER,
            limit=40,
            by_program=True,
            search=Search.NONE,
        ),
    ] = None
    name: Annotated[
        str | None,
        Text(
            label="Who is walled",
            purpose="To hold for somebody who is no member of the vault yet",
            disclosure=Disclosure.NEVER,
            limit=100,
            by_program=True,
            search=Search.NONE,
        ),
    ] = None
    cause: Annotated[
        str | None,
        Choice(
            label="Cause",
            purpose="To judge whether the wall is right",
            disclosure=Disclosure.INTERNAL,
            codes="wall_cause",
            by_program=True,
        ),
    ] = None
    reason: Annotated[
        str | None,
        Text(
            label="Why",
            purpose="To judge whether the wall is right",
            disclosure=Disclosure.NEVER,
            limit=400,
            lines=2,
            search=Search.NONE,
        ),
    ] = None
    since_on: Annotated[
        date | None,
        Day(
            label="Since",
            purpose="To show since when it holds",
            disclosure=Disclosure.INTERNAL,
            by_program=True,
        ),
    ] = None
    match: Annotated[
        str | None,
        Link(
            label="Raised by",
            purpose="To decide a match and its walls together",
            disclosure=Disclosure.NEVER,
            to="match",
        ),
    ] = None
    outcome: Annotated[
        str | None,
        Choice(
            label="What is decided?",
            purpose="A supervisor answers for each wall",
            disclosure=Disclosure.INTERNAL,
            codes="wall_outcome",
            gates=frozenset({Gate.APPROVE}),
            ask="Say whether the wall stands or is lifted",
            by_program=True,
        ),
    ] = None
    confirmed_on: Annotated[
        date | None,
        Day(
            label="Confirmed on",
            purpose="To show that a supervisor decided",
            disclosure=Disclosure.INTERNAL,
            by_program=True,
        ),
    ] = None
    lifted_on: Annotated[
        date | None,
        Day(
            label="Lifted on",
            purpose="To show until when it held",
            disclosure=Disclosure.INTERNAL,
            by_program=True,
        ),
    ] = None
    decided_by: Annotated[
        str | None,
        member_who("Decided by", "A supervisor answers for it", by_program=True),
    ] = None
    decision: Annotated[
        str | None,
        Text(
            label="Why",
            gates=frozenset({Gate.APPROVE}),
            ask="Say why",
            purpose="A decision about a wall is explained",
            disclosure=Disclosure.NEVER,
            limit=400,
            lines=2,
            search=Search.NONE,
        ),
    ] = None


@record(kind="match", title="Possible conflict", scope=Scope.WALLS)
class Match(Record):
    """A likeness that the program noticed, and that waits for a supervisor."""

    client: Annotated[
        str | None,
        Link(
            label="Client",
            purpose="Whose referral or record raised it",
            disclosure=Disclosure.NEVER,
            to="client",
        ),
    ] = None
    other: Annotated[
        str | None,
        Link(
            label="The other client",
            purpose="With whom there is a likeness",
            disclosure=Disclosure.NEVER,
            to="client",
        ),
    ] = None
    cause: Annotated[
        str | None,
        Choice(
            label="Cause",
            purpose="To judge what is to be done",
            disclosure=Disclosure.INTERNAL,
            codes="wall_cause",
            by_program=True,
        ),
    ] = None
    about: Annotated[
        str | None,
        Text(
            label="Member",
            purpose="Whose declared relationship it is; an opaque id",
            disclosure=Disclosure.NEVER,
            limit=40,
            by_program=True,
            search=Search.NONE,
        ),
    ] = None
    likeness: Annotated[
        str | None,
        Choice(
            label="How sure",
            purpose="To judge what is to be done",
            disclosure=Disclosure.INTERNAL,
            codes="likeness",
            by_program=True,
        ),
    ] = None
    why: Annotated[
        str | None,
        Text(
            label="What is alike",
            purpose="To judge what is to be done; it names what was compared, never an answer",
            disclosure=Disclosure.NEVER,
            limit=400,
            by_program=True,
            search=Search.NONE,
        ),
    ] = None
    found_on: Annotated[
        date | None,
        Day(
            label="Noticed on",
            purpose="So that it does not wait too long",
            disclosure=Disclosure.INTERNAL,
            by_program=True,
        ),
    ] = None
    outcome: Annotated[
        str | None,
        Choice(
            label="Is it the same person?",
            purpose="To let what was found to be nobody raise nothing again",
            disclosure=Disclosure.INTERNAL,
            codes="match_outcome",
            gates=frozenset({Gate.APPROVE}),
            ask="Say whether it is the same person",
            by_program=True,
        ),
    ] = None
    settled_on: Annotated[
        date | None,
        Day(
            label="Settled on",
            purpose="To show that a supervisor decided",
            disclosure=Disclosure.INTERNAL,
            by_program=True,
        ),
    ] = None
    settled_by: Annotated[
        str | None,
        member_who("Settled by", "A supervisor answers for it", by_program=True),
    ] = None
    decision: Annotated[
        str | None,
        Text(
            label="Why",
            gates=frozenset({Gate.APPROVE}),
            ask="Say why",
            purpose="A decision about a conflict is explained",
            disclosure=Disclosure.NEVER,
            limit=400,
            lines=2,
            search=Search.NONE,
        ),
    ] = None
