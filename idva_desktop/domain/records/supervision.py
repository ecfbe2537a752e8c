"""What a supervisor keeps: who has which case and covers whom, samples of quality, and notes."""

from datetime import date
from typing import Annotated

from idva_desktop.domain.questions import Choice, Day, Disclosure, Gate, Link, Text, WholeNumber
from idva_desktop.domain.record import Record, Scope, record
from idva_desktop.domain.records.asked_alike import member_who
from idva_desktop.domain.roles import Role
from idva_desktop.domain.search_words import Search


@record(kind="allocation", title="Allocation", scope=Scope.CASE, kept_by=Role.SUPERVISOR)
class Allocation(Record):
    """To whom a case was given, by whom and why; the last one holds."""

    worker: Annotated[
        str | None,
        Text(
            label="To",
            purpose="A named professional for each client",
            disclosure=Disclosure.INTERNAL,
            limit=100,
            short=False,
            search=Search.NONE,
        ),
    ] = None
    reason: Annotated[
        str | None,
        Text(
            label="Why",
            purpose="So that a change of worker can be explained to the client",
            disclosure=Disclosure.NEVER,
            limit=400,
            lines=2,
            gates=frozenset({Gate.APPROVE}),
            ask="Say why the cases change hands",
        ),
    ] = None
    allocated_by: Annotated[str | None, member_who("By", "So that it is plain who decided")] = None
    allocated_on: Annotated[
        date | None,
        Day(
            label="On",
            purpose="To know who had a case when",
            disclosure=Disclosure.INTERNAL,
            short=False,
        ),
    ] = None


@record(kind="cover", title="Cover for leave", scope=Scope.SERVICE, kept_by=Role.SUPERVISOR)
class Cover(Record):
    """One worker works another's cases for a time; the cases stay theirs."""

    away: Annotated[
        str | None,
        Text(
            label="Who is away?",
            purpose="So that no case is left alone",
            disclosure=Disclosure.INTERNAL,
            limit=100,
            gates=frozenset({Gate.APPROVE}),
            ask="Say who is away",
        ),
    ] = None
    covered_by: Annotated[
        str | None,
        Text(
            label="Who covers?",
            purpose="So that it is plain who acts",
            disclosure=Disclosure.INTERNAL,
            limit=100,
            gates=frozenset({Gate.APPROVE}),
            ask="Say who covers",
        ),
    ] = None
    from_on: Annotated[
        date | None,
        Day(
            label="From",
            purpose="To know who had a case when",
            disclosure=Disclosure.INTERNAL,
            gates=frozenset({Gate.APPROVE}),
            ask="Say from when",
        ),
    ] = None
    until_on: Annotated[
        date | None,
        Day(
            label="Until",
            purpose="To know who had a case when",
            disclosure=Disclosure.INTERNAL,
            gates=frozenset({Gate.APPROVE}),
            ask="Say until when",
            not_before="from_on",
        ),
    ] = None
    reason: Annotated[
        str | None,
        Text(
            label="Why",
            purpose="So that the next person understands",
            disclosure=Disclosure.NEVER,
            limit=400,
            hint="Leave, training, sickness: no more than that.",
        ),
    ] = None


@record(kind="quality_sample", title="Quality sample", scope=Scope.SERVICE, kept_by=Role.SUPERVISOR)
class QualitySample(Record):
    """A random draw of cases to read: how many of which, and why."""

    why: Annotated[
        str | None,
        Text(
            label="Why is this sample drawn?",
            purpose="A sample without a reason is a search",
            disclosure=Disclosure.NEVER,
            limit=400,
            lines=2,
            gates=frozenset({Gate.APPROVE}),
            ask="Say why the sample is drawn",
        ),
    ] = None
    number: Annotated[
        int | None,
        WholeNumber(
            label="How many cases?",
            purpose="To read enough and no more than is needed",
            disclosure=Disclosure.INTERNAL,
            lowest=1,
            highest=50,
            gates=frozenset({Gate.APPROVE}),
            ask="Say how many cases are drawn",
        ),
    ] = None
    drawn_from: Annotated[
        str | None,
        Choice(
            label="From which cases?",
            purpose="Open and closed cases show different work",
            disclosure=Disclosure.INTERNAL,
            codes="sample_from",
            gates=frozenset({Gate.APPROVE}),
            ask="Choose from which cases to draw",
        ),
    ] = None
    band: Annotated[
        str | None,
        Choice(
            label="Of one risk band only?",
            purpose="To look closer where it matters most",
            disclosure=Disclosure.INTERNAL,
            codes="risk_band",
            hint="Blank draws from all.",
        ),
    ] = None
    drawn_on: Annotated[
        date | None,
        Day(
            label="Drawn on",
            purpose="So that the sample can be accounted for",
            disclosure=Disclosure.INTERNAL,
            short=False,
        ),
    ] = None
    drawn_by: Annotated[
        str | None, member_who("Drawn by", "So that the sample can be accounted for")
    ] = None
    out_of: Annotated[
        int | None,
        WholeNumber(
            label="Out of",
            purpose="So that the sample can be accounted for",
            disclosure=Disclosure.INTERNAL,
            highest=1_000_000,
            short=False,
        ),
    ] = None


def _finding(label: str) -> Choice:
    return Choice(
        label=label,
        purpose="To see where practice is sound and where it needs help",
        disclosure=Disclosure.INTERNAL,
        codes="quality_finding",
    )


@record(kind="quality_review", title="Quality review", scope=Scope.CASE, kept_by=Role.SUPERVISOR)
class QualityReview(Record):
    """One case of a sample as it was read; sealed and erased with its case."""

    sample: Annotated[
        str | None,
        Link(
            label="Sample",
            purpose="The draw that led here",
            disclosure=Disclosure.INTERNAL,
            to="quality_sample",
        ),
    ] = None
    drawn_on: Annotated[
        date | None,
        Day(
            label="Drawn on",
            purpose="So that the sample can be accounted for",
            disclosure=Disclosure.INTERNAL,
            short=False,
        ),
    ] = None
    safe_contact: Annotated[str | None, _finding("Safe contact kept")] = None
    contacts: Annotated[str | None, _finding("Contacts recorded, fact apart from opinion")] = None
    risk: Annotated[str | None, _finding("Risk assessed in time and acted on")] = None
    plan: Annotated[str | None, _finding("Safety plan made with the client")] = None
    outcome: Annotated[str | None, _finding("Needs met, closing planned")] = None
    overall: Annotated[
        str | None,
        Choice(
            label="As a whole",
            purpose="To see where practice is sound and where it needs help",
            disclosure=Disclosure.INTERNAL,
            codes="quality_finding",
            gates=frozenset({Gate.APPROVE}),
            ask="Say whether the standard is met as a whole",
        ),
    ] = None
    note: Annotated[
        str | None,
        Text(
            label="Note",
            purpose="What the worker should know",
            disclosure=Disclosure.NEVER,
            limit=4000,
            lines=4,
        ),
    ] = None
    follow_up: Annotated[
        str | None,
        Text(
            label="Follow-up",
            purpose="What is to be mended, by whom",
            disclosure=Disclosure.NEVER,
            limit=400,
        ),
    ] = None
    follow_up_by: Annotated[
        date | None,
        Day(
            label="Follow-up by",
            purpose="So that it is done in time",
            disclosure=Disclosure.INTERNAL,
        ),
    ] = None
    read_on: Annotated[
        date | None,
        Day(
            label="Read on",
            purpose="So that the sample can be accounted for",
            disclosure=Disclosure.INTERNAL,
            short=False,
        ),
    ] = None
    read_by: Annotated[str | None, member_who("Read by", "Nobody reads their own case")] = None


@record(kind="supervision_note", title="Supervision", scope=Scope.SERVICE, kept_by=Role.SUPERVISOR)
class SupervisionNote(Record):
    """A talk between a supervisor and a worker: what was looked at and what was agreed."""

    with_whom: Annotated[
        str | None,
        Text(
            label="With whom",
            purpose="Supervision is owed to each worker",
            disclosure=Disclosure.INTERNAL,
            limit=100,
            gates=frozenset({Gate.APPROVE}),
            ask="Say with whom",
        ),
    ] = None
    held_on: Annotated[
        date | None,
        Day(
            label="When",
            purpose="Supervision is owed regularly",
            disclosure=Disclosure.INTERNAL,
            past=True,
            gates=frozenset({Gate.APPROVE}),
            ask="Say when it was",
        ),
    ] = None
    reference: Annotated[
        str | None,
        Text(
            label="About which case?",
            purpose="To find what was said about a case",
            disclosure=Disclosure.INTERNAL,
            limit=40,
            hint="The reference only. What was said of the case stands in the case, under Risk.",
        ),
    ] = None
    note: Annotated[
        str | None,
        Text(
            label="Note",
            purpose="What was talked about",
            disclosure=Disclosure.NEVER,
            limit=4000,
            lines=4,
        ),
    ] = None
    agreed: Annotated[
        str | None,
        Text(
            label="Agreed actions",
            purpose="What each of the two does next",
            disclosure=Disclosure.NEVER,
            limit=4000,
            lines=3,
        ),
    ] = None
    next_on: Annotated[
        date | None,
        Day(
            label="Next time",
            purpose="Supervision is owed regularly",
            disclosure=Disclosure.INTERNAL,
            not_before="held_on",
        ),
    ] = None


@record(kind="identity_asking", title="Identity asked for", scope=Scope.CASE)
class IdentityAsking(Record):
    """Somebody who is not the case's worker asked who the client is, and said why."""

    why: Annotated[
        str | None,
        Text(
            label="Why do you need to know who the client is?",
            purpose="Identity is read for a reason only",
            disclosure=Disclosure.NEVER,
            limit=400,
            lines=2,
            gates=frozenset({Gate.APPROVE}),
            ask="Say why you need to know who the client is",
        ),
    ] = None
    asked_by: Annotated[
        str | None, member_who("Asked by", "So that reading can be accounted for")
    ] = None
    asked_on: Annotated[
        date | None,
        Day(
            label="Asked on",
            purpose="So that reading can be accounted for",
            disclosure=Disclosure.INTERNAL,
            short=False,
        ),
    ] = None
