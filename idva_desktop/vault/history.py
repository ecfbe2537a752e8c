"""History: who changed what, when, from what to what; and who read it."""

from dataclasses import dataclass
from datetime import datetime

from sqlcipher3 import Connection

from idva_desktop.domain.questions import Plain
from idva_desktop.domain.record import Record
from idva_desktop.domain.typed_dates import LONDON
from idva_desktop.journal.envelopes import read_envelope
from idva_desktop.journal.replay import Replay, Step
from idva_desktop.vault.connection import plain_errors
from idva_desktop.vault.envelope_reader import OpenedEnvelope, open_one, open_scope
from idva_desktop.vault.heads import decode_heads
from idva_desktop.vault.projections import table_of
from idva_desktop.vault.scope_keys import ScopeKey, ScopeKeys
from idva_desktop.vault.writers import kept_writers


@dataclass(frozen=True, slots=True, repr=False)
class HistoryEntry:
    """One answer that an act changed, or one act that changed none.

    Attributes:
        act: the act's id.
        what: its word.
        at: when, London time, by the laptop's clock.
        member_id: who did the act.
        written_by: who wrote the answer: they too, but for a rectification all who ever did.
        kind: the record kind, ``""`` where nothing was changed.
        record_id: the record.
        question: the answer's name; ``""`` with a kind means taken out (``after`` 1) or back.
        before: plain.
        after: plain.
        notes: the act's notes.
    """

    act: str
    what: str
    at: datetime
    member_id: str
    written_by: frozenset[str]
    kind: str
    record_id: str
    question: str
    before: Plain | None
    after: Plain | None
    notes: dict[str, str | int]


def history(
    connection: Connection, keys: ScopeKeys, owner: str, record_id: str | None
) -> list[HistoryEntry]:
    """Return what happened in a scope, or to one of its records, oldest first.

    Raises:
        JournalError: an act does not prove.
    """
    found: list[tuple[int, HistoryEntry]] = []
    replay, own = Replay(), keys.find(owner)
    records: set[str] = {owner}
    for opened in open_scope(connection, own) if own else ():
        steps = replay.take(opened.envelope.header.act, opened.payload)
        records.update(step.record_id for step in steps)
        found.extend((opened.seq, _entry(opened, step)) for step in steps)
    abouts = records if record_id is None else {record_id}
    found.extend((opened.seq, _entry(opened, None)) for opened in _notices(connection, abouts))
    entries = [entry for _, entry in sorted(found, key=lambda pair: pair[0])]
    if record_id is None:
        return entries
    return [entry for entry in entries if entry.record_id == record_id]


def author_of(connection: Connection, keys: ScopeKeys, kind: type[Record], record_id: str) -> str:
    """Return the id of the member who began a record, or ``""`` where there is none."""
    with plain_errors():
        row = connection.execute(
            f"SELECT owner, _heads FROM {table_of(kind).name} WHERE id = ?",  # noqa: S608 - declared names
            (record_id,),
        ).fetchone()
    own = keys.find(row[0]) if row else None
    if row is None or own is None:
        return ""
    created_by = decode_heads(row[1]).created_by
    with plain_errors():
        bodies = connection.execute(
            "SELECT seq, body FROM envelopes WHERE scope = ? ORDER BY seq", (own.number,)
        )
        for seq, body in bodies:
            header = read_envelope(body).header
            if header.act == created_by:
                # What was sealed anew says who began it; its signature is of whoever did that.
                before = kept_writers(open_one(seq, body, own).payload).get(record_id)
                return before.author if before else header.signer.hex()
        return ""


def _notices(connection: Connection, abouts: set[str]) -> list[OpenedEnvelope]:
    rows = [
        row
        for about in sorted(abouts)
        for row in connection.execute(
            "SELECT e.seq, e.body, s.number, s.owner, s.scope, s.box, s.epoch, s.key"
            " FROM notices n JOIN envelopes e ON e.seq = n.seq JOIN scopes s ON s.number = e.scope"
            " WHERE n.about = ? ORDER BY n.seq",
            (about,),
        ).fetchall()
    ]
    return [open_one(seq, body, ScopeKey(*key)) for seq, body, *key in rows]


def _written_by(opened: OpenedEnvelope, step: Step | None) -> frozenset[str]:
    before = kept_writers(opened.payload).get(step.record_id) if step else None
    if step is None or before is None:
        return frozenset({opened.envelope.header.signer.hex()})
    return frozenset(before.of(step.question))


def _entry(opened: OpenedEnvelope, step: Step | None) -> HistoryEntry:
    payload, header = opened.payload, opened.envelope.header
    return HistoryEntry(
        act=header.act.hex(),
        what=payload.what,
        at=datetime.fromisoformat(payload.at).astimezone(LONDON),
        member_id=header.signer.hex(),
        written_by=_written_by(opened, step),
        kind=step.kind if step else "",
        record_id=step.record_id if step else payload.about,
        question=step.question if step else "",
        before=step.before if step else None,
        after=step.after if step else None,
        notes=dict(payload.notes),
    )
