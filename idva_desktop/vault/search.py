"""Search over names and references: any part of a word, whatever its accents and case.

Notes are not searched here. The text of a search is never written down.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from sqlcipher3 import Connection

from idva_desktop.domain.questions import Plain, Text
from idva_desktop.domain.record import Record, questions_of, record_types

SEARCHED_KINDS = ("identity",)
"""Kinds of which every single-line text is searched."""
REFERENCE = "reference"
"""The question that is searched wherever a kind has it."""

_TRIGRAM = 3
_MOST_WORDS = 8
_APOSTROPHES = str.maketrans("", "", "'’‘`")


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


def searched_questions(kind: type[Record]) -> list[str]:
    """Return the names of the questions of a kind that search looks in."""
    return [
        name
        for name, asked in questions_of(kind).items()
        if isinstance(asked, Text)
        and asked.lines == 1
        and (kind.kind in SEARCHED_KINDS or name == REFERENCE)
    ]


def searched_by_kind() -> dict[str, list[str]]:
    """Return the searched questions of every kind that has any."""
    found = {kind.kind: searched_questions(kind) for kind in record_types()}
    return {kind: names for kind, names in found.items() if names}


def fold(text: str) -> str:
    """Return ``text`` without accents and case, spaces tidied."""
    spread = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES))
    bare = "".join(sign for sign in spread if not unicodedata.combining(sign))
    return " ".join(bare.casefold().split())


def entry_words(names: list[str], answers: Mapping[str, Plain | None]) -> str:
    """Return what is searched of a record, each word behind a space so that prefixes match."""
    words = " ".join(str(answers[name]) for name in names if answers.get(name) is not None)
    return f" {fold(words)}" if words else ""


def search(connection: Connection, text: str, limit: int) -> list[SearchHit]:
    """Return the records in which every word of ``text`` occurs, newest entry first.

    Words of one or two letters match the beginnings of words, longer ones any part.
    """
    words = fold(text).split()[:_MOST_WORDS]
    if not words:
        return []
    long_words = [word for word in words if len(word) >= _TRIGRAM]
    conditions, values = [], []
    if long_words:
        conditions.append("number IN (SELECT rowid FROM search_index WHERE search_index MATCH ?)")
        values.append(" AND ".join('"' + word.replace('"', '""') + '"' for word in long_words))
    for word in words:
        if len(word) < _TRIGRAM:
            conditions.append("instr(words, ?) > 0")
            values.append(f" {word}")
    rows = connection.execute(
        "SELECT kind, record_id, owner FROM search_entries"  # noqa: S608 - declared names
        f" WHERE {' AND '.join(conditions)} ORDER BY number DESC LIMIT ?",
        (*values, limit),
    ).fetchall()
    return [SearchHit(*row) for row in rows]
