"""What a supervisor has drawn, said and arranged in the pictures; nobody real."""

from datetime import timedelta

from idva_desktop.casework import records, walls
from idva_desktop.casework.case_file import the_case
from idva_desktop.casework.session import Session
from idva_desktop.casework.supervision import quality
from idva_desktop.domain.form import Typed
from idva_desktop.domain.record import Scope
from idva_desktop.domain.records import Identity, Perpetrator, SupervisionNote
from idva_desktop.domain.typed_dates import show_day


def seed_review(session: Session) -> None:
    """Enter it as the window enters it."""
    sample: dict[str, Typed] = {
        "quality_sample.why": "Monthly reading",
        "quality_sample.number": "5",
        "quality_sample.drawn_from": "both",
    }
    quality.draw_sample(session, sample)
    first = quality.drawn_cases(session)[0]
    by = show_day(session.today + timedelta(days=7))
    found: dict[str, Typed] = {
        "quality_review.overall": "partly",
        "quality_review.contacts": "met",
        "quality_review.follow_up": "Date the opinion.",
        "quality_review.follow_up_by": by,
    }
    quality.save_review(session, first.id, found)
    note: dict[str, Typed] = {
        "supervision_note.with_whom": "Worker A",
        "supervision_note.held_on": show_day(session.today - timedelta(days=6)),
        "supervision_note.reference": first.reference,
        "supervision_note.agreed": "A second visit together.",
        "supervision_note.next_on": show_day(session.today + timedelta(days=22)),
    }
    records.save_record(session, SupervisionNote, Scope.SERVICE, note)
    _seed_walls(session, first.case_id)


def _seed_walls(session: Session, case_id: str) -> None:
    """Name the client of another case as an alleged perpetrator, and wall a member by hand."""
    case = the_case(session, case_id)
    person = next(held for held in session.vault.fetch(Identity) if held.owner != case.client)
    named: dict[str, Typed] = {
        "perpetrator.given_name": person.given_name or "",
        "perpetrator.family_name": person.family_name or "",
    }
    records.save_record(session, Perpetrator, case_id, named)
    others = (held.name for held in session.vault.members() if held.name != session.name)
    walls.raise_wall(session, case_id, next(others), "Neighbours in one street")
