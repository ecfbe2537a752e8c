"""Who wrote what before a rectification, which signs everything anew with one member's key.

Nobody approves their own work, so the act that seals a scope anew says who began each record and
who ever answered what. It stands among the notes of that scope's own envelope, and so is destroyed
with the scope.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from idva_desktop.journal.payload import Payload
from idva_desktop.vault.envelope_reader import OpenedEnvelope

NOTE = "writers"
"""The note that holds it."""


@dataclass(slots=True)
class Writers:
    """Who wrote one record.

    Attributes:
        author: the id of the member who began it.
        by_answer: the ids of all who ever gave an answer, by its name, where not the author alone.
    """

    author: str
    by_answer: dict[str, set[str]] = field(default_factory=dict)

    def of(self, name: str) -> set[str]:
        """Return the ids of all who ever gave one answer."""
        return self.by_answer.get(name, {self.author})


def gather(envelopes: Iterable[OpenedEnvelope]) -> dict[str, Writers]:
    """Return who wrote each record of a scope, by record id, over every earlier rectification."""
    found: dict[str, Writers] = {}
    for opened in envelopes:
        signer = opened.envelope.header.signer.hex()
        for record_id, names, before in _written(opened.payload, signer):
            held = found.setdefault(record_id, Writers(before.author))
            for name in names:
                given = held.by_answer.setdefault(name, set())
                given.update(before.of(name))
    return found


def _written(payload: Payload, signer: str) -> Iterator[tuple[str, Iterable[str], Writers]]:
    before = kept_writers(payload)
    for change in payload.changes:
        writers = before.get(change.record_id, Writers(signer))
        yield change.record_id, change.answers, writers


def as_note(writers: Mapping[str, Writers]) -> str:
    """Return the note; who wrote a whole record alone is said once."""
    members = sorted(
        {m for w in writers.values() for m in ({w.author}.union(*w.by_answer.values()))}
    )
    place = {member: at for at, member in enumerate(members)}
    records = {
        record_id: [
            place[held.author],
            {
                name: sorted(place[member] for member in given)
                for name, given in sorted(held.by_answer.items())
                if given != {held.author}
            },
        ]
        for record_id, held in sorted(writers.items())
    }
    return json.dumps([members, records], separators=(",", ":"))


def kept_writers(payload: Payload) -> dict[str, Writers]:
    """Return what the note of an act says; nothing where it has none."""
    note = payload.notes.get(NOTE)
    if not isinstance(note, str):
        return {}
    members, records = json.loads(note)
    return {
        record_id: Writers(
            members[author], {name: {members[at] for at in given} for name, given in others.items()}
        )
        for record_id, (author, others) in records.items()
    }
