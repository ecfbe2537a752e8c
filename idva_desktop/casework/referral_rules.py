"""What a decision on a referral asks for and what follows from it, wherever it is decided.

A referral that was not accepted can be decided again, such as once contact is safe.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from idva_desktop.casework.case_file import of_client, the_case
from idva_desktop.casework.contract_calendar import takes_referrals
from idva_desktop.casework.saves import Save, new_id
from idva_desktop.casework.saving import Saving
from idva_desktop.casework.session import Session
from idva_desktop.domain.calendar import london_day
from idva_desktop.domain.errors import Missing
from idva_desktop.domain.form import missing_at
from idva_desktop.domain.questions import Gate
from idva_desktop.domain.record import answers_of
from idva_desktop.domain.records import Case, ContactPause, Identity, Referral, SafeContact, Task

ACCEPTED, UNSAFE = "accepted", "unsafe_to_contact"
LOOK_AGAIN = "Is contact safe now? Decide on this referral again"
UNKNOWN_CASE = (
    "You have no case of this reference. Choose one of those shown beside, or leave it blank"
)


def earlier_case(session: Session, reference: str | None) -> Case | None:
    """Return the case of a reference, if it is one that the member may see."""
    said = (reference or "").strip().casefold()
    if not said:
        return None
    cases = session.vault.fetch(Case)
    return next((case for case in cases if (case.reference or "").casefold() == said), None)


def earlier_problems(session: Session, answers: Mapping[str, Any]) -> Iterator[Missing]:
    """Yield that an earlier case is named that the member has not: walled or none, in one word."""
    if answers.get("known_as") and earlier_case(session, answers["known_as"]) is None:
        yield Missing(Referral.kind, "known_as", UNKNOWN_CASE)


def referral_problems(saving: Saving[Referral]) -> Iterator[Missing]:
    """Yield what stands against saving a referral of a case as decided."""
    held, answers, session = saving.held, saving.answers, saving.session
    if held is None or held.known_as != answers.get("known_as"):
        yield from earlier_problems(session, answers)
    yield from look_again_problems(answers, session.today)
    before = held.decision if held is not None else None
    if answers.get("decision") != ACCEPTED or before == ACCEPTED:
        return
    received = answers.get("received_at")
    if received is not None and not takes_referrals(session, london_day(received)):
        words = "No referral of that day is accepted: the contract ends"
        yield Missing(Referral.kind, "decision", words)
    case = the_case(session, saving.case_id)
    for kind in (Identity, SafeContact):
        known = of_client(session, kind, case)
        for one in missing_at(kind, answers_of(known) if known else {}, Gate.ACCEPT):
            words = f"Before it is accepted, in {kind.title}: {one.words}"
            yield Missing(Referral.kind, "decision", words)


def look_again_problems(answers: Mapping[str, Any], today: date) -> Iterator[Missing]:
    """Yield that an unsafe contact would be looked at again on a day that is over."""
    day = answers.get("look_again_on")
    if answers.get("decision") == UNSAFE and day is not None and day <= today:
        yield Missing(Referral.kind, "look_again_on", "Choose a day that lies ahead")


def settle_referral(saving: Saving[Referral]) -> Mapping[str, Any]:
    """Return the day of a decision that was taken or changed without one."""
    held, answers = saving.held, saving.answers
    decision, day = answers.get("decision"), answers.get("decided_on")
    changed = held is None or held.decision != decision
    stale = held is not None and day == held.decided_on
    return (
        {"decided_on": saving.session.today} if decision and changed and (stale or not day) else {}
    )


def referral_follows(saving: Saving[Referral]) -> Iterator[Save]:
    """Yield what an unsafe contact asks for: no attempt until the day, and a look on it."""
    held, answers = saving.held, saving.answers
    same = held is not None and (held.decision, held.look_again_on) == (
        answers.get("decision"),
        answers.get("look_again_on"),
    )
    if not same:
        yield from unsafe_saves(saving.session, saving.case_id, answers)


def unsafe_saves(session: Session, case_id: str, answers: Mapping[str, Any]) -> Iterator[Save]:
    """Yield the pause and the task of a contact that is unsafe; nothing for other decisions."""
    day = answers.get("look_again_on")
    if answers.get("decision") != UNSAFE or day is None:
        return
    paused = {
        "from_day": session.today,
        "until_day": day - timedelta(days=1),
        "reason": answers.get("decision_reason"),
    }
    yield Save(ContactPause, new_id(), case_id, paused)
    yield Save(Task, new_id(), case_id, {"what": LOOK_AGAIN, "due": day})
