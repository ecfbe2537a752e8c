"""Key dates of a case: what lies ahead, from its records."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from idva_desktop.casework.session import Session
from idva_desktop.casework.timeline import said
from idva_desktop.domain.records import (
    AgencyAction,
    Closure,
    ContactPause,
    CourtOrder,
    Entitlement,
    MaracEpisode,
    ProcessStep,
    SafetyPlan,
    Sharing,
    WorkplaceMeasure,
)


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
    for episode in vault.fetch(MaracEpisode, owner=case_id):
        if episode.heard_on:
            yield KeyDate(episode.heard_on, "MARAC")
    for step in vault.fetch(ProcessStep, owner=case_id):
        if step.on:
            yield KeyDate(step.on, f"{said(step, 'process')}: {said(step, 'stage').lower()}")
    yield from _dues(session, case_id)
    plans = vault.fetch(SafetyPlan, owner=case_id)
    for plan in sorted(plans, key=lambda held: held.version or 0)[-1:]:
        if plan.review_by:
            yield KeyDate(plan.review_by, "Safety plan review")
    for pause in vault.fetch(ContactPause, owner=case_id):
        if pause.from_day and pause.from_day > session.today:
            yield KeyDate(pause.from_day, "Do not contact from here")
        if pause.until_day:
            yield KeyDate(pause.until_day, "Do not contact until here")


def _dues(session: Session, case_id: str) -> Iterator[KeyDate]:
    vault = session.vault
    for order in vault.fetch(CourtOrder, owner=case_id):
        if order.expires_on:
            yield KeyDate(order.expires_on, f"{said(order, 'order')} ends")
    for right in vault.fetch(Entitlement, owner=case_id):
        if right.due and right.state not in ("met", "declined"):
            yield KeyDate(right.due, f"Entitlement: {_within(said(right, 'right'))}")
    for measure in vault.fetch(WorkplaceMeasure, owner=case_id):
        if measure.due and measure.state not in ("in_place", "refused"):
            yield KeyDate(measure.due, f"At work: {_within(said(measure, 'area'))}")
    yield from _promised(session, case_id)


def _promised(session: Session, case_id: str) -> Iterator[KeyDate]:
    vault = session.vault
    for owed in vault.fetch(AgencyAction, owner=case_id):
        if owed.due and owed.state not in ("done", "refused", "no_longer_needed"):
            yield KeyDate(owed.due, f"{owed.agency}: {_within(owed.what or '')}")
    for sharing in vault.fetch(Sharing, owner=case_id):
        if sharing.expires_on and sharing.withdrawn_on is None:
            yield KeyDate(sharing.expires_on, "Sharing ends")


def _within(words: str) -> str:
    """Return words as they stand inside a sentence."""
    return words[:1].lower() + words[1:]
