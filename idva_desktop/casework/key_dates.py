"""Key dates of a case: what lies ahead, from its records."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from idva_desktop.casework.dated_kinds import AHEAD, day_of, filled
from idva_desktop.casework.session import Session
from idva_desktop.domain.records import Closure, ContactPause, SafetyPlan


@dataclass(frozen=True, slots=True)
class KeyDate:
    """A day to keep in mind.

    Attributes:
        day: the London date.
        words: what happens then.
    """

    day: date
    words: str


def key_dates(session: Session, case_id: str) -> list[KeyDate]:
    """Return the dates of a case from today on, the next first; none once it is closed."""
    if session.vault.count(Closure, owner=case_id, reopened_on=None):
        return []
    found = (date for date in _dates(session, case_id) if date.day >= session.today)
    return sorted(found, key=lambda each: (each.day, each.words))


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
