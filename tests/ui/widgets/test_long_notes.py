"""A note of any length is shown whole and altered nowhere, and what nobody sees is not laid out."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from idva_desktop.ui.widgets.boxes import Column
from idva_desktop.ui.widgets.button import Button
from idva_desktop.ui.widgets.labels import WrappedLabel
from idva_desktop.ui.widgets.note_field import NoteField
from idva_desktop.ui.widgets.reading_field import (
    LONGEST_PARAGRAPH,
    ReadingField,
    in_short_paragraphs,
)
from idva_desktop.ui.widgets.timeline import LONG, FoldedNote
from tests.ui.typing import in_use, key

SENTENCE = "She said that the locks were changed on Tuesday. "
MOST = 100_000


class _Page(Column):
    """A page with one folded note, which lives as long as its page."""

    def __init__(self, qtbot: QtBot, text: str, opinion: str = "") -> None:
        super().__init__()
        self.note = FoldedNote(text, opinion)
        self.add(self.note)
        self.add(Button("Further"))
        self.add_stretch()
        in_use(qtbot, self, 900, 700)


def test_the_words_of_a_folded_note_are_not_laid_out_before_they_are_asked_for(
    qtbot: QtBot,
) -> None:
    page = _Page(qtbot, "Locks changed.", "Safer now.")
    note = page.note
    assert "Locks changed." not in [label.text() for label in note.findChildren(WrappedLabel)]
    note.set_open(unfold=True)
    note.set_open(unfold=False)
    note.set_open(unfold=True)
    shown = [label.text() for label in note.findChildren(WrappedLabel)]
    assert [text for text in shown if text in ("Locks changed.", "Safer now.")] == [
        "Locks changed.",
        "Safer now.",
    ]


def test_a_long_note_scrolls_in_a_box_of_its_own_that_tab_leaves(qtbot: QtBot) -> None:
    text = (SENTENCE * (MOST // len(SENTENCE))).strip()
    assert len(text) > LONG
    page = _Page(qtbot, text)
    note = page.note
    note.set_open(unfold=True)
    (box,) = note.findChildren(ReadingField)
    assert box.toPlainText().replace("\n", " ") == text
    assert box.height() < 600
    box.setFocus()
    before = box.toPlainText()
    key(Qt.Key.Key_X)
    assert box.toPlainText() == before
    key(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not box


def test_a_paragraph_is_broken_after_a_sentence_and_loses_no_letter() -> None:
    parts = list(in_short_paragraphs(SENTENCE * 200))
    assert all(len(part) <= LONGEST_PARAGRAPH for part in parts)
    assert all(part.endswith(".") for part in parts[:-1])
    assert " ".join(parts) == SENTENCE * 200
    assert "".join(in_short_paragraphs("x" * 9_000)) == "x" * 9_000
    assert list(in_short_paragraphs("one\n\ntwo")) == ["one", "", "two"]


def test_a_field_keeps_a_note_of_100_000_letters_to_the_letter(qtbot: QtBot) -> None:
    text = SENTENCE * (MOST // len(SENTENCE))
    field = NoteField("Note")
    field.set_value(text)
    page = Column()
    page.add(field)
    page.add_stretch()
    in_use(qtbot, page, 900, 700)
    field.focus_first()
    key(Qt.Key.Key_A)
    assert field.value() == text + "a"
    many = NoteField("Many")
    many.set_value("a\n" * 500)
    assert many.height() == field.height()


def test_a_short_note_is_as_high_as_its_words(qtbot: QtBot) -> None:
    field = NoteField("Note", lines=3, most_lines=12)
    page = Column()
    page.add(field)
    page.add_stretch()
    in_use(qtbot, page, 900, 700)
    low = field.height()
    field.set_value("a\n" * 6)
    assert low < field.height()
    field.set_value("a\n" * 30)
    assert field.height() < 30 * 20
