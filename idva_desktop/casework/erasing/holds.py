"""What stops an erasure: a case under legal hold, still open, or with something under way."""

from collections.abc import Iterator
from datetime import date

from idva_desktop.casework.deadlines import case_dates
from idva_desktop.casework.session import Session
from idva_desktop.domain.records import Case, DisclosureRequest, LegalHold, ProcessStep
from idva_desktop.domain.typed_dates import show_day
from idva_desktop.domain.vocab import code_list, within

ENDED = frozenset(
    {
        "no_further_action",
        "convicted",
        "acquitted",
        "withdrew",
        "outcome",
        "order_made",
        "order_expired",
    }
)
"""Steps with which a process is at its end."""


def holds(session: Session, case: Case) -> list[str]:
    """Return why a case may not be erased now, a sentence each; none where it may."""
    return [*legal_holds(session, case), *_under_way(session, case)]


def legal_holds(session: Session, case: Case) -> list[str]:
    """Return the legal holds of a case that are in force."""
    return [
        f"{_name(case)} is under legal hold{_until(held.until)}."
        for held in session.vault.fetch(LegalHold, owner=case.id)
        if is_in_force(held, session.today)
    ]


def is_in_force(held: LegalHold, day: date) -> bool:
    """Say whether a hold stops an erasure on ``day``; its last day counts."""
    return held.until is None or held.until >= day


def _under_way(session: Session, case: Case) -> Iterator[str]:
    dates = case_dates(session, case.id)
    if dates.closed is None and dates.decision in (None, "accepted"):
        yield f"{_name(case)} is still open: close it first, so that the figures stay right."
    for asked in session.vault.fetch(DisclosureRequest, owner=case.id):
        settled = asked.decision in ("refuse", "withdrawn") or asked.released_on is not None
        if not settled:
            yield f"{_name(case)} has a disclosure request that is not answered yet."
    steps: dict[str, ProcessStep] = {}
    for step in session.vault.fetch(ProcessStep, owner=case.id):
        last = steps.get(step.process or "")
        if last is None or (step.on or date.min) >= (last.on or date.min):
            steps[step.process or ""] = step
    for process, step in steps.items():
        if step.stage not in ENDED:
            words = within(code_list("process").label(process)) if process else "process"
            yield f"{_name(case)} has a track under way: {words}."


def _until(day: date | None) -> str:
    return f" until {show_day(day)}" if day else ""


def _name(case: Case) -> str:
    return case.reference or "This case"
