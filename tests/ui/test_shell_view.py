from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from idva_desktop.casework import drafts
from idva_desktop.casework.contacts import contact_draft
from idva_desktop.ui.anchor_keeper import AnchorKeeper
from idva_desktop.ui.appearance import wear
from idva_desktop.ui.case_list_pane import OPEN_AFTER_MS
from idva_desktop.ui.cases_view import CasesView
from idva_desktop.ui.command_palette import CommandPalette
from idva_desktop.ui.desk import Desk, Place
from idva_desktop.ui.idle_lock import IdleLock
from idva_desktop.ui.intake_view import LOOK_AFTER_MS, IntakeView
from idva_desktop.ui.keys_view import KeysView
from idva_desktop.ui.review_view import ReviewView
from idva_desktop.ui.shell_view import ShellView
from idva_desktop.ui.theme import look
from idva_desktop.ui.widgets.status_line import DemoStrip
from idva_desktop.vault.vault import Vault
from tests.ui.shell_in_use import shell_in_use
from tests.ui.typing import CTRL, focused, key, keys
from tests.ui.vaults import FIRST, SECOND, WORKER_WORDS, SeededVault, now

NO_NAMES = ("Marchetti", "Whitcombe", "Alexis", "Noor")


def _opened(desk: Desk, qtbot: QtBot, width: int = 1440, height: int = 900) -> ShellView:
    made = shell_in_use(desk, qtbot, width, height)
    made.go(Place("cases"))
    cases = made.view()
    assert isinstance(cases, CasesView)
    qtbot.waitUntil(lambda: cases.pane.cases.lines.rowCount() == 3, timeout=5000)
    return made


@pytest.fixture
def shell(desk: Desk, qtbot: QtBot) -> Iterator[ShellView]:
    made = _opened(desk, qtbot)
    yield made
    made.close()


@pytest.fixture
def supervisor_shell(supervisor_desk: Desk, qtbot: QtBot) -> Iterator[ShellView]:
    made = _opened(supervisor_desk, qtbot)
    yield made
    made.close()


def _idle(shell: ShellView) -> IdleLock:
    return shell.findChildren(IdleLock)[0]


def test_the_title_never_carries_a_name_or_a_reference(
    shell: ShellView, seeded_vault: SeededVault
) -> None:
    shell.go(Place("case", seeded_vault.cases[FIRST]))
    assert shell.windowTitle() == "IDVA Desktop"


def test_a_demo_vault_says_so(shell: ShellView) -> None:
    assert shell.findChildren(DemoStrip)[0].isVisible()


def test_a_caseworker_sees_no_supervisors_screen(shell: ShellView) -> None:
    shell.go(Place("review"))
    assert isinstance(shell.view(), CasesView)
    assert not shell.findChildren(ReviewView)


def test_a_supervisor_reaches_the_review_and_its_count(supervisor_shell: ShellView) -> None:
    supervisor_shell.go(Place("review"))
    assert isinstance(supervisor_shell.view(), ReviewView)


def test_views_are_made_when_they_are_first_wanted(shell: ShellView) -> None:
    assert not shell.findChildren(IntakeView)
    key(Qt.Key.Key_N, CTRL)
    assert isinstance(shell.view(), IntakeView)


def test_ctrl_f_leads_to_the_search_from_anywhere(shell: ShellView) -> None:
    shell.go(Place("drafts"))
    key(Qt.Key.Key_F, CTRL)
    assert isinstance(shell.view(), CasesView)
    assert isinstance(focused(), QLineEdit)


def test_f6_walks_rail_list_and_case(shell: ShellView, seeded_vault: SeededVault) -> None:
    shell.go(Place("case", seeded_vault.cases[FIRST]))
    cases = shell.view()
    assert isinstance(cases, CasesView)
    seen: list[QWidget] = []
    for _ in range(3):
        key(Qt.Key.Key_F6)
        seen.append(focused())
    parts = [shell.rail, *cases.panes()]
    inside = [next(at for at, part in enumerate(parts) if part.isAncestorOf(w)) for w in seen]
    assert sorted(inside) == [0, 1, 2]


def test_locking_keeps_the_draft_closes_the_vault_and_tells(
    shell: ShellView, seeded_vault: SeededVault, vault_folder: Path, qtbot: QtBot
) -> None:
    case_id = seeded_vault.cases[SECOND]
    shell.go(Place("case", case_id))
    key(Qt.Key.Key_T, CTRL)
    key(Qt.Key.Key_T)
    key(Qt.Key.Key_R)
    keys("Unkept until the very la")
    with qtbot.waitSignal(shell.locked):
        key(Qt.Key.Key_L, CTRL)
    assert not shell.isVisible()
    with Vault.open(
        vault_folder, passphrase=WORKER_WORDS, device_code=seeded_vault.code, clock=now
    ) as vault:
        kept = vault.draft(contact_draft(case_id))
        assert kept is not None
        assert kept.answers["contact.note"] == "Unkept until the very la"


def test_closing_the_window_keeps_the_draft_and_lets_go_of_the_vault(
    shell: ShellView, seeded_vault: SeededVault, vault_folder: Path
) -> None:
    shell.go(Place("case", seeded_vault.cases[SECOND]))
    key(Qt.Key.Key_T, CTRL)
    key(Qt.Key.Key_T)
    shell.close()
    with Vault.open(
        vault_folder, passphrase=WORKER_WORDS, device_code=seeded_vault.code, clock=now
    ) as vault:
        assert vault.draft(contact_draft(seeded_vault.cases[SECOND])) is not None


def test_the_lock_is_announced_in_status_line_and_strip(shell: ShellView) -> None:
    idle = _idle(shell)
    strip = shell._warning
    idle._last -= 285
    idle.tick()
    assert "Locks in 15 s" in shell.status.text()
    assert strip.isVisible()
    key(Qt.Key.Key_Shift)
    assert "Locks in 5 min" in shell.status.text()
    assert not strip.isVisible()


def test_a_quiet_desk_locks_by_itself(shell: ShellView, qtbot: QtBot) -> None:
    idle = _idle(shell)
    idle._last -= 301
    with qtbot.waitSignal(shell.locked):
        idle.tick()


def test_saving_is_said_in_the_status_line(shell: ShellView, desk: Desk) -> None:
    desk.saved()
    assert "Saved 10:12" in shell.status.text()


@pytest.mark.usefixtures("shell")
def test_text_grows_to_twice_its_size_and_not_beyond() -> None:
    for _ in range(6):
        key(Qt.Key.Key_Plus, CTRL)
    assert look().text == 200
    for _ in range(6):
        key(Qt.Key.Key_Minus, CTRL)
    assert look().text == 100


def test_at_twice_the_text_the_window_still_fits_a_small_laptop(
    shell: ShellView, seeded_vault: SeededVault, qapp: QApplication
) -> None:
    shell.go(Place("case", seeded_vault.cases[FIRST]))
    wear(qapp, "light", 200)
    qapp.processEvents()
    hint = shell.minimumSizeHint()
    assert hint.width() <= 1366
    assert hint.height() <= 768
    assert not shell.findChildren(DemoStrip)[0].isVisible()


def test_esc_closes_the_panel_and_gives_the_focus_back(
    shell: ShellView, seeded_vault: SeededVault
) -> None:
    shell.go(Place("case", seeded_vault.cases[FIRST]))
    before = focused()
    key(Qt.Key.Key_F1)
    assert [each for each in shell.findChildren(KeysView) if each.isVisible()]
    key(Qt.Key.Key_Escape)
    assert focused() is before


def test_every_focusable_widget_has_a_name(shell: ShellView, seeded_vault: SeededVault) -> None:
    shell.go(Place("case", seeded_vault.cases[FIRST]))
    for widget in shell.findChildren(QWidget):
        takes_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if takes_tab and widget.isVisible() and widget.focusProxy() is None:
            assert widget.accessibleName(), type(widget).__name__


def test_tab_walks_the_whole_window_and_is_never_caught(
    shell: ShellView, seeded_vault: SeededVault
) -> None:
    shell.go(Place("case", seeded_vault.cases[FIRST]))
    start, seen = focused(), set()
    for _ in range(80):
        key(Qt.Key.Key_Tab)
        seen.add(focused())
        if focused() is start:
            break
    assert focused() is start, "Tab does not come round"
    assert len(seen) > 8


def test_no_name_shows_without_being_asked_for(shell: ShellView, seeded_vault: SeededVault) -> None:
    shell.go(Place("case", seeded_vault.cases[FIRST]))
    for widget in shell.findChildren(QWidget):
        shown = f"{widget.accessibleName()} {getattr(widget, 'text', str)()}"
        assert not any(name in shown for name in NO_NAMES)


def test_the_count_of_drafts_follows(shell: ShellView, desk: Desk) -> None:
    drafts.keep(desk.session, "intake:new", "intake", {"referral.source": "self"}, "")
    desk.changed.emit()
    shell.go(Place("drafts"))
    assert "Drafts, 1" in [each.accessibleName() for each in shell.rail.findChildren(QWidget)]


def test_a_draft_left_in_a_panel_is_counted_at_once(
    shell: ShellView, seeded_vault: SeededVault
) -> None:
    shell.go(Place("case", seeded_vault.cases[SECOND]))
    key(Qt.Key.Key_T, CTRL)
    key(Qt.Key.Key_T)
    key(Qt.Key.Key_Escape)
    assert "Drafts, 1" in [each.accessibleName() for each in shell.rail.findChildren(QWidget)]


def test_the_minute_notes_the_anchor_off_the_windows_thread(
    shell: ShellView, desk: Desk, qtbot: QtBot
) -> None:
    desk.session.note_reading("nobody")
    keeper = shell.findChildren(AnchorKeeper)[0]
    before = desk.session.vault._session.header.anchors
    keeper.note()
    qtbot.waitUntil(lambda: desk.session.vault._session.header.anchors != before, timeout=5000)


def test_a_narrow_window_is_laid_out_as_for_large_text(shell: ShellView) -> None:
    wide = shell.rail.width()
    shell.resize(1024, 768)
    QApplication.processEvents()
    assert shell.width() == 1024
    assert shell.rail.width() < wide / 2
    shell.resize(1440, 900)
    QApplication.processEvents()
    assert shell.rail.width() == wide


@pytest.mark.parametrize("screen", ["cases", "intake", "palette"])
def test_what_was_typed_just_before_a_lock_is_not_looked_for_after_it(
    shell: ShellView, qtbot: QtBot, screen: str
) -> None:
    """A reading of the closed vault in the event loop would fail this test."""
    if screen == "palette":
        key(Qt.Key.Key_K, CTRL)
    else:
        shell.go(Place(screen))
        view = shell.view()
        assert isinstance(view, CasesView | IntakeView)
        view.focus_first()
    keys("mar")
    if screen == "cases":
        key(Qt.Key.Key_Down)
    shell.lock()
    qtbot.wait(LOOK_AFTER_MS + OPEN_AFTER_MS)
    assert not shell.isVisible()


def test_a_search_of_the_palette_that_a_lock_ends_is_noted_first(
    shell: ShellView, qtbot: QtBot
) -> None:
    vault, noted = shell.desk.session.vault, list[str]()
    key(Qt.Key.Key_K, CTRL)
    keys("marchetti")
    palette = shell.findChildren(CommandPalette)[0]
    qtbot.waitUntil(lambda: palette._searched, timeout=2000)
    shell.desk.locking.connect(lambda: noted.append(vault.history("ledger")[-1].what))
    shell.lock()
    assert noted == ["search"]
    assert palette.field.value() == ""
