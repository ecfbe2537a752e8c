"""Members as the database keeps them."""

import json

from sqlcipher3 import Connection

from idva_desktop.domain.errors import DamagedDatabaseError
from idva_desktop.vault.connection import plain_errors
from idva_desktop.vault.members import Member, Role


def members(connection: Connection) -> list[Member]:
    """Return every member, by name."""
    with plain_errors():
        rows = connection.execute(
            "SELECT member, name, roles, public_key FROM members ORDER BY name"
        ).fetchall()
    return [
        Member(member.hex(), name, frozenset(map(Role, json.loads(roles))), public_key)
        for member, name, roles, public_key in rows
    ]


def member_by_id(connection: Connection, member: bytes) -> Member:
    """Return the member of that id.

    Raises:
        DamagedDatabaseError: header and database do not belong together.
    """
    for known in members(connection):
        if known.id == member.hex():
            return known
    raise DamagedDatabaseError(
        "The header and the database in this folder do not belong together. Nothing was changed. "
        "Restore the newest backup into an empty folder."
    )
