"""A page that scrolls keeps what the keys are at in sight."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from idva_desktop.ui.pane_walk import walk
from idva_desktop.ui.widgets.boxes import Column
from idva_desktop.ui.widgets.button import Button
from idva_desktop.ui.widgets.cells import Row
from idva_desktop.ui.widgets.labels import WrappedLabel
from idva_desktop.ui.widgets.overlay import SidePanel
from idva_desktop.ui.widgets.plain_scroll import PlainScroll
from idva_desktop.ui.widgets.record_model import TableColumn
from idva_desktop.ui.widgets.record_table import RecordTable
from idva_desktop.ui.widgets.text_field import TextField
from tests.ui.typing import focused, in_use, key

MANY = 40
DOWN = Qt.Key.Key_Down


def _table(*, whole: bool) -> RecordTable:
    made = RecordTable("Cases", (TableColumn("Case"),), whole=whole)
    made.set_rows([Row(str(at), (f"DEMO-{at:03}",)) for at in range(MANY)])
    return made


def _page(qtbot: QtBot, *, whole: bool) -> tuple[PlainScroll, RecordTable]:
    """A field above a table that is higher than the window, as the key figures are."""
    inside, table = Column(), _table(whole=whole)
    inside.add(TextField("Period"))
    inside.add(table)
    if not whole:
        table.setFixedHeight(450)
    page = PlainScroll(inside)
    in_use(qtbot, page, 600, 480)
    return page, table


def _row_in_sight(page: PlainScroll, table: RecordTable) -> bool:
    place = table.visualRect(table.currentIndex())
    top = table.viewport().mapTo(page.viewport(), place.topLeft())
    return page.viewport().rect().contains(QRect(top, place.size()))


@pytest.mark.parametrize("whole", [True, False])
def test_the_page_follows_the_arrows_through_a_table(qtbot: QtBot, *, whole: bool) -> None:
    page, table = _page(qtbot, whole=whole)
    table.setFocus()
    for _ in range(MANY):
        key(DOWN)
        qtbot.waitUntil(lambda: _row_in_sight(page, table))
    assert table.current_code() == str(MANY - 1)


def test_a_table_whose_row_is_in_sight_takes_the_focus_where_it_stands(qtbot: QtBot) -> None:
    page, table = _page(qtbot, whole=False)
    table.set_current_code("2")
    table.setFocus()
    QTest.qWait(20)
    assert page.verticalScrollBar().value() == 0


def test_a_click_on_a_row_moves_nothing_under_the_mouse(qtbot: QtBot) -> None:
    page, table = _page(qtbot, whole=False)
    table.setFocus()
    page.verticalScrollBar().setValue(0)
    for at in range(MANY):
        place = table.visualRect(table.records.index(at, 0))
        seen = table.viewport().mapTo(page.viewport(), place.center())
        if seen.y() < page.viewport().height() < seen.y() + place.height():
            QTest.mousePress(table.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
            break
    QTest.qWait(20)
    assert page.verticalScrollBar().value() == 0
    QTest.mouseRelease(table.viewport(), Qt.MouseButton.LeftButton)


def test_f6_leads_into_a_table_that_is_a_pane_by_itself(qtbot: QtBot) -> None:
    window, field, table = Column(), TextField("Period"), _table(whole=False)
    window.add(field)
    window.add(table)
    in_use(qtbot, window, 600, 480)
    field.focus_first()
    walk((field, table), 1)
    assert focused() is table


def test_words_that_fill_a_panel_are_read_to_their_end_from_its_foot(qtbot: QtBot) -> None:
    window = QWidget()
    in_use(qtbot, window, 900, 480)
    panel, close = SidePanel(window, "What was given away"), Button("Close")
    panel.show_body(WrappedLabel("\n".join(f"Line {at}" for at in range(MANY))))
    panel.foot.add(close)
    panel.open(close)
    bar = panel.page.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    for _ in range(MANY):
        key(Qt.Key.Key_PageDown)
    assert bar.value() == bar.maximum()
    key(Qt.Key.Key_PageUp)
    assert bar.value() < bar.maximum()
    assert focused() is close
    assert panel.mapTo(window, QPoint(0, 0)) == QPoint(0, 0)
