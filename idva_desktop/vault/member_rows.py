"""Members as the database keeps them."""

import json

from sqlcipher3 import Connection

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


def member_by_id(connection: Connection, member: bytes) -> Member | None:
    """Return the member of that id, or ``None`` where adding the member was cut short."""
    return next((known for known in members(connection) if known.id == member.hex()), None)
