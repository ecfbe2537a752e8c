"""Whoever covers for a colleague stays behind their own walls; a clock set back stops nothing."""

from datetime import timedelta

from idva_desktop.casework import intake, timeline, walls
from idva_desktop.casework.cases import Filters, list_cases
from idva_desktop.casework.cover import workers_of
from idva_desktop.casework.session import Save, new_id
from idva_desktop.casework.supervision.review import review_items
from idva_desktop.casework.today import TodayIndex
from idva_desktop.domain.records import Cover
from tests.casework.people import REFERRAL, SUPERVISOR, WORKER, Office

OTHER = REFERRAL | {
    "identity.given_name": "Alex",
    "identity.family_name": "Quillfeather",
    "identity.date_of_birth": "1 May 1970",
}


def test_who_covers_sees_no_case_that_is_walled_from_them(office: Office) -> None:
    own = intake.accept(office.session, REFERRAL)
    session = office.change_places(SUPERVISOR)
    theirs = intake.accept(session, OTHER)
    answers = {"away": SUPERVISOR, "covered_by": WORKER, "from_on": session.today}
    session.save("save", [Save(Cover, new_id(), Cover.scope.value, answers)])
    session = office.change_places(WORKER)
    assert SUPERVISOR in workers_of(session)
    assert {row.id for row in list_cases(session, filters=Filters())} == {own, theirs}
    walls.raise_wall(office.change_places(SUPERVISOR), theirs, WORKER, "Neighbours")
    session = office.change_places(WORKER)
    assert {row.id for row in list_cases(session, filters=Filters())} == {own}
    assert theirs not in repr(TodayIndex.read(session).picture(session, everybody=False))


def test_a_clock_that_was_set_back_stops_no_list(office: Office) -> None:
    case_id = intake.accept(office.session, REFERRAL)
    office.clock.at -= timedelta(days=400)
    session = office.change_places(SUPERVISOR)
    TodayIndex.read(session).picture(session, everybody=True)
    review_items(session)
    assert timeline.timeline(session, case_id)
    assert session.vault.audit().proved
