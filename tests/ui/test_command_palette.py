"""The palette finds cases and does what is declared, by keys alone and as the role allows."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from idva_desktop.ui.case_tabs import case_tabs
from idva_desktop.ui.cases_view import CasesView
from idva_desktop.ui.command_palette import CommandPalette
from idva_desktop.ui.contact_view import ContactView
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.screens import screens_for
from idva_desktop.ui.shell_view import ShellView
from idva_desktop.ui.shortcuts import window_keys
from idva_desktop.ui.theme import look
from tests.ui.shell_in_use import shell_in_use
from tests.ui.typing import CTRL, key, keys
from tests.ui.vaults import FIRST, SECOND, SeededVault

ENTER, DOWN, UP, ESC = Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Escape
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def shell(desk: Desk, qtbot: QtBot) -> Iterator[ShellView]:
    made = shell_in_use(desk, qtbot)
    yield made
    made.close()


def _open(shell: ShellView, words: str, qtbot: QtBot) -> CommandPalette:
    key(Qt.Key.Key_K, CTRL)
    palette = shell.findChildren(CommandPalette)[0]
    assert palette.isVisible()
    keys(words)
    qtbot.waitUntil(lambda: not palette._waiting.isActive(), timeout=2000)
    return palette


def _offered(palette: CommandPalette) -> list[str]:
    return [entry.line.words for entry in palette._places.values()]


@pytest.mark.parametrize("words", ["002", "whit", "whitcomeb"])
def test_a_case_is_found_by_reference_name_or_slip_and_opened_with_enter(
    shell: ShellView, qtbot: QtBot, seeded_vault: SeededVault, words: str
) -> None:
    palette = _open(shell, words, qtbot)
    assert _offered(palette)[0] == SECOND
    key(ENTER)
    assert not palette.isVisible()
    assert shell.case_id() == seeded_vault.cases[SECOND]


def test_what_is_found_shows_no_name(shell: ShellView, qtbot: QtBot) -> None:
    palette = _open(shell, "whit", qtbot)
    told = [entry.line.spoken() for entry in palette._places.values()]
    assert told
    assert not any("Whitcombe" in said or "Noor" in said for said in told)


def test_arrows_pass_headings_and_stay_at_the_ends(shell: ShellView, qtbot: QtBot) -> None:
    palette = _open(shell, "", qtbot)
    first = palette.list.place()
    key(UP)
    assert palette.list.place() == first
    for _ in range(len(palette._places) + 3):
        key(DOWN)
        current = palette.list.current()
        assert current is not None
        assert not current.heading
        assert palette.field.accessibleDescription() == current.spoken()
    assert palette.list.place() == max(palette._places)


def test_every_screen_tab_and_key_that_is_declared_is_offered(
    shell: ShellView, qtbot: QtBot, seeded_vault: SeededVault
) -> None:
    shell.desk.go("case", seeded_vault.cases[FIRST])
    offered = set(_offered(_open(shell, "", qtbot)))
    assert {
        screen.words for screen in screens_for(shell.desk).values() if screen.in_rail
    } <= offered
    assert {tab.words for tab in case_tabs()} <= offered
    bound = shell._actions().keys() - {"palette", "next_pane", "last_pane"}
    assert {each.words for each in window_keys() if each.does in bound} <= offered


def test_a_worker_is_offered_nothing_of_the_supervisors(shell: ShellView, qtbot: QtBot) -> None:
    assert "KPIs" not in _offered(_open(shell, "kpi", qtbot))


def test_a_supervisor_goes_to_the_figures(supervisor_desk: Desk, qtbot: QtBot) -> None:
    shell = shell_in_use(supervisor_desk, qtbot)
    assert _offered(_open(shell, "kpi", qtbot))[0] == "KPIs"
    key(ESC)
    shell.close()


def test_a_tab_and_a_list_of_the_open_case_are_gone_to(
    shell: ShellView, qtbot: QtBot, seeded_vault: SeededVault
) -> None:
    shell.desk.go("case", seeded_vault.cases[FIRST])
    _open(shell, "needs", qtbot)
    key(ENTER)
    view = shell.view()
    assert isinstance(view, CasesView)
    assert view._case is not None
    assert view._case._open == "needs"


def test_a_contact_is_logged_from_the_palette(
    shell: ShellView, qtbot: QtBot, seeded_vault: SeededVault
) -> None:
    shell.desk.go("case", seeded_vault.cases[FIRST])
    _open(shell, "log con", qtbot)
    key(ENTER)
    assert shell.findChildren(ContactView)


def test_the_look_is_chosen_and_told_for_the_next_start(
    shell: ShellView, qtbot: QtBot, qapp: QApplication
) -> None:
    told: list[tuple[str, int]] = []
    shell.look_changed.connect(lambda palette, text: told.append((palette, text)))
    for words, palette in (("dark", "dark"), ("contrast", "contrast"), ("light", "light")):
        _open(shell, words, qtbot)
        key(ENTER)
        assert look().palette == palette
        assert qapp.palette().window().color() == look().colour("window")
    assert told == [("dark", 100), ("contrast", 100), ("light", 100)]


def test_esc_and_the_same_key_close_it_and_give_the_focus_back(
    shell: ShellView, qtbot: QtBot
) -> None:
    before = QApplication.focusWidget()
    palette = _open(shell, "zzzz", qtbot)
    assert _offered(palette) == []
    assert palette._none_box.isVisible()
    key(ENTER)
    assert palette.isVisible()
    key(ESC)
    assert not palette.isVisible()
    assert QApplication.focusWidget() is before
    palette = _open(shell, "", qtbot)
    key(Qt.Key.Key_K, CTRL)
    assert not palette.isVisible()


def test_what_has_the_focus_has_a_name(shell: ShellView, qtbot: QtBot) -> None:
    _open(shell, "", qtbot)
    focus = QApplication.focusWidget()
    assert focus is not None
    told = QAccessible.queryAccessibleInterface(focus)
    assert told.text(QAccessible.Text.Name)
    assert told.text(QAccessible.Text.Description)


def test_a_search_for_a_case_is_an_act_once_and_one_for_an_action_is_none(
    shell: ShellView, qtbot: QtBot
) -> None:
    def acts() -> int:
        history = shell.desk.session.vault.history("ledger")
        return sum(entry.what == "search" for entry in history)

    before = acts()
    _open(shell, "dark", qtbot)
    key(ESC)
    assert acts() == before
    _open(shell, "whit", qtbot)
    key(ESC)
    assert acts() == before + 1


def test_the_panic_key_hides_everything_and_locks_for_good(shell: ShellView) -> None:
    ended: list[str] = []
    shell.hidden.connect(lambda: ended.append("hidden"))
    shell.locked.connect(lambda: ended.append("locked"))
    key(Qt.Key.Key_L, CTRL | SHIFT)
    assert not shell.isVisible()
    assert ended == ["hidden"]
