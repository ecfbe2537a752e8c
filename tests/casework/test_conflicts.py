import pytest

from idva_desktop.casework import conflicts, records
from idva_desktop.casework.history import history
from idva_desktop.casework.session import Save, Session
from idva_desktop.domain.errors import RefusedError
from idva_desktop.domain.form import Typed
from idva_desktop.domain.records import Case, Identity, Need
from tests.casework.people import SUPERVISOR, WORKER, Office
from tests.vault.second_laptop import answered_elsewhere


def _need(session: Session, case_id: str, level: str, record_id: str | None = None) -> str:
    typed: dict[str, Typed] = {"need.area": "safety", "need.level_entry": level}
    return records.save_record(session, Need, case_id, typed, record_id)


@pytest.fixture
def need_id(session: Session, case_id: str) -> str:
    """Return a need whose level was answered 2, then here 3 and on a second laptop 4."""
    record_id = _need(session, case_id, "2")
    _need(session, case_id, "3", record_id)
    answered_elsewhere(session.vault, case_id, "need", record_id, {"level_entry": 4})
    return record_id


def test_both_answers_are_shown_with_who_and_when(
    session: Session, case_id: str, need_id: str
) -> None:
    (divided,) = conflicts.conflicts(session, case_id)
    assert (divided.record_id, divided.key) == (need_id, "need.level_entry")
    assert {each.words for each in divided.sayings} == {"3", "4"}
    assert {each.who for each in divided.sayings} == {WORKER}
    assert all(each.at.year == 2025 or each.at.year > 2025 for each in divided.sayings)
    assert session.vault.audit().proved


def test_a_decision_replaces_both(session: Session, case_id: str, need_id: str) -> None:
    (divided,) = conflicts.conflicts(session, case_id)
    for wanted in divided.sayings[:1]:
        conflicts.decide(session, case_id, divided, wanted)
        held = session.vault.fetch_one(Need, need_id)
        assert held is not None
        assert str(held.level_entry) == wanted.words
    assert conflicts.conflicts(session, case_id) == []
    assert conflicts.cases_in_conflict(session) == []
    assert session.vault.audit().proved
    latest = history(session, case_id, need_id)[0]
    assert latest.title == "Need changed · Decided between two answers"


def test_the_answer_that_lists_do_not_show_can_be_kept(
    session: Session, case_id: str, need_id: str
) -> None:
    (divided,) = conflicts.conflicts(session, case_id)
    conflicts.decide(session, case_id, divided, divided.sayings[1])
    held = session.vault.fetch_one(Need, need_id)
    assert held is not None
    assert str(held.level_entry) == divided.sayings[1].words


def test_what_was_decided_meanwhile_is_not_decided_again(
    session: Session, case_id: str, need_id: str
) -> None:
    (divided,) = conflicts.conflicts(session, case_id, need_id)
    conflicts.decide(session, case_id, divided, divided.sayings[0])
    with pytest.raises(RefusedError, match="decided meanwhile"):
        conflicts.decide(session, case_id, divided, divided.sayings[1])


def test_saving_another_answer_leaves_the_question_open(
    session: Session, case_id: str, need_id: str
) -> None:
    typed = records.typed_answers(session, Need, need_id) | {"need.action": "Ask housing"}
    records.save_record(session, Need, case_id, typed, need_id)
    assert len(conflicts.conflicts(session, case_id)) == 1
    held = session.vault.fetch_one(Need, need_id)
    assert held is not None
    assert held.action == "Ask housing"


def test_typing_a_third_answer_settles_it(session: Session, case_id: str, need_id: str) -> None:
    _need(session, case_id, "1", need_id)
    assert conflicts.conflicts(session, case_id) == []
    held = session.vault.fetch_one(Need, need_id)
    assert held is not None
    assert held.level_entry == 1


def test_saving_the_shown_answer_settles_it_once_it_was_decided(
    session: Session, case_id: str, need_id: str
) -> None:
    typed = records.typed_answers(session, Need, need_id)
    decided = {**typed, conflicts.DECIDED: ["level_entry"]}
    records.save_record(session, Need, case_id, decided, need_id)
    assert conflicts.conflicts(session, case_id) == []


@pytest.mark.usefixtures("need_id")
def test_a_case_in_conflict_is_found(session: Session, case_id: str) -> None:
    assert conflicts.cases_in_conflict(session) == [case_id]


def test_the_clients_own_answers_count_to_the_case(session: Session, case_id: str) -> None:
    case = session.vault.fetch_one(Case, case_id)
    assert case is not None
    assert case.client
    (identity,) = session.vault.fetch(Identity, owner=case.client)
    session.save("save", [Save(Identity, identity.id, case.client, {"mobile": "07700 900111"})])
    answered_elsewhere(
        session.vault, case.client, "identity", identity.id, {"mobile": "07700 900222"}
    )
    assert [each.name for each in conflicts.conflicts(session, case_id)] == ["mobile"]
    assert conflicts.cases_in_conflict(session) == [case_id]


def test_the_same_answer_twice_is_no_conflict(session: Session, case_id: str) -> None:
    record_id = _need(session, case_id, "2")
    _need(session, case_id, "3", record_id)
    answered_elsewhere(session.vault, case_id, "need", record_id, {"level_entry": 3})
    assert conflicts.conflicts(session, case_id) == []


def test_a_cleared_answer_stands_against_a_given_one(session: Session, case_id: str) -> None:
    record_id = _need(session, case_id, "2")
    _need(session, case_id, "3", record_id)
    answered_elsewhere(session.vault, case_id, "need", record_id, {"level_entry": None})
    (divided,) = conflicts.conflicts(session, case_id)
    assert {each.words for each in divided.sayings} == {"3", ""}


def test_a_conflict_is_still_there_after_a_lock(office: Office, case_id: str) -> None:
    record_id = _need(office.session, case_id, "2")
    _need(office.session, case_id, "3", record_id)
    answered_elsewhere(office.session.vault, case_id, "need", record_id, {"level_entry": 4})
    session = office.change_places(SUPERVISOR)
    assert len(conflicts.conflicts(session, case_id)) == 1
