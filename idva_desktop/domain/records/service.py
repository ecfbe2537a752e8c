"""What the program keeps about its own work."""

from typing import Annotated

from idva_desktop.domain.questions import Disclosure, Link, Text
from idva_desktop.domain.record import Record, Scope, record
from idva_desktop.domain.search_words import Search


@record(kind="imported_row", title="Imported row", scope=Scope.CASE)
class ImportedRow(Record):
    """Which row of which sheet made which record, so that a second import adds nothing."""

    sheet: Annotated[
        str | None,
        Text(
            label="Sheet",
            purpose="To import a workbook once only",
            disclosure=Disclosure.INTERNAL,
            limit=60,
            search=Search.NONE,
        ),
    ] = None
    content: Annotated[
        str | None,
        Text(
            label="Content hash",
            purpose="To import a row once only; keyed, so that it tells nothing",
            disclosure=Disclosure.INTERNAL,
            limit=80,
            search=Search.NONE,
        ),
    ] = None
    key: Annotated[
        str | None,
        Text(
            label="Key hash",
            purpose="To notice a row that was changed since; keyed, so that it tells nothing",
            disclosure=Disclosure.INTERNAL,
            limit=80,
            search=Search.NONE,
        ),
    ] = None
    target: Annotated[
        str | None,
        Link(
            label="Record",
            purpose="The record that the row made",
            disclosure=Disclosure.INTERNAL,
            to="case",
        ),
    ] = None
