"""Answers on which two acts disagree: each with who said it and when; no clock decides.

Which answers these are is noted when a scope is replayed; what was said is read from the acts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlcipher3 import Connection

from idva_desktop.domain.questions import Plain
from idva_desktop.domain.typed_dates import LONDON
from idva_desktop.journal.payload import REMOVED
from idva_desktop.journal.replay import RecordState, Replay
from idva_desktop.vault.envelope_reader import open_scope
from idva_desktop.vault.scope_keys import ScopeKeys


@dataclass(frozen=True, slots=True, repr=False)
class Version:
    """One of the answers that stand.

    Attributes:
        act: the act that gave it.
        member_id: who.
        at: when, London time, by that laptop's clock.
        value: plain; ``None`` where the act cleared the answer or never gave one.
    """

    act: str
    member_id: str
    at: datetime
    value: Plain | None


@dataclass(frozen=True, slots=True, repr=False)
class Conflict:
    """One question with several answers; the first is what lists and figures read meanwhile.

    Attributes:
        owner: the scope.
        kind: the record kind.
        record_id: the record.
        question: the question's name.
        versions: what was said, in order of the acts' ids.
    """

    owner: str
    kind: str
    record_id: str
    question: str
    versions: tuple[Version, ...]


def note_conflicts(connection: Connection, states: Iterable[RecordState]) -> None:
    """Note the open conflicts of replayed records, in the open transaction."""
    rows = [
        (state.owner, state.kind, state.record_id, name)
        for state in states
        for name in state.conflicts()
        if name != REMOVED
    ]
    connection.executemany("INSERT OR IGNORE INTO conflicts VALUES (?, ?, ?, ?)", rows)


def forget_settled(
    connection: Connection, kind: str, record_id: str, owner: str, questions: Iterable[str]
) -> None:
    """Forget the conflicts that an act has settled by answering."""
    connection.executemany(
        "DELETE FROM conflicts WHERE owner = ? AND kind = ? AND record_id = ? AND question = ?",
        [(owner, kind, record_id, name) for name in questions],
    )


def owners_in_conflict(connection: Connection) -> list[str]:
    """Return the scopes that hold an open conflict."""
    rows = connection.execute("SELECT DISTINCT owner FROM conflicts ORDER BY owner").fetchall()
    return [owner for (owner,) in rows]


def conflicts(connection: Connection, keys: ScopeKeys, owner: str) -> list[Conflict]:
    """Return the open conflicts of a scope; reads its acts only where there are any.

    Raises:
        JournalError: an act does not prove.
    """
    rows = connection.execute(
        "SELECT kind, record_id, question FROM conflicts WHERE owner = ?"
        " ORDER BY kind, record_id, question",
        (owner,),
    ).fetchall()
    key = keys.find(owner) if rows else None
    if key is None:
        return []
    replay, said = Replay(), dict[bytes, tuple[str, datetime]]()
    for opened in open_scope(connection, key):
        header, payload = opened.envelope.header, opened.payload
        replay.take(header.act, payload)
        at = datetime.fromisoformat(payload.at).astimezone(LONDON)
        said[header.act] = (header.signer.hex(), at)
    found = []
    for kind, record_id, question in rows:
        given = replay.records[kind, record_id].answers[question]
        versions = (Version(act.hex(), *said[act], given[act]) for act in sorted(given))
        found.append(Conflict(owner, kind, record_id, question, tuple(versions)))
    return found
