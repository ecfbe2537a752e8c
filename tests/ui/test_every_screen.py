"""Rules that hold on every screen and panel: names, a way through and out, nothing that flashes.

One window is opened for each look and shows everything in turn. What fails is told of all places.
"""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from idva_desktop.casework import drafts, intake, records
from idva_desktop.domain.form import Typed
from idva_desktop.domain.records import Need
from idva_desktop.ui.appearance import wear
from idva_desktop.ui.case_tabs import case_groups
from idva_desktop.ui.case_view import CaseView
from idva_desktop.ui.command_palette import CommandPalette
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.job_strip import JobStrip
from idva_desktop.ui.next_actions import NextActionsPanel
from idva_desktop.ui.review_tabs import review_tabs
from idva_desktop.ui.service_tabs import service_tabs
from idva_desktop.ui.shell_view import ShellView
from tests.ui.shell_in_use import in_sight, shell_in_use
from tests.ui.typing import CTRL, key
from tests.ui.vaults import FIRST, SeededVault
from tests.vault.second_laptop import answered_elsewhere

MOST_TABS = 160
LOOKS = (("light", 100), ("light", 200), ("dark", 150), ("contrast", 200))
SHIFT = Qt.KeyboardModifier.ShiftModifier
WORKER_PLACES = ("today", "cases", "drafts", "service", "redaction", "intake")
CASE_PLACES = ("contact", "risk", "plan")
SUPERVISOR_PLACES = ("today", "kpis", "returns")


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


def _in_sight(widget: QWidget) -> bool:
    """Say whether nothing around it hides it whole."""
    place, around = widget.rect(), widget
    while not around.isWindow() and (parent := around.parentWidget()) is not None:
        place = place.translated(around.pos()).intersected(parent.rect())
        around = parent
    return not place.isEmpty()


def _walk(unseen: list[str], *, forward: bool) -> tuple[list[QWidget], bool]:
    """Press Tab until the focus is back where it began; say what had it, and whether it came.

    What has the focus out of sight is put into ``unseen``.
    """
    where = Qt.Key.Key_Tab if forward else Qt.Key.Key_Backtab
    start = QApplication.focusWidget()
    assert start is not None
    seen = [start]
    for _ in range(MOST_TABS):
        key(where)
        now = QApplication.focusWidget()
        assert now is not None, "the focus went nowhere"
        if not _in_sight(now):
            unseen.append(f"{type(now).__name__} {now.accessibleName()}")
        if now is start:
            return seen, True
        seen.append(now)
    return seen, False


class Round:
    """Goes through a window and keeps what is wrong.

    Args:
        shell: the window.
        qtbot: lets it work.
        both: whether Shift+Tab is pressed too, or only Tab.
    """

    def __init__(self, shell: ShellView, qtbot: QtBot, *, both: bool) -> None:
        self.shell, self._qtbot, self._ways = shell, qtbot, (True, False) if both else (True,)
        self.wrong: list[str] = []
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._app, self._windows = app, _Windows(app)

    def go(self, place: str, case_id: str = "", part: str = "") -> list[QWidget]:
        """Go to a place and hold the rules there; return what has the focus in turn."""
        return self.hold(part or place, lambda: self.shell.desk.go(place, case_id, part))

    def hold(self, said: str, show: Callable[[], object]) -> list[QWidget]:
        """Show something and hold the rules there."""
        self._show(said, show)
        seen: list[QWidget] = []
        for forward in self._ways:
            unseen: list[str] = []
            seen, came_round = _walk(unseen, forward=forward)
            self._note(said, f"the focus is caught at {seen[-1]!r}", wrong=not came_round)
            self._note(said, f"in focus, out of sight: {unseen}", wrong=bool(unseen))
        return seen

    def part(self, name: str, case_id: str, cycle: list[QWidget]) -> None:
        """Go to a list of a page: whoever comes there stands on the page's round of Tab."""
        self._show(name, lambda: self.shell.desk.go(name, case_id))
        self._note(name, "Tab does not come by", wrong=QApplication.focusWidget() not in cycle)

    def _show(self, said: str, show: Callable[[], object]) -> None:
        self._windows.shown.clear()
        self._app.installEventFilter(self._windows)
        show()
        self._qtbot.waitUntil(self._is_read, timeout=20_000)
        self._qtbot.wait(60)
        self._app.removeEventFilter(self._windows)
        windows, nameless = self._windows.shown, _nameless(self.shell)
        self._note(said, f"shows as a window: {windows}", wrong=bool(windows))
        self._note(said, f"without a name: {nameless}", wrong=bool(nameless))

    def _is_read(self) -> bool:
        """Say whether nothing is being worked out: its Cancel would leave in the midst."""
        return not any(strip.is_busy for strip in self.shell.findChildren(JobStrip))

    def _note(self, said: str, words: str, *, wrong: bool) -> None:
        if wrong:
            self.wrong.append(f"{said}: {words}")


@pytest.fixture(params=LOOKS, ids=lambda each: f"{each[0]}-{each[1]}")
def both_ways(request: pytest.FixtureRequest, qapp: QApplication) -> bool:
    """Wear each look in turn; in light Shift+Tab is pressed too."""
    palette, text = request.param
    wear(qapp, palette, text)
    return bool(palette == "light")


@pytest.fixture
def worker(desk: Desk, both_ways: bool, qtbot: QtBot) -> Iterator[Round]:
    drafts.keep(desk.session, intake.DRAFT, "intake", {"referral.source": "self"}, "")
    made = shell_in_use(desk, qtbot)
    yield Round(made, qtbot, both=both_ways)
    made.close()


@pytest.fixture
def supervisor(supervisor_desk: Desk, both_ways: bool, qtbot: QtBot) -> Iterator[Round]:
    made = shell_in_use(supervisor_desk, qtbot)
    yield Round(made, qtbot, both=both_ways)
    made.close()


def test_every_control_has_a_name_and_tab_comes_round(
    worker: Round, seeded_vault: SeededVault
) -> None:
    case_id = seeded_vault.cases[FIRST]
    for place in WORKER_PLACES:
        worker.go(place, case_id)
    for place in CASE_PLACES:
        worker.go(place, case_id)
    for group in case_groups():
        worker.shell.desk.close_panel()
        first, *others = (part.name for part in group.parts)
        cycle = worker.go(first, case_id)
        for name in others:
            worker.part(name, case_id, cycle)
    assert worker.wrong == []


def test_the_same_holds_for_a_supervisor(supervisor: Round) -> None:
    for place in SUPERVISOR_PLACES:
        supervisor.go(place)
    for part in (tab.name for tab in review_tabs()):
        supervisor.go("review", part=part)
    for part in (tab.name for tab in service_tabs()):
        supervisor.go("service", part=part)
    assert supervisor.wrong == []


def _answers_that_disagree(desk: Desk, case_id: str) -> None:
    typed: dict[str, Typed] = {"need.area": "safety", "need.level_entry": "2"}
    need = records.save_record(desk.session, Need, case_id, typed)
    typed["need.level_entry"] = "3"
    records.save_record(desk.session, Need, case_id, typed, need)
    answered_elsewhere(desk.session.vault, case_id, "need", need, {"level_entry": 4})


def test_the_same_holds_for_what_opens_over_a_case(
    worker: Round, seeded_vault: SeededVault
) -> None:
    shell, case_id = worker.shell, seeded_vault.cases[FIRST]
    _answers_that_disagree(shell.desk, case_id)
    shell.desk.changed.emit()
    shell.desk.go("needs", case_id)
    worker.hold("the open case", lambda: None)
    case = in_sight(shell, CaseView)
    panels: dict[str, Callable[[], object]] = {
        "history": lambda: key(Qt.Key.Key_H, CTRL),
        "summary": lambda: key(Qt.Key.Key_C, CTRL | SHIFT),
        "conflicts": case.conflicts_button.click,
        "keys": lambda: key(Qt.Key.Key_F1),
        "next actions": lambda: shell.desk.open_panel(NextActionsPanel(shell.desk, case_id)),
    }
    for said, show in panels.items():
        inside = worker.hold(said, show)
        assert shell.panel_is_open(), said
        behind = [each for each in inside if case.isAncestorOf(each)]
        assert not behind, f"{said}: Tab leads out of the panel"
        key(Qt.Key.Key_Escape)
        assert not shell.panel_is_open(), said
    worker.hold("palette", lambda: key(Qt.Key.Key_K, CTRL))
    assert shell.findChildren(CommandPalette)[0].isVisible()
    assert worker.wrong == []
