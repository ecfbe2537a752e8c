"""Rules that hold on every screen: each control has a name, and Tab leads through and out."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from idva_desktop.casework import drafts, intake
from idva_desktop.ui.appearance import wear
from idva_desktop.ui.case_tabs import case_tabs
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.review_tabs import review_tabs
from idva_desktop.ui.shell_view import ShellView
from tests.ui.typing import in_use, key
from tests.ui.vaults import FIRST, SeededVault

MOST_TABS = 160
_TABS = tuple(tab.name for tab in case_tabs())
WORKER_PLACES = (
    "today",
    "cases",
    "drafts",
    "service",
    "redaction",
    "intake",
    "contact",
    "risk",
    "plan",
    *_TABS,
)
SUPERVISOR_PLACES = ("today", "review", "service", "kpis", "returns")
REVIEW_PARTS = tuple(tab.name for tab in review_tabs())


class _Windows(QObject):
    """Notes each widget that shows as a window of its own, which takes the keys for a moment."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt names it
        """Note a window that shows."""
        shows = event.type() == QEvent.Type.Show
        if shows and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(f"{type(watched).__name__} {watched.accessibleName()}")
        return False


def _shell(desk: Desk, qtbot: QtBot) -> ShellView:
    made = ShellView(desk)
    in_use(qtbot, made, 1440, 900)
    made.start()
    return made


@pytest.fixture
def worker(desk: Desk, qtbot: QtBot) -> Iterator[ShellView]:
    drafts.keep(desk.session, intake.DRAFT, "intake", {"referral.source": "self"}, "")
    made = _shell(desk, qtbot)
    yield made
    made.close()


@pytest.fixture
def supervisor(supervisor_desk: Desk, qtbot: QtBot) -> Iterator[ShellView]:
    made = _shell(supervisor_desk, qtbot)
    yield made
    made.close()


def _go(shell: ShellView, place: str, case_id: str, qtbot: QtBot, part: str = "") -> None:
    shell.desk.go(place, case_id, part)
    qtbot.wait(60)


def _reachable(window: QWidget) -> list[QWidget]:
    """Return what Tab can reach in sight."""
    return [
        each
        for each in window.findChildren(QWidget)
        if each.isVisible()
        and each.isEnabled()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.focusProxy() is None
    ]


def _nameless(window: QWidget) -> list[str]:
    found = []
    for each in _reachable(window):
        told = QAccessible.queryAccessibleInterface(each)
        if not told.text(QAccessible.Text.Name).strip():
            found.append(f"{type(each).__name__} in {type(each.parentWidget()).__name__}")
    return found


def _walk(*, forward: bool) -> tuple[list[QWidget], bool]:
    """Press Tab until the focus is back where it began; say what had it, and whether it came."""
    where = Qt.Key.Key_Tab if forward else Qt.Key.Key_Backtab
    start = QApplication.focusWidget()
    assert start is not None
    seen = [start]
    for _ in range(MOST_TABS):
        key(where)
        now = QApplication.focusWidget()
        assert now is not None, "the focus went nowhere"
        if now is start:
            return seen, True
        seen.append(now)
    return seen, False


def _hold(shell: ShellView, qtbot: QtBot, place: str, case_id: str, part: str = "") -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    windows = _Windows(app)
    app.installEventFilter(windows)
    _go(shell, place, case_id, qtbot, part)
    app.removeEventFilter(windows)
    assert windows.shown == [], place
    assert _nameless(shell) == [], place
    for forward in (True, False):
        seen, came_round = _walk(forward=forward)
        assert came_round, f"{place}: the focus is caught at {type(seen[-1]).__name__}"
        assert len(seen) > 2, place


@pytest.mark.parametrize("text", [100, 200])
@pytest.mark.parametrize("place", WORKER_PLACES)
def test_every_control_has_a_name_and_tab_comes_round(
    worker: ShellView,
    qtbot: QtBot,
    qapp: QApplication,
    seeded_vault: SeededVault,
    place: str,
    text: int,
) -> None:
    wear(qapp, "light", text)
    _hold(worker, qtbot, place, seeded_vault.cases[FIRST])


@pytest.mark.parametrize("place", SUPERVISOR_PLACES)
def test_the_same_holds_for_a_supervisor(
    supervisor: ShellView, qtbot: QtBot, seeded_vault: SeededVault, place: str
) -> None:
    _hold(supervisor, qtbot, place, seeded_vault.cases[FIRST])


@pytest.mark.parametrize("text", [100, 200])
@pytest.mark.parametrize("part", REVIEW_PARTS)
def test_the_same_holds_for_every_part_of_the_review(
    supervisor: ShellView, qtbot: QtBot, qapp: QApplication, part: str, text: int
) -> None:
    wear(qapp, "light", text)
    _hold(supervisor, qtbot, "review", "", part)
