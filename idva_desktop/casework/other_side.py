"""Who stands at the other side of a case: works for whom it was matched with, or is accused in it.

It is asked before somebody is given a case or covers it. It looks past walls, since the other side
may be walled from whoever asks, and says no more than yes or no.
"""

from collections.abc import Iterator

from idva_desktop.casework.session import Session
from idva_desktop.domain.likeness import is_named
from idva_desktop.domain.records import Case, Match, Perpetrator
from idva_desktop.vault.members import same_name
from idva_desktop.vault.read_door import ReadDoor

_CAUSE, _UNFOUNDED = "perpetrator", "unfounded"


def is_at_the_other_side(session: Session, case_id: str, name: str) -> bool:
    """Say whether a member, by name, stands at the other side of a case."""
    door = session.vault.beyond_walls()
    case = door.fetch_one(Case, case_id)
    if case is None or case.client is None:
        return False
    works = any(
        same_name(held.worker or "", name)
        for other in _matched_with(door, case.client)
        for held in door.fetch(Case, client=other)
    )
    return works or _is_accused(session, door, case.client, name)


def _matched_with(door: ReadDoor, client: str) -> Iterator[str]:
    for held in door.fetch(Match, cause=_CAUSE):
        if client in (held.client, held.other) and held.outcome != _UNFOUNDED:
            other = held.other if held.client == client else held.client
            if other:
                yield other


def _is_accused(session: Session, door: ReadDoor, client: str, name: str) -> bool:
    """Say whether somebody of that name is accused by a client, unless decided to be another."""
    ids = {each.id for each in session.vault.members() if each.is_called(name)}
    decided = door.fetch(Match, client=client, cause=_CAUSE, outcome=_UNFOUNDED)
    if any(held.about in ids for held in decided if held.about):
        return False
    said = (
        f"{held.given_name or ''} {held.family_name or ''}"
        for case in door.fetch(Case, client=client)
        for held in door.fetch(Perpetrator, owner=case.id)
    )
    return any(is_named(words, name=name) for words in said)
