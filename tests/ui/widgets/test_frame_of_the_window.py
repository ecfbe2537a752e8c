import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from idva_desktop.ui.appearance import wear
from idva_desktop.ui.widgets.boxes import Column
from idva_desktop.ui.widgets.button import Button, ReasonedButton
from idva_desktop.ui.widgets.error_summary import ErrorSummary, ProblemLink
from idva_desktop.ui.widgets.focus_ring import FocusRing
from idva_desktop.ui.widgets.item_grid import Answer, ItemGrid
from idva_desktop.ui.widgets.overlay import CentredPanel, SidePanel
from idva_desktop.ui.widgets.plain_scroll import PlainScroll
from idva_desktop.ui.widgets.rail import Rail, RailEntry
from idva_desktop.ui.widgets.tab_strip import Part, TabStrip
from idva_desktop.ui.widgets.text_field import TextField

ENTRIES = tuple(RailEntry(code, code.title(), "sun") for code in ("a", "b", "c", "d", "e"))


@pytest.fixture
def window(qtbot: QtBot) -> Column:
    made = Column(12, (20, 20, 20, 20))
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def _focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_the_ring_lies_around_what_has_the_focus(window: Column, qtbot: QtBot) -> None:
    field, button = TextField("Field"), Button("Press")
    window.add(field)
    window.add(button)
    ring = FocusRing(window)
    field.focus_first()
    qtbot.waitUntil(ring.isVisible)
    assert ring.geometry() == field.geometry().adjusted(-1, -1, 1, 1)
    button.setFocus()
    assert ring.geometry() == button.geometry().adjusted(-3, -3, 3, 3)
    button.setFocus()
    button.clearFocus()
    assert not ring.isVisible()


def test_the_ring_follows_scrolling_and_is_cut_to_the_view(window: Column, qtbot: QtBot) -> None:
    inside = Column()
    fields = [TextField(str(at)) for at in range(40)]
    for field in fields:
        inside.add(field)
    scroll = PlainScroll(inside)
    window.add(scroll, 1)
    ring = FocusRing(window)
    fields[0].focus_first()
    qtbot.waitUntil(ring.isVisible)
    view = QRect(scroll.viewport().mapTo(window, QPoint(0, 0)), scroll.viewport().size())
    before = ring.geometry()
    scroll.verticalScrollBar().setValue(20)
    assert ring.geometry() != before
    assert view.contains(ring.geometry())
    scroll.verticalScrollBar().setValue(400)
    assert not ring.isVisible()


def test_the_ring_forgets_what_is_deleted(window: Column, qtbot: QtBot) -> None:
    field = TextField("Field")
    window.add(field)
    ring = FocusRing(window)
    field.focus_first()
    qtbot.waitUntil(ring.isVisible)
    window.clear()
    qtbot.waitUntil(lambda: not ring.isVisible())


def test_the_rail_tells_what_is_chosen_and_is_one_tab_stop(window: Column, qtbot: QtBot) -> None:
    rail = Rail(ENTRIES, (RailEntry("lock", "Lock", "lock"),))
    window.add(rail, 1)
    entries = {entry.entry.code: entry for entry in rail._everything()}
    qtbot.waitUntil(rail.isVisible)
    entries["a"].setFocus()
    QTest.keyClick(entries["a"], Qt.Key.Key_Down)
    assert entries["b"].hasFocus()
    with qtbot.waitSignal(rail.chosen) as told:
        QTest.keyClick(entries["b"], Qt.Key.Key_Space)
    assert told.args == ["b"]
    rail.set_current("b")
    stops = [e for e in rail._main if e.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [entries["b"]]


def test_a_count_is_said_with_its_screen(window: Column) -> None:
    rail = Rail(ENTRIES)
    window.add(rail)
    rail.set_count("a", 6)
    assert rail._main[0].accessibleName() == "A, 6"


def test_at_large_text_the_rail_is_icons_and_more(qapp: QApplication, window: Column) -> None:
    rail = Rail(ENTRIES, (RailEntry("help", "Help", "info"), RailEntry("lock", "Lock", "lock")))
    window.add(rail, 1)
    wide = rail.width()
    wear(qapp, "light", 200)
    rail.set_current("e")
    shown = [e.entry.code for e in rail._everything() if not e.isHidden()]
    assert rail.width() < wide
    assert shown == ["a", "b", "c", "e", "", "lock"]


def test_a_panel_keeps_the_focus_and_gives_it_back(window: Column, qtbot: QtBot) -> None:
    behind = TextField("Behind")
    window.add(behind)
    behind.focus_first()
    qtbot.waitUntil(behind.hasFocus)
    panel = SidePanel(window, "Log contact")
    body = Column()
    first, second = TextField("First"), TextField("Second")
    body.add(first)
    body.add(second)
    panel.show_body(body)
    panel.open()
    assert first.hasFocus()
    QTest.keyClick(_focused(), Qt.Key.Key_Tab)
    assert second.hasFocus()
    QTest.keyClick(_focused(), Qt.Key.Key_Tab)
    assert first.hasFocus()
    QTest.keyClick(_focused(), Qt.Key.Key_Backtab)
    assert second.hasFocus()
    with qtbot.waitSignal(panel.closed):
        QTest.keyClick(_focused(), Qt.Key.Key_Escape)
    panel.leave()
    assert behind.hasFocus()


def test_a_panel_follows_its_window(window: Column) -> None:
    side, centred = SidePanel(window, "Side"), CentredPanel(window, "Find")
    side.open()
    window.resize(1200, 640)
    assert side.size() == window.size()
    assert side.panel.geometry() == QRect(1200 - 544, 0, 544, 640)
    centred.open()
    assert centred.panel.width() == 680


def test_the_summary_takes_the_focus_and_leads_to_the_field(window: Column, qtbot: QtBot) -> None:
    summary = ErrorSummary()
    window.add(summary)
    summary.hide()
    summary.show_problems("All is kept.", [("referral.received_at", "Say when it came")])
    assert summary.hasFocus()
    assert summary.accessibleName() == "There is a problem"
    assert "Say when it came" in summary.accessibleDescription()
    link = summary.findChildren(ProblemLink)[0]
    with qtbot.waitSignal(summary.chosen) as told:
        QTest.keyClick(link, Qt.Key.Key_Return)
    assert told.args == ["referral.received_at"]


def test_a_closed_button_says_what_opens_it(window: Column) -> None:
    reasoned = ReasonedButton(Button("Issue"))
    window.add(reasoned)
    reasoned.set_closed("Opens when every check has passed.")
    assert not reasoned.button.isEnabled()
    assert reasoned.button.accessibleDescription() == "Opens when every check has passed."
    reasoned.set_closed(None)
    assert reasoned.button.isEnabled()
    assert reasoned.button.accessibleDescription() == ""


def test_an_icon_button_has_a_name_and_a_tool_tip(window: Column) -> None:
    button = Button("Add action", icon="plus", icon_only=True)
    window.add(button)
    assert (button.accessibleName(), button.toolTip()) == ("Add action", "Add action")


def test_enter_presses_a_button(window: Column, qtbot: QtBot) -> None:
    button = Button("Go on")
    window.add(button)
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, Qt.Key.Key_Return)


def test_arrows_move_between_the_parts_of_a_case(window: Column, qtbot: QtBot) -> None:
    strip = TabStrip("Parts", (Part("t", "Timeline"), Part("r", "Risk", 2)))
    window.add(strip)
    with qtbot.waitSignal(strip.chosen) as told:
        QTest.keyClick(strip, Qt.Key.Key_Right)
    assert told.args == ["r"]
    strip.show_parts((Part("n", "Needs"), Part("r", "Risk", 3)))
    assert strip.current() == "r"


def test_a_square_leads_to_its_item(window: Column, qtbot: QtBot) -> None:
    grid = ItemGrid(3)
    window.add(grid)
    grid.show_answers([Answer.YES, Answer.OPEN, Answer.UNKNOWN])
    assert grid._items[1].accessibleName() == "Item 2: open"
    with qtbot.waitSignal(grid.chosen) as told:
        grid._items[1].click()
    assert told.args == [2]
