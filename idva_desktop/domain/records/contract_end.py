"""What a contract's end brings: a re-award takes referrals again."""

from datetime import date
from typing import Annotated

from idva_desktop.domain.questions import Day, Disclosure, Gate, Text
from idva_desktop.domain.record import Record, Scope, record
from idva_desktop.domain.roles import Role


@record(kind="re_award", title="Re-award", scope=Scope.SERVICE, kept_by=Role.SUPERVISOR)
class ReAward(Record):
    """That the contract was awarded again: from this day referrals are taken after the cut-off."""

    on: Annotated[
        date | None,
        Day(
            label="Referrals are taken again from",
            purpose="After the cut-off date new referrals are refused unless it is re-awarded",
            disclosure=Disclosure.INTERNAL,
            gates=frozenset({Gate.APPROVE}),
            ask="Say from which day referrals are taken again",
        ),
    ] = None
    note: Annotated[
        str | None,
        Text(
            label="Note",
            purpose="Who said so, and where it is written",
            disclosure=Disclosure.NEVER,
            limit=400,
            lines=2,
        ),
    ] = None
