"""What figures still need of an erased record: countable answers only, until they are issued.

A stub stands for one erased scope and is read as if its records were still there, so figures stay
what they were. Its ids are new and random; only what an issued return has booked, and a client who
has other cases, keep theirs, because there they settle what was counted already. Each stub is
sealed under a key of its own, and is erased once nothing of it is left to be issued.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from idva_desktop.casework.issued_ledger import ledger
from idva_desktop.casework.session import Save, Session, new_id
from idva_desktop.domain.calendar import Period
from idva_desktop.domain.errors import ReturnError
from idva_desktop.domain.record import Record
from idva_desktop.domain.records import Case, ErasedCounts
from idva_desktop.returns.booking import book
from idva_desktop.returns.history_rows import READS, CountableRows, build_histories
from idva_desktop.returns.ledger import Ledger
from idva_desktop.returns.measures import MEASURES, facts_of
from idva_desktop.returns.pack import Pack
from idva_desktop.vault.vault import Vault

Row = tuple[Any, ...]
Rows = Mapping[str, list[Row]]
"""By kind: record id, owner, instant of entry, and the answers that the tally reads."""

_CLIENT = 3 + READS[Case].index("client")


@dataclass(frozen=True, slots=True, repr=False)
class Stub:
    """The counts of one erased scope.

    Attributes:
        id: the id of its record, and of the scope that seals it.
        reads: by kind, which answers the rows hold.
        rows: by kind.
    """

    id: str
    reads: Mapping[str, Sequence[str]]
    rows: Rows

    @property
    def case(self) -> str:
        """The id under which its case is counted; blank for the counts of a client."""
        return str(self.rows[Case.kind][0][0]) if self.rows.get(Case.kind) else ""

    @property
    def clients(self) -> set[str]:
        """The clients of whom it counts something."""
        cases = {str(row[_CLIENT] or "") for row in self.rows.get(Case.kind, ())}
        return cases or {str(row[1]) for rows in self.rows.values() for row in rows}

    def save(self) -> Save:
        """Return what seals it, under a scope of its own."""
        plain = {"reads": {kind: list(names) for kind, names in self.reads.items()}}
        said = json.dumps({**plain, "rows": self.rows}, sort_keys=True, ensure_ascii=False)
        return Save(ErasedCounts, self.id, self.id, {"rows": said})


def stubs(vault: Vault) -> list[Stub]:
    """Return the counts that are kept of erased records.

    Raises:
        ReturnError: one is not what was written.
    """
    return [_read(held) for held in vault.fetch(ErasedCounts)]


def _read(held: ErasedCounts) -> Stub:
    try:
        plain = json.loads(held.rows or "")
        rows = {
            kind: [tuple(tuple(c) if isinstance(c, list) else c for c in row) for row in found]
            for kind, found in plain["rows"].items()
        }
        reads = {kind: tuple(names) for kind, names in plain["reads"].items()}
        fits = all(len(row) == 3 + len(reads[kind]) for kind in rows for row in rows[kind])
    except (ValueError, KeyError, TypeError, AttributeError):
        fits = False
    if not fits:
        raise ReturnError(
            "The counts of an erased record are damaged, so no figure can be told. Nothing was "
            "changed. Run an audit, or restore the last backup."
        )
    return Stub(held.id, reads, rows)


def with_erased(rows: CountableRows, kept: Sequence[Stub]) -> CountableRows:
    """Return the tally's door with the counts of erased records behind the living ones."""

    def both(kind: type[Record], questions: Sequence[str]) -> Iterator[Row]:
        yield from rows(kind, questions)
        for stub in kept:
            held = stub.reads.get(kind.kind, ())
            places = [3 + held.index(name) if name in held else None for name in questions]
            for row in stub.rows.get(kind.kind, ()):
                yield (*row[:3], *(None if at is None else row[at] for at in places))

    return both


def stubs_for(session: Session, owners: Sequence[str]) -> list[Stub]:
    """Return what must be kept of these scopes, should they be erased now."""
    issued, before = ledger(session), stubs(session.vault)
    found = [(owner, _rows_of(session.vault, owner)) for owner in owners]
    by_case = [(owner, rows) for owner, rows in found if rows.get(Case.kind)]
    wanted = {owner for owner, rows in by_case if _is_left(issued, rows)}
    clients = {str(rows[Case.kind][0][_CLIENT] or "") for owner, rows in by_case if owner in wanted}
    clients |= {client for stub in before for client in stub.clients if stub.case}
    renaming = _renaming(session, owners, issued, before, [rows for _, rows in found])
    return [
        Stub(new_id(), {kind.kind: tuple(READS[kind]) for kind in READS}, _renamed(rows, renaming))
        for owner, rows in found
        if rows and (owner in wanted or (owner in clients and not rows.get(Case.kind)))
    ]


def issued_stubs(session: Session) -> list[Stub]:
    """Return the stubs of which nothing is left to be issued."""
    issued, kept = ledger(session), stubs(session.vault)
    if not kept:
        return []
    left = {stub.id for stub in kept if stub.case and _is_left(issued, stub.rows)}
    clients = {client for stub in kept if stub.id in left for client in stub.clients}
    return [
        stub
        for stub in kept
        if stub.id not in left and (stub.case or stub.clients.isdisjoint(clients))
    ]


def _rows_of(vault: Vault, owner: str) -> Rows:
    found = {
        kind.kind: list(vault.countable_rows(kind, names, owner=owner))
        for kind, names in READS.items()
    }
    return {kind: rows for kind, rows in found.items() if rows}


def _is_left(issued: Ledger, rows: Rows) -> bool:
    """Say whether a case has something that a later return will report."""
    if not issued.quarters:
        return True
    stub = Stub("", {kind.kind: tuple(names) for kind, names in READS.items()}, rows)
    facts = list(facts_of(build_histories(with_erased(_nothing, [stub]))))
    coming = Period.quarter_of(issued.quarters[-1].end)
    if any(fact.day >= coming.start for fact in facts):
        return True
    measures = Pack.default().measures(MEASURES)
    return bool(book(facts, measures, issued.bookings, coming, issued.quarters[0]))


def _nothing(_kind: type[Record], _questions: Sequence[str]) -> Iterable[Row]:
    return ()


def _renaming(
    session: Session,
    owners: Sequence[str],
    issued: Ledger,
    before: Sequence[Stub],
    found: Sequence[Rows],
) -> Mapping[str, str]:
    """Return a new id for every one that settles nothing elsewhere, in the same order."""
    held = {booking.fact.unit for booking in issued.bookings}
    held |= {booking.fact.client for booking in issued.bookings}
    held |= {client for stub in before for client in stub.clients}
    held |= {
        case.client for case in session.vault.fetch(Case) if case.client and case.id not in owners
    }
    ids = {
        str(cell) for rows in found for kind in rows.values() for row in kind for cell in row[:2]
    }
    ids |= {str(row[_CLIENT]) for rows in found for row in rows.get(Case.kind, ()) if row[_CLIENT]}
    old = sorted(ids - held)
    # In the same order, so that records entered at one instant keep theirs.
    return dict(zip(old, sorted(new_id() for _ in old), strict=True))


def _renamed(rows: Rows, renaming: Mapping[str, str]) -> Rows:
    return {
        kind: [_with_new_ids(row, renaming, is_case=kind == Case.kind) for row in found]
        for kind, found in rows.items()
    }


def _with_new_ids(row: Row, renaming: Mapping[str, str], *, is_case: bool) -> Row:
    new = [renaming.get(row[0], row[0]), renaming.get(row[1], row[1]), *row[2:]]
    if is_case and new[_CLIENT]:
        new[_CLIENT] = renaming.get(new[_CLIENT], new[_CLIENT])
    return tuple(new)
