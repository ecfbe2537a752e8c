"""What the case screen tells without being asked: which case is open, and that it is closed."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from idva_desktop.casework import intake, records
from idva_desktop.casework.cases import CaseRow
from idva_desktop.casework.key_dates import key_dates
from idva_desktop.casework.snoozing import put_off
from idva_desktop.casework.today import case_items
from idva_desktop.domain.records import AbusePattern, CourtOrder, Perpetrator
from idva_desktop.domain.rules import CaseDates, due_items
from idva_desktop.ui.case_lines import CaseLines
from idva_desktop.ui.case_list_pane import CaseListPane
from idva_desktop.ui.case_parts import CaseTab
from idva_desktop.ui.case_tabs import TAB_KEYS, case_groups, case_tabs
from idva_desktop.ui.case_view import CaseView
from idva_desktop.ui.cases_view import CasesView
from idva_desktop.ui.desk import Desk, Place
from idva_desktop.ui.next_actions import NextActions
from idva_desktop.ui.theme import look
from idva_desktop.ui.widgets.labels import WrappedLabel
from tests.ui.shell_in_use import in_sight
from tests.ui.typing import in_use, key
from tests.ui.vaults import FIRST, SeededVault, close_case, referral


@pytest.fixture
def view(desk: Desk, qtbot: QtBot) -> Iterator[CasesView]:
    made = CasesView(desk)
    in_use(qtbot, made)
    qtbot.waitUntil(lambda: made.pane.cases.lines.rowCount() == 3, timeout=5000)
    yield made
    desk.locking.emit()
    made.hide()


def _case(view: CasesView) -> CaseView:
    return in_sight(view, CaseView)


def _marked(pane: CaseListPane) -> bool:
    """Say whether the current line is tinted and in sight."""
    current = pane.cases.currentIndex()
    sight = pane.cases.viewport().rect()
    inside = sight.contains(pane.cases.visualRect(current))
    return inside and pane.cases.selectionModel().isSelected(current)


def test_a_closed_case_says_so_and_nothing_lies_ahead(
    view: CasesView, desk: Desk, seeded_vault: SeededVault
) -> None:
    case_id = seeded_vault.cases[FIRST]
    view.open_case(case_id)
    assert not _case(view)._closed.isVisible()
    assert key_dates(desk.session, case_id)
    close_case(desk.session, case_id)
    desk.saved()
    assert _case(view)._closed.isVisible()
    assert key_dates(desk.session, case_id) == []
    said = [each.text() for each in _case(view)._next.findChildren(WrappedLabel)]
    assert "This case is closed. Nothing is due." in said
    assert _case(view).log_button.isEnabled()


def test_the_open_case_stays_marked_in_the_list_after_it_is_closed(
    view: CasesView, desk: Desk, seeded_vault: SeededVault
) -> None:
    case_id = seeded_vault.cases[FIRST]
    view.open_case(case_id)
    close_case(desk.session, case_id)
    desk.saved()
    assert view.pane.cases.current_code() == case_id
    assert _marked(view.pane)


def test_a_new_case_is_scrolled_to_and_marked(view: CasesView, desk: Desk) -> None:
    for place in range(12):
        words = f"18 Nov 2025 {9 + place % 9}:00"
        intake.accept(desk.session, referral(f"Person {place}", "Example", received=words))
    newest = intake.accept(desk.session, referral("Robin", "Last", received="today 9:30"))
    desk.saved()
    view.show_place(Place("case", newest))
    assert view.pane.cases.current_code() == newest
    assert _marked(view.pane)


def test_a_search_shows_what_it_finds_and_nothing_else(
    view: CasesView, qtbot: QtBot, seeded_vault: SeededVault
) -> None:
    view.open_case(seeded_vault.cases[FIRST])
    view.pane.search.setText("whit")
    qtbot.waitUntil(lambda: view.pane.cases.lines.rowCount() == 1)
    assert view.pane.cases.current_code() != seeded_vault.cases[FIRST]


def test_tabs_that_do_not_fit_stand_behind_more(
    qtbot: QtBot, view: CasesView, seeded_vault: SeededVault
) -> None:
    view.open_case(seeded_vault.cases[FIRST])
    case = _case(view)
    view.resize(1600, 800)
    assert not case.tabs.more.isVisible()
    view.resize(820, 800)
    assert case.tabs.more.isVisible()
    assert case.tabs.more.text() == f"More, {len(case.tabs.hidden)}"
    assert case.tabs.strip.count() + len(case.tabs.hidden) == len(case._groups)
    case.show_tab("closure")
    assert case.tabs.strip.current() == "closure"
    case.show_tab("safeguarding")
    assert case.tabs.strip.current() == "safety"
    qtbot.waitUntil(lambda: case.tabs.strip.tabRect(0).left() >= 0)
    assert case.tabs.strip.width_of(case.tabs.strip._parts) <= case.width()


@pytest.mark.parametrize("part", case_tabs(), ids=lambda part: part.name)
def test_a_list_is_led_to_by_its_name_wherever_it_stands(
    part: CaseTab, view: CasesView, seeded_vault: SeededVault
) -> None:
    view.show_place(Place(part.name, seeded_vault.cases[FIRST]))
    view.arrive()
    case = _case(view)
    page = case._pages[case._open]
    made = page.part(part.name)
    assert made is not None
    assert made.isVisible()
    at = QApplication.focusWidget()
    assert at is not None
    first = next(group for group in case_groups() if group.name == case._open).parts[0]
    assert at is case.tabs.strip if part.name == first.name else made.isAncestorOf(at)


def test_every_tab_has_a_key_and_a_name_unlike_the_others() -> None:
    words = [group.words for group in case_groups()]
    assert len(words) <= len(TAB_KEYS)
    assert not [one for one in words for other in words if other.startswith(f"{one} ")]


def test_what_is_put_off_is_said_among_the_next_actions(
    desk: Desk, seeded_vault: SeededVault, qtbot: QtBot
) -> None:
    case_id = seeded_vault.cases[FIRST]
    item = next(each for each in case_items(desk.session, case_id) if each.until is None)
    put_off(desk.session, item, {"snooze.until": "tomorrow", "snooze.reason": "Away"})
    shown = NextActions(desk, case_id)
    qtbot.addWidget(shown)
    said = [label.text() for label in shown.findChildren(WrappedLabel)]
    assert said.count(item.what) == 1
    assert "Put off until tomorrow · Away" in said


def test_alt_and_nought_open_the_tenth_tab(view: CasesView, seeded_vault: SeededVault) -> None:
    view.open_case(seeded_vault.cases[FIRST])
    case = _case(view)
    case.focus_first()
    key(Qt.Key.Key_0, Qt.KeyboardModifier.AltModifier)
    assert case.tabs.strip.current() == "closure"


def test_a_tab_counts_its_lists_and_not_what_is_held_once(
    view: CasesView, desk: Desk, seeded_vault: SeededVault
) -> None:
    case_id = seeded_vault.cases[FIRST]
    view.open_case(case_id)
    safety = next(group for group in case_groups() if group.name == "safety")
    people = next(group for group in case_groups() if group.name == "people")
    before = _case(view)._how_many(safety)
    for kind, typed in (
        (AbusePattern, {"abuse_pattern.form": "economic"}),
        (CourtOrder, {"court_order.order": "occupation"}),
    ):
        records.save_record(desk.session, kind, case_id, typed)
    assert _case(view)._how_many(safety) == before + 2
    assert _case(view)._how_many(people) == desk.session.vault.count(Perpetrator, owner=case_id)


def test_next_actions_give_way_in_a_narrow_window(
    view: CasesView, seeded_vault: SeededVault
) -> None:
    view.open_case(seeded_vault.cases[FIRST])
    case = _case(view)
    assert case._next_scroll.isVisible()
    view.resize(900, 800)
    assert view.width() == 900
    assert not case._next_scroll.isVisible()
    assert case._next_button.isVisible()


@pytest.mark.parametrize("days", [5, 575])
def test_what_is_late_fits_in_the_list(days: int) -> None:
    today = date(2025, 11, 20)
    far = today - timedelta(days=days)
    started = CaseDates(received=far, started=far, decision="accepted", decided=far)
    for due in due_items(started, today):
        row = CaseRow("1", "C-1", "BOTH", "", False, "", False, True, due, days)
        line = CaseLines([row], today)[0]
        room = look().size("case_list") - look().space(16) - look().space(14) - 13
        room -= look().width(line.service, "small") + 1 + look().space(8)
        assert look().width(line.due, "small") <= room, line.due


def test_down_moves_from_the_marked_case(view: CasesView, seeded_vault: SeededVault) -> None:
    view.open_case(seeded_vault.cases[FIRST])
    view.pane.cases.setFocus()
    before = view.pane.cases.currentIndex().row()
    key(Qt.Key.Key_Down)
    assert view.pane.cases.currentIndex().row() == before + 1
