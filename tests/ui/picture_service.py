"""What the service holds in the pictures; nobody real."""

from datetime import timedelta

from idva_desktop.casework import records
from idva_desktop.casework.session import Session
from idva_desktop.domain.form import Typed
from idva_desktop.domain.record import Record
from idva_desktop.domain.records import AwarenessSession, Complaint, DataIncident, StaffPeriod
from idva_desktop.domain.typed_dates import show_day


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
        (AwarenessSession, _session(day(12), "briefing", "officers", "24")),
        (AwarenessSession, _session(day(40), "training", "supervisors", "9")),
    )
    for kind, typed in entries:
        records.save_record(session, kind, kind.scope, typed)


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
