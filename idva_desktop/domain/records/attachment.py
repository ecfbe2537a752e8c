"""Files of a case: orders, MARAC forms, letters."""

from datetime import date
from typing import Annotated

from idva_desktop.domain.questions import Choice, Day, Disclosure, Gate, Text, WholeNumber
from idva_desktop.domain.record import Record, Scope, record
from idva_desktop.domain.search_words import Search


@record(kind="attachment", title="Document", scope=Scope.CASE)
class Attachment(Record):
    """One file, sealed in the vault under the key of its case; this record says what it is."""

    name: Annotated[
        str | None,
        Text(
            label="Title",
            purpose="To find the document again",
            disclosure=Disclosure.NEVER,
            limit=200,
            gates=frozenset({Gate.APPROVE}),
            ask="Type a title, such as the order’s kind and date",
        ),
    ] = None
    sort: Annotated[
        str | None,
        Choice(
            label="Kind of document",
            purpose="To see which documents a case has",
            disclosure=Disclosure.INTERNAL,
            codes="document_kind",
            gates=frozenset({Gate.APPROVE}),
            ask="Choose the kind of document",
        ),
    ] = None
    media: Annotated[
        str | None,
        Text(
            label="Type",
            purpose="To know how it can be shown; told by its content, never by its name",
            disclosure=Disclosure.INTERNAL,
            limit=60,
            search=Search.NONE,
        ),
    ] = None
    size: Annotated[
        int | None,
        WholeNumber(
            label="Size",
            purpose="To know how much leaves when it is exported",
            disclosure=Disclosure.INTERNAL,
            highest=10 * 1024 * 1024,
            unit="bytes",
        ),
    ] = None
    sha256: Annotated[
        str | None,
        Text(
            label="SHA-256",
            purpose="To prove that the document is the one that was added",
            disclosure=Disclosure.INTERNAL,
            limit=64,
            search=Search.NONE,
        ),
    ] = None
    added_on: Annotated[
        date | None,
        Day(
            label="Added on",
            purpose="To know since when the service holds it",
            disclosure=Disclosure.INTERNAL,
        ),
    ] = None
