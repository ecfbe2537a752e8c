"""Whose cases somebody works today: their own, and those of whom they cover for."""

from collections.abc import Iterator

from idva_desktop.casework.session import Session
from idva_desktop.domain.records import Case, Cover


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


def is_worker(session: Session, case: Case) -> bool:
    """Say whether the member works the case, or covers for whoever does."""
    return bool(case.worker) and case.worker in workers_of(session)


def may_see_identity(session: Session, case: Case) -> bool:
    """Say whether who the client is may be shown: to the worker, or since it was asked for."""
    return is_worker(session, case) or case.id in session.identities
