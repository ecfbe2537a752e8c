from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from idva_desktop.ui.theme import look
from idva_desktop.ui.widgets.boxes import Column
from idva_desktop.ui.widgets.case_list import CaseLine, CaseList
from idva_desktop.ui.widgets.cells import Cell, Group, Risk, Row, Ticked, TwoLines, Withheld
from idva_desktop.ui.widgets.column_fit import cell_width
from idva_desktop.ui.widgets.record_model import RecordTableModel, TableColumn
from idva_desktop.ui.widgets.record_table import PAD, RecordTable
from idva_desktop.ui.widgets.text_field import TextField

COLUMNS = (TableColumn("Action"), TableColumn("Risk", 150), TableColumn("Count", 90, number=True))
ROWS = (
    Row("a", (TwoLines("Plan", "Today"), Risk("high", raised=True), 12)),
    Group("Home"),
    Row("b", (Ticked(on=False, words="Locks"), Risk(""), Withheld())),
)


@pytest.fixture
def table(qtbot: QtBot) -> RecordTable:
    made = RecordTable("Actions", COLUMNS)
    qtbot.addWidget(made)
    made.set_rows(ROWS, grouped=True)
    made.resize(800, 400)
    made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


def test_the_model_keeps_qts_rules() -> None:
    model = RecordTableModel(COLUMNS)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.set_rows(ROWS)
    model.set_rows(ROWS[:1])
    assert tester.model() is model


def test_a_row_opens_on_enter(table: RecordTable, qtbot: QtBot) -> None:
    table.set_current_code("a")
    with qtbot.waitSignal(table.opened) as told:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert told.args == ["a"]


def test_the_cell_that_the_arrows_are_at_stays_when_the_rows_are_fetched_again(
    qtbot: QtBot,
) -> None:
    made = RecordTable("Cells", COLUMNS, by_cell=True)
    qtbot.addWidget(made)
    made.set_rows(ROWS, grouped=True)
    made.setCurrentIndex(made.records.index(2, 2))
    made.set_rows(ROWS, grouped=True)
    assert (made.current_code(), made.currentIndex().column()) == ("b", 2)


def test_the_row_that_the_arrows_are_at_stays_in_sight_when_the_table_grows_lower(
    table: RecordTable,
) -> None:
    table.set_rows([Row(str(at), (f"Row {at}", "", at)) for at in range(30)])
    table.set_current_code("29")
    assert table.hasFocus()
    table.resize(800, 240)
    row = table.visualRect(table.currentIndex())
    assert table.current_code() == "29"
    assert table.viewport().rect().contains(row)


def test_space_asks_to_tick_the_row(table: RecordTable, qtbot: QtBot) -> None:
    table.set_current_code("b")
    with qtbot.waitSignal(table.ticked) as told:
        QTest.keyClick(table, Qt.Key.Key_Space)
    assert told.args == ["b"]


def test_a_click_on_a_box_asks_to_tick(table: RecordTable, qtbot: QtBot) -> None:
    place = table.visualRect(table.records.index(2, 0)).center()
    with qtbot.waitSignal(table.ticked) as told:
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args == ["b"]


def test_arrows_step_over_groups(table: RecordTable) -> None:
    table.set_current_code("a")
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert table.current_code() == "b"


def test_tab_leaves_the_table(qtbot: QtBot) -> None:
    page = Column()
    made, after = RecordTable("Actions", COLUMNS), TextField("After")
    made.set_rows(ROWS[:1])
    page.add(made)
    page.add(after)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    QTest.keyClick(made, Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_cells_say_what_they_show(table: RecordTable) -> None:
    heard = QAccessible.queryAccessibleInterface(table)
    said = {heard.child(at).text(QAccessible.Text.Name) for at in range(heard.childCount())}
    assert {"Plan. Today", "Risk: high, raised by judgement", "not done", "withheld"} <= said


def test_the_current_row_stays_current_by_its_code(table: RecordTable) -> None:
    table.set_current_code("b")
    table.set_rows(tuple(reversed(ROWS)), grouped=True)
    assert table.current_code() == "b"
    assert table.currentIndex().row() == 0


def test_a_whole_table_is_as_high_as_its_rows(qtbot: QtBot) -> None:
    made = RecordTable("Actions", COLUMNS, whole=True)
    qtbot.addWidget(made)
    made.set_rows(ROWS[:1])
    one = made.sizeHint().height()
    made.set_rows(ROWS[:1] * 3)
    assert made.sizeHint().height() == one + 2 * 40


class _Counted(Sequence[CaseLine]):
    """A long list that counts what is asked of it, as pages from the vault would be."""

    def __init__(self) -> None:
        self.asked: set[int] = set()

    def __len__(self) -> int:
        return 20_000

    def __getitem__(self, at: int) -> CaseLine:  # type: ignore[override]  # no slices are asked for
        self.asked.add(at)
        return CaseLine(str(at), f"DEMO-{at}", "medium", due="Nothing due", service="IDVA")


@pytest.fixture
def cases(qtbot: QtBot) -> CaseList:
    made = CaseList("Cases")
    qtbot.addWidget(made)
    made.resize(272, 640)
    made.show()
    return made


def test_a_long_list_fetches_only_what_shows(cases: CaseList, qtbot: QtBot) -> None:
    lines = _Counted()
    cases.set_cases(lines)
    qtbot.waitUntil(lambda: bool(lines.asked))
    cases.repaint()
    assert len(lines.asked) < 60


def test_moving_and_opening_a_case_are_told(cases: CaseList, qtbot: QtBot) -> None:
    cases.set_cases((CaseLine("a", "DEMO-1"), CaseLine("b", "DEMO-2")))
    with qtbot.waitSignal(cases.moved) as told:
        cases.set_current_code("b")
    assert told.args == ["b"]
    with qtbot.waitSignal(cases.opened) as told:
        QTest.keyClick(cases, Qt.Key.Key_Return)
    assert told.args == ["b"]


def test_a_case_says_its_reference_risk_and_what_is_due(cases: CaseList) -> None:
    cases.set_cases((CaseLine("a", "DEMO-014", "high", due="Text due now", service="ISVA"),))
    assert cases.lines.index(0).data() == "DEMO-014. Risk: high. Text due now. ISVA"


def test_where_it_is_tight_a_column_gives_what_it_does_not_need(qtbot: QtBot) -> None:
    columns = (TableColumn("Measure"), *(TableColumn("IDVA", 160, number=True) for _ in range(3)))
    made = RecordTable("Cells", columns, by_cell=True)
    qtbot.addWidget(made)
    made.resize(560, 300)
    made.show()
    made.set_rows([Row("a", ("First attempt in time and more", 43, Withheld(), 5))])
    widths = [made.columnWidth(at) for at in range(4)]
    assert widths[0] > 560 - 3 * 160, "the words are cut while the columns of figures are wide"
    shown: tuple[Cell, ...] = ("First attempt in time and more", 43, Withheld())
    for at, cell in enumerate(shown):
        assert widths[at] >= cell_width(cell, columns[at]) + 2 * look().space(PAD)
