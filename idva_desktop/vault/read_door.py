"""What can be read through a door to the vault: records, counts, history, search."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import islice
from typing import Any, TypeVar

from sqlcipher3 import Connection

from idva_desktop.domain.record import Record
from idva_desktop.vault import conflicts as conflict_reader
from idva_desktop.vault import history as history_reader
from idva_desktop.vault import reading, search
from idva_desktop.vault.conflicts import Conflict
from idva_desktop.vault.connection import one_state, plain_errors
from idva_desktop.vault.history import HistoryEntry
from idva_desktop.vault.members import Member
from idva_desktop.vault.scope_keys import ScopeKeys
from idva_desktop.vault.search import SearchHit
from idva_desktop.vault.walls import Walls

R = TypeVar("R", bound=Record)
Look = Callable[[Connection, str, int], list[SearchHit]]


class ReadDoor:
    """The reading half of :class:`~idva_desktop.vault.vault.Vault`, for one thread.

    Whatever is read here leaves out what is walled from the member, except the tally's
    :meth:`countable_rows`: a total must not tell that there is a wall.

    Args:
        connection: of the door.
        member: who reads; ``None`` sees past every wall.
    """

    def __init__(self, connection: Connection, member: Member | None) -> None:
        self._connection = connection
        self._keys = ScopeKeys(connection)
        self._walls = Walls(connection, member)

    def beyond_walls(self) -> "ReadDoor":
        """Return a door that sees past walls: to notice conflicts, never to show a record."""
        return ReadDoor(self._connection, None)

    @contextmanager
    def one_state(self) -> Iterator[None]:
        """Let everything that is read inside be of one moment, whatever is saved or erased then.

        Nothing is saved through this door inside.
        """
        with plain_errors(), one_state(self._connection):
            yield

    @plain_errors()
    def walled(self) -> frozenset[str]:
        """Return the ids of the clients and cases that are walled from the member."""
        return self._walls.owners()

    @plain_errors()
    def gone(self) -> frozenset[str]:
        """Return the ids of clients and cases that the member saw once, or never: walled, erased.

        A window that is open while one goes asks here what it must let go of.
        """
        return self._walls.owners() | self._keys.erased()

    @plain_errors()
    def fetch(self, kind: type[R], *, owner: str | None = None, **equal: Any) -> list[R]:  # noqa: ANN401 - each question has its own type
        """Return the records of a kind whose answers equal those given, oldest entry first."""
        where = reading.where(kind, owner=owner, equal=equal)
        return reading.fetch(self._connection, kind, where.also(self._walls.around(kind)))

    @plain_errors()
    def fetch_one(self, kind: type[R], record_id: str) -> R | None:
        """Return a record by its id, or ``None`` if it is not there or was removed."""
        return next(iter(self.fetch_many(kind, [record_id])), None)

    @plain_errors()
    def fetch_many(self, kind: type[R], record_ids: Sequence[str]) -> list[R]:
        """Return records by their ids, in that order; for the page of a long list."""
        return reading.fetch_many(self._connection, kind, record_ids, self._walls.around(kind))

    @plain_errors()
    def ids(
        self,
        kind: type[Record],
        *,
        owner: str | None = None,
        order_by: str = "",
        descending: bool = False,
        ranges: Mapping[str, reading.Range] | None = None,
        **equal: Any,  # noqa: ANN401 - each question has its own type
    ) -> list[str]:
        """Return the ids that fit, ordered by one answer; ``ranges`` are first and last."""
        where = reading.where(kind, owner=owner, equal=equal, ranges=ranges)
        where = where.also(self._walls.around(kind))
        return reading.ids(self._connection, kind, where, order_by=order_by, descending=descending)

    @plain_errors()
    def count(
        self,
        kind: type[Record],
        *,
        owner: str | None = None,
        ranges: Mapping[str, reading.Range] | None = None,
        **equal: Any,  # noqa: ANN401 - each question has its own type
    ) -> int:
        """Return how many records fit."""
        where = reading.where(kind, owner=owner, equal=equal, ranges=ranges)
        return reading.count(self._connection, kind, where.also(self._walls.around(kind)))

    def earliest(
        self,
        kind: type[Record],
        question: str,
        *,
        owner: str | None = None,
        **equal: Any,  # noqa: ANN401 - each question has its own type
    ) -> dict[str, date]:
        """Return, by owner, the earliest London date of a day or moment in the records that fit."""
        where = reading.where(kind, owner=owner, equal=equal)
        where = where.also(self._walls.around(kind))
        return reading.day_by_owner(self._connection, kind, question, where, last=False)

    def latest(
        self,
        kind: type[Record],
        question: str,
        *,
        owner: str | None = None,
        **equal: Any,  # noqa: ANN401 - each question has its own type
    ) -> dict[str, date]:
        """Return, by owner, the latest London date of a day or moment in the records that fit."""
        where = reading.where(kind, owner=owner, equal=equal)
        where = where.also(self._walls.around(kind))
        return reading.day_by_owner(self._connection, kind, question, where, last=True)

    def countable_rows(
        self, kind: type[Record], questions: Sequence[str], *, owner: str | None = None
    ) -> Iterator[tuple[reading.Counted, ...]]:
        """Yield record id, owner, instant of entry (UTC) and countable answers: the tally's door.

        Of every scope, or of the one that is named.

        Raises:
            RefusedError: a question is not countable.
        """
        return reading.countable_rows(self._connection, kind, questions, owner)

    @plain_errors()
    def count_by(
        self, kind: type[Record], questions: Sequence[str]
    ) -> list[tuple[reading.Counted, ...]]:
        """Return each combination of countable answers and how many records have it.

        Raises:
            RefusedError: a question is not countable.
        """
        return reading.count_by(self._connection, kind, questions, self._walls.around(kind))

    @plain_errors()
    def history(self, owner: str, record_id: str | None = None) -> list[HistoryEntry]:
        """Return who changed and read what in a scope, or of one record, oldest first."""
        if owner in self._walls.owners():
            return []
        with self._acts() as keys:
            entries = history_reader.history(self._connection, keys, owner, record_id)
        hidden = self._walls.hidden_records()
        return [entry for entry in entries if entry.record_id not in hidden]

    @plain_errors()
    def conflicts(self, owner: str) -> list[Conflict]:
        """Return the answers of a scope on which two acts disagree."""
        if owner in self._walls.owners():
            return []
        hidden = self._walls.hidden_records()
        with self._acts() as keys:
            found = conflict_reader.conflicts(self._connection, keys, owner)
        return [each for each in found if each.record_id not in hidden]

    @plain_errors()
    def owners_in_conflict(self) -> list[str]:
        """Return the ids of the scopes that hold such answers."""
        walled = self._walls.owners()
        found = conflict_reader.owners_in_conflict(self._connection)
        return [owner for owner in found if owner not in walled]

    @plain_errors()
    def author_of(self, kind: type[Record], record_id: str) -> str:
        """Return the id of the member whose act created a record, or ``""`` for no such record."""
        if self.fetch_one(kind, record_id) is None:
            return ""
        with self._acts() as keys:
            return history_reader.author_of(self._connection, keys, kind, record_id)

    @contextmanager
    def _acts(self) -> Iterator[ScopeKeys]:
        """Give the keys that fit the acts which are read inside, though others erase meanwhile."""
        with one_state(self._connection):
            self._keys.forget_what_others_changed()
            yield self._keys

    @plain_errors()
    def search(self, text: str, limit: int = 50) -> list[SearchHit]:
        """Return records whose name or reference holds every word; the text is kept nowhere."""
        return self._in_sight(search.search, text, limit)

    @plain_errors()
    def search_alike(self, text: str, limit: int = 50) -> list[SearchHit]:
        """Return records whose name is like what was typed, the nearest first."""
        return self._in_sight(search.search_alike, text, limit)

    @plain_errors()
    def search_words(self, text: str, limit: int = 50) -> list[SearchHit]:
        """Return records in whose notes and other free words every word begins one."""
        return self._in_sight(search.search_words, text, limit)

    def _in_sight(self, look: Look, text: str, limit: int) -> list[SearchHit]:
        """Return what a search finds outside walls, as many as if there were none."""
        walled, hidden = self._walls.owners(), self._walls.hidden_records()
        more = sum(search.entries_of(self._connection, owner) for owner in walled) + len(hidden)
        hits = look(self._connection, text, limit + more)
        seen = (hit for hit in hits if hit.owner not in walled and hit.record_id not in hidden)
        return list(islice(seen, limit))
