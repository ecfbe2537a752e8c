"""What is new since the last time, for whoever signs: an assessment, a plan or a closure.

Only coded answers, days and the plan's actions are compared. Narrative stays folded in the record
itself, where opening it is an act.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from idva_desktop.casework.dated_kinds import said
from idva_desktop.casework.deadlines import latest_risk
from idva_desktop.casework.plans import plan_picture
from idva_desktop.casework.risk import items_of
from idva_desktop.casework.session import Session
from idva_desktop.domain.instrument import instrument
from idva_desktop.domain.record import Record, questions_of
from idva_desktop.domain.records import (
    ClosureRequest,
    DisclosureRequest,
    Need,
    PlanAction,
    RiskAssessment,
    SafetyPlan,
    Sharing,
)
from idva_desktop.domain.typed_dates import show_day
from idva_desktop.domain.vocab import code_list, within

NOT_SAID = "not recorded"


class Turn(StrEnum):
    """How a line differs from the last time."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One thing that differs, or that is to be known though it does not.

    Attributes:
        turn: how it differs.
        words: what it is about.
        before: what was said then; blank where there was nothing.
        after: what is said now; blank where it is gone.
    """

    turn: Turn
    words: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is shown beside the queue.

    Attributes:
        since: what this is compared with, as a sentence.
        lines: what differs, the weightiest first.
    """

    since: str
    lines: tuple[ChangeLine, ...] = ()


NOTHING = Comparison("")


def risk_changes(session: Session, risk_id: str) -> Comparison:
    """Return what an assessment says anew against the one before it."""
    now = session.vault.fetch_one(RiskAssessment, risk_id)
    if now is None:
        return NOTHING
    others = session.vault.fetch(RiskAssessment, owner=now.owner)
    # What was entered before it; a correction entered later compares with this one.
    earlier = others[: [each.id for each in others].index(now.id)]
    before = latest_risk(earlier)
    named = ("band", "score", "judgement", "stage", "item_sources")
    if before is None:
        lines = (*_said(now, named), *_items({}, items_of(now)))
        since = "The first assessment of this case"
        said = ": what was answered yes." if now.items else ". Its items were not recorded."
        return Comparison(since + said, lines)
    day = show_day(before.on) if before.on else "an unknown day"
    lines = (*_differing(before, now, named), *_items(items_of(before), items_of(now)))
    return Comparison(f"Since the assessment of {day}.", lines)


def plan_changes(session: Session, plan_id: str) -> Comparison:
    """Return what a plan says anew against the version in force."""
    now = session.vault.fetch_one(SafetyPlan, plan_id)
    if now is None:
        return NOTHING
    before = plan_picture(session, now.owner).in_force
    actions = session.vault.fetch(PlanAction, owner=now.owner)
    new = [action for action in actions if action.plan == now.id]
    if before is None or before.id == now.id:
        lines = (*_said(now, ("copy", "review_by")), *_actions([], new))
        return Comparison("The first version: there is none in force yet.", lines)
    old = [action for action in actions if action.plan == before.id]
    number = f"version {before.version}" if before.version else "the version in force"
    approved = f", approved {show_day(before.approved_on)}" if before.approved_on else ""
    lines = (*_differing(before, now, ("copy", "review_by")), *_actions(old, new))
    return Comparison(f"Since {number}{approved}.", lines)


def closure_changes(session: Session, request_id: str) -> Comparison:
    """Return the measures at exit against those at entry."""
    now = session.vault.fetch_one(ClosureRequest, request_id)
    if now is None:
        return NOTHING
    lines = (
        *_said(now, ("closed_on",)),
        _turned("Abuse", said(now, "abuse_at_entry"), said(now, "abuse_last_month")),
        *_risk_at_exit(session, now.owner),
        _turned("In work", said(now, "in_work_entry"), said(now, "in_work_exit")),
        *_needs(session, now.owner),
        *_said(now, ("feels_safer", "copes_better", "satisfaction", "days_off")),
    )
    return Comparison("At exit against entry.", lines)


def sharing_changes(session: Session, sharing_id: str) -> Comparison:
    """Return what is to be shared with whom, on which basis; there is no time before."""
    held = session.vault.fetch_one(Sharing, sharing_id)
    if held is None:
        return NOTHING
    named = ("recipient", "purpose", "basis", "client_told", "expires_on")
    return Comparison("To be shared without the client’s consent.", tuple(_said(held, named)))


def disclosure_changes(session: Session, request_id: str) -> Comparison:
    """Return what is asked for and decided; there is no time before."""
    held = session.vault.fetch_one(DisclosureRequest, request_id)
    if held is None:
        return NOTHING
    named = ("request_kind", "asked_by", "due", "client_told", "decision", "decision_reason")
    return Comparison("To be released of this case.", tuple(_said(held, named)))


def _risk_at_exit(session: Session, case_id: str) -> Iterator[ChangeLine]:
    found = session.vault.fetch(RiskAssessment, owner=case_id)
    dated = sorted(
        (risk for risk in found if risk.on and risk.band), key=lambda risk: risk.on or date.min
    )
    if dated:
        yield _turned("Risk", said(dated[0], "band"), said(dated[-1], "band"))


def _needs(session: Session, case_id: str) -> Iterator[ChangeLine]:
    for need in session.vault.fetch(Need, owner=case_id):
        if need.level_entry is not None or need.level_exit is not None:
            words = f"Need: {within(said(need, 'area'))}"
            yield _turned(words, said(need, "level_entry"), said(need, "level_exit"))


def _turned(words: str, before: str, after: str) -> ChangeLine:
    turn = Turn.SAME if before == after else Turn.CHANGED
    return ChangeLine(turn, words, before or NOT_SAID, after or NOT_SAID)


def _said(held: Record, names: Iterable[str]) -> Iterator[ChangeLine]:
    for name in names:
        if words := said(held, name):
            yield ChangeLine(Turn.SAME, questions_of(type(held))[name].label, "", words)


def _differing(before: Record, now: Record, names: Iterable[str]) -> Iterator[ChangeLine]:
    for name in names:
        old, new = said(before, name), said(now, name)
        if old != new:
            yield _turned(questions_of(type(now))[name].label, old, new)


def _items(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[ChangeLine]:
    """Yield the items that turned; what is answered yes anew comes first."""
    turned = [
        (item, before.get(item.id, ""), now.get(item.id, ""))
        for item in instrument().items()
        if before.get(item.id, "") != now.get(item.id, "") and (before or now.get(item.id) == "yes")
    ]
    turned.sort(key=lambda each: each[2] != "yes")
    for item, old, new in turned:
        turn = Turn.ADDED if new == "yes" else Turn.REMOVED if old == "yes" else Turn.CHANGED
        yield ChangeLine(turn, item.words, _answer(old), _answer(new))


def _answer(code: str) -> str:
    return within(code_list("yes_no_dont_know").label(code)) if code else ""


def _actions(old: Iterable[PlanAction], new: Iterable[PlanAction]) -> Iterator[ChangeLine]:
    """Yield the actions that came, changed or went; a version carries them under new ids."""
    was = {_action(held): held for held in old}
    now = {_action(held): held for held in new}
    for key, held in now.items():
        if key not in was:
            yield ChangeLine(Turn.ADDED, _action_words(held), "", _owed(held))
        elif _owed(was[key]) != _owed(held):
            yield ChangeLine(Turn.CHANGED, _action_words(held), _owed(was[key]), _owed(held))
    for key, held in was.items():
        if key not in now:
            yield ChangeLine(Turn.REMOVED, _action_words(held), _owed(held), "")


def _action(held: PlanAction) -> tuple[str, str]:
    return held.area or "", " ".join((held.what or "").split()).casefold()


def _action_words(held: PlanAction) -> str:
    area = code_list("plan_area").label(held.area) if held.area else "Action"
    return f"{area}: {held.what or ''}"


def _owed(held: PlanAction) -> str:
    due = f"by {show_day(held.due)}" if held.due else ""
    state = within(said(held, "state"))
    return ", ".join(part for part in (held.who or "", due, state) if part)
