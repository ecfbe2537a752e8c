from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from idva_desktop.casework import records
from idva_desktop.casework.session import Save, new_id
from idva_desktop.domain.form import Typed
from idva_desktop.domain.records import Contact, CourtOrder, Need
from idva_desktop.ui.case_view import CaseView
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.form_panel import FormPanel
from idva_desktop.ui.history_view import PAGE, HistoryView
from idva_desktop.ui.records_view import ListWords, RecordsView
from idva_desktop.ui.widgets.timeline import FoldedNote
from tests.ui.typing import CTRL, Window, in_use, key
from tests.ui.vaults import FIRST, SeededVault

ORDER: dict[str, Typed] = {
    "court_order.order": "occupation",
    "court_order.made_on": "3 March 2025",
    "court_order.conditions": "Not to come near",
}
ENTER = Qt.Key.Key_Return


@pytest.fixture
def case_id(seeded_vault: SeededVault) -> str:
    return seeded_vault.cases[FIRST]


@pytest.fixture
def orders(desk: Desk, case_id: str, qtbot: QtBot) -> Iterator[Window]:
    view = RecordsView(desk, case_id, CourtOrder, ListWords("Orders", "Add", "None is recorded"))
    desk.changed.connect(view.refresh)
    window = Window(desk, view)
    in_use(qtbot, window)
    yield window
    window.host.close_panel()


def _words(view: HistoryView) -> list[str]:
    return [label.text() for label in view.findChildren(QLabel) if label.isVisibleTo(view)]


def _opened(window: Window, desk: Desk, case_id: str) -> FormPanel:
    record_id = records.save_record(desk.session, CourtOrder, case_id, ORDER)
    changed = ORDER | {"court_order.made_on": "4 March 2025"}
    records.save_record(desk.session, CourtOrder, case_id, changed, record_id)
    desk.saved()
    assert isinstance(window.view, RecordsView)
    window.view.open_record(record_id)
    panel = window.panel()
    assert isinstance(panel, FormPanel)
    return panel


def test_a_record_leads_to_its_history_by_ctrl_h(orders: Window, desk: Desk, case_id: str) -> None:
    _opened(orders, desk, case_id)
    key(Qt.Key.Key_H, CTRL)
    shown = orders.panel()
    assert isinstance(shown, HistoryView)
    said = "\n".join(_words(shown))
    assert "Made on: 3 March 2025 → 4 March 2025" in said
    assert "2 entries" in said


def test_free_words_are_folded_until_opened(orders: Window, desk: Desk, case_id: str) -> None:
    _opened(orders, desk, case_id)
    key(Qt.Key.Key_H, CTRL)
    shown = orders.panel()
    assert isinstance(shown, HistoryView)
    assert "Not to come near" not in "\n".join(_words(shown))
    (note,) = shown.findChildren(FoldedNote)
    note.set_open(unfold=True)
    assert "Not to come near" in "\n".join(_words(shown))


def test_a_record_is_taken_off_the_list(orders: Window, desk: Desk, case_id: str) -> None:
    panel = _opened(orders, desk, case_id)
    panel.remove_button.setFocus()
    key(Qt.Key.Key_Space)
    assert records.rows(desk.session, CourtOrder, case_id) == []
    assert orders.panel() is None


def test_a_new_record_has_neither_history_nor_removal(orders: Window, case_id: str) -> None:
    assert isinstance(orders.view, RecordsView)
    orders.view.open_new()
    panel = orders.panel()
    assert not hasattr(panel, "history_button")
    assert not hasattr(panel, "remove_button")
    assert case_id


def test_the_history_of_a_case_is_filtered_by_the_kind_of_record(
    desk: Desk, case_id: str, qtbot: QtBot
) -> None:
    records.save_record(desk.session, Need, case_id, {"need.area": "safety"})
    window = Window(desk, CaseView(desk, case_id))
    in_use(qtbot, window)
    assert isinstance(window.view, CaseView)
    window.view.focus_first()
    key(Qt.Key.Key_H, CTRL)
    shown = window.panel()
    assert isinstance(shown, HistoryView)
    shown.show_kind("need")
    assert "1 entry" in _words(shown)
    window.host.close_panel()


def test_a_long_history_shows_a_page_at_a_time(desk: Desk, case_id: str, qtbot: QtBot) -> None:
    saves = [
        Save(Contact, new_id(), case_id, {"note": f"Note {n}", "at": desk.session.clock()})
        for n in range(PAGE + 10)
    ]
    for save in saves:
        desk.session.save("save", [save])
    window = Window(desk, CaseView(desk, case_id))
    in_use(qtbot, window)
    assert isinstance(window.view, CaseView)
    window.view.open_history()
    shown = window.panel()
    assert isinstance(shown, HistoryView)
    shown.show_kind("contact")
    assert shown.older_button.isVisible()
    shown.older_button.click()
    assert not shown.older_button.isVisible()
    window.host.close_panel()
