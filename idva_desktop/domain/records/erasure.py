"""What was erased, what may not be, and what is still to be counted of it."""

from datetime import date, datetime
from typing import Annotated

from idva_desktop.domain.questions import (
    Choice,
    Day,
    Disclosure,
    Gate,
    Moment,
    Text,
    WholeNumber,
)
from idva_desktop.domain.record import Record, Scope, record
from idva_desktop.domain.records.asked_alike import approval_signature, member_who
from idva_desktop.domain.search_words import Search


@record(kind="erasure", title="Erasure", scope=Scope.LEDGER)
class Erasure(Record):
    """The proof that one key was destroyed: which, why, when, by whom. Never a name or reference.

    What is proved is named by its box, the random name that its envelopes carry in the journal.
    """

    box: Annotated[
        str | None,
        Text(
            label="Box",
            purpose="To prove which sealed acts can no longer be read, as hex",
            disclosure=Disclosure.INTERNAL,
            limit=40,
            search=Search.NONE,
        ),
    ] = None
    epoch: Annotated[
        int | None,
        WholeNumber(
            label="Keys destroyed up to",
            purpose="To prove which keys of the box were destroyed",
            disclosure=Disclosure.INTERNAL,
        ),
    ] = None
    run: Annotated[
        str | None,
        Text(
            label="Run",
            purpose="To keep together what was erased at once; a random id",
            disclosure=Disclosure.INTERNAL,
            limit=40,
            search=Search.NONE,
        ),
    ] = None
    what: Annotated[
        str | None,
        Choice(
            label="What",
            purpose="To say what kind of record went, and nothing of it",
            disclosure=Disclosure.INTERNAL,
            codes="erased_what",
        ),
    ] = None
    why: Annotated[
        str | None,
        Choice(
            label="Why",
            purpose="To account for the erasure",
            disclosure=Disclosure.INTERNAL,
            codes="erasure_reason",
        ),
    ] = None
    erased_at: Annotated[
        datetime | None,
        Moment(label="When", purpose="To prove when it went", disclosure=Disclosure.INTERNAL),
    ] = None
    erased_by: Annotated[
        str | None,
        member_who("Erased by", "Two people answer for an erasure"),
    ] = None
    approved_by: Annotated[
        str | None,
        member_who("Approved by", "Two people answer for an erasure"),
    ] = None
    approval: Annotated[
        str | None,
        approval_signature(),
    ] = None
    backups: Annotated[
        str | None,
        Text(
            label="Backups in the vault’s folder",
            purpose="To say which backups were to lose the key too, by their names",
            disclosure=Disclosure.INTERNAL,
            limit=4000,
            search=Search.NONE,
        ),
    ] = None


@record(kind="erased_counts", title="Counts of an erased record", scope=Scope.LEDGER)
class ErasedCounts(Record):
    """What figures still need of an erased record: countable answers, kept until they are issued.

    Each is sealed under a key of its own, so that it can be erased like what it stands for.
    """

    rows: Annotated[
        str | None,
        Text(
            label="Countable answers",
            purpose="To count it in the return that is still to come, as JSON",
            disclosure=Disclosure.NEVER,
            limit=100_000_000,
            search=Search.NONE,
        ),
    ] = None


@record(kind="legal_hold", title="Legal hold", scope=Scope.CASE)
class LegalHold(Record):
    """A reason why nothing of a case may be erased for now, such as proceedings under way."""

    since: Annotated[
        date | None,
        Day(
            label="Held since",
            purpose="To know from when nothing may be erased",
            disclosure=Disclosure.INTERNAL,
            past=True,
            gates=frozenset({Gate.APPROVE}),
            ask="Say since when it is held",
        ),
    ] = None
    until: Annotated[
        date | None,
        Day(
            label="Held until",
            purpose="To know when the hold ends; blank while nobody can say",
            disclosure=Disclosure.INTERNAL,
            hint="Leave it blank while nobody can say.",
        ),
    ] = None
    why: Annotated[
        str | None,
        Text(
            label="Why",
            purpose="So that whoever would erase it understands",
            disclosure=Disclosure.NEVER,
            limit=400,
            lines=2,
            gates=frozenset({Gate.APPROVE}),
            ask="Say why nothing may be erased",
        ),
    ] = None
