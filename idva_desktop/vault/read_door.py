"""What can be read through a door to the vault: records, counts, history, search."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from sqlcipher3 import Connection

from idva_desktop.domain.record import Record
from idva_desktop.vault import conflicts as conflict_reader
from idva_desktop.vault import history as history_reader
from idva_desktop.vault import reading, search
from idva_desktop.vault.conflicts import Conflict
from idva_desktop.vault.connection import plain_errors
from idva_desktop.vault.history import HistoryEntry
from idva_desktop.vault.scope_keys import ScopeKeys
from idva_desktop.vault.search import SearchHit

R = TypeVar("R", bound=Record)


class ReadDoor:
    """The reading half of :class:`~idva_desktop.vault.vault.Vault`, for one thread."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._keys = ScopeKeys(connection)

    @plain_errors()
    def fetch(self, kind: type[R], *, owner: str | None = None, **equal: Any) -> list[R]:  # noqa: ANN401 - each question has its own type
        """Return the records of a kind whose answers equal those given, oldest entry first."""
        return reading.fetch(self._connection, kind, reading.where(kind, owner=owner, equal=equal))

    @plain_errors()
    def fetch_one(self, kind: type[R], record_id: str) -> R | None:
        """Return a record by its id, or ``None`` if it is not there or was removed."""
        return next(iter(reading.fetch_many(self._connection, kind, [record_id])), None)

    @plain_errors()
    def fetch_many(self, kind: type[R], record_ids: Sequence[str]) -> list[R]:
        """Return records by their ids, in that order; for the page of a long list."""
        return reading.fetch_many(self._connection, kind, record_ids)

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
        return reading.count(self._connection, kind, where)

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
        return reading.count_by(self._connection, kind, questions)

    @plain_errors()
    def history(self, owner: str, record_id: str | None = None) -> list[HistoryEntry]:
        """Return who changed and read what in a scope, or of one record, oldest first."""
        return history_reader.history(self._connection, self._keys, owner, record_id)

    @plain_errors()
    def conflicts(self, owner: str) -> list[Conflict]:
        """Return the answers of a scope on which two acts disagree."""
        return conflict_reader.conflicts(self._connection, self._keys, owner)

    @plain_errors()
    def owners_in_conflict(self) -> list[str]:
        """Return the ids of the scopes that hold such answers."""
        return conflict_reader.owners_in_conflict(self._connection)

    def author_of(self, kind: type[Record], record_id: str) -> str:
        """Return the id of the member whose act created a record, or ``""`` for no such record."""
        return history_reader.author_of(self._connection, self._keys, kind, record_id)

    @plain_errors()
    def search(self, text: str, limit: int = 50) -> list[SearchHit]:
        """Return records whose name or reference holds every word; the text is kept nowhere."""
        return search.search(self._connection, text, limit)

    @plain_errors()
    def search_alike(self, text: str, limit: int = 50) -> list[SearchHit]:
        """Return records whose name is like what was typed, the nearest first."""
        return search.search_alike(self._connection, text, limit)

    @plain_errors()
    def search_words(self, text: str, limit: int = 50) -> list[SearchHit]:
        """Return records in whose notes and other free words every word begins one."""
        return search.search_words(self._connection, text, limit)
