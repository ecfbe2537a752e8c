"""Cover for leave: whose cases somebody works today beside their own."""

from collections.abc import Iterator

from idva_desktop.casework.session import Session
from idva_desktop.domain.records import Cover


def covers_today(session: Session) -> Iterator[Cover]:
    """Yield what is covered today."""
    for cover in session.vault.fetch(Cover):
        begun = cover.from_on is not None and cover.from_on <= session.today
        if begun and (cover.until_on is None or session.today <= cover.until_on):
            yield cover


def workers_of(session: Session) -> frozenset[str]:
    """Return the open member's name and those whom they cover today: whose cases are theirs."""
    covered = (held.away for held in covers_today(session) if held.covered_by == session.name)
    return frozenset({session.name, *(name for name in covered if name)})
