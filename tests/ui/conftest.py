"""Every view test runs in the look of the program and leaves nothing behind."""

import gc
import os
import threading
from collections.abc import Iterator

if "DISPLAY" not in os.environ and "WAYLAND_DISPLAY" not in os.environ:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is loaded below

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication

from idva_desktop.ui.appearance import wear
from idva_desktop.ui.theme import Theme
from tests.casework.year_of_work import (
    unchanged_year,
    year_folder,
    year_of_work,
    year_session,
)
from tests.ui.vaults import (
    desk,
    seeded_vault,
    session,
    supervisor_desk,
    supervisor_session,
    vault_folder,
)

__all__ = [
    "desk",
    "seeded_vault",
    "session",
    "supervisor_desk",
    "supervisor_session",
    "unchanged_year",
    "vault_folder",
    "year_folder",
    "year_of_work",
    "year_session",
]


def pytest_itemcollected(item: pytest.Item) -> None:
    """Let the offscreen platform say that it has no window manager to give size hints to."""
    item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints", extend=True))


@pytest.fixture(autouse=True)
def _the_look(qapp: QApplication) -> None:
    """Start each test in light colours at 100 %, with room."""
    Theme.narrow = False
    wear(qapp)


@pytest.fixture(autouse=True)
def _nothing_left(qapp: QApplication, _the_look: None) -> Iterator[None]:
    """Fail a test that leaves a window, a running timer or a thread."""
    windows = set(map(id, qapp.topLevelWidgets()))
    threads = set(threading.enumerate())
    # As in the program: a job's thread must never destroy a window that is garbage (ui.garbage).
    gc.disable()
    # What earlier tests left for good is not walked again: that grew to seconds a test.
    gc.freeze()
    yield
    gc.enable()
    # pytest-qt has closed the widgets that the test gave it; Qt deletes them at its next turn.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    left = [w for w in qapp.topLevelWidgets() if id(w) not in windows and w.parent() is None]
    assert not left, f"windows left open: {[type(w).__name__ for w in left]}"
    running = [t for t in qapp.findChildren(QTimer) if t.isActive()]
    assert not running, f"timers left running: {running}"
    alive = [t.name for t in threading.enumerate() if t not in threads]
    assert not alive, f"threads left running: {alive}"
    assert QThreadPool.globalInstance().activeThreadCount() == 0, "a job is still running"
