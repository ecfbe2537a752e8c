"""Intake: a referral becomes a case, after a look for duplicates and through one gate."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from idva_desktop.casework.drafts import draft_key
from idva_desktop.casework.session import Save, Session, new_id
from idva_desktop.domain.calendar import london_day
from idva_desktop.domain.errors import GateError, Missing
from idva_desktop.domain.form import Form, Reading, Typed, form_of, missing_at, read_form
from idva_desktop.domain.questions import Gate
from idva_desktop.domain.records import (
    Case,
    Client,
    Employment,
    Identity,
    Perpetrator,
    Referral,
    SafeContact,
)

DRAFT = draft_key("intake", "new")
_CLIENT_KINDS = (Client, Identity, SafeContact, Employment)
_CASE_KINDS = (Referral, Perpetrator)
_AGES = ((25, "under_25"), (35, "25_34"), (45, "35_44"), (55, "45_54"))


def intake_form(*, short: bool = True) -> Form:
    """Return the form: the short path has twelve fields at most, the long one all of them."""
    kinds = (Referral, Identity, SafeContact, Employment, Client, Perpetrator)
    return form_of(
        "intake",
        "New referral",
        *kinds,
        short=short,
        leave_out=("referral.decision", "referral.decided_on", "referral.age_band"),
    )


@dataclass(frozen=True, slots=True)
class Likeness:
    """A case that may be the same person: shown before a referral becomes a case."""

    case_id: str
    reference: str
    words: str


def likely_duplicates(session: Session, reading: Reading) -> list[Likeness]:
    """Return cases whose client has the same name, number or date of birth."""
    identity = reading.answers.get("identity", {})
    words = " ".join(
        str(identity[name]) for name in ("given_name", "family_name") if name in identity
    )
    if not words:
        return []
    found = []
    for hit in session.vault.search(words):
        case = session.vault.fetch_one(Case, hit.case_id)
        if case is not None and case.reference:
            found.append(Likeness(case.id, case.reference, "A client of the same name"))
    return found


def age_band(birth: date, on: date) -> str:
    """Return the age band on a day, by completed years."""
    years = on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))
    return next((band for limit, band in _AGES if years < limit), "55_plus")


def gate(reading: Reading) -> list[Missing]:
    """Return what accepting the referral still waits for."""
    missing: list[Missing] = []
    for kind in (*_CASE_KINDS, *_CLIENT_KINDS):
        missing.extend(missing_at(kind, reading.answers.get(kind.kind, {}), Gate.ACCEPT))
    return missing


def accept(session: Session, typed: Mapping[str, Typed], *, worker: str | None = None) -> str:
    """Accept a referral: one act makes the client, the case and all that was said.

    Returns:
        The id of the new case.

    Raises:
        GateError: something is missing or cannot be read; the draft stays as it is.
    """
    reading = read_form(intake_form(short=False), typed, session.clock())
    missing = [
        *(Missing(*problem.key.split("."), problem.words) for problem in reading.problems),
        *gate(reading),
    ]
    if missing:
        raise GateError(
            "Everything you typed is kept. To accept this referral, mend these:", missing
        )
    case_id = new_id()
    saves = _saves(session, reading.answers, case_id, worker or session.name)
    session.save("accept", saves, draft=DRAFT)
    return case_id


def _saves(
    session: Session, answers: Mapping[str, Mapping[str, Any]], case_id: str, worker: str
) -> list[Save]:
    client_id = new_id()
    referral = dict(answers["referral"])
    birth = answers.get("identity", {}).get("date_of_birth")
    if birth:
        referral["age_band"] = age_band(birth, london_day(referral["received_at"]))
    referral |= {"decision": "accepted", "decided_on": session.today}
    case = {
        "reference": session.next_reference(),
        "client": client_id,
        "strand": referral["strand"],
        "worker": worker,
    }
    saves = [Save(Case, case_id, case_id, case), Save(Referral, new_id(), case_id, referral)]
    if answers.get("perpetrator"):
        saves.append(Save(Perpetrator, new_id(), case_id, answers["perpetrator"]))
    for kind in _CLIENT_KINDS:
        given = answers.get(kind.kind)
        if given or kind is Client:
            record_id = client_id if kind is Client else new_id()
            saves.append(Save(kind, record_id, client_id, given or {}))
    return saves
