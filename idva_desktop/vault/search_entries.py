"""What search keeps of a record: names and references by any part, other free words as words.

Both lists follow from the declarations and from what the projections hold, so that they can be
read again at any time. The words themselves are kept for names and references only; of notes the
index alone, and a digest by which the audit compares them.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b

from sqlcipher3 import Connection

from idva_desktop.domain.questions import Plain, Text
from idva_desktop.domain.record import Record, questions_of, record_types
from idva_desktop.domain.search_words import FOLDING, Search, fold, words_of

_DIGEST_BYTES = 16
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Searched:
    """The questions of a kind that search looks at.

    Attributes:
        parts: those of which any part is found.
        words: those of which words are found.
    """

    parts: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All of them."""
        return (*self.parts, *self.words)

    def declared(self) -> str:
        """Return the declaration as text; a difference means that the kind is read again."""
        return json.dumps([FOLDING, self.parts, self.words])


@dataclass(frozen=True, slots=True, repr=False)
class Entry:
    """What is kept of one record.

    Attributes:
        parts: folded, each word behind a space so that beginnings match; blank for none.
        words: folded and parted by spaces; blank for none.
    """

    parts: str = ""
    words: str = ""

    def digest(self) -> bytes:
        """Return by what the words are compared."""
        return blake2b(self.words.encode(), digest_size=_DIGEST_BYTES).digest()


def searched_of(kind: type[Record]) -> Searched:
    """Return what is searched of a kind: what a person types freely, unless declared otherwise."""
    free = {name: asked for name, asked in questions_of(kind).items() if isinstance(asked, Text)}
    return Searched(
        tuple(name for name, asked in free.items() if asked.search is Search.ANY_PART),
        tuple(name for name, asked in free.items() if _is_narrative(asked)),
    )


def _is_narrative(asked: Text) -> bool:
    return asked.search is Search.WORDS and not asked.by_program


def searched_by_kind() -> dict[str, Searched]:
    """Return what is searched of every kind of which anything is."""
    found = {kind.kind: searched_of(kind) for kind in record_types()}
    return {kind: searched for kind, searched in found.items() if searched.names}


def entry_of(searched: Searched, answers: Mapping[str, Plain | None]) -> Entry:
    """Return what is kept of a record with these answers."""
    parts = fold(_joined(searched.parts, answers))
    words = " ".join(words_of(_joined(searched.words, answers)))
    return Entry(f" {parts}" if parts else "", words)


def _joined(names: Iterable[str], answers: Mapping[str, Plain | None]) -> str:
    return " ".join(str(answers[name]) for name in names if answers.get(name) is not None)


class SearchEntries:
    """Writes the entries through one connection, inside its transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._searched = searched_by_kind()

    def searched(self, kind: str) -> Searched:
        """Return what is searched of a kind."""
        return self._searched.get(kind, Searched())

    def entry(self, kind: str, answers: Mapping[str, Plain | None]) -> Entry:
        """Return what is to be kept of a record."""
        return entry_of(self.searched(kind), answers)

    def put(
        self, kind: str, record_id: str, owner: str, answers: Mapping[str, Plain | None]
    ) -> None:
        """Add the entries of a record that has none."""
        entry = self.entry(kind, answers)
        if entry.parts:
            self._connection.execute(
                "INSERT INTO search_entries (record_id, kind, owner, words) VALUES (?, ?, ?, ?)",
                (record_id, kind, owner, entry.parts),
            )
        if entry.words:
            number = self._connection.execute(
                "INSERT INTO word_entries (record_id, kind, owner, digest) VALUES (?, ?, ?, ?)",
                (record_id, kind, owner, entry.digest()),
            ).lastrowid
            self._connection.execute(
                "INSERT INTO word_index (rowid, words) VALUES (?, ?)", (number, entry.words)
            )

    def drop(self, kind: str, record_id: str) -> None:
        """Take the entries of a record away."""
        for table in ("search_entries", "word_entries"):
            self._connection.execute(
                f"DELETE FROM {table} WHERE record_id = ? AND kind = ?",  # noqa: S608 - declared names
                (record_id, kind),
            )

    def clear(self) -> None:
        """Take every entry away, before a rebuild."""
        for table in ("search_entries", "word_entries", "searched"):
            self._connection.execute(f"DELETE FROM {table}")  # noqa: S608 - declared names
        self._connection.execute("INSERT INTO word_index (word_index) VALUES ('delete-all')")

    def note_declared(self) -> None:
        """Note that the entries follow from the declarations as they are now."""
        self._connection.execute("DELETE FROM searched")
        self._connection.executemany(
            "INSERT INTO searched VALUES (?, ?)",
            [(kind, searched.declared()) for kind, searched in self._searched.items()],
        )

    def fit(self) -> None:
        """Read again, from the projections, the kinds of which something else is searched now."""
        held = dict(self._connection.execute("SELECT kind, declared FROM searched").fetchall())
        wanted = {kind: searched.declared() for kind, searched in self._searched.items()}
        for kind in sorted(held.keys() | wanted.keys()):
            if held.get(kind) != wanted.get(kind):
                self._read_again(kind)
        if held != wanted:
            self.note_declared()

    def _read_again(self, kind: str) -> None:
        for table in ("search_entries", "word_entries"):
            self._connection.execute(f"DELETE FROM {table} WHERE kind = ?", (kind,))  # noqa: S608 - declared names
        names = self.searched(kind).names
        if not names:
            return
        columns = "".join(f', "{name}"' for name in names)
        rows = self._connection.execute(
            f'SELECT id, owner{columns} FROM "r_{kind}" WHERE _removed = 0 ORDER BY rowid'  # noqa: S608 - declared names
        )
        while some := rows.fetchmany(_AT_ONCE):
            for record_id, owner, *cells in some:
                self.put(kind, record_id, owner, dict(zip(names, cells, strict=True)))
