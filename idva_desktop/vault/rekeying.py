"""Rectification: what a scope says now is sealed anew, and the key of all it ever said destroyed.

For a value that may not stay even in the history, such as another person's name typed by mistake.
The history of the scope begins again with the act that says so.
"""

import secrets

from sqlcipher3 import Connection

from idva_desktop.domain.errors import RefusedError
from idva_desktop.domain.record import Scope, record_types
from idva_desktop.journal.acts import Change
from idva_desktop.journal.replay import RecordState
from idva_desktop.vault.attachments import open_parts, seal_parts
from idva_desktop.vault.envelope_reader import open_scope
from idva_desktop.vault.erasing import note_pending, wipe
from idva_desktop.vault.kdf import KEY_BYTES
from idva_desktop.vault.rebuild import replay_scope
from idva_desktop.vault.scope_keys import ScopeKey, ScopeKeys
from idva_desktop.vault.writers import as_note, gather


def take_out(connection: Connection, key: ScopeKey) -> tuple[tuple[Change, ...], str]:
    """Return what a scope says now, as changes that make it anew, and the note of who wrote it.

    What was removed stays out.

    Raises:
        RefusedError: two answers stand for one question, or a newer program wrote here.
        JournalError: an act does not prove.
    """
    states, _ = replay_scope(connection, key)
    known = {kind.kind for kind in record_types()}
    if any(state.conflicts() for state in states):
        raise RefusedError(
            "Two answers stand for one question of this case. Nothing was changed. Decide between "
            "them first; then its earlier values can be removed."
        )
    if any(state.kind not in known for state in states):
        raise RefusedError(
            "A newer version of this program wrote in this case. Nothing was changed. Update the "
            "program on this computer first."
        )
    kept = tuple(_change(state) for state in states if not state.removed)
    wrote = gather(open_scope(connection, key))
    return kept, as_note({each.record_id: wrote[each.record_id] for each in kept})


def _change(state: RecordState) -> Change:
    answers = {name: value for name, value in state.values().items() if value is not None}
    scope = next(kind.scope for kind in record_types() if kind.kind == state.kind)
    return Change(state.kind, state.record_id, state.owner, Scope(scope), answers)


def rekey(
    connection: Connection, keys: ScopeKeys, key: ScopeKey, kept: tuple[Change, ...]
) -> ScopeKey:
    """Destroy a scope's key and give it the next one, in the open transaction.

    Everything made from its acts goes; the act that seals ``kept`` makes it anew. Files of
    records that are kept are sealed under the new key.
    """
    files = {
        change.record_id: open_parts(connection, key, change.record_id)
        for change in kept
        if change.kind == "attachment"
    }
    wipe(connection, key.owner)
    note_pending(connection, key)
    new = ScopeKey(
        key.number,
        key.owner,
        key.scope,
        key.box,
        key.epoch + 1,
        secrets.token_bytes(KEY_BYTES),
    )
    connection.execute(
        "UPDATE scopes SET epoch = ?, key = ? WHERE number = ?", (new.epoch, new.key, new.number)
    )
    keys.forget()
    for attachment, content in files.items():
        seal_parts(connection, new, attachment, content)
    return new
