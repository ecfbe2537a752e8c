"""Conflict walls, for a supervisor: what stands, what waits, and the decision with its reason.

A supervisor who is walled from a client sees nothing of it here either; another one decides.
Between the members of one vault a wall holds by the program.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from idva_desktop.casework.case_file import the_case
from idva_desktop.casework.session import Save, Session, new_id
from idva_desktop.domain.errors import RefusedError
from idva_desktop.domain.record import Scope, questions_of
from idva_desktop.domain.records import Case, Match, Wall
from idva_desktop.domain.roles import Role
from idva_desktop.vault.members import member_called

FOUNDED, UNFOUNDED = "founded", "unfounded"
_GONE = "This is not here. Nothing was changed; another supervisor may have decided it."


@dataclass(frozen=True, slots=True)
class WallRow:
    """A wall that stands.

    Attributes:
        id: the wall's id.
        name: who is walled.
        references: the cases of the client, by reference.
        cause: why, in words.
        reason: what was alike, or the supervisor's words.
        since: since when.
        confirmed: whether a supervisor confirmed it.
    """

    id: str
    name: str
    references: tuple[str, ...]
    cause: str
    reason: str
    since: date | None
    confirmed: bool


@dataclass(frozen=True, slots=True)
class MatchRow:
    """A likeness that waits for a supervisor.

    Attributes:
        id: the match's id.
        references: the cases of the client whose record raised it.
        others: the cases of the other client; none for a declared relationship.
        cause: what it may be, in words.
        sure: whether it is one person for sure.
        why: what is alike; never an answer.
        found: when it was noticed.
        about: the member whom a declared relationship is about.
    """

    id: str
    references: tuple[str, ...]
    others: tuple[str, ...]
    cause: str
    sure: bool
    why: str
    found: date | None
    about: str


def walls(session: Session) -> list[WallRow]:
    """Return the walls that stand and that the supervisor may see, unconfirmed ones first.

    Raises:
        RefusedError: the member is no supervisor.
    """
    session.need(Role.SUPERVISOR)
    found = [_wall_row(session, wall) for wall in session.vault.fetch(Wall, lifted_on=None)]
    return sorted(found, key=lambda row: (row.confirmed, row.references, row.name))


def matches_waiting(session: Session) -> list[MatchRow]:
    """Return what waits for a decision, the oldest first.

    Raises:
        RefusedError: the member is no supervisor.
    """
    session.need(Role.SUPERVISOR)
    names = {member.id: member.name for member in session.vault.members()}
    found = session.vault.fetch(Match, settled_on=None)
    rows = [_match_row(session, held, names.get(held.about or "", "")) for held in found]
    return sorted(rows, key=lambda row: (row.found or session.today, row.references))


def raise_wall(
    session: Session, case_id: str, name: str, reason: str, *, draft: str | None = None
) -> str:
    """Wall a person from the client of a case; returns the wall's id.

    Raises:
        RefusedError: the member is no supervisor, the case is not there, no reason is given, it is
            the supervisor's own name, nobody has that name, or the wall stands already.
    """
    session.need(Role.SUPERVISOR)
    client = the_case(session, case_id).client
    member = member_called(session.vault.members(), name)
    if client is None or member is None:
        raise RefusedError("Nobody of that name is a member here. Nothing was changed.")
    if member.id == session.vault.member.id:
        raise RefusedError(
            "A wall round yourself is raised by another supervisor. Nothing was changed; declare "
            "the relationship instead, and you are walled when the client is noticed."
        )
    standing = session.vault.fetch(Wall, client=client, lifted_on=None)
    if any(wall.member == member.id for wall in standing):
        raise RefusedError("This wall stands already. Nothing was changed.")
    wall_id = new_id()
    answers = {
        "client": client,
        "member": member.id,
        "name": member.name,
        "cause": "by_hand",
        "reason": _said(reason),
        "since_on": session.today,
        **_decided(session, reason),
    }
    session.save("raise_wall", [Save(Wall, wall_id, Scope.WALLS, answers)], draft=draft)
    return wall_id


def confirm_wall(session: Session, wall_id: str, reason: str) -> None:
    """Say that a wall is right.

    Raises:
        RefusedError: the member is no supervisor, the wall does not stand, or no reason is given.
    """
    wall = _standing(session, wall_id)
    saves = [Save(Wall, wall.id, Scope.WALLS, _decided(session, reason))]
    session.save("confirm_wall", saves)


def lift_wall(session: Session, wall_id: str, reason: str) -> None:
    """Let a member see the client again.

    Raises:
        RefusedError: the member is no supervisor, the wall does not stand, or no reason is given.
    """
    wall = _standing(session, wall_id)
    session.save("lift_wall", [_lifting(session, wall, reason)])


def settle_match(session: Session, match_id: str, *, founded: bool, reason: str) -> None:
    """Decide what a likeness is: the walls that it raised are confirmed, or lifted.

    Raises:
        RefusedError: the member is no supervisor, it does not wait, or no reason is given.
    """
    session.need(Role.SUPERVISOR)
    match = session.vault.fetch_one(Match, match_id)
    if match is None or match.settled_on is not None:
        raise RefusedError(_GONE)
    settled = {
        "outcome": FOUNDED if founded else UNFOUNDED,
        "settled_on": session.today,
        "settled_by": session.name,
        "decision": _said(reason),
    }
    raised = session.vault.fetch(Wall, match=match_id, lifted_on=None)
    following = (
        Save(Wall, wall.id, Scope.WALLS, _decided(session, reason))
        if founded
        else _lifting(session, wall, reason)
        for wall in raised
    )
    session.save("settle_match", [Save(Match, match_id, Scope.WALLS, settled), *following])


def _standing(session: Session, wall_id: str) -> Wall:
    session.need(Role.SUPERVISOR)
    wall = session.vault.fetch_one(Wall, wall_id)
    if wall is None or wall.lifted_on is not None:
        raise RefusedError(_GONE)
    return wall


def _decided(session: Session, reason: str) -> dict[str, object]:
    return {
        "outcome": "stands",
        "confirmed_on": session.today,
        "decided_by": session.name,
        "decision": _said(reason),
    }


def _lifting(session: Session, wall: Wall, reason: str) -> Save:
    answers = {
        "outcome": "lifted",
        "lifted_on": session.today,
        "decided_by": session.name,
        "decision": _said(reason),
    }
    return Save(Wall, wall.id, Scope.WALLS, answers)


def _said(reason: str) -> str:
    words = " ".join(reason.split())
    if not words:
        raise RefusedError("Say why. Nothing was changed.")
    return words


def _wall_row(session: Session, wall: Wall) -> WallRow:
    return WallRow(
        id=wall.id,
        name=wall.name or "",
        references=tuple(_references(session, wall.client)),
        cause=questions_of(Wall)["cause"].show(wall.cause) if wall.cause else "",
        reason=wall.reason or "",
        since=wall.since_on,
        confirmed=wall.confirmed_on is not None,
    )


def _match_row(session: Session, match: Match, about: str) -> MatchRow:
    return MatchRow(
        id=match.id,
        references=tuple(_references(session, match.client)),
        others=tuple(_references(session, match.other)),
        cause=questions_of(Match)["cause"].show(match.cause) if match.cause else "",
        sure=match.likeness == "sure",
        why=match.why or "",
        found=match.found_on,
        about=about,
    )


def _references(session: Session, client: str | None) -> Iterator[str]:
    found = session.vault.fetch(Case, client=client) if client else []
    return (case.reference or "" for case in found)
