"""What is late across the team, and what is suspended because contact would be unsafe."""

from collections.abc import Iterator
from dataclasses import dataclass

from idva_desktop.casework.cases import CaseRow, row_of
from idva_desktop.casework.deadlines import Shelf
from idva_desktop.casework.session import Session
from idva_desktop.domain.records import Case
from idva_desktop.domain.roles import Role
from idva_desktop.domain.rules import Due


@dataclass(frozen=True, slots=True)
class TeamDue:
    """One thing that a rule asks for in a case of the team.

    Attributes:
        case: the case as the list shows it.
        due: what is asked for.
        late: by how many days it is late; nought where it is suspended.
    """

    case: CaseRow
    due: Due
    late: int

    @property
    def key(self) -> str:
        """What names it in a table."""
        return f"{self.case.id}:{self.due.key or self.due.what}"


@dataclass(frozen=True, slots=True)
class TeamDues:
    """What a supervisor looks at.

    Attributes:
        overdue: the latest first.
        suspended: by reference; nobody is pushed to ring.
    """

    overdue: tuple[TeamDue, ...]
    suspended: tuple[TeamDue, ...]


def team_dues(session: Session) -> TeamDues:
    """Return what is late and what is suspended in all open cases.

    Raises:
        RefusedError: the member is no supervisor.
    """
    session.need(Role.SUPERVISOR)
    found = list(_open_dues(session))
    late = sorted(
        (each for each in found if each.late > 0),
        key=lambda each: (-each.late, each.case.reference),
    )
    paused = sorted(
        (each for each in found if each.due.by is None), key=lambda each: each.case.reference
    )
    return TeamDues(tuple(late), tuple(paused))


def _open_dues(session: Session) -> Iterator[TeamDue]:
    shelf = Shelf(session)
    for case in session.vault.fetch(Case):
        dates = shelf.dates(case)
        if not dates.open:
            continue
        row = row_of(shelf, case, dates)
        for due in shelf.dues(dates):
            late = (session.today - due.by).days if due.by else 0
            yield TeamDue(row, due, max(late, 0))
