"""A referral that is not accepted at once: every other decision, and the one yet to be taken.

Of a client who comes no further than the referral, who they are is kept only where it is needed
to keep them safe, to know them again or to match them; otherwise only what is counted.
"""

from collections.abc import Mapping
from typing import Any

from idva_desktop.casework.contract_calendar import takes_referrals
from idva_desktop.casework.deadlines import DUPLICATE
from idva_desktop.casework.drafts import draft_key
from idva_desktop.casework.intake import DRAFT, accept, intake_form, take_in
from idva_desktop.casework.referral_rules import (
    ACCEPTED,
    UNSAFE,
    earlier_case,
    earlier_problems,
    look_again_problems,
)
from idva_desktop.casework.referral_saves import Coming, referral_saves
from idva_desktop.casework.session import Session
from idva_desktop.domain.calendar import london_day
from idva_desktop.domain.errors import GateError, Missing, RefusedError
from idva_desktop.domain.form import Field, Form, Section, Typed, missing_at, read_form
from idva_desktop.domain.questions import Gate
from idva_desktop.domain.record import questions_of
from idva_desktop.domain.records import Referral

FORM = "referral_decision"
DECISION_DRAFT = draft_key(FORM, "new")
AFTER_CUT_OFF = "after_cut_off"
KEEPS_WHO = frozenset({DUPLICATE, UNSAFE, "could_not_contact", "declined_by_client"})
"""Codes of the decisions with which who the client is stays on record."""
_ASKED = ("decision", "decision_reason", "signposted_to", "look_again_on")
_LEAD = "Everything you typed is kept. To record this, mend these:"


def decision_form() -> Form:
    """Return what is asked of a decision; left blank, the referral is decided later."""
    asked = questions_of(Referral)
    fields = tuple(Field(Referral, name, asked[name]) for name in _ASKED)
    return Form(FORM, "Decide on the referral", (Section("", fields),))


def is_of_the_decision(one: Missing) -> bool:
    """Say whether something missing is asked by :func:`decision_form`, and not by the intake."""
    return one.kind == Referral.kind and one.question in _ASKED


def decide(session: Session, typed: Mapping[str, Typed], said: Mapping[str, Typed]) -> str:
    """Record a referral with its decision, or without one yet, and settle its draft.

    Args:
        session: who decides.
        typed: the intake, as typed.
        said: the decision, as typed.

    Returns:
        The id of the case: of a duplicate the one that it repeats, if the member has it.

    Raises:
        GateError: something of the decision or of the referral is missing or cannot be read.
        CutOffError: it would be taken in, and none of that day is.
        RefusedError: it is said to come after the cut-off, and referrals are taken on that day.
        DoubtError: something is unlikely and not yet confirmed.
    """
    reading = read_form(decision_form(), said, session.clock())
    answers = dict(reading.answers[Referral.kind])
    missing = [problem.as_missing() for problem in reading.problems]
    missing.extend(missing_at(Referral, answers, Gate.APPROVE))
    missing.extend(look_again_problems(answers, session.today))
    decision = answers.get("decision")
    if decision == AFTER_CUT_OFF:
        return record_after_cut_off(session, typed)
    if missing:
        raise GateError(_LEAD, missing)
    if decision == ACCEPTED:
        return accept(session, typed)
    if decision is None:
        return take_in(session, typed, {})
    shown = {name: value for name, value in answers.items() if _is_asked(name, answers)}
    return _not_taken_on(session, typed, shown | {"decided_on": session.today})


def record_after_cut_off(session: Session, typed: Mapping[str, Typed]) -> str:
    """Record that a referral came after the cut-off date, and settle its draft.

    Only how it came is kept: nothing that could say who the client is.

    Returns:
        The id of the case, which is not taken on.

    Raises:
        GateError: when, from whom or for which support it came is missing or cannot be read.
        RefusedError: referrals are taken on that day, so it can be accepted.
    """
    given = _read(session, typed, (Referral.kind,))[Referral.kind]
    if takes_referrals(session, london_day(given["received_at"])):
        raise RefusedError("Referrals are taken on that day. Nothing was changed; accept it.")
    decided = {"decision": AFTER_CUT_OFF, "decided_on": session.today}
    return _save(session, Coming({Referral.kind: given}, decided, session.name, whole=False))


def _not_taken_on(session: Session, typed: Mapping[str, Typed], decided: Mapping[str, Any]) -> str:
    decision = decided["decision"]
    whole = decision in KEEPS_WHO
    answers = _read(session, typed, None if whole else (Referral.kind,))
    earlier = earlier_case(session, answers[Referral.kind].get("known_as"))
    joins = decision == DUPLICATE and earlier is not None
    # Of a duplicate the other case holds who the client is, and what harm is done to them.
    coming = {Referral.kind: answers[Referral.kind]} if joins else answers
    return _save(session, Coming(coming, decided, session.name, earlier, joins, whole))


def _read(
    session: Session, typed: Mapping[str, Typed], kinds: tuple[str, ...] | None
) -> Mapping[str, Mapping[str, Any]]:
    """Return the intake's answers; what cannot be read matters only in the kinds named."""
    reading = read_form(intake_form(short=False), typed, session.clock())
    given = reading.answers[Referral.kind]
    problems = (problem.as_missing() for problem in reading.problems)
    missing = [one for one in problems if kinds is None or one.kind in kinds]
    missing.extend(missing_at(Referral, given, Gate.ACCEPT))
    missing.extend(earlier_problems(session, given))
    if missing:
        raise GateError(_LEAD, missing)
    return reading.answers


def _save(session: Session, coming: Coming) -> str:
    case_id, saves = referral_saves(session, coming)
    session.save("save", saves, draft=DRAFT)
    return case_id


def _is_asked(name: str, answers: Mapping[str, Any]) -> bool:
    return questions_of(Referral)[name].is_asked(answers)
