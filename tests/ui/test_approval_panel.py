"""A second person's proof takes a while: the window goes on meanwhile, and may be left."""

import threading
import time

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from idva_desktop.casework import second_person
from idva_desktop.casework.second_person import ProvenMember
from idva_desktop.casework.session import Session
from idva_desktop.domain.records import Task
from idva_desktop.journal.acts import Act
from idva_desktop.ui import approval_panel
from idva_desktop.ui.appearance import wear
from idva_desktop.ui.approval_panel import ApprovalPanel, LongApprovalPanel
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.screen_view import ScreenView
from idva_desktop.ui.widgets.plain_scroll import PlainScroll
from tests.ui.typing import CTRL, Window, focused, in_use, key, keys
from tests.ui.vaults import FIRST, SUPERVISOR, SUPERVISOR_WORDS, SeededVault

ENTER = Qt.Key.Key_Return
AT_ONCE_S = 0.5
"""A window that answers; deriving a key at the cost of a real vault takes a second or two."""


class _Held:
    """A proof that ends when the test says so."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.go, self.begun = threading.Event(), threading.Event()
        self.proven: list[ProvenMember] = []
        real = second_person.prove

        def prove(session: Session, name: str, words: str) -> ProvenMember:
            self.begun.set()
            assert self.go.wait(10)
            self.proven.append(real(session, name, words))
            return self.proven[-1]

        monkeypatch.setattr(approval_panel, "prove", prove)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> _Held:
    return _Held(monkeypatch)


def _window(desk: Desk, panel: ApprovalPanel, qtbot: QtBot) -> Window:
    window = Window(desk, ScreenView(desk))
    in_use(qtbot, window)
    desk.open_panel(panel)
    panel.member.set_value(SUPERVISOR)
    panel.focus_first()
    keys(SUPERVISOR_WORDS)
    return window


def _left_at_once(desk: Desk) -> None:
    began = time.monotonic()
    desk.close_panel()
    assert time.monotonic() - began < AT_ONCE_S


def _forgot(proven: ProvenMember) -> bool:
    try:
        proven.sign(b"anything")
    except Exception:  # noqa: BLE001 - whatever is raised, it signs no more
        return True
    return False


def test_leaving_during_a_proof_does_not_hold_the_window_and_approves_nothing(
    desk: Desk, qtbot: QtBot, held: _Held
) -> None:
    approved: list[ProvenMember] = []
    panel = ApprovalPanel(desk, "Approve", "Read it.", approved.append, action="Approve")
    window = _window(desk, panel, qtbot)
    key(ENTER, CTRL)
    assert held.begun.wait(5)
    _left_at_once(desk)
    held.go.set()
    qtbot.waitUntil(lambda: bool(held.proven) and _forgot(held.proven[0]), timeout=5000)
    qtbot.wait(100)
    assert approved == []
    window.hide()


def test_a_proof_that_ends_in_a_panel_that_stands_approves(
    desk: Desk, qtbot: QtBot, held: _Held
) -> None:
    approved: list[str] = []

    def approving(one: ProvenMember) -> None:
        approved.append(one.member.name)

    window = _window(
        desk, ApprovalPanel(desk, "Approve", "Read it.", approving, action="Approve"), qtbot
    )
    held.go.set()
    with qtbot.waitSignal(desk.closed):
        key(ENTER, CTRL)
    assert approved == [SUPERVISOR]
    assert _forgot(held.proven[0])
    window.hide()


def test_long_work_that_was_begun_ends_after_the_panel_was_left_and_is_said(
    desk: Desk, seeded_vault: SeededVault, qtbot: QtBot
) -> None:
    go, begun, told = threading.Event(), threading.Event(), list[object]()
    case_id, said = seeded_vault.cases[FIRST], list[str]()
    watch = desk.session.watch()

    def work(session: Session, _proven: ProvenMember) -> int:
        begun.set()
        assert go.wait(10)
        session.vault.commit(Act("read", about=case_id))
        session.note_touched([case_id])
        return session.vault.count(Task)

    panel = LongApprovalPanel(desk, "Hand over", "Read.", work, told.append, action="Go")
    window = _window(desk, panel, qtbot)
    desk.said.connect(said.append)
    key(ENTER, CTRL)
    assert begun.wait(10)
    _left_at_once(desk)
    assert said == []
    go.set()
    qtbot.waitUntil(lambda: said[-1:] == ["Hand over: it is done."], timeout=5000)
    assert told == []
    assert case_id in watch.take()
    window.hide()


def test_long_work_that_was_left_before_its_proof_does_not_begin(
    desk: Desk, qtbot: QtBot, held: _Held
) -> None:
    done: list[object] = []
    panel = LongApprovalPanel(
        desk, "Hand over", "Read.", lambda *_: done.append("work"), done.append, action="Go"
    )
    window = _window(desk, panel, qtbot)
    key(ENTER, CTRL)
    assert held.begun.wait(5)
    _left_at_once(desk)
    held.go.set()
    qtbot.waitUntil(lambda: bool(held.proven) and _forgot(held.proven[0]), timeout=5000)
    qtbot.wait(100)
    assert done == []
    window.hide()


def test_a_wrong_passphrase_leaves_the_field_that_waits_for_it_in_sight(
    desk: Desk, qtbot: QtBot, qapp: QApplication
) -> None:
    wear(qapp, text=200)
    panel = ApprovalPanel(desk, "Approve", "Read it.", lambda _one: None, action="Approve")
    window = _window(desk, panel, qtbot)
    window.resize(1290, 600)
    keys(" and more")
    key(ENTER)
    qtbot.waitUntil(panel.message.isVisible, timeout=20_000)
    field, seen = panel.passphrase, window.findChildren(PlainScroll)[-1].viewport()
    assert focused() is field

    def in_sight() -> bool:
        return seen.rect().contains(QRect(field.mapTo(seen, QPoint(0, 0)), field.size()))

    qtbot.waitUntil(in_sight)
    window.hide()
