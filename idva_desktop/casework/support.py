"""When support begins."""

from collections.abc import Mapping
from datetime import date

from idva_desktop.casework.case_file import the_case
from idva_desktop.casework.drafts import draft_key
from idva_desktop.casework.session import Save, Session
from idva_desktop.domain.calendar import london_day
from idva_desktop.domain.errors import GateError, Missing, RefusedError
from idva_desktop.domain.form import Form, Typed, form_of, read_form
from idva_desktop.domain.records import Case, Referral

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
    if any(on < received for received in received_days(session, case_id)):
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


def received_days(session: Session, case_id: str) -> list[date]:
    """Return the London days on which the referrals of a case were received."""
    received = (held.received_at for held in session.vault.fetch(Referral, owner=case_id))
    return [london_day(moment) for moment in received if moment]
