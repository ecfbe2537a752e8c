"""Closures and the measures at exit: as sent for approval, and as they hold."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from idva_desktop.domain.questions import Choice, Day, Disclosure, Gate, Text, WholeNumber
from idva_desktop.domain.record import Record, Scope, record
from idva_desktop.domain.records.asked_alike import member_who


@dataclass(frozen=True, kw_only=True, repr=False)
class _Ending(Record):
    """What is said at the end of a case, whether it was approved yet or not."""

    closed_on: Annotated[
        date | None,
        Day(
            label="Closed on",
            purpose="To count closures and caseload",
            disclosure=Disclosure.COUNTABLE,
            past=True,
            gates=frozenset({Gate.CLOSE}),
            ask="Say when the case was closed",
        ),
    ] = None
    reason: Annotated[
        str | None,
        Choice(
            label="Reason",
            purpose="To learn how support ends",
            disclosure=Disclosure.COUNTABLE,
            codes="closure_reason",
            gates=frozenset({Gate.CLOSE}),
            ask="Choose why the case is closed",
        ),
    ] = None
    abuse_at_entry: Annotated[
        str | None,
        Choice(
            label="Abuse at the start?",
            purpose="To see whether abuse ceased",
            disclosure=Disclosure.COUNTABLE,
            codes="yes_no",
        ),
    ] = None
    abuse_last_month: Annotated[
        str | None,
        Choice(
            label="Abuse in the last month?",
            purpose="To see whether abuse ceased",
            disclosure=Disclosure.COUNTABLE,
            codes="yes_no",
        ),
    ] = None
    feels_safer: Annotated[
        str | None,
        Choice(
            label="“I feel safer than before”",
            purpose="To hear what support changed",
            disclosure=Disclosure.COUNTABLE,
            codes="agreement",
            gates=frozenset({Gate.CLOSE}),
            ask="Record the answer about feeling safer, or that it was not asked",
        ),
    ] = None
    copes_better: Annotated[
        str | None,
        Choice(
            label="“I cope better than before”",
            purpose="To hear what support changed",
            disclosure=Disclosure.COUNTABLE,
            codes="agreement",
        ),
    ] = None
    satisfaction: Annotated[
        str | None,
        Choice(
            label="How satisfied is the client with the support?",
            purpose="To hear how support was",
            disclosure=Disclosure.COUNTABLE,
            codes="satisfaction",
            gates=frozenset({Gate.CLOSE}),
            ask="Record the answer about satisfaction, or that nobody was invited",
        ),
    ] = None
    in_work_entry: Annotated[
        str | None,
        Choice(
            label="In work at the start?",
            purpose="Keeping work is an outcome",
            disclosure=Disclosure.COUNTABLE,
            codes="yes_no",
            short=False,
        ),
    ] = None
    in_work_exit: Annotated[
        str | None,
        Choice(
            label="In work at the end?",
            purpose="Keeping work is an outcome",
            disclosure=Disclosure.COUNTABLE,
            codes="yes_no",
            short=False,
        ),
    ] = None
    days_off: Annotated[
        int | None,
        WholeNumber(
            label="Days off work",
            purpose="Lost time is a cost of abuse",
            disclosure=Disclosure.COUNTABLE,
            highest=5000,
            short=False,
        ),
    ] = None
    absence_band: Annotated[
        str | None,
        Choice(
            label="Days off work, about",
            purpose="Lost time is a cost of abuse, also where nobody counted it",
            disclosure=Disclosure.COUNTABLE,
            codes="absence_band",
            short=False,
        ),
    ] = None
    returned_to_work: Annotated[
        str | None,
        Choice(
            label="Back at work after absence?",
            purpose="A return to work is an outcome",
            disclosure=Disclosure.COUNTABLE,
            codes="returned_to_work",
            short=False,
        ),
    ] = None
    adjustment: Annotated[
        str | None,
        Choice(
            label="Adjustment at work",
            purpose="To see whether the employer acts when asked",
            disclosure=Disclosure.COUNTABLE,
            codes="adjustment_outcome",
            short=False,
        ),
    ] = None
    safe_goodbye: Annotated[
        str | None,
        Text(
            label="Safe goodbye",
            purpose="How the client may return, and what was agreed",
            disclosure=Disclosure.NEVER,
            limit=4000,
            lines=2,
            short=False,
        ),
    ] = None


@record(kind="closure", title="Closure", scope=Scope.CASE)
class Closure(_Ending):
    """The end of a case: why, and how the client fares. What was not asked stays apart.

    A case that is opened again keeps its closure: it is superseded, never deleted, and figures
    that counted it stay as they are.
    """

    reopened_on: Annotated[
        date | None,
        Day(
            label="Reopened on",
            purpose="To tell a closure that holds from one that is superseded",
            disclosure=Disclosure.INTERNAL,
            short=False,
        ),
    ] = None
    reopened_by: Annotated[
        str | None, member_who("Reopened by", "So that it is plain who opened the case again")
    ] = None
    reopened_why: Annotated[
        str | None,
        Text(
            label="Why it was reopened",
            purpose="So that the next person understands",
            disclosure=Disclosure.NEVER,
            limit=400,
            lines=2,
            short=False,
            gates=frozenset({Gate.APPROVE}),
            ask="Say why the case is opened again",
        ),
    ] = None


@record(kind="closure_request", title="Closure sent for approval", scope=Scope.CASE)
class ClosureRequest(_Ending):
    """A closure that a worker sent: the case stays open until a second person approves it."""

    state: Annotated[
        str | None,
        Choice(
            label="State",
            purpose="So that it is plain who acts next",
            disclosure=Disclosure.INTERNAL,
            codes="plan_state",
            short=False,
        ),
    ] = None
    sent_by: Annotated[str | None, member_who("Sent by", "Nobody approves their own closure")] = (
        None
    )
    sent_on: Annotated[
        date | None,
        Day(
            label="Sent on",
            purpose="So that nothing waits unseen",
            disclosure=Disclosure.INTERNAL,
            short=False,
        ),
    ] = None
    approved_by: Annotated[
        str | None, member_who("Approved by", "A second person reads each closure")
    ] = None
    approved_on: Annotated[
        date | None,
        Day(
            label="Approved on",
            purpose="A second person reads each closure",
            disclosure=Disclosure.INTERNAL,
            short=False,
        ),
    ] = None
    returned_note: Annotated[
        str | None,
        Text(
            label="What to mend",
            purpose="So that the writer knows what is missing",
            disclosure=Disclosure.NEVER,
            limit=4000,
            lines=3,
            short=False,
        ),
    ] = None
