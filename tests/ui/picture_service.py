"""What the service holds in the pictures; nobody real."""

import tempfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

from idva_desktop.casework import contacts, drafts, records
from idva_desktop.casework.session import Save, Session, new_id
from idva_desktop.domain.form import Typed
from idva_desktop.domain.record import Record
from idva_desktop.domain.records import (
    AwarenessSession,
    Complaint,
    DataIncident,
    DirectoryEntry,
    DisclosureRequest,
    Feedback,
    FeedbackAnswer,
    OnwardReferral,
    Sharing,
    StaffPeriod,
)
from idva_desktop.domain.typed_dates import show_day
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.directory_import_panel import DirectoryImportPanel
from idva_desktop.ui.hands import Hands
from idva_desktop.ui.record_panel import record_panel
from tests.ui.vaults import contact


def seed_service(session: Session) -> None:
    """Enter what a supervisor keeps, as the window enters it."""

    def day(back: int) -> str:
        return show_day(session.today - timedelta(days=back))

    entries: tuple[tuple[type[Record], dict[str, Typed]], ...] = (
        (StaffPeriod, _staff("Worker A", "idva", "IDVA", "1", day(400))),
        (StaffPeriod, _staff("Worker C", "isva", "ISVA", "0.6", day(200))),
        (StaffPeriod, _staff("Supervisor B", "team_leader", "BOTH", "0.8", day(600))),
        (Complaint, _complaint(day(30), "time_to_contact", due=day(2))),
        (Complaint, _complaint(day(90), "conduct", outcome="upheld", closed_on=day(70))),
        (DataIncident, _incident(f"{day(1)} 09:20", "wrong_recipient", severity="likely")),
        (DataIncident, _incident(f"{day(60)} 14:00", "lost_paper", severity="near_miss")),
        (FeedbackAnswer, _answer("Several of you waited long for a text back", "done", day(20))),
        (FeedbackAnswer, _answer("Forms in large print were hard to come by", "in_work")),
        (AwarenessSession, _session(day(12), "briefing", "officers", "24")),
        (AwarenessSession, _session(day(40), "training", "supervisors", "9")),
    )
    said = ("They believed me the first time.", "A longer evening line would have helped.", "")
    for words in said:
        _feedback(session, words)
    for kind, typed in entries:
        records.save_record(session, kind, kind.scope, typed)


def directory_screens(
    desk: Desk, hands: Hands, case_id: str
) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield the directory's screens by name."""

    def refer_on() -> None:
        desk.close_panel()
        drafts.discard(desk.session, records.record_draft(OnwardReferral, case_id))
        desk.open_panel(record_panel(desk, OnwardReferral, case_id, None))
        hands.type("refuge")

    def directory() -> None:
        desk.go("service", part=DirectoryEntry.kind)

    def add_service() -> None:
        directory()
        desk.open_panel(record_panel(desk, DirectoryEntry, DirectoryEntry.scope, None))

    def read_file() -> None:
        directory()
        panel = DirectoryImportPanel(desk)
        panel.path.set_value(_file())
        desk.open_panel(panel)
        panel.go_on()

    def redact(part: str) -> None:
        desk.session.identities.add(case_id)
        desk.go("redaction", case_id, part)

    request = seed_disclosure(desk.session, case_id)
    yield "redaction", lambda: redact(request)
    yield "onward-form", refer_on
    yield "directory", directory
    yield "directory-form", add_service
    yield "directory-file", read_file


def _file() -> str:
    """Return the path of a file of which two rows are wrong."""
    place = Path(tempfile.gettempdir()) / "directory.csv"
    rows = ("Name,Kind", "New Example House,Refuge", "Other,Spaceship", ",Refuge")
    place.write_text("\n".join(rows), "utf-8")
    return str(place)


def _answer(said: str, state: str, done_on: str = "") -> dict[str, Typed]:
    did = "One of us answers texts each afternoon" if done_on else "We print large where asked"
    given = {"strand": "BOTH", "said": said, "did": did, "state": state, "done_on": done_on}
    return {f"feedback_answer.{name}": words for name, words in given.items()}


def seed_disclosure(session: Session, case_id: str) -> str:
    """Enter a request for what a case holds, whose note tells where the client is."""
    note = "Alexis asked to be rung on 07700 900142, never at home. The word is bluebell."
    contacts.log_contact(session, case_id, contact(f"{show_day(session.today)} 10:20", note))
    given = {
        "request_kind": "police_victim",
        "asked_by": "Investigating officer",
        "received_on": show_day(session.today - timedelta(days=6)),
        "due": show_day(session.today + timedelta(days=8)),
        "client_told": "yes",
        "decision": "release_redacted",
        "decision_reason": "The client agrees to the dates of contact, and to nothing else",
    }
    typed: dict[str, Typed] = {f"disclosure_request.{name}": words for name, words in given.items()}
    return records.save_record(session, DisclosureRequest, case_id, typed)


def seed_onward(session: Session, case_id: str) -> None:
    """Refer a client on to a service of the directory; a sharing without consent waits too."""
    entry = session.vault.fetch(DirectoryEntry, name="Example Refuge North")[0]
    given = {
        "service": entry.id,
        "purpose": "A place to stay from Sunday",
        "basis": "consent",
        "consented_on": show_day(session.today),
        "referred_on": show_day(session.today),
        "outcome": "waiting",
        "owes": "Ring back within the hour",
        "owes_by": "tomorrow",
        "did_it": "not_due",
    }
    typed: dict[str, Typed] = {f"onward_referral.{name}": words for name, words in given.items()}
    records.save_record(session, OnwardReferral, case_id, typed)
    asked = {
        "recipient": "Children’s services",
        "purpose": "A child at risk",
        "scope_words": "What was seen on Tuesday",
        "basis": "safeguarding",
        "basis_reason": "Asking would warn the other parent",
    }
    waits: dict[str, Typed] = {f"sharing.{name}": words for name, words in asked.items()}
    records.save_record(session, Sharing, case_id, waits)


def _feedback(session: Session, words: str) -> None:
    """Keep feedback of a quarter that has ended."""
    answers = {
        "strand": "IDVA",
        "feels_safer": "agree",
        "copes_better": "agree" if words else "neither",
        "satisfied": "agree",
        "recommend": "agree",
        "words": words or None,
        "quarter": "2026-Q2",
    }
    session.save("save", [Save(Feedback, new_id(), Feedback.scope, answers)])


def _staff(person: str, role: str, strand: str, fte: str, from_on: str) -> dict[str, Typed]:
    given = {"person": person, "role": role, "strand": strand, "fte": fte, "from_on": from_on}
    return {f"staff_period.{name}": words for name, words in given.items()}


def _complaint(received_on: str, about: str, **more: str) -> dict[str, Typed]:
    given = {"received_on": received_on, "about": about, "source": "client", **more}
    return {f"complaint.{name}": words for name, words in given.items()}


def _incident(known_at: str, what: str, **more: str) -> dict[str, Typed]:
    given = {"known_at": known_at, "what": what, **more}
    return {f"data_incident.{name}": words for name, words in given.items()}


def _session(on: str, kind: str, audience: str, attendance: str) -> dict[str, Typed]:
    given = {"on": on, "session_kind": kind, "audience": audience, "attendance": attendance}
    return {f"awareness_session.{name}": words for name, words in given.items()}
