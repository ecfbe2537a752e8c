from datetime import timedelta

import pytest

from idva_desktop.casework import closing
from idva_desktop.casework.cases import case_row
from idva_desktop.casework.drafts import keep, kept
from idva_desktop.casework.key_dates import key_dates
from idva_desktop.casework.session import Session
from idva_desktop.casework.timeline import timeline
from idva_desktop.domain.errors import GateError, RefusedError
from idva_desktop.domain.form import Typed
from idva_desktop.domain.records import Closure, ClosureRequest
from idva_desktop.returns.history_rows import build_histories
from tests.casework.people import CLOSED, SUPERVISOR, WORKER, Office, close_with_second


def _is_open(session: Session, case_id: str) -> bool:
    row = case_row(session, case_id)
    assert row is not None
    assert row.open is not row.closed
    return row.open


def test_a_case_stays_open_until_a_second_person_approves(office: Office, case_id: str) -> None:
    session = office.session
    keep(session, closing.closure_draft(case_id), "closure", CLOSED, "")
    closing.send_closure(session, case_id, CLOSED)
    assert kept(session, closing.closure_draft(case_id)) is None
    assert _is_open(session, case_id)
    assert session.vault.fetch(Closure, owner=case_id) == []
    supervisor = office.change_places(SUPERVISOR)
    closing.approve_closure(supervisor, case_id)
    assert not _is_open(supervisor, case_id)
    closure = closing.closure_of(supervisor, case_id)
    assert closure is not None
    assert (closure.closed_on, closure.reason) == (supervisor.today, "planned_needs_met")
    (request,) = supervisor.vault.fetch(ClosureRequest, owner=case_id)
    assert (request.sent_by, request.approved_by) == (WORKER, SUPERVISOR)
    with pytest.raises(RefusedError, match="closed already"):
        closing.send_closure(supervisor, case_id, CLOSED)


def test_nobody_approves_their_own_closure(office: Office, case_id: str) -> None:
    supervisor = office.change_places(SUPERVISOR)
    closing.send_closure(supervisor, case_id, CLOSED)
    with pytest.raises(RefusedError, match="your own"):
        closing.approve_closure(supervisor, case_id)
    with pytest.raises(RefusedError, match="your own"):
        closing.return_closure(supervisor, case_id, "Mend it")
    assert _is_open(supervisor, case_id)


def test_who_wrote_a_closure_cannot_approve_it_though_another_sent_it(
    office: Office, case_id: str
) -> None:
    supervisor = office.change_places(SUPERVISOR)
    closing.send_closure(supervisor, case_id, CLOSED)
    closing.take_back(supervisor, case_id)
    closing.send_closure(office.change_places(WORKER), case_id, CLOSED)
    with pytest.raises(RefusedError, match="your own"):
        closing.approve_closure(office.change_places(SUPERVISOR), case_id)


def test_a_caseworker_cannot_approve(session: Session, case_id: str) -> None:
    closing.send_closure(session, case_id, CLOSED)
    with pytest.raises(RefusedError, match="Only a supervisor"):
        closing.approve_closure(session, case_id)


def test_the_second_member_approves_at_the_same_desk(session: Session, case_id: str) -> None:
    close_with_second(session, case_id)
    assert not _is_open(session, case_id)
    (closing_act,) = [
        entry
        for entry in session.vault.history(case_id)
        if entry.what == "close" and entry.question == "reason"
    ]
    names = {member.id: member.name for member in session.vault.members()}
    assert names[closing_act.member_id] == SUPERVISOR


def test_a_returned_closure_is_mended_and_sent_again(office: Office, case_id: str) -> None:
    first: dict[str, Typed] = CLOSED | {"closure.days_off": "12"}
    closing.send_closure(office.session, case_id, first)
    supervisor = office.change_places(SUPERVISOR)
    with pytest.raises(RefusedError, match="what is to be mended"):
        closing.return_closure(supervisor, case_id, "  ")
    closing.return_closure(supervisor, case_id, "Say what was agreed for a safe goodbye.")
    worker = office.change_places(WORKER)
    assert closing.typed_request(worker, case_id)["closure.days_off"] == "12"
    closing.send_closure(worker, case_id, CLOSED | {"closure.safe_goodbye": "A text in June."})
    supervisor = office.change_places(SUPERVISOR)
    closing.approve_closure(supervisor, case_id)
    closure = closing.closure_of(supervisor, case_id)
    assert closure is not None
    assert (closure.days_off, closure.safe_goodbye) == (None, "A text in June.")
    assert len(supervisor.vault.fetch(ClosureRequest, owner=case_id)) == 1


def test_only_one_closure_waits_and_only_its_sender_takes_it_back(
    office: Office, case_id: str
) -> None:
    closing.send_closure(office.session, case_id, CLOSED)
    with pytest.raises(RefusedError, match="waits for approval already"):
        closing.send_closure(office.session, case_id, CLOSED)
    with pytest.raises(RefusedError, match="Somebody else"):
        closing.take_back(office.change_places(SUPERVISOR), case_id)
    worker = office.change_places(WORKER)
    closing.take_back(worker, case_id)
    with pytest.raises(RefusedError, match="No closure waits"):
        closing.take_back(worker, case_id)


def test_a_case_does_not_close_before_it_was_opened(session: Session, case_id: str) -> None:
    typed: dict[str, Typed] = CLOSED | {"closure.closed_on": "19 Nov"}
    with pytest.raises(GateError) as refused:
        closing.send_closure(session, case_id, typed)
    words = {one.words for one in refused.value.missing}
    assert "The case cannot close before it was opened" in words
    assert session.vault.fetch(ClosureRequest, owner=case_id) == []


def test_what_a_closure_lacks_is_listed(session: Session, case_id: str) -> None:
    with pytest.raises(GateError) as refused:
        closing.send_closure(session, case_id, {"closure.closed_on": "someday"})
    named = {one.question for one in refused.value.missing}
    assert named == {"closed_on", "reason", "feels_safer", "satisfaction"}


def test_a_closed_case_is_opened_again_with_a_reason_and_its_closure_stays(
    office: Office, case_id: str
) -> None:
    close_with_second(office.session, case_id)
    supervisor = office.change_places(SUPERVISOR)
    with pytest.raises(GateError):
        closing.reopen_case(supervisor, case_id, {"closure.reopened_why": " "})
    closing.reopen_case(supervisor, case_id, {"closure.reopened_why": "A new incident."})
    assert _is_open(supervisor, case_id)
    (closure,) = supervisor.vault.fetch(Closure, owner=case_id)
    assert (closure.reopened_by, closure.reopened_on) == (SUPERVISOR, supervisor.today)
    assert "Case reopened" in [entry.title for entry in timeline(supervisor, case_id)]
    with pytest.raises(RefusedError, match="is open"):
        closing.reopen_case(supervisor, case_id, {"closure.reopened_why": "Again."})


def test_only_a_supervisor_opens_a_case_again(session: Session, case_id: str) -> None:
    close_with_second(session, case_id)
    with pytest.raises(RefusedError, match="Only a supervisor"):
        closing.reopen_case(session, case_id, {"closure.reopened_why": "A new incident."})


def test_a_reopening_moves_no_figure_and_the_first_closing_is_the_one_counted(
    office: Office, case_id: str
) -> None:
    close_with_second(office.session, case_id)
    before = build_histories(office.session.vault.countable_rows)[0].closure
    supervisor = office.change_places(SUPERVISOR)
    closing.reopen_case(supervisor, case_id, {"closure.reopened_why": "A new incident."})
    office.clock.at += timedelta(days=40)
    worker = office.change_places(WORKER)
    assert key_dates(worker, case_id) == []
    close_with_second(worker, case_id)
    assert len(worker.vault.fetch(Closure, owner=case_id)) == 2
    assert build_histories(worker.vault.countable_rows)[0].closure == before


def test_a_closure_that_waits_is_in_no_figure(session: Session, case_id: str) -> None:
    closing.send_closure(session, case_id, CLOSED)
    assert build_histories(session.vault.countable_rows)[0].closure is None
