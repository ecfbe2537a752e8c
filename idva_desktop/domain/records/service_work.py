"""What the service keeps about itself: staff, complaints, incidents and awareness sessions.

None of them holds a client's name. The supervisor keeps them.
"""

from datetime import date, datetime
from typing import Annotated

from idva_desktop.domain.questions import (
    Choice,
    Day,
    Disclosure,
    Gate,
    Hundredths,
    Moment,
    Text,
    WholeNumber,
)
from idva_desktop.domain.record import Record, Scope, record
from idva_desktop.domain.roles import Role
from idva_desktop.domain.search_words import Search


@record(kind="staff_period", title="Staff and FTE", scope=Scope.SERVICE, kept_by=Role.SUPERVISOR)
class StaffPeriod(Record):
    """For how much of a full post a person worked in a role, from when until when."""

    person: Annotated[
        str | None,
        Text(
            label="Person",
            purpose="To know who is in post",
            disclosure=Disclosure.NEVER,
            limit=80,
            gates=frozenset({Gate.APPROVE}),
            ask="Say who it is",
            search=Search.NONE,
        ),
    ] = None
    role: Annotated[
        str | None,
        Choice(
            label="Role",
            purpose="Posts are funded by role",
            disclosure=Disclosure.COUNTABLE,
            codes="staff_role",
        ),
    ] = None
    strand: Annotated[
        str | None,
        Choice(
            label="Strand",
            purpose="Posts are funded by strand",
            disclosure=Disclosure.COUNTABLE,
            codes="strand",
        ),
    ] = None
    fte: Annotated[
        int | None,
        Hundredths(
            label="FTE",
            purpose="Caseload is read against the time there is for it",
            disclosure=Disclosure.COUNTABLE,
            hint="Full-time equivalent: 1 is a full post, 0.6 is three days a week.",
            highest=150,
            gates=frozenset({Gate.APPROVE}),
            ask="Say for how much of a full post",
        ),
    ] = None
    from_on: Annotated[
        date | None,
        Day(
            label="From",
            purpose="Posts begin",
            disclosure=Disclosure.COUNTABLE,
            gates=frozenset({Gate.APPROVE}),
            ask="Say from when",
        ),
    ] = None
    until_on: Annotated[
        date | None,
        Day(
            label="Until",
            purpose="Posts end and hours change",
            disclosure=Disclosure.COUNTABLE,
            hint="Blank while it goes on. A change of hours is a further entry.",
            not_before="from_on",
        ),
    ] = None


@record(kind="complaint", title="Complaint", scope=Scope.SERVICE, kept_by=Role.SUPERVISOR)
class Complaint(Record):
    """One complaint about the service: what about, by when it is answered, what came of it."""

    received_on: Annotated[
        date | None,
        Day(
            label="Received on",
            purpose="To count complaints and see how long they take",
            disclosure=Disclosure.COUNTABLE,
            past=True,
            gates=frozenset({Gate.APPROVE}),
            ask="Say when it was received",
        ),
    ] = None
    source: Annotated[
        str | None,
        Choice(
            label="From",
            purpose="To see who is dissatisfied",
            disclosure=Disclosure.INTERNAL,
            codes="complaint_source",
        ),
    ] = None
    about: Annotated[
        str | None,
        Choice(
            label="About",
            purpose="To see what is complained about",
            disclosure=Disclosure.COUNTABLE,
            codes="complaint_about",
            gates=frozenset({Gate.APPROVE}),
            ask="Choose what it is about",
        ),
    ] = None
    due: Annotated[
        date | None,
        Day(
            label="Answer due",
            purpose="So that an answer is not late",
            disclosure=Disclosure.INTERNAL,
            not_before="received_on",
        ),
    ] = None
    outcome: Annotated[
        str | None,
        Choice(
            label="Outcome",
            purpose="To see how many are upheld",
            disclosure=Disclosure.COUNTABLE,
            codes="complaint_outcome",
        ),
    ] = None
    closed_on: Annotated[
        date | None,
        Day(
            label="Closed on",
            purpose="To see how long an answer takes",
            disclosure=Disclosure.COUNTABLE,
            past=True,
            not_before="received_on",
        ),
    ] = None
    case_reference: Annotated[
        str | None,
        Text(
            label="Case reference",
            purpose="To find the case where the complaint is about one",
            disclosure=Disclosure.INTERNAL,
            hint="The reference only, never a name.",
            limit=20,
            short=False,
        ),
    ] = None
    lessons: Annotated[
        str | None,
        Text(
            label="What was found and learned",
            purpose="To mend what was wrong",
            disclosure=Disclosure.NEVER,
            hint="Without names.",
            limit=100000,
            lines=3,
            short=False,
        ),
    ] = None


@record(
    kind="data_incident",
    title="Data incident",
    scope=Scope.SERVICE,
    kept_by=Role.SUPERVISOR,
)
class DataIncident(Record):
    """One incident or breach of personal data, and whom it was reported to in time."""

    known_at: Annotated[
        datetime | None,
        Moment(
            label="Became known",
            purpose="The 72 hours to report to the ICO run from here: UK GDPR article 33",
            disclosure=Disclosure.COUNTABLE,
            past=True,
            gates=frozenset({Gate.APPROVE}),
            ask="Say when it became known",
        ),
    ] = None
    happened_on: Annotated[
        date | None,
        Day(
            label="Happened on",
            purpose="To see how long it went unseen",
            disclosure=Disclosure.COUNTABLE,
            past=True,
        ),
    ] = None
    what: Annotated[
        str | None,
        Choice(
            label="What happened",
            purpose="To see what goes wrong",
            disclosure=Disclosure.COUNTABLE,
            codes="incident_kind",
            gates=frozenset({Gate.APPROVE}),
            ask="Choose what happened",
        ),
    ] = None
    severity: Annotated[
        str | None,
        Choice(
            label="Risk to people",
            purpose="A likely risk is reported to the ICO, a high one to the people",
            disclosure=Disclosure.COUNTABLE,
            codes="incident_severity",
        ),
    ] = None
    told_ico_at: Annotated[
        datetime | None,
        Moment(
            label="Reported to the ICO",
            purpose="To prove that it was reported within 72 hours",
            disclosure=Disclosure.INTERNAL,
            past=True,
        ),
    ] = None
    not_reported_why: Annotated[
        str | None,
        Text(
            label="Why it is not reported",
            purpose="Not to report is a decision that is recorded",
            disclosure=Disclosure.NEVER,
            limit=2000,
            lines=2,
            short=False,
        ),
    ] = None
    people_told_on: Annotated[
        date | None,
        Day(
            label="People told on",
            purpose="At a high risk the people are told: UK GDPR article 34",
            disclosure=Disclosure.INTERNAL,
            past=True,
            short=False,
        ),
    ] = None
    told_others: Annotated[
        str | None,
        Text(
            label="Who else was told, and when",
            purpose="The commissioner and the controller have to know",
            disclosure=Disclosure.INTERNAL,
            limit=400,
            short=False,
        ),
    ] = None
    closed_on: Annotated[
        date | None,
        Day(
            label="Closed on",
            purpose="To see what is open",
            disclosure=Disclosure.COUNTABLE,
            past=True,
            not_before="happened_on",
        ),
    ] = None
    lessons: Annotated[
        str | None,
        Text(
            label="What was found and learned",
            purpose="So that it does not happen again",
            disclosure=Disclosure.NEVER,
            hint="Without names.",
            limit=100000,
            lines=3,
            short=False,
        ),
    ] = None


@record(
    kind="awareness_session",
    title="Awareness session",
    scope=Scope.SERVICE,
    kept_by=Role.SUPERVISOR,
)
class AwarenessSession(Record):
    """One session that told people of the service or trained them."""

    on: Annotated[
        date | None,
        Day(
            label="Held on",
            purpose="To count sessions by period",
            disclosure=Disclosure.COUNTABLE,
            gates=frozenset({Gate.APPROVE}),
            ask="Say when it is held",
        ),
    ] = None
    session_kind: Annotated[
        str | None,
        Choice(
            label="Kind",
            purpose="To see what is asked for",
            disclosure=Disclosure.COUNTABLE,
            codes="awareness_kind",
            gates=frozenset({Gate.APPROVE}),
            ask="Choose what kind of session it is",
        ),
    ] = None
    audience: Annotated[
        str | None,
        Choice(
            label="Audience",
            purpose="To see who was reached",
            disclosure=Disclosure.COUNTABLE,
            codes="awareness_audience",
        ),
    ] = None
    attendance: Annotated[
        int | None,
        WholeNumber(
            label="Attendance",
            purpose="To count the people reached",
            disclosure=Disclosure.COUNTABLE,
            highest=5000,
        ),
    ] = None
    note: Annotated[
        str | None,
        Text(
            label="Note",
            purpose="What was asked and what is to follow",
            disclosure=Disclosure.NEVER,
            limit=4000,
            lines=2,
            short=False,
        ),
    ] = None
