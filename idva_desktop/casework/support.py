"""The course of support: when it begins and how it ends."""

from collections.abc import Mapping
from datetime import date

from idva_desktop.casework.case_file import the_case
from idva_desktop.casework.drafts import draft_key
from idva_desktop.casework.session import Save, Session, new_id
from idva_desktop.domain.calendar import london_day
from idva_desktop.domain.errors import GateError, Missing, RefusedError
from idva_desktop.domain.form import Form, Typed, form_of, missing_at, read_form
from idva_desktop.domain.questions import Gate
from idva_desktop.domain.records import Case, Closure, Referral

FORM = "closure"
BEGIN_FORM = "begin"


def begin_support(session: Session, case_id: str, on: date) -> None:
    """Record the day on which support began, and settle its draft in the same act.

    Raises:
        RefusedError: it began already, lies ahead, or lies before the referral was received.
    """
    case = the_case(session, case_id)
    if case.support_started:
        raise RefusedError("Support has begun already. Nothing was changed.")
    if on > session.today:
        raise RefusedError("Support cannot begin in the future. Nothing was changed.")
    if any(on < received for received in _received(session, case_id)):
        raise RefusedError("Support cannot begin before the referral. Nothing was changed.")
    saves = [Save(Case, case_id, case_id, {"support_started": on})]
    session.save("save", saves, draft=begin_draft(case_id))


def begin_form() -> Form:
    """Return the one question of when support began."""
    others = ("case.reference", "case.client", "case.strand", "case.worker")
    return form_of(BEGIN_FORM, "Begin support", Case, leave_out=others)


def begin_draft(case_id: str) -> str:
    """Return the key of the draft of a start of support."""
    return draft_key(BEGIN_FORM, case_id)


def begin_support_typed(session: Session, case_id: str, typed: Mapping[str, Typed]) -> None:
    """Record the day on which support began, as typed, and settle its draft.

    Raises:
        GateError: the day is missing or cannot be read.
        RefusedError: it began already, lies ahead, or lies before the referral was received.
    """
    reading = read_form(begin_form(), typed, session.clock())
    missing = [problem.as_missing() for problem in reading.problems]
    on = reading.answers[Case.kind].get("support_started")
    if on is None and not missing:
        missing.append(Missing(Case.kind, "support_started", "Say when support began"))
    if missing or on is None:
        raise GateError("Everything you typed is kept. To begin support, mend this:", missing)
    begin_support(session, case_id, on)


def closure_form() -> Form:
    """Return the form of a closure."""
    return form_of(FORM, "Close the case", Closure)


def closure_draft(case_id: str) -> str:
    """Return the key of the closure draft of a case."""
    return draft_key(FORM, case_id)


def close_case(session: Session, case_id: str, typed: Mapping[str, Typed]) -> str:
    """Close a case and settle its draft.

    Returns:
        The id of the closure.

    Raises:
        GateError: something is missing or cannot be read.
        RefusedError: the case is closed already.
    """
    if session.vault.fetch(Closure, owner=case_id):
        raise RefusedError("This case is closed already. Nothing was changed.")
    reading = read_form(closure_form(), typed, session.clock())
    answers = dict(reading.answers[Closure.kind])
    missing = [problem.as_missing() for problem in reading.problems]
    missing.extend(missing_at(Closure, answers, Gate.CLOSE))
    missing.extend(_order(session, case_id, answers.get("closed_on")))
    if missing:
        raise GateError("Everything you typed is kept. To close this case, mend these:", missing)
    closure_id = new_id()
    session.save(
        "close", [Save(Closure, closure_id, case_id, answers)], draft=closure_draft(case_id)
    )
    return closure_id


def _order(session: Session, case_id: str, closed_on: date | None) -> list[Missing]:
    """A case is not closed before it was opened."""
    if closed_on is None:
        return []
    started = the_case(session, case_id).support_started
    opened = _received(session, case_id) + ([started] if started else [])
    if any(closed_on < day for day in opened):
        return [Missing(Closure.kind, "closed_on", "The case cannot close before it was opened")]
    return []


def _received(session: Session, case_id: str) -> list[date]:
    received = (held.received_at for held in session.vault.fetch(Referral, owner=case_id))
    return [london_day(moment) for moment in received if moment]
