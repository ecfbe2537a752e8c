import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from idva_desktop.ui.widgets.boxes import Column
from idva_desktop.ui.widgets.options import Option, letters
from idva_desktop.ui.widgets.segmented_choice import SegmentedChoice
from idva_desktop.ui.widgets.text_field import TextField

YES_NO = (Option("yes", "Yes"), Option("no", "No"), Option("unknown", "Don’t know"))


@pytest.fixture
def choice(qtbot: QtBot) -> SegmentedChoice:
    made = SegmentedChoice("Firearms?", YES_NO)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.focus_first()
    qtbot.waitUntil(lambda: made.isAncestorOf(QApplication.focusWidget() or made))
    return made


def _focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def _press(key: Qt.Key) -> None:
    QTest.keyClick(_focused(), key)


def test_a_letter_answers_and_tells(choice: SegmentedChoice, qtbot: QtBot) -> None:
    with qtbot.waitSignal(choice.changed):
        _press(Qt.Key.Key_D)
    assert choice.value() == "unknown"


def test_arrows_move_and_choose_and_stop_at_the_ends(choice: SegmentedChoice) -> None:
    _press(Qt.Key.Key_Right)
    assert choice.value() == "no"
    _press(Qt.Key.Key_Left)
    _press(Qt.Key.Key_Left)
    assert choice.value() == "yes"


def test_space_chooses_the_focused_answer(choice: SegmentedChoice) -> None:
    _press(Qt.Key.Key_Space)
    assert choice.value() == "yes"


def test_delete_takes_the_answer_back(choice: SegmentedChoice, qtbot: QtBot) -> None:
    _press(Qt.Key.Key_Y)
    with qtbot.waitSignal(choice.changed):
        _press(Qt.Key.Key_Delete)
    assert choice.value() == ""


def test_a_choice_is_one_tab_stop(qtbot: QtBot) -> None:
    page = Column()
    before, choice, after = TextField("a"), SegmentedChoice("b", YES_NO), TextField("c")
    for widget in (before, choice, after):
        page.add(widget)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    before.focus_first()
    qtbot.waitUntil(before.hasFocus)
    choice.set_value("unknown")
    _press(Qt.Key.Key_Tab)
    focused = _focused()
    assert choice.isAncestorOf(focused)
    assert focused.accessibleName() == "Don’t know"
    _press(Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_an_answer_is_a_named_radio_button_to_screen_readers(choice: SegmentedChoice) -> None:
    choice.set_value("no")
    heard = [QAccessible.queryAccessibleInterface(segment) for segment in choice._segments]
    assert [one.text(QAccessible.Text.Name) for one in heard] == ["Yes", "No", "Don’t know"]
    assert {one.role() for one in heard} == {QAccessible.Role.RadioButton}
    assert [one.state().checked for one in heard] == [0, 1, 0]


def test_a_mouse_anywhere_on_an_answer_chooses_it(choice: SegmentedChoice) -> None:
    segment = choice._segments[1]
    QTest.mouseClick(segment, Qt.MouseButton.LeftButton, pos=segment.rect().bottomRight())
    assert choice.value() == "no"


def test_a_narrow_choice_stands_in_a_column(choice: SegmentedChoice) -> None:
    wide = choice.heightForWidth(choice.sizeHint().width())
    assert choice.heightForWidth(choice.minimumSizeHint().width()) == 3 * wide


def test_letters_are_initials_unless_two_are_alike() -> None:
    assert letters(YES_NO) == ["Y", "N", "D"]
    assert letters((Option("a", "Call"), Option("b", "Court"))) == ["1", "2"]
    assert letters((Option("a", "Call", "C"), Option("b", "Court", "o"))) == ["C", "O"]
