"""What was released: the rows of the return ledger; and which tables the next returns have."""

from datetime import datetime
from typing import Annotated

from idva_desktop.domain.questions import Choice, Disclosure, Moment, Text
from idva_desktop.domain.record import Record, Scope, record
from idva_desktop.domain.records.asked_alike import approval_signature, member_who
from idva_desktop.domain.search_words import Search


@record(kind="issued_return", title="Issued return", scope=Scope.LEDGER)
class IssuedReturn(Record):
    """One issued return: its figures, the bookings behind them, and who approved."""

    period: Annotated[
        str | None,
        Text(
            label="Period",
            purpose="To issue each period once",
            disclosure=Disclosure.INTERNAL,
            limit=40,
            search=Search.NONE,
        ),
    ] = None
    issued_at: Annotated[
        datetime | None,
        Moment(label="Issued at", purpose="To order the returns", disclosure=Disclosure.INTERNAL),
    ] = None
    issued_by: Annotated[
        str | None,
        member_who("Issued by", "Two people answer for a return"),
    ] = None
    approved_by: Annotated[
        str | None,
        member_who("Approved by", "Two people answer for a return"),
    ] = None
    approval: Annotated[
        str | None,
        approval_signature(),
    ] = None
    package: Annotated[
        str | None,
        Text(
            label="Package",
            purpose="To know whether files made again are those that were issued; SHA-256 as hex",
            disclosure=Disclosure.INTERNAL,
            limit=64,
            search=Search.NONE,
        ),
    ] = None
    row: Annotated[
        str | None,
        Text(
            label="Ledger row",
            purpose="The figures released and the bookings behind them, as JSON",
            disclosure=Disclosure.NEVER,
            limit=100000000,
            search=Search.NONE,
        ),
    ] = None
    worlds: Annotated[
        str | None,
        Text(
            label="Worlds",
            purpose="The worlds that prove the return safe, as JSON",
            disclosure=Disclosure.NEVER,
            limit=100000000,
            search=Search.NONE,
        ),
    ] = None


@record(kind="return_design", title="Change of the return’s tables", scope=Scope.LEDGER)
class ReturnDesign(Record):
    """One change of the tables that returns have, from one return on; two people decide it."""

    since: Annotated[
        str | None,
        Text(
            label="From the return of",
            purpose="What was issued before keeps its tables",
            disclosure=Disclosure.INTERNAL,
            limit=40,
            search=Search.NONE,
        ),
    ] = None
    change: Annotated[
        str | None,
        Choice(
            label="What is changed",
            purpose="To know which tables a return has",
            disclosure=Disclosure.INTERNAL,
            codes="return_design_change",
            by_program=True,
        ),
    ] = None
    measure: Annotated[
        str | None,
        Text(
            label="Measure",
            purpose="To know which tables a return has",
            disclosure=Disclosure.INTERNAL,
            limit=10,
            search=Search.NONE,
        ),
    ] = None
    breakdown: Annotated[
        str | None,
        Text(
            label="Breakdown",
            purpose="To know which tables a return has",
            disclosure=Disclosure.INTERNAL,
            limit=100,
            search=Search.NONE,
        ),
    ] = None
    decided_at: Annotated[
        datetime | None,
        Moment(
            label="Decided at",
            purpose="A later decision overrules an earlier one",
            disclosure=Disclosure.INTERNAL,
        ),
    ] = None
    decided_by: Annotated[
        str | None,
        member_who("Decided by", "Two people answer for a return"),
    ] = None
    approved_by: Annotated[
        str | None,
        member_who("Approved by", "Two people answer for a return"),
    ] = None
    approval: Annotated[
        str | None,
        approval_signature(),
    ] = None
