"""Retention: which cases are due for erasure, which are held, and how long the others are kept."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from idva_desktop.casework.deadlines import Shelf
from idva_desktop.casework.erasing.erasure import erase, preview
from idva_desktop.casework.erasing.holds import holds, is_in_force
from idva_desktop.casework.session import Session
from idva_desktop.domain.errors import RefusedError
from idva_desktop.domain.records import Case, Contact, LegalHold
from idva_desktop.domain.retention import KeptCase, retention_due
from idva_desktop.domain.roles import Role
from idva_desktop.domain.rules import CaseDates
from idva_desktop.vault.members import ProvenMember

_WHY = {
    "served": "Supported and closed",
    "contacted": "Reached, support not taken up",
    "not_contacted": "Never reached",
}


@dataclass(frozen=True, slots=True)
class RetentionRow:
    """One case as the retention list shows it; never a name.

    Attributes:
        case_id: the case.
        reference: its reference.
        due: from when it is to be erased; ``None`` while nobody can say.
        why: why it is due.
        held: why it may not be erased, a sentence each; empty where it may.
    """

    case_id: str
    reference: str
    due: date | None
    why: str
    held: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RetentionList:
    """What retention asks for today.

    Attributes:
        due: cases to be erased now, the longest due first.
        held: cases whose time is over or that a hold concerns, and that may not be erased.
        next_due: the first day on which a further case falls due, or ``None``.
    """

    due: tuple[RetentionRow, ...]
    held: tuple[RetentionRow, ...]
    next_due: date | None


def retention_list(session: Session) -> RetentionList:
    """Return the cases that are due for erasure today, and those that are held.

    Raises:
        RefusedError: the member is no supervisor.
    """
    session.need(Role.SUPERVISOR)
    today = session.today
    due, held, later = list[RetentionRow](), list[RetentionRow](), list[date]()
    shelf, last, under_hold = Shelf(session), _last_contacts(session), _under_hold(session)
    for case in session.vault.fetch(Case):
        kept = _kept(shelf.dates(case), last.get(case.id))
        day = retention_due(kept, today)
        if day is not None and day > today:
            later.append(day)
        if case.id not in under_hold and (day is None or day > today):
            continue
        row = _row(session, case, day, kept.outcome)
        (held if row.held else due).append(row)
    return RetentionList(
        tuple(sorted(due, key=lambda row: (row.due or today, row.reference))),
        tuple(sorted(held, key=lambda row: (row.due or date.max, row.reference))),
        min(later, default=None),
    )


def run_retention(
    session: Session, case_ids: Sequence[str], second: ProvenMember
) -> Mapping[str, str]:
    """Erase cases whose time is over, with a second person, each by itself.

    Returns:
        The id of the erasure by case.

    Raises:
        RefusedError: a case is not due, or is held; nothing was erased.
    """
    found = retention_list(session)
    due = {row.case_id for row in found.due}
    held = {row.case_id: row.held[0] for row in found.held}
    for case_id in case_ids:
        if case_id in held:
            raise RefusedError(f"{held[case_id]} Nothing was erased.")
        if case_id not in due:
            raise RefusedError("A case that was chosen is not due. Nothing was erased.")
    return {
        case_id: erase(session, preview(session, case_id), "retention", second)
        for case_id in case_ids
    }


def _row(session: Session, case: Case, day: date | None, outcome: str) -> RetentionRow:
    why = _WHY.get(outcome, "") if day is not None and day <= session.today else ""
    reasons = tuple(holds(session, case))
    return RetentionRow(case.id, case.reference or "No reference yet", day, why, reasons)


def _kept(dates: CaseDates, last: date | None) -> KeptCase:
    ended = dates.closed
    if ended is None and dates.decision not in (None, "accepted"):
        ended = dates.decided or dates.received
    return KeptCase(
        ended=ended,
        served=dates.started is not None,
        reached=dates.first_contact is not None,
        last_contact=last,
    )


def _last_contacts(session: Session) -> Mapping[str, date]:
    """Return, by case, the last day of a contact with the client, attempted or successful."""
    found: dict[str, date] = defaultdict(lambda: date.min)
    for _, case_id, _, who, result, at in session.vault.countable_rows(
        Contact, ("who", "result", "at")
    ):
        if who == "client" and result in ("attempted", "successful") and at is not None:
            found[str(case_id)] = max(found[str(case_id)], date.fromisoformat(str(at)))
    return found


def _under_hold(session: Session) -> set[str]:
    found = session.vault.fetch(LegalHold)
    return {held.owner for held in found if is_in_force(held, session.today)}
