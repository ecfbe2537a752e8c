"""Putting off what is due, with a reason; it comes back on its day and is never deleted."""

from collections.abc import Mapping
from datetime import date, timedelta

from idva_desktop.casework.case_file import the_case
from idva_desktop.casework.drafts import draft_key
from idva_desktop.casework.session import Save, Session, new_id
from idva_desktop.casework.today import TodayItem
from idva_desktop.domain.contract import contract
from idva_desktop.domain.errors import GateError, Missing, RefusedError
from idva_desktop.domain.form import Form, Typed, form_of, missing_at, read_form
from idva_desktop.domain.questions import Gate
from idva_desktop.domain.records import Snooze
from idva_desktop.domain.typed_dates import show_day

FORM = "snooze"


def snooze_form() -> Form:
    """Return the two questions: until when, and why."""
    return form_of(FORM, "Put off", Snooze, leave_out=("snooze.item",))


def snooze_draft(item: TodayItem) -> str:
    """Return the key of the draft."""
    return draft_key(FORM, f"{item.case.id}:{item.key}")


def put_off(session: Session, item: TodayItem, typed: Mapping[str, Typed]) -> None:
    """Put something off, and settle its draft.

    Raises:
        GateError: the day or the reason is missing, or the day is none on which it may come back.
        RefusedError: it is suspended already, or its case is not there.
    """
    the_case(session, item.case.id)
    if item.suspended:
        raise RefusedError("This is suspended, so nobody is pushed. There is nothing to put off.")
    reading = read_form(snooze_form(), typed, session.clock())
    answers = dict(reading.answers[Snooze.kind])
    missing = [problem.as_missing() for problem in reading.problems]
    missing.extend(missing_at(Snooze, answers, Gate.APPROVE))
    missing.extend(_out_of_bounds(session, answers.get("until")))
    if missing:
        raise GateError("Everything you typed is kept. To put this off, mend these:", missing)
    saves = [Save(Snooze, new_id(), item.case.id, answers | {"item": item.key})]
    session.save("save", saves, draft=snooze_draft(item))


def _out_of_bounds(session: Session, until: date | None) -> list[Missing]:
    if until is None:
        return []
    last = session.today + timedelta(days=contract().snooze_days)
    if session.today < until <= last:
        return []
    words = f"Choose a day from tomorrow to {show_day(last)}"
    return [Missing(Snooze.kind, "until", words)]
