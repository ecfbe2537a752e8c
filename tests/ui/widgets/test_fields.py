from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from idva_desktop.domain.errors import AnswerError
from idva_desktop.ui.style import PROBLEM
from idva_desktop.ui.widgets.boxes import Column
from idva_desktop.ui.widgets.check_mark import CheckMark, ChecksField
from idva_desktop.ui.widgets.choice_field import ChoiceField
from idva_desktop.ui.widgets.field import FieldFrame, InputField
from idva_desktop.ui.widgets.note_field import NoteField
from idva_desktop.ui.widgets.options import Option
from idva_desktop.ui.widgets.passphrase_field import PassphraseField
from idva_desktop.ui.widgets.segmented_choice import SegmentedChoice
from idva_desktop.ui.widgets.text_field import TextField, TypedDateField

OPTIONS = (Option("a", "Alpha"), Option("b", "Beta"), Option("c", "Gamma"))


def _meaning(typed: str) -> str:
    if typed != "tomorrow":
        raise AnswerError("Type a date.")
    return "Fri 21 November 2025"


MAKERS: dict[str, tuple[Callable[[], InputField], object, object]] = {
    "text": (lambda: TextField("Q"), "words", ""),
    "note": (lambda: NoteField("Q"), "two\nlines", ""),
    "date": (lambda: TypedDateField("Q", _meaning), "tomorrow", ""),
    "choice": (lambda: ChoiceField("Q", OPTIONS), "b", ""),
    "segments": (lambda: SegmentedChoice("Q", OPTIONS), "b", ""),
    "check": (lambda: CheckMark("Q"), True, False),
    "checks": (lambda: ChecksField("Q", OPTIONS), ("a", "c"), ()),
    "passphrase": (lambda: PassphraseField("Q"), " four words ", ""),
}


@pytest.fixture(params=list(MAKERS))
def case(
    request: pytest.FixtureRequest, qtbot: QtBot
) -> tuple[InputField, FieldFrame, object, object]:
    make, answer, nothing = MAKERS[request.param]
    field = make()
    frame = FieldFrame(field, hint="A hint")
    qtbot.addWidget(frame)
    frame.show()
    return field, frame, answer, nothing


Case = tuple[InputField, FieldFrame, object, object]


def test_a_field_begins_empty_and_keeps_its_answer(case: Case) -> None:
    field, frame, answer, nothing = case
    assert field.value() == nothing
    frame.set_value(answer)
    assert frame.value() == answer
    frame.set_value(nothing)
    assert field.value() == nothing


def test_showing_an_answer_is_not_an_edit(case: Case, qtbot: QtBot) -> None:
    field, _frame, answer, _nothing = case
    with qtbot.assertNotEmitted(field.changed):
        field.set_value(answer)


def test_a_problem_is_shown_in_words_and_can_be_cleared(case: Case) -> None:
    _field, frame, _answer, _nothing = case
    before = frame.sizeHint().height()
    frame.set_problem("Say when it was")
    assert frame.sizeHint().height() > before
    marked = [w for w in frame.findChildren(QWidget) if w.property(PROBLEM)]
    assert marked
    frame.set_problem(None)
    assert frame.sizeHint().height() == before
    assert not [w for w in frame.findChildren(QWidget) if w.property(PROBLEM)]


def test_a_field_is_named_by_its_label(case: Case) -> None:
    field, _frame, _answer, _nothing = case
    assert isinstance(field, QWidget)
    heard = QAccessible.queryAccessibleInterface(field)
    labels = [
        other.text(QAccessible.Text.Name)
        for other, _match in heard.relations(QAccessible.RelationFlag.Label)
    ]
    # On Linux Qt says a combo box's answer as its name, and its label as a relation.
    assert "Q" in labels or heard.text(QAccessible.Text.Name) == "Q"
    assert field.accessibleName() == "Q"


def test_a_field_can_be_given_the_focus(case: Case, qtbot: QtBot) -> None:
    _field, frame, _answer, _nothing = case
    frame.activateWindow()
    frame.focus_first()
    qtbot.waitUntil(lambda: frame.isAncestorOf(QApplication.focusWidget() or QWidget()))


def test_an_edit_is_told(qtbot: QtBot) -> None:
    text, note = TextField("Q"), NoteField("Q")
    for widget in (text, note):
        qtbot.addWidget(widget)
        with qtbot.waitSignal(widget.changed):
            QTest.keyClicks(widget, "a")


def test_tab_leaves_a_note(qtbot: QtBot) -> None:
    page = Column()
    note, after = NoteField("Note"), TextField("After")
    page.add(note)
    page.add(after)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    note.focus_first()
    qtbot.waitUntil(note.hasFocus)
    QTest.keyClick(note, Qt.Key.Key_Tab)
    assert after.hasFocus()
    assert note.value() == ""


def test_a_note_grows_with_its_words_up_to_a_limit(qtbot: QtBot) -> None:
    note = NoteField("Note", lines=2, most_lines=6)
    qtbot.addWidget(note)
    note.show()
    short = note.height()
    note.set_value("\n".join("abcd"))
    middle = note.height()
    note.set_value("\n".join("abcdefghijkl"))
    assert short < middle < note.height()
    assert note.height() - short == 4 * 20


def _wheel(widget: QWidget) -> None:
    centre = QPointF(widget.rect().center())
    event = QWheelEvent(
        centre,
        widget.mapToGlobal(centre),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def test_the_wheel_never_changes_a_closed_choice(qtbot: QtBot) -> None:
    field = ChoiceField("Q", OPTIONS)
    qtbot.addWidget(field)
    field.set_value("a")
    field.show()
    _wheel(field)
    field.focus_first()
    _wheel(field)
    assert field.value() == "a"


def test_a_typed_date_echoes_its_meaning_or_what_is_wrong(qtbot: QtBot) -> None:
    field = TypedDateField("When", _meaning)
    qtbot.addWidget(field)
    QTest.keyClicks(field.box_field, "tomorro")
    assert field.echo.text() == "Type a date."
    QTest.keyClicks(field.box_field, "w")
    assert field.echo.text() == "Fri 21 November 2025"
    field.set_value("")
    assert field.echo.isHidden()


def test_a_choice_keeps_its_answer_when_the_list_changes(qtbot: QtBot) -> None:
    field = ChoiceField("Q", OPTIONS)
    qtbot.addWidget(field)
    field.set_value("b")
    field.set_options((Option("b", "Bee"), Option("d", "Dee")))
    assert field.value() == "b"
    field.set_options((Option("d", "Dee"),))
    assert field.value() == ""


def test_a_passphrase_is_hidden_until_shown_and_can_be_pasted(qtbot: QtBot) -> None:
    field = PassphraseField("Passphrase")
    qtbot.addWidget(field)
    QApplication.clipboard().setText("pasted words")
    field.paste()
    assert field.value() == "pasted words"
    assert field.echoMode() == QLineEdit.EchoMode.Password
    assert field.button is not None
    field.button.click()
    assert field.echoMode() == QLineEdit.EchoMode.Normal
    assert field.button.accessibleName() == "Hide"
    field.hide_letters()
    assert field.echoMode() == QLineEdit.EchoMode.Password
