from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from idva_desktop.ui.idle_lock import JUMP_SECONDS, WARN_SECONDS, IdleLock


class Clocks:
    """Two clocks that the test moves."""

    def __init__(self) -> None:
        self.steady, self.wall = 100.0, 5000.0

    def pass_by(self, seconds: float) -> None:
        self.steady += seconds
        self.wall += seconds


@pytest.fixture
def clocks() -> Clocks:
    return Clocks()


@pytest.fixture
def lock(clocks: Clocks) -> Iterator[IdleLock]:
    parent = QObject()
    made = IdleLock(5, parent, steady=lambda: clocks.steady, wall=lambda: clocks.wall)
    made.start()
    yield made
    made.stop()


def _seen(lock: IdleLock) -> list[str]:
    seen: list[str] = []
    lock.warned.connect(lambda on: seen.append("warned" if on else "calm"))
    lock.due.connect(lambda: seen.append("due"))
    return seen


def test_five_quiet_minutes_lock(lock: IdleLock, clocks: Clocks) -> None:
    seen = _seen(lock)
    clocks.pass_by(299)
    lock.tick()
    assert "due" not in seen
    clocks.pass_by(1)
    lock.tick()
    assert seen == ["warned", "due"]


def test_the_warning_comes_twenty_seconds_ahead_and_once(lock: IdleLock, clocks: Clocks) -> None:
    seen = _seen(lock)
    clocks.pass_by(300 - WARN_SECONDS - 1)
    lock.tick()
    assert seen == []
    clocks.pass_by(1)
    lock.tick()
    clocks.pass_by(1)
    lock.tick()
    assert seen == ["warned"]


def test_any_key_keeps_the_desk_open(lock: IdleLock, clocks: Clocks, qtbot: QtBot) -> None:
    seen = _seen(lock)
    somewhere = QWidget()
    qtbot.addWidget(somewhere)
    somewhere.show()
    clocks.pass_by(290)
    lock.tick()
    QTest.keyClick(somewhere, Qt.Key.Key_Shift)
    assert seen == ["warned", "calm"]
    assert lock.left() == 300


def test_sleep_or_a_moved_clock_locks_at_once(lock: IdleLock, clocks: Clocks) -> None:
    seen = _seen(lock)
    clocks.pass_by(1)
    clocks.wall += JUMP_SECONDS + 1
    lock.tick()
    assert seen == ["due"]


def test_a_clock_that_drifts_slowly_does_not_lock(lock: IdleLock, clocks: Clocks) -> None:
    seen = _seen(lock)
    for _ in range(20):
        clocks.pass_by(1)
        clocks.wall += JUMP_SECONDS / 10
        lock.tick()
    assert seen == []
