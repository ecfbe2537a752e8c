"""Tasks that rules or people set."""

from datetime import date
from typing import Annotated

from idva_desktop.domain.questions import Day, Disclosure, Gate, Text
from idva_desktop.domain.record import Record, Scope, record


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
