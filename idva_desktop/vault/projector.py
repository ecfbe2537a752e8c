"""Keeps the projections in step with the acts: one change at a time, or a scope at once."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlcipher3 import Connection

from idva_desktop.domain.questions import Plain
from idva_desktop.journal.acts import Change
from idva_desktop.journal.payload import REMOVED, SealedChange
from idva_desktop.journal.replay import RecordState
from idva_desktop.vault.conflicts import forget_settled, note_conflicts
from idva_desktop.vault.heads import Heads, decode_heads
from idva_desktop.vault.members import MEMBER_KIND
from idva_desktop.vault.projections import Cell, Table, from_cell, tables
from idva_desktop.vault.search_entries import SearchEntries

Row = tuple[str | int | bytes | None, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Present:
    """A record as its projection has it now."""

    owner: str
    removed: bool
    heads: Heads
    answers: Mapping[str, Plain | None]


class Projector:
    """Reads and writes the projections of records through one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.tables = tables()
        self.search = SearchEntries(connection)

    def present(self, change: Change) -> Present | None:
        """Return the record that ``change`` would change, with the answers that it names.

        Raises:
            ValueError: the kind or a question is not declared, or the owner is another.
        """
        if change.kind == MEMBER_KIND:
            return None
        table = self.tables.get(change.kind)
        if table is None or not change.answers.keys() <= table.questions.keys():
            raise ValueError("the change names a kind or a question that is not declared")
        names = list(change.answers)
        columns = "".join(f', "{name}"' for name in names)
        row = self._connection.execute(
            f"SELECT owner, _removed, _heads{columns} FROM {table.name} WHERE id = ?",  # noqa: S608 - declared names
            (change.record_id,),
        ).fetchone()
        if row is None:
            return None
        owner, removed, heads, *cells = row
        if owner != change.owner:
            raise ValueError("a record keeps its owner")
        answers = {
            name: from_cell(table.questions[name], cell)
            for name, cell in zip(names, cells, strict=True)
        }
        return Present(owner, bool(removed), decode_heads(heads), answers)

    def insert(self, change: SealedChange, owner: str, at: str, act: bytes) -> None:
        """Add a new record."""
        state = RecordState(change.kind, change.record_id, owner, at, act)
        state.answers = {name: {act: value} for name, value in change.answers.items()}
        self.put([state])

    def update(self, change: SealedChange, owner: str, present: Present, act: bytes) -> None:
        """Change a record that is there."""
        table = self.tables[change.kind]
        cells: dict[str, Cell | bytes] = dict(table.cells(change.answers))
        if REMOVED in change.answers:
            cells["_removed"] = int(bool(change.answers[REMOVED]))
        cells["_heads"] = present.heads.after(act, change.answers).encode()
        sets = ", ".join(f"{name} = ?" for name in cells)
        self._connection.execute(
            f"UPDATE {table.name} SET {sets} WHERE id = ?",  # noqa: S608 - declared names
            (*cells.values(), change.record_id),
        )
        forget_settled(self._connection, change.kind, change.record_id, owner, change.answers)
        names = self.search.searched(change.kind).names
        if not change.answers.keys().isdisjoint([*names, REMOVED]):
            self._search_again(table, names, change.record_id, owner)

    def put(self, states: Iterable[RecordState]) -> None:
        """Add records as a replay leaves them; what is not declared is noted as unseen."""
        for state in states:
            if state.kind == MEMBER_KIND:
                self._put_member(state)
                continue
            table = self.tables.get(state.kind)
            known = table.questions.keys() if table else frozenset[str]()
            self._note_unseen(state, known)
            if table is None:
                continue
            row = row_of(table, state)
            note_conflicts(self._connection, [state])
            marks = ", ".join("?" * len(row))
            self._connection.execute(f"INSERT INTO {table.name} VALUES ({marks})", row)  # noqa: S608 - declared names
            if not state.removed:
                self.search.put(state.kind, state.record_id, state.owner, state.values())

    def _put_member(self, state: RecordState) -> None:
        self._connection.execute(
            "INSERT OR REPLACE INTO members VALUES (?, ?, ?, ?, ?)", member_row(state)
        )

    def _note_unseen(self, state: RecordState, known: Iterable[str]) -> None:
        missed = state.answers.keys() - {*known, REMOVED}
        if missed:
            self._connection.executemany(
                "INSERT OR IGNORE INTO unseen VALUES (?, ?)",
                [(state.kind, name) for name in sorted(missed)],
            )

    def _search_again(
        self, table: Table, names: tuple[str, ...], record_id: str, owner: str
    ) -> None:
        columns = "".join(f', "{name}"' for name in names)
        row = self._connection.execute(
            f"SELECT _removed{columns} FROM {table.name} WHERE id = ?",  # noqa: S608 - declared names
            (record_id,),
        ).fetchone()
        self.search.drop(table.kind, record_id)
        if row is not None and not row[0]:
            self.search.put(table.kind, record_id, owner, dict(zip(names, row[1:], strict=True)))


def row_of(table: Table, state: RecordState) -> Row:
    """Return the projection's row of a record."""
    cells = table.cells({name: state.value(name) for name in table.questions})
    later = {name: tuple(heads) for name, heads in state.later_heads().items()}
    return (
        state.record_id,
        state.owner,
        state.entered_at,
        int(state.removed),
        Heads(state.created_by, later).encode(),
        *cells.values(),
    )


def member_row(state: RecordState) -> Row:
    """Return the row of a member."""
    later = {name: tuple(heads) for name, heads in state.later_heads().items()}
    return (
        bytes.fromhex(state.record_id),
        str(state.value("name")),
        json.dumps(state.value("roles")),
        bytes.fromhex(str(state.value("public_key"))),
        Heads(state.created_by, later).encode(),
    )
