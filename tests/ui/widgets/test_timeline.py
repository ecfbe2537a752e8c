from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from idva_desktop.ui.widgets.timeline import FoldedNote, Timeline, TimelineEntry

ENTRIES = (
    TimelineEntry("Today", "a", "phone", "Call, answered", note="one two three", opinion="four"),
    TimelineEntry("Yesterday", "b", "gauge", "Risk assessed"),
)


def _shown(qtbot: QtBot) -> Timeline:
    made = Timeline()
    qtbot.addWidget(made)
    made.show_entries(ENTRIES)
    made.show()
    return made


def test_a_note_is_folded_until_it_is_opened(qtbot: QtBot) -> None:
    note = _shown(qtbot).findChildren(FoldedNote)[0]
    head = note.findChildren(QAbstractButton)[0]
    assert not note.is_open()
    assert head.accessibleName() == "Note, 4 words, folded"
    QTest.keyClick(head, Qt.Key.Key_Return)
    assert note.is_open()
    assert head.accessibleName() == "Note, 4 words, open"


def test_all_notes_open_and_fold_together(qtbot: QtBot) -> None:
    timeline = _shown(qtbot)
    timeline.open_all()
    assert all(note.is_open() for note in timeline.findChildren(FoldedNote))
    timeline.open_all(unfold=False)
    assert not any(note.is_open() for note in timeline.findChildren(FoldedNote))


def test_following_an_entry_gives_its_code(qtbot: QtBot) -> None:
    timeline = _shown(qtbot)
    titles = [b for b in timeline.findChildren(QAbstractButton) if b.text() == "Risk assessed"]
    with qtbot.waitSignal(timeline.opened) as told:
        QTest.keyClick(titles[0], Qt.Key.Key_Return)
    assert told.args == ["b"]


def test_other_entries_replace_the_ones_before(qtbot: QtBot) -> None:
    timeline = _shown(qtbot)
    timeline.show_entries(ENTRIES[1:])
    timeline.open_all()  # a note that is gone must not be touched
    assert timeline.box.count() == 2
