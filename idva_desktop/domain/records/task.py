"""Tasks that people set, what put one off, and what changed and asks for a new look."""

from datetime import date
from typing import Annotated

from idva_desktop.domain.questions import Choice, Day, Disclosure, Gate, Text
from idva_desktop.domain.record import Record, Scope, record
from idva_desktop.domain.search_words import Search


@record(kind="task", title="Task", scope=Scope.CASE)
class Task(Record):
    """What is to be done for a case, by when, and from which rule."""

    what: Annotated[
        str | None,
        Text(
            label="What",
            purpose="So that nothing is forgotten",
            disclosure=Disclosure.NEVER,
            limit=400,
            gates=frozenset({Gate.APPROVE}),
            ask="Say what is to be done",
        ),
    ] = None
    due: Annotated[
        date | None,
        Day(label="Due", purpose="So that nothing is late", disclosure=Disclosure.INTERNAL),
    ] = None
    rule: Annotated[
        str | None,
        Text(
            label="From rule",
            purpose="To show where a deadline comes from",
            disclosure=Disclosure.INTERNAL,
            limit=60,
            short=False,
            by_program=True,
            search=Search.NONE,
        ),
    ] = None
    done_on: Annotated[
        date | None,
        Day(
            label="Done on",
            purpose="To see what is open",
            disclosure=Disclosure.INTERNAL,
            short=False,
            by_program=True,
        ),
    ] = None


@record(kind="snooze", title="Put off", scope=Scope.CASE)
class Snooze(Record):
    """That something due is put off to a day, and why. It is never deleted: it comes back."""

    item: Annotated[
        str | None,
        Text(
            label="What is put off",
            purpose="To know what comes back",
            disclosure=Disclosure.INTERNAL,
            limit=200,
            short=False,
            search=Search.NONE,
        ),
    ] = None
    until: Annotated[
        date | None,
        Day(
            label="Until",
            purpose="On this day it comes back",
            disclosure=Disclosure.INTERNAL,
            gates=frozenset({Gate.APPROVE}),
            ask="Say until when it is put off",
        ),
    ] = None
    reason: Annotated[
        str | None,
        Text(
            label="Why",
            purpose="A deadline is put off for a reason, which a supervisor can read",
            disclosure=Disclosure.NEVER,
            limit=400,
            lines=2,
            gates=frozenset({Gate.APPROVE}),
            ask="Say why it is put off",
        ),
    ] = None


@record(kind="trigger_event", title="Something changed", scope=Scope.CASE)
class TriggerEvent(Record):
    """A change that asks for a new risk assessment, whatever the day of the next review."""

    event: Annotated[
        str | None,
        Choice(
            label="What changed?",
            purpose="Risk is assessed again when something changes",
            disclosure=Disclosure.INTERNAL,
            codes="trigger_event",
            gates=frozenset({Gate.APPROVE}),
            ask="Choose what changed",
        ),
    ] = None
    on: Annotated[
        date | None,
        Day(
            label="On",
            purpose="The clock for the new assessment starts here",
            disclosure=Disclosure.INTERNAL,
            gates=frozenset({Gate.APPROVE}),
            ask="Say when it was, or will be",
        ),
    ] = None
    note: Annotated[
        str | None,
        Text(
            label="Note",
            purpose="For whoever is with the client next",
            disclosure=Disclosure.NEVER,
            limit=100000,
            lines=2,
        ),
    ] = None
