"""Records that an answer points at: found as one types, and told by their name."""

from dataclasses import dataclass

from idva_desktop.casework.session import Session
from idva_desktop.domain.lookup import Lookup
from idva_desktop.domain.record import Record, questions_of, record_type

MOST_MATCHES = 6
GONE = "No longer there"


@dataclass(frozen=True, slots=True)
class Match:
    """A record that fits what was typed.

    Attributes:
        id: the record.
        words: its name.
        detail: what tells it from others of that name.
    """

    id: str
    words: str
    detail: str


def matches(session: Session, asked: Lookup, owner: str, text: str) -> list[Match]:
    """Return the records that hold every word typed, in order of their names; none for a blank.

    Args:
        session: who looks.
        asked: the question.
        owner: the case whose records are looked through, where a case holds them.
        text: what was typed.
    """
    parts = text.casefold().split()
    if not parts:
        return []
    kind = record_type(asked.to)
    told = (
        _match(asked, held)
        for held in session.vault.fetch(kind, owner=kind.scope if kind.scope.is_shared else owner)
    )
    fitting = [m for m in told if all(p in f"{m.words} {m.detail}".casefold() for p in parts)]
    return sorted(fitting, key=lambda m: m.words.casefold())[:MOST_MATCHES]


def told(session: Session, asked: Lookup, record_id: str) -> str:
    """Return the name of the record that an answer points at."""
    held = session.vault.fetch_one(record_type(asked.to), record_id)
    return GONE if held is None else _match(asked, held).words


def name_of(session: Session, asked: Lookup, owner: str, typed: str) -> str:
    """Return the name of the record that was chosen; blank where the words are no such record."""
    if not is_there(session, asked, owner, typed):
        return ""
    return told(session, asked, typed)


def is_there(session: Session, asked: Lookup, owner: str, record_id: str) -> bool:
    """Say whether an answer points at a record that may be chosen."""
    kind = record_type(asked.to)
    held = session.vault.fetch_one(kind, record_id)
    return held is not None and (kind.scope.is_shared or held.owner == owner)


def _match(asked: Lookup, held: Record) -> Match:
    said = [
        questions_of(type(held))[name].show(value)
        for name in asked.shows
        if (value := getattr(held, name)) is not None
    ]
    return Match(held.id, said[0] if said else "", ", ".join(said[1:]))
