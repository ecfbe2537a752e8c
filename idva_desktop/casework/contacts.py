"""Contacts: logged in a few keys, checked against the safe-contact rule before they are saved."""

from collections.abc import Mapping
from typing import Any

from idva_desktop.casework.case_file import of_client, the_case
from idva_desktop.casework.doubts import settle_doubts
from idva_desktop.casework.drafts import draft_key
from idva_desktop.casework.session import Save, Session, new_id
from idva_desktop.domain.errors import GateError, Missing
from idva_desktop.domain.form import Form, Typed, form_of, missing_at, read_form
from idva_desktop.domain.questions import Gate
from idva_desktop.domain.records import Contact, ContactPause, SafeContact, Task
from idva_desktop.domain.safe_contact import breach, channels_of

FORM = "contact"
FOLLOW_UP = "Follow up the last contact"


def contact_form() -> Form:
    """Return the form of a contact; a follow-up becomes a task of the case."""
    left_out = ("task.what", "task.rule", "task.done_on")
    return form_of(FORM, "Log contact", Contact, Task, leave_out=left_out)


def contact_draft(case_id: str) -> str:
    """Return the key of the contact draft of a case."""
    return draft_key(FORM, case_id)


def rule_broken(session: Session, case_id: str, typed: Mapping[str, Typed]) -> str | None:
    """Return what the contact, as typed so far, breaks of the safe-contact rule."""
    answers = read_form(contact_form(), typed, session.clock()).answers[Contact.kind]
    return _broken(session, case_id, answers)


def safe_channels(session: Session, case_id: str) -> list[str]:
    """Return the channels that the client's rule leaves open; none where it names none."""
    return sorted(channels_of(of_client(session, SafeContact, the_case(session, case_id))))


def _broken(session: Session, case_id: str, answers: Mapping[str, Any]) -> str | None:
    rule = of_client(session, SafeContact, the_case(session, case_id))
    return breach(
        rule,
        session.vault.fetch(ContactPause, owner=case_id),
        who=answers.get("who"),
        how=answers.get("how"),
        at=answers.get("at"),
    )


def log_contact(session: Session, case_id: str, typed: Mapping[str, Typed]) -> str:
    """Save a contact and settle its draft.

    Returns:
        The id of the contact.

    Raises:
        GateError: something is missing, cannot be read, or breaks the rule without a reason.
        DoubtError: something is unlikely and not yet confirmed.
    """
    reading = read_form(contact_form(), typed, session.clock())
    answers = dict(reading.answers[Contact.kind])
    missing = [problem.as_missing() for problem in reading.problems]
    missing.extend(missing_at(Contact, answers, Gate.APPROVE))
    if _broken(session, case_id, answers) and not answers.get("rule_reason"):
        missing.append(Missing(Contact.kind, "rule_reason", "Say why it was safe to use this way"))
    if missing:
        raise GateError("Everything you typed is kept. To save this contact, mend these:", missing)
    notes = settle_doubts(session, Contact, case_id, answers, typed)
    contact_id = new_id()
    saves = [Save(Contact, contact_id, case_id, answers)]
    due = reading.answers[Task.kind].get("due")
    if due is not None:
        follow_up = {"what": FOLLOW_UP, "due": due, "rule": "Asked for when a contact was logged"}
        saves.append(Save(Task, new_id(), case_id, follow_up))
    session.save("save", saves, draft=contact_draft(case_id), notes=notes)
    return contact_id
