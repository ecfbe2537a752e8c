"""Children and others who depend on the client."""

from typing import Annotated

from idva_desktop.domain.questions import Choice, Disclosure, Gate, Text
from idva_desktop.domain.record import Record, Scope, record
from idva_desktop.domain.records.asked_alike import note_for_the_next


@record(kind="dependant", title="Dependant", scope=Scope.CLIENT)
class Dependant(Record):
    """One who depends on the client. Safety is planned for them too."""

    who: Annotated[
        str | None,
        Choice(
            label="Who",
            purpose="To plan for everybody who depends on the client",
            disclosure=Disclosure.INTERNAL,
            codes="dependant_kind",
            gates=frozenset({Gate.APPROVE}),
            ask="Say who depends on the client",
        ),
    ] = None
    age_band: Annotated[
        str | None,
        Choice(
            label="Age",
            purpose="Children of each age need other plans",
            disclosure=Disclosure.INTERNAL,
            codes="dependant_age",
        ),
    ] = None
    lives_with: Annotated[
        str | None,
        Choice(
            label="Lives with",
            purpose="To know where the danger is",
            disclosure=Disclosure.INTERNAL,
            codes="lives_with",
        ),
    ] = None
    carer: Annotated[
        str | None,
        Choice(
            label="Is the alleged perpetrator a parent or carer?",
            purpose="Contact through a child is contact",
            disclosure=Disclosure.INTERNAL,
            codes="yes_no",
        ),
    ] = None
    arrangements: Annotated[
        str | None,
        Text(
            label="Arrangements",
            purpose="Handovers and schools are places of danger",
            disclosure=Disclosure.NEVER,
            hint="Handovers, school, who may collect",
            limit=2000,
            lines=2,
            short=False,
        ),
    ] = None
    name: Annotated[
        str | None,
        Text(
            label="Name",
            purpose="To speak with the right person; only where it is needed",
            disclosure=Disclosure.NEVER,
            limit=100,
            short=False,
            hint="Only where it is needed",
        ),
    ] = None
    note: Annotated[str | None, note_for_the_next()] = None
