import pytest

from idva_desktop.casework import contacts, intake, records, undo
from idva_desktop.casework.history import history
from idva_desktop.casework.session import Session
from idva_desktop.domain.errors import RefusedError
from idva_desktop.domain.records import Contact, Need, Task
from tests.casework.people import REFERRAL, SUPERVISOR, Office
from tests.casework.test_contacts import TEXTED
from tests.casework.test_plans import _sent


def _need(session: Session, case_id: str, level: str, record_id: str | None = None) -> str:
    typed = {"need.area": "safety", "need.level_entry": level}
    return records.save_record(session, Need, case_id, typed, record_id)


def test_a_new_record_is_taken_back(session: Session, case_id: str) -> None:
    _need(session, case_id, "2")
    undo.undo(session)
    assert records.rows(session, Need, case_id) == []


def test_a_change_is_taken_back_to_what_stood_before(session: Session, case_id: str) -> None:
    record_id = _need(session, case_id, "2")
    _need(session, case_id, "4", record_id)
    undo.undo(session)
    held = session.vault.fetch_one(Need, record_id)
    assert held is not None
    assert held.level_entry == 2


def test_a_removed_record_comes_back(session: Session, case_id: str) -> None:
    record_id = _need(session, case_id, "2")
    records.remove_record(session, Need, case_id, record_id)
    undo.undo(session)
    assert [row.id for row in records.rows(session, Need, case_id)] == [record_id]


def test_all_that_one_act_saved_is_taken_back(session: Session, case_id: str) -> None:
    contacts.log_contact(session, case_id, TEXTED | {"task.due": "tomorrow"})
    undo.undo(session)
    assert session.vault.fetch(Contact, owner=case_id) == []
    assert session.vault.fetch(Task, owner=case_id) == []


def test_the_journal_keeps_the_step_and_that_it_was_taken_back(
    session: Session, case_id: str
) -> None:
    record_id = _need(session, case_id, "2")
    taken = undo.undoable_step(session)
    assert taken is not None
    undo.undo(session)
    latest, first = history(session, case_id, record_id)
    assert latest.title == "Need taken off the list · Step taken back"
    assert first.title == "Need added"
    entry = session.vault.history(case_id, record_id)[-1]
    assert entry.notes == {"undoes": taken.act}
    assert not session.vault.audit().findings


def test_only_one_step_is_taken_back(session: Session, case_id: str) -> None:
    _need(session, case_id, "2")
    undo.undo(session)
    with pytest.raises(RefusedError, match="no step"):
        undo.undo(session)


def test_what_was_changed_again_since_is_not_taken_back(session: Session, case_id: str) -> None:
    record_id = _need(session, case_id, "2")
    step = session.last_step
    _need(session, case_id, "4", record_id)
    session.last_step = step
    with pytest.raises(RefusedError, match="changed again since"):
        undo.undo(session)
    held = session.vault.fetch_one(Need, record_id)
    assert held is not None
    assert held.level_entry == 4


def test_an_accepted_referral_is_no_step_to_take_back(session: Session) -> None:
    intake.accept(session, REFERRAL)
    assert undo.undoable_step(session) is None
    with pytest.raises(RefusedError):
        undo.undo(session)


def test_a_plan_that_was_sent_is_no_step_to_take_back(session: Session, case_id: str) -> None:
    _sent(session, case_id)
    assert undo.undoable_step(session) is None


def test_what_somebody_else_saved_is_no_step_of_mine(office: Office, case_id: str) -> None:
    _need(office.session, case_id, "2")
    session = office.change_places(SUPERVISOR)
    assert undo.undoable_step(session) is None
