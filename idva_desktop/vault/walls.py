"""Walls between the members of one vault: what the open member is not shown, said in one place.

They hold by the program: every slot opens the same database key. A wall is on a client, and with
the client go all of its cases and every record that points at them.
"""

import json
from collections.abc import Iterable, Mapping
from functools import cached_property

from sqlcipher3 import Connection

from idva_desktop.domain.errors import RefusedError
from idva_desktop.domain.questions import Link
from idva_desktop.domain.record import Record, questions_of, record_types
from idva_desktop.domain.records import Case, Client, Wall
from idva_desktop.vault.members import Member
from idva_desktop.vault.projections import table_of
from idva_desktop.vault.reading import Where

_POINTED_AT = frozenset({Client.kind, Case.kind})

_NAMED = (
    f"SELECT DISTINCT name FROM {table_of(Wall).name}"  # noqa: S608 - declared names
    " WHERE member IS NULL AND name IS NOT NULL AND _removed = 0"
)
# A wall by name holds for somebody who became a member after it was raised.
_CLIENTS = (
    f"SELECT client FROM {table_of(Wall).name} WHERE client IS NOT NULL"  # noqa: S608 - declared names
    " AND lifted_on IS NULL AND _removed = 0"
    " AND (member = ? OR (member IS NULL AND name IN (SELECT value FROM json_each(?))))"
)
_OWNERS = (
    f"{_CLIENTS} UNION ALL"  # noqa: S608 - declared names
    f" SELECT id FROM {table_of(Case).name} WHERE client IN ({_CLIENTS})"
)


class Walls:
    """What is walled from one member, read anew with each question.

    Args:
        connection: of the door that asks.
        member: who must not see; ``None`` sees past every wall.
    """

    def __init__(self, connection: Connection, member: Member | None) -> None:
        self._connection, self._member = connection, member

    @cached_property
    def _who(self) -> tuple[str, ...]:
        """Return what the conditions are asked with: the member, and what walls call them.

        Asked once: a wall by name alone was raised before its member was added.
        """
        if self._member is None:
            return ()
        said = (str(name) for (name,) in self._connection.execute(_NAMED))
        meant = [name for name in said if self._member.is_called(name)]
        return (self._member.id, json.dumps(meant)) * 2

    def around(self, kind: type[Record]) -> Where:
        """Return the condition that leaves out what is walled, for one kind's projection."""
        if not self._who:
            return Where("1", ())
        parts = [f"owner NOT IN ({_OWNERS})"]
        parts.extend(f'("{name}" IS NULL OR "{name}" NOT IN ({_OWNERS}))' for name in _links(kind))
        return Where(" AND ".join(parts), self._who * len(parts))

    def owners(self) -> frozenset[str]:
        """Return the ids of the clients and cases that are walled."""
        if not self._who:
            return frozenset()
        rows = self._connection.execute(_OWNERS, self._who).fetchall()
        return frozenset(str(owner) for (owner,) in rows)

    def hidden_records(self) -> frozenset[str]:
        """Return the ids of records outside walled clients and cases that point at one."""
        if not self.owners():
            return frozenset()
        return frozenset(
            record_id
            for kind in record_types()
            if kind.scope.is_shared and _links(kind)
            for record_id in self._hidden(kind)
        )

    def _hidden(self, kind: type[Record]) -> list[str]:
        seen = self.around(kind)
        rows = self._connection.execute(
            f"SELECT id FROM {table_of(kind).name} WHERE NOT ({seen.text})",  # noqa: S608 - declared names
            seen.values,
        ).fetchall()
        return [str(record_id) for (record_id,) in rows]


def _links(kind: type[Record]) -> Mapping[str, Link]:
    """Return the questions of a kind that point at a client or a case."""
    return {
        name: asked
        for name, asked in questions_of(kind).items()
        if isinstance(asked, Link) and asked.to in _POINTED_AT
    }


def refuse_walled(walled: frozenset[str], owners: Iterable[str]) -> None:
    """Refuse what touches a walled client or case, in the words for one that is not there.

    Raises:
        RefusedError: one of ``owners`` is walled.
    """
    if not walled.isdisjoint(owners):
        raise RefusedError("This case is not here. Nothing was changed; search for it again.")
