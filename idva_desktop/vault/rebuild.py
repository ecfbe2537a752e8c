"""Builds every projection anew from the journal, one scope after another."""

from collections.abc import Iterable

from sqlcipher3 import Connection

from idva_desktop.journal.replay import RecordState, Replay
from idva_desktop.vault.envelope_reader import open_scope, scopes
from idva_desktop.vault.projections import create_anew
from idva_desktop.vault.projector import Projector
from idva_desktop.vault.scope_keys import ScopeKey


def rebuild(connection: Connection) -> None:
    """Empty the projections and fill them from the acts, in the open transaction.

    Raises:
        JournalError: an act does not prove, and nothing is changed.
    """
    create_anew(connection)
    for table in ("notices", "members", "conflicts"):
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - declared names
    projector = Projector(connection)
    projector.search.clear()
    notices: list[tuple[int, str]] = []
    keys = scopes(connection)
    for key in keys:
        states, noted = replay_scope(connection, key)
        projector.put(states)
        notices.extend(noted)
    notices = without_erased(notices, keys)
    projector.search.note_declared()
    connection.executemany("INSERT INTO notices VALUES (?, ?)", notices)


def without_erased(
    notices: Iterable[tuple[int, str]], keys: Iterable[ScopeKey]
) -> list[tuple[int, str]]:
    """Return the notices that are not about a scope which was erased."""
    erased = {key.owner for key in keys if key.is_erased}
    return [notice for notice in notices if notice[1] not in erased]


def replay_scope(
    connection: Connection, key: ScopeKey
) -> tuple[list[RecordState], list[tuple[int, str]]]:
    """Return the records of a scope as its acts leave them, and what its acts were about.

    Raises:
        JournalError: an act does not prove.
    """
    replay, notices = Replay(), []
    for opened in open_scope(connection, key):
        replay.take(opened.envelope.header.act, opened.payload)
        if opened.payload.about:
            notices.append((opened.seq, opened.payload.about))
    return list(replay.records.values()), notices
