"""Projections: one table a record kind, generated from its declaration.

A new question is one line in one file: when the declaration and the table differ, columns are
added, or everything is built anew from the journal where older acts may already hold answers.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlcipher3 import Connection

from idva_desktop.domain import records as _records  # noqa: F401 - declares every kind
from idva_desktop.domain.questions import (
    Choices,
    Disclosure,
    Items,
    Link,
    Moment,
    Plain,
    Question,
)
from idva_desktop.domain.record import Record, questions_of, record_types
from idva_desktop.domain.typed_dates import LONDON

Cell = str | int | None


@dataclass(frozen=True, slots=True)
class Table:
    """The projection of one kind.

    Attributes:
        kind: the record kind.
        questions: its questions by name.
    """

    kind: str
    questions: Mapping[str, Question]

    @property
    def name(self) -> str:
        """The table's name, quoted."""
        return f'"r_{self.kind}"'

    def columns(self) -> list[tuple[str, str]]:
        """Return quoted name and type of each answer's columns; a moment has two."""
        found: list[tuple[str, str]] = []
        for name, question in self.questions.items():
            found.append((f'"{name}"', question.column))
            if isinstance(question, Moment):
                found.append((day_column(name), "TEXT"))
        return found

    def counted(self) -> list[str]:
        """Return the quoted columns that a tally reads; of a moment, its London date."""
        return [
            counted_column(name, question)
            for name, question in self.questions.items()
            if question.disclosure is Disclosure.COUNTABLE
        ]

    def links(self) -> list[str]:
        """Return the names of the questions that point at other records."""
        return [name for name, asked in self.questions.items() if isinstance(asked, Link)]

    def declared(self) -> str:
        """Return the declaration as text; a difference means that the table is to change."""
        return json.dumps([self.columns(), self.counted(), self.links()])

    def cells(self, answers: Mapping[str, Plain | None]) -> dict[str, Cell]:
        """Return the cells, by quoted column, of the answers that are declared here."""
        found: dict[str, Cell] = {}
        for name, value in answers.items():
            question = self.questions.get(name)
            if question is None:
                continue
            found[f'"{name}"'] = to_cell(value)
            if isinstance(question, Moment):
                found[day_column(name)] = london_day(value)
        return found


def day_column(name: str) -> str:
    """Return the column of a moment's London date."""
    return f'"{name}__day"'


def counted_column(name: str, question: Question) -> str:
    """Return the column that figures use for a question."""
    return day_column(name) if isinstance(question, Moment) else f'"{name}"'


def to_cell(value: Plain | None) -> Cell:
    """Return what a column holds for a plain answer; a list is kept as JSON."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value


def from_cell(question: Question, cell: Cell) -> Plain | None:
    """Return the plain answer of a column."""
    if isinstance(question, Choices | Items) and isinstance(cell, str):
        return [str(part) for part in json.loads(cell)]
    return cell


def london_day(instant: Plain | None) -> str | None:
    """Return the London date of a sealed moment."""
    if instant is None:
        return None
    return datetime.fromisoformat(str(instant)).astimezone(LONDON).date().isoformat()


def table_of(kind: type[Record]) -> Table:
    """Return the projection of a declared kind."""
    return Table(kind.kind, questions_of(kind))


def tables() -> dict[str, Table]:
    """Return the projection of every declared kind."""
    return {kind.kind: table_of(kind) for kind in record_types()}


def fit_tables(connection: Connection) -> bool:
    """Create or extend the tables so that they hold what is declared, in the open transaction.

    Returns:
        Whether a rebuild from the journal is needed, because older acts may hold answers that no
        table kept, or because a column changed its meaning.
    """
    held = dict(connection.execute("SELECT kind, declared FROM projections").fetchall())
    unseen = set(connection.execute("SELECT kind, question FROM unseen").fetchall())
    rebuild = False
    for kind, table in tables().items():
        before = held.get(kind)
        if before == table.declared():
            continue
        if before is None:
            rebuild = rebuild or any(missed == kind for missed, _ in unseen)
            _create(connection, table)
        elif not _extend(connection, table, before, unseen):
            rebuild = True
    return rebuild


def create_anew(connection: Connection) -> None:
    """Drop every projection of records and create those that are declared, all empty."""
    for (kind,) in connection.execute("SELECT kind FROM projections").fetchall():
        connection.execute(f'DROP TABLE "r_{kind}"')
    connection.execute("DELETE FROM projections")
    connection.execute("DELETE FROM unseen")
    for table in tables().values():
        _create(connection, table)


def _create(connection: Connection, table: Table) -> None:
    columns = "".join(f", {name} {kind}" for name, kind in table.columns())
    connection.execute(
        f"CREATE TABLE {table.name} (id TEXT NOT NULL PRIMARY KEY, owner TEXT NOT NULL,"
        " _entered_at TEXT NOT NULL, _removed INTEGER NOT NULL, _heads BLOB NOT NULL"
        f"{columns}) STRICT"
    )
    _index(connection, table)


def _index(connection: Connection, table: Table) -> None:
    """Index by owner, covering what tallies read, and by each link."""
    connection.execute(f'DROP INDEX IF EXISTS "c_{table.kind}"')
    counted = "".join(f", {column}" for column in table.counted())
    connection.execute(
        f'CREATE INDEX "c_{table.kind}" ON {table.name} (owner, id, _entered_at{counted})'
        " WHERE _removed = 0"
    )
    for name in table.links():
        connection.execute(
            f'CREATE INDEX IF NOT EXISTS "c_{table.kind}__{name}" ON {table.name} ("{name}")'
            f' WHERE "{name}" IS NOT NULL'
        )
    connection.execute(
        "INSERT OR REPLACE INTO projections VALUES (?, ?)", (table.kind, table.declared())
    )


def _extend(
    connection: Connection, table: Table, before: str, unseen: set[tuple[str, str]]
) -> bool:
    """Add new columns; says no where only a rebuild is right."""
    old: dict[str, str] = dict(json.loads(before)[0])
    new = dict(table.columns())
    if any(new.get(name) != kind for name, kind in old.items()):
        return False
    added = [name for name in new if name not in old]
    if any((table.kind, name.strip('"')) in unseen for name in added):
        return False
    for name in added:
        connection.execute(f"ALTER TABLE {table.name} ADD COLUMN {name} {new[name]}")
    _index(connection, table)
    return True
