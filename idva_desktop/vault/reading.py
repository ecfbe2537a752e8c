"""Reads from the projections: typed records for casework, and the tally's only door."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from sqlcipher3 import Connection

from idva_desktop.domain.errors import RefusedError
from idva_desktop.domain.questions import Day, Disclosure, Moment, Question
from idva_desktop.domain.record import Record, build, questions_of
from idva_desktop.vault.connection import plain_errors
from idva_desktop.vault.projections import (
    Cell,
    counted_column,
    from_cell,
    table_of,
    to_cell,
)

R = TypeVar("R", bound=Record)
Counted = str | int | None | tuple[str, ...]
Range = tuple[Any, Any]

_MOST_IN_ONE = 500


def fetch(connection: Connection, kind: type[R], where: "Where", order: str = "") -> list[R]:
    """Return the records of a kind that fit, in the order in which they were entered."""
    names = list(questions_of(kind))
    columns = "".join(f', "{name}"' for name in names)
    rows = connection.execute(
        f"SELECT id, owner{columns} FROM {table_of(kind).name} WHERE {where.text}"  # noqa: S608 - declared names
        f" ORDER BY {order or '_entered_at, rowid'}",
        where.values,
    ).fetchall()
    return [_record(kind, names, row) for row in rows]


def fetch_many(
    connection: Connection, kind: type[R], ids: Sequence[str], within: "Where"
) -> list[R]:
    """Return the records of these ids that fit, in this order; others are left out."""
    found: dict[str, R] = {}
    for start in range(0, len(ids), _MOST_IN_ONE):
        some = ids[start : start + _MOST_IN_ONE]
        marks = ", ".join("?" * len(some))
        where = Where(f"_removed = 0 AND id IN ({marks})", tuple(some))
        found.update({held.id: held for held in fetch(connection, kind, where.also(within))})
    return [found[record_id] for record_id in ids if record_id in found]


def ids(
    connection: Connection,
    kind: type[Record],
    where: "Where",
    *,
    order_by: str = "",
    descending: bool = False,
) -> list[str]:
    """Return the ids of the records that fit, ordered by one answer."""
    if order_by and order_by not in questions_of(kind):
        raise ValueError("lists are ordered by a declared question")
    turn = " DESC" if descending else ""
    order = f'"{order_by}"{turn}, _entered_at{turn}, rowid{turn}' if order_by else f"rowid{turn}"
    rows = connection.execute(
        f"SELECT id FROM {table_of(kind).name} WHERE {where.text} ORDER BY {order}",  # noqa: S608 - declared names
        where.values,
    ).fetchall()
    return [row[0] for row in rows]


def count(connection: Connection, kind: type[Record], where: "Where") -> int:
    """Return how many records fit."""
    row = connection.execute(
        f"SELECT count(*) FROM {table_of(kind).name} WHERE {where.text}",  # noqa: S608 - declared names
        where.values,
    ).fetchone()
    return int(row[0]) if row else 0


def day_by_owner(
    connection: Connection, kind: type[Record], question: str, where: "Where", *, last: bool
) -> dict[str, date]:
    """Return, by owner, the first or last London date of a question in the records that fit.

    Raises:
        TypeError: the question is no declared day or moment.
    """
    asked = questions_of(kind).get(question)
    if not isinstance(asked, Day | Moment):
        raise TypeError("days are asked of a declared day or moment")
    column = counted_column(question, asked)
    rows = connection.execute(
        f"SELECT owner, {'max' if last else 'min'}({column}) FROM {table_of(kind).name}"  # noqa: S608 - declared names
        f" WHERE {where.text} AND {column} IS NOT NULL GROUP BY owner",
        where.values,
    ).fetchall()
    return {owner: date.fromisoformat(day) for owner, day in rows}


class Where:
    """A condition on one kind's projection, with its values kept apart."""

    def __init__(self, text: str, values: tuple[Cell, ...]) -> None:
        self.text = text
        self.values = values

    def also(self, other: "Where") -> "Where":
        """Return the condition that both hold."""
        return Where(f"{self.text} AND {other.text}", (*self.values, *other.values))


def where(
    kind: type[Record],
    *,
    owner: str | None = None,
    equal: Mapping[str, Any] | None = None,
    ranges: Mapping[str, Range] | None = None,
) -> Where:
    """Return the condition for records that are not removed.

    Args:
        kind: the record kind.
        owner: only those that this scope holds.
        equal: typed answers by question; ``None`` means blank.
        ranges: typed first and last answer by question, both included; ``None`` leaves a side open.

    Raises:
        ValueError: a question is not declared.
    """
    parts, values = ["_removed = 0"], list[Cell]()
    if owner is not None:
        parts.append("owner = ?")
        values.append(owner)
    for name, value in (equal or {}).items():
        column, cell = _compared(kind, name, value)
        parts.append(f"{column} IS NULL" if cell is None else f"{column} = ?")
        values.extend(() if cell is None else (cell,))
    for name, bounds in (ranges or {}).items():
        for sign, bound in zip((">=", "<="), bounds, strict=True):
            column, cell = _compared(kind, name, bound)
            if cell is not None:
                parts.append(f"{column} {sign} ?")
                values.append(cell)
    return Where(" AND ".join(parts), tuple(values))


def countable_rows(
    connection: Connection, kind: type[Record], questions: Sequence[str], owner: str | None = None
) -> Iterator[tuple[Counted, ...]]:
    """Yield record id, owner, instant of entry and the countable answers asked for.

    A moment is given as its London date, ISO text; several codes as a tuple.

    Raises:
        RefusedError: a question is not countable.
    """
    asked = _countable(kind, questions)
    columns = "".join(f", {counted_column(name, asked[name])}" for name in questions)
    listed = [asked[name] for name in questions]
    with plain_errors():
        rows = connection.execute(
            f"SELECT id, owner, _entered_at{columns} FROM {table_of(kind).name}"  # noqa: S608 - declared names
            f" WHERE _removed = 0{' AND owner = ?' if owner else ''} ORDER BY owner, id",
            (owner,) if owner else (),
        )
        for row in rows:
            yield (*row[:3], *map(_counted, listed, row[3:]))


def count_by(
    connection: Connection, kind: type[Record], questions: Sequence[str], within: "Where"
) -> list[tuple[Counted, ...]]:
    """Return each combination of the countable answers with how many records that fit have it.

    Raises:
        RefusedError: a question is not countable.
    """
    asked = _countable(kind, questions)
    columns = ", ".join(counted_column(name, asked[name]) for name in questions)
    listed = [asked[name] for name in questions]
    rows = connection.execute(
        f"SELECT {columns}, count(*) FROM {table_of(kind).name}"  # noqa: S608 - declared names
        f" WHERE _removed = 0 AND {within.text} GROUP BY {columns} ORDER BY {columns}",
        within.values,
    ).fetchall()
    return [(*map(_counted, listed, row[:-1]), row[-1]) for row in rows]


def _compared(kind: type[Record], name: str, value: object) -> tuple[str, Cell]:
    question = questions_of(kind).get(name)
    if question is None:
        raise ValueError("a condition names a question that is not declared")
    return f'"{name}"', None if value is None else to_cell(question.to_plain(value))


def _countable(kind: type[Record], questions: Sequence[str]) -> Mapping[str, Question]:
    declared = questions_of(kind)
    for name in questions:
        if name not in declared or declared[name].disclosure is not Disclosure.COUNTABLE:
            raise RefusedError(
                f"“{kind.kind}.{name}” may not enter a count. Nothing was counted. "
                "Name only questions that are declared countable."
            )
    return declared


def _counted(question: Question, cell: Cell) -> Counted:
    plain = from_cell(question, cell)
    return tuple(plain) if isinstance(plain, list) else plain


def _record(kind: type[R], names: Sequence[str], row: tuple[Any, ...]) -> R:
    questions = questions_of(kind)
    plain = {
        name: from_cell(questions[name], cell)
        for name, cell in zip(names, row[2:], strict=True)
        if cell is not None
    }
    return build(kind, row[0], row[1], plain)
