"""Content packs that were loaded: kept in the vault, so that they travel with it."""

from datetime import date
from typing import Annotated

from idva_desktop.domain.questions import Choice, Day, Disclosure, Text
from idva_desktop.domain.record import Record, Scope, record
from idva_desktop.domain.roles import Role


@record(kind="content_pack", title="Content pack", scope=Scope.SERVICE, kept_by=Role.SUPERVISOR)
class ContentPack(Record):
    """One version of a risk checklist's wording or of a code list, as its file said it."""

    what: Annotated[
        str | None,
        Choice(
            label="Kind",
            purpose="To know what the file is for",
            disclosure=Disclosure.INTERNAL,
            codes="content_pack_kind",
            by_program=True,
        ),
    ] = None
    name: Annotated[
        str | None,
        Text(
            label="Name",
            purpose="To name the checklist or the list",
            disclosure=Disclosure.INTERNAL,
            limit=80,
            by_program=True,
        ),
    ] = None
    version: Annotated[
        str | None,
        Text(
            label="Version",
            purpose="A record names the version under which it was answered",
            disclosure=Disclosure.INTERNAL,
            limit=20,
            by_program=True,
        ),
    ] = None
    loaded_on: Annotated[
        date | None,
        Day(
            label="Loaded on",
            purpose="To see since when it is here",
            disclosure=Disclosure.INTERNAL,
            by_program=True,
        ),
    ] = None
    in_use: Annotated[
        str | None,
        Choice(
            label="In use",
            purpose="One risk checklist is in use at a time",
            disclosure=Disclosure.INTERNAL,
            codes="yes_no_only",
            by_program=True,
        ),
    ] = None
    content: Annotated[
        str | None,
        Text(
            label="Content",
            purpose="The words of the pack, as its owner gave them",
            disclosure=Disclosure.NEVER,
            limit=1_000_000,
            lines=4,
            by_program=True,
        ),
    ] = None
