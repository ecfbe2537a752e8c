"""Search: names and references by any part, names as they were meant, and words of notes.

Each answer says which record was found and who owns it, never what is written there, so that a
door can leave out what its member may not see. The text of a search is never written down, and
whatever is typed is looked for as it stands: nothing in it is a command to the index.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlcipher3 import Connection

from idva_desktop.domain.alike import allowed, slips
from idva_desktop.domain.records import Case
from idva_desktop.domain.search_words import fold, is_spaceless, words_of

_TRIGRAM = 3
_MOST_WORDS = 8
_SHORTEST_WORD = 2  # one letter begins too many words of notes to mean any of them
_SHORT_NAME = 5  # up to here one slip may leave no three letters in a row
_MOST_CANDIDATES = 400


@dataclass(frozen=True, slots=True, repr=False)
class SearchHit:
    """A record that was found.

    Attributes:
        kind: the record kind, such as ``identity`` or ``case``.
        record_id: the record.
        owner: the client or case that holds it.
    """

    kind: str
    record_id: str
    owner: str


def search(connection: Connection, text: str, limit: int) -> list[SearchHit]:
    """Return the records in whose name or reference every word occurs, newest entry first.

    Words of one or two letters match the beginnings of words, longer ones any part; one or two
    figures match any part of a case's reference.
    """
    words = fold(text).split()[:_MOST_WORDS]
    if not words:
        return []
    long_words = [word for word in words if len(word) >= _TRIGRAM]
    conditions, values = list[str](), list[str]()
    if long_words:
        conditions.append("number IN (SELECT rowid FROM search_index WHERE search_index MATCH ?)")
        values.append(" AND ".join(map(_quoted, long_words)))
    for word in words:
        if len(word) < _TRIGRAM:
            of_case = f" OR (kind = '{Case.kind}' AND instr(words, ?) > 0)"
            conditions.append(f"(instr(words, ?) > 0{of_case if word.isdecimal() else ''})")
            values.append(word if is_spaceless(word) else f" {word}")
            values.extend([word] if word.isdecimal() else ())
    rows = connection.execute(
        "SELECT kind, record_id, owner FROM search_entries"  # noqa: S608 - declared names
        f" WHERE {' AND '.join(conditions)} ORDER BY number DESC LIMIT ?",
        (*values, limit),
    ).fetchall()
    return [SearchHit(*row) for row in rows]


def search_alike(connection: Connection, text: str, limit: int) -> list[SearchHit]:
    """Return the records whose name holds every word but for slips of the hand, nearest first.

    Among names equally near the one entered last comes first. A search that holds a number is for
    a reference or a telephone, where a slip means another one: nothing is alike.
    """
    words = fold(text).split()[:_MOST_WORDS]
    if not words or any(word.isnumeric() or not word.isalpha() for word in words):
        return []
    meant = max(words, key=len)
    if not allowed(meant):
        return []
    ranked: list[tuple[float, int, SearchHit]] = []
    for number, kind, record_id, owner, names in _candidates(connection, meant):
        far = _far(words, names.split())
        if far is not None:
            ranked.append((far, -number, SearchHit(kind, record_id, owner)))
    return [hit for _, _, hit in sorted(ranked, key=lambda found: found[:2])[:limit]]


def search_words(connection: Connection, text: str, limit: int) -> list[SearchHit]:
    """Return the records in whose free words every word of ``text`` begins one, newest first."""
    phrases = list(_phrases(text))[:_MOST_WORDS]
    if not phrases:
        return []
    rows = connection.execute(
        "SELECT kind, record_id, owner FROM word_index"
        " JOIN word_entries ON word_entries.number = word_index.rowid"
        " WHERE word_index MATCH ? ORDER BY word_index.rowid DESC LIMIT ?",
        (" AND ".join(phrases), limit),
    ).fetchall()
    return [SearchHit(*row) for row in rows]


def entries_of(connection: Connection, owner: str) -> int:
    """Return how many hits at most one client or case can have."""
    counts = (
        f"SELECT count(*) FROM {table} WHERE owner = ?"  # noqa: S608 - declared names
        for table in ("search_entries", "word_entries")
    )
    rows = (connection.execute(count, (owner,)).fetchone() for count in counts)
    return sum(int(row[0]) for row in rows if row)


def _quoted(word: str) -> str:
    """Return a word as the index takes it, with nothing in it that would be a command."""
    return '"' + word.replace('"', '""') + '"'


def _phrases(text: str) -> Iterator[str]:
    """Yield each typed word as a phrase whose last part may be a beginning."""
    for chunk in text.split():
        parts = words_of(chunk)
        if not parts:
            continue
        letters = "".join(parts)
        if len(letters) < _SHORTEST_WORD and letters.isascii():
            continue
        yield _quoted(" ".join(parts)) + " *"


def _candidates(connection: Connection, word: str) -> list[tuple[int, str, str, str, str]]:
    """Return the entries that may hold a word like this one: number, record and its names."""
    columns = "SELECT number, kind, record_id, owner, search_entries.words"
    if len(word) <= _SHORT_NAME:
        # One slip leaves the first letter, or makes the second one the first.
        return connection.execute(
            f"{columns} FROM search_entries WHERE instr(words, ?) > 0 OR instr(words, ?) > 0",
            (f" {word[0]}", f" {word[1]}"),
        ).fetchall()
    parts = {f" {word}"[at : at + _TRIGRAM] for at in range(len(word) - 1)}
    return connection.execute(
        f"{columns} FROM search_index JOIN search_entries ON number = search_index.rowid"
        " WHERE search_index MATCH ? ORDER BY rank LIMIT ?",
        (" OR ".join(map(_quoted, sorted(parts))), _MOST_CANDIDATES),
    ).fetchall()


def _far(words: list[str], names: list[str]) -> float | None:
    """Return how far the typed words are from names; ``None`` where one of them means none."""
    total = 0.0
    for word in words:
        nearest = min(
            (far for name in names if (far := slips(word, name)) is not None), default=None
        )
        if nearest is None:
            return None
        total += nearest
    return total
