"""What is read fits: columns share by what stands in them, answers stand in rows that line up."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from idva_desktop.ui.appearance import wear
from idva_desktop.ui.widgets.cells import Row, TwoLines
from idva_desktop.ui.widgets.column_fit import cell_width
from idva_desktop.ui.widgets.options import Option
from idva_desktop.ui.widgets.record_model import TableColumn
from idva_desktop.ui.widgets.record_table import RecordTable
from idva_desktop.ui.widgets.segmented_choice import SegmentedChoice
from tests.ui.typing import focused, in_use, key

COLUMNS = (TableColumn("Area"), TableColumn("Measured on", 128), TableColumn("Level"))
ANSWERS = ("Yes", "No", "Not known", "Prefer not to say", "Not asked")


def _table(qtbot: QtBot, columns: tuple[TableColumn, ...] = COLUMNS) -> RecordTable:
    made = RecordTable("Needs", columns, whole=True)
    in_use(qtbot, made, 640, 200)
    return made


@pytest.mark.parametrize("text", [100, 200])
def test_a_long_cell_takes_what_the_others_do_not_need(
    qapp: QApplication, qtbot: QtBot, text: int
) -> None:
    wear(qapp, "light", text)
    table = _table(qtbot)
    table.resize(640 * text // 100, 460)
    long = TwoLines("Shelter, accommodation and where else the night is spent", "short")
    table.set_rows([Row("a", (long, "", "3")), Row("b", ("Money", "", "1"))])
    assert table.columnWidth(0) >= cell_width(long, COLUMNS[0])
    assert sum(table.columnWidth(at) for at in range(3)) == table.viewport().width()


def test_columns_are_equal_while_each_has_enough(qtbot: QtBot) -> None:
    table = _table(qtbot)
    table.set_rows([Row("a", ("Money", "", "3"))])
    assert abs(table.columnWidth(0) - table.columnWidth(2)) <= 1


def test_the_row_reaches_the_edge_of_the_card_where_columns_are_left_out(qtbot: QtBot) -> None:
    table = _table(qtbot)
    table.set_rows([Row("a", ("Money", "20 Nov 2026", "3"))])
    table.setColumnHidden(0, True)  # as Qt has it
    table.setColumnHidden(2, True)
    assert table.columnWidth(1) == table.viewport().width()


def test_a_heading_that_does_not_fit_has_a_second_line(qtbot: QtBot) -> None:
    question = "Does the person work for the police, and where?"
    table = _table(qtbot, (TableColumn(question), TableColumn(question), TableColumn(question)))
    table.resize(1600, 200)
    one = table.horizontalHeader().height()
    table.resize(500, 200)
    assert table.horizontalHeader().height() > one


def _choice(qtbot: QtBot, width: int) -> SegmentedChoice:
    made = SegmentedChoice("Told?", [Option(words, words) for words in ANSWERS])
    in_use(qtbot, made, width, 200)
    return made


def test_answers_that_do_not_fit_side_by_side_stand_in_rows_that_line_up(qtbot: QtBot) -> None:
    choice = _choice(qtbot, 460)
    places = [segment.geometry() for segment in choice._segments]
    assert [place.y() // choice.row_height() for place in places] == [0, 0, 0, 1, 1]
    assert [place.x() for place in places[3:]] == [place.x() for place in places[:2]]
    assert choice.heightForWidth(460) == 2 * choice.row_height()
    assert all(
        p.width() >= s.natural_width() for p, s in zip(places, choice._segments, strict=True)
    )


def test_up_and_down_go_from_row_to_row_and_stop_at_the_ends(qtbot: QtBot) -> None:
    choice = _choice(qtbot, 460)
    choice.focus_first()
    key(Qt.Key.Key_Down)
    assert choice.value() == "Prefer not to say"
    assert focused().accessibleName() == "Prefer not to say"
    key(Qt.Key.Key_Down)
    assert choice.value() == "Prefer not to say"
    key(Qt.Key.Key_Up)
    assert choice.value() == "Yes"


def test_answers_stand_one_below_another_only_where_no_two_fit(qtbot: QtBot) -> None:
    choice = _choice(qtbot, 150)
    assert choice.heightForWidth(150) == len(ANSWERS) * choice.row_height()
