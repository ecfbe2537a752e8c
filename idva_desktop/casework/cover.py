"""Whose cases somebody works today: their own, and those of whom they cover for."""

from collections.abc import Iterator

from idva_desktop.casework.exclusions import is_barred
from idva_desktop.casework.saving import Saving
from idva_desktop.casework.session import Session
from idva_desktop.domain.errors import Missing
from idva_desktop.domain.records import Case, Closure, Cover
from idva_desktop.domain.roles import Role
from idva_desktop.vault.members import same_name


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


def workers(session: Session) -> list[str]:
    """Return who may be given a case, by name."""
    return [each.name for each in session.vault.members() if Role.CASEWORKER in each.roles]


def cover_problems(saving: Saving[Cover]) -> Iterator[Missing]:
    """Yield what stands against saving a cover: a name that is no caseworker's, or twice one."""
    known, answers = workers(saving.session), saving.answers
    for name in ("away", "covered_by"):
        if name in answers and answers[name] not in known:
            words = f"Type the name of a caseworker here: {', '.join(known)}"
            yield Missing(Cover.kind, name, words)
    if answers.get("away") in known and answers.get("away") == answers.get("covered_by"):
        yield Missing(Cover.kind, "covered_by", "Somebody else covers")
    yield from _barred(saving)


def _barred(saving: Saving[Cover]) -> Iterator[Missing]:
    """Yield each case that whoever covers must not know of: it would be left alone meanwhile."""
    away, name = saving.answers.get("away"), saving.answers.get("covered_by")
    if not away or not name or away == name:
        return
    vault = saving.session.vault
    for case in (held for held in vault.fetch(Case) if same_name(held.worker or "", str(away))):
        over = any(closure.reopened_on is None for closure in vault.fetch(Closure, owner=case.id))
        if not over and is_barred(saving.session, case.id, name):
            words = f"{name} must not know of {case.reference}: give it to somebody else first"
            yield Missing(Cover.kind, "covered_by", words)
