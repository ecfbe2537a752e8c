"""The fixed tables: numbered SQL, forward only, one transaction each."""

from importlib.resources import files

from sqlcipher3 import Connection

from idva_desktop.domain.errors import NewerSchemaError
from idva_desktop.vault.connection import transaction

_STATEMENTS_END = ";\n\n"


def migrations() -> list[tuple[int, str]]:
    """Return number and text of every migration, in order."""
    folder = files("idva_desktop.vault").joinpath("sql")
    found = [
        (int(entry.name[:4]), entry.read_text("utf-8"))
        for entry in folder.iterdir()
        if entry.name.endswith(".sql") and entry.name[:4].isdecimal()
    ]
    return sorted(found)


def newest_version() -> int:
    """Return the version that this program writes."""
    return migrations()[-1][0]


def version_of(connection: Connection) -> int:
    """Return the version of an open database."""
    row = connection.execute("PRAGMA user_version").fetchone()
    return int(row[0]) if row else 0


def refuse_newer(connection: Connection) -> None:
    """Leave a database alone that a newer program made.

    Raises:
        NewerSchemaError: it is newer than this program.
    """
    if version_of(connection) > newest_version():
        raise NewerSchemaError(
            "A newer version of this program made this vault. It is whole and was not changed. "
            "Update the program on this computer and open it again."
        )


def migrate(connection: Connection) -> None:
    """Bring the fixed tables up to this program's version."""
    for number, script in migrations():
        if number > version_of(connection):
            with transaction(connection):
                for statement in script.split(_STATEMENTS_END):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {number}")


def schema_of(connection: Connection) -> str:
    """Return the fixed tables as text, for the committed ``schema.sql``."""
    rows = connection.execute(
        "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'search_index_%'"
        " AND name NOT LIKE 'word_index_%'"
        " AND name NOT GLOB '[rc]_*' ORDER BY type = 'table' DESC, name"
    )
    return ";\n\n".join(str(sql) for (sql,) in rows) + ";\n"
