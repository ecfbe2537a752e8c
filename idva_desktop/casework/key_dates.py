"""Key dates of a case: what lies ahead, from its records."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from idva_desktop.casework.dated_kinds import AHEAD, day_of, filled
from idva_desktop.casework.deadlines import Shelf
from idva_desktop.casework.session import Session
from idva_desktop.domain.record import Record
from idva_desktop.domain.records import (
    Case,
    Closure,
    ContactPause,
    CourtOrder,
    MaracEpisode,
    ProcessStep,
    SafetyPlan,
)

# What is heard before others: its icon, its tab, and for how many days ahead it is shown. An order
# that ends later is not yet in the way of today.
_BEFORE_OTHERS: Mapping[type[Record], tuple[str, str, int]] = {
    MaracEpisode: ("users-round", "marac", 366),
    ProcessStep: ("scale", "tracks", 366),
    CourtOrder: ("gavel", "orders", 28),
}


@dataclass(frozen=True, slots=True)
class KeyDate:
    """A day to keep in mind.

    Attributes:
        day: the London date.
        words: what happens then.
        icon: the name of its icon.
        opens: the tab of the case that holds it.
    """

    day: date
    words: str
    icon: str = "calendar"
    opens: str = "case"


def key_dates(session: Session, case_id: str) -> list[KeyDate]:
    """Return the dates of a case from today on, the next first; none once it is closed."""
    if session.vault.count(Closure, owner=case_id, reopened_on=None):
        return []
    found = (date for date in _dates(session, case_id) if date.day >= session.today)
    return sorted(found, key=lambda each: (each.day, each.words))


def hearings(shelf: Shelf, case: Case) -> Iterator[KeyDate]:
    """Yield what lies ahead before others: MARAC, courts and hearings, and orders that end soon."""
    for line in AHEAD:
        if line.kind in _BEFORE_OTHERS:
            icon, opens, most = _BEFORE_OTHERS[line.kind]
            for held in shelf.of(line.kind, case):
                day = day_of(held, line.day)
                if day and line.is_open(held) and 0 <= (day - shelf.today).days <= most:
                    yield KeyDate(day, filled(held, line.words), icon, opens)


def _dates(session: Session, case_id: str) -> Iterator[KeyDate]:
    vault = session.vault
    for kind in dict.fromkeys(line.kind for line in AHEAD):
        for held in vault.fetch(kind, owner=case_id):
            for line in AHEAD:
                day = day_of(held, line.day) if line.kind is kind else None
                if day and line.is_open(held):
                    yield KeyDate(day, filled(held, line.words))
    plans = vault.fetch(SafetyPlan, owner=case_id)
    for plan in sorted(plans, key=lambda held: held.version or 0)[-1:]:
        if plan.review_by:
            yield KeyDate(plan.review_by, "Safety plan review")
    for pause in vault.fetch(ContactPause, owner=case_id):
        if pause.from_day and pause.from_day > session.today:
            yield KeyDate(pause.from_day, "Do not contact from here")
