"""Views of the case list that a member keeps."""

from typing import Annotated

from idva_desktop.domain.questions import Disclosure, Gate, Text
from idva_desktop.domain.record import Record, Scope, record
from idva_desktop.domain.search_words import Search


@record(kind="saved_list", title="Saved view", scope=Scope.SERVICE)
class SavedList(Record):
    """Filters and words of the case list under a name; never a client's name."""

    name: Annotated[
        str | None,
        Text(
            label="Name of the view",
            purpose="To find a view of the case list again",
            disclosure=Disclosure.NEVER,
            hint="Such as “High risk, overdue”. Never the name of a client.",
            limit=40,
            gates=frozenset({Gate.APPROVE}),
            ask="Name the view",
            search=Search.NONE,
        ),
    ] = None
    member: Annotated[
        str | None,
        Text(
            label="Kept by",
            purpose="To offer a view to whoever keeps it",
            disclosure=Disclosure.INTERNAL,
            by_program=True,
            search=Search.NONE,
        ),
    ] = None
    words: Annotated[
        str | None,
        Text(
            label="Words of the search",
            purpose="To search for the same again; words that find a client’s name are not kept",
            disclosure=Disclosure.NEVER,
            by_program=True,
            search=Search.NONE,
        ),
    ] = None
    filters: Annotated[
        str | None,
        Text(
            label="Filters",
            purpose="To leave out the same cases again; coded, as JSON",
            disclosure=Disclosure.INTERNAL,
            limit=1000,
            by_program=True,
            search=Search.NONE,
        ),
    ] = None
