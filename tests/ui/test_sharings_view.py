from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from idva_desktop.casework import drafts, records, sharing
from idva_desktop.casework.second_person import prove
from idva_desktop.casework.session import Save, Session, new_id
from idva_desktop.domain.form import Typed
from idva_desktop.domain.records import Sharing
from idva_desktop.ui.approval_panel import ApprovalPanel
from idva_desktop.ui.case_people_tabs import sharing as sharing_tab
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.sharings_view import SharingsView
from tests.ui.typing import CTRL, Window, in_use, key, keys
from tests.ui.vaults import FIRST, SUPERVISOR, SUPERVISOR_WORDS, WORKER, WORKER_WORDS, SeededVault

ENTER = Qt.Key.Key_Return
WITHOUT: dict[str, Typed] = {
    "sharing.recipient": "Children’s services",
    "sharing.purpose": "A child at risk",
    "sharing.scope_words": "What was seen on Tuesday",
    "sharing.basis": "safeguarding",
    "sharing.basis_reason": "Asking would warn the other parent",
}


@pytest.fixture
def case_id(seeded_vault: SeededVault) -> str:
    return seeded_vault.cases[FIRST]


def _view(desk: Desk, case_id: str, qtbot: QtBot) -> Iterator[tuple[Window, SharingsView]]:
    view = sharing_tab().parts[0].make(desk, case_id)
    assert isinstance(view, SharingsView)
    window = Window(desk, view)
    in_use(qtbot, window)
    desk.changed.connect(view.refresh)
    yield window, view
    window.hide()


@pytest.fixture
def asked(desk: Desk, case_id: str, qtbot: QtBot) -> Iterator[tuple[Window, SharingsView]]:
    records.save_record(desk.session, Sharing, case_id, WITHOUT)
    yield from _view(desk, case_id, qtbot)


@pytest.fixture
def to_decide(
    supervisor_desk: Desk, case_id: str, qtbot: QtBot
) -> Iterator[tuple[Window, SharingsView]]:
    _ask_as_another(supervisor_desk.session, case_id)
    yield from _view(supervisor_desk, case_id, qtbot)


def _ask_as_another(session: Session, case_id: str) -> None:
    """Ask at the supervisor's desk as the worker would have, whose act it is."""
    answers: dict[str, object] = {name.partition(".")[2]: words for name, words in WITHOUT.items()}
    answers |= {"state": "waiting", "asked_by": WORKER, "asked_on": session.today}
    with prove(session, WORKER, WORKER_WORDS) as worker:
        session.save("save", [Save(Sharing, new_id(), case_id, answers)], signer=worker)


def _held(desk: Desk, case_id: str) -> Sharing:
    (held,) = desk.session.vault.fetch(Sharing, owner=case_id)
    return held


def test_a_second_member_approves_a_sharing_at_the_workers_desk(
    asked: tuple[Window, SharingsView], desk: Desk, case_id: str, qtbot: QtBot
) -> None:
    window, view = asked
    assert not view.approve_button.isVisible()
    view.second_button.setFocus()
    key(ENTER)
    assert isinstance(window.panel(), ApprovalPanel)
    keys(SUPERVISOR_WORDS)
    with qtbot.waitSignal(desk.closed):
        key(ENTER, CTRL)
    held = _held(desk, case_id)
    assert (held.state, held.approved_by) == ("approved", SUPERVISOR)
    assert not view.second_button.isVisible()


def test_the_askers_own_passphrase_approves_nothing(
    asked: tuple[Window, SharingsView], desk: Desk, case_id: str, qtbot: QtBot
) -> None:
    window, view = asked
    view.second_button.click()
    panel = window.panel()
    assert isinstance(panel, ApprovalPanel)
    keys(WORKER_WORDS)
    key(ENTER, CTRL)
    qtbot.waitUntil(panel.message.isVisible)
    assert _held(desk, case_id).state == "waiting"


def test_a_supervisor_approves_where_the_case_is_read(
    to_decide: tuple[Window, SharingsView], supervisor_desk: Desk, case_id: str
) -> None:
    _window, view = to_decide
    assert not view.second_button.isVisible()
    view.approve_button.setFocus()
    key(ENTER)
    assert _held(supervisor_desk, case_id).approved_by == SUPERVISOR
    assert not view.approve_button.isVisible()


def test_a_supervisor_says_why_it_is_not_to_be_shared(
    to_decide: tuple[Window, SharingsView], supervisor_desk: Desk, case_id: str
) -> None:
    _window, view = to_decide
    view.refuse_button.setFocus()
    key(ENTER)
    keys("Ask the client first")
    key(ENTER, CTRL)
    held = _held(supervisor_desk, case_id)
    assert (held.state, held.refusal) == ("refused", "Ask the client first")
    draft = sharing.refusal_draft(case_id, held.id)
    assert drafts.kept(supervisor_desk.session, draft) is None
