"""The real window, worked by keys on a contact panel until it is killed.

``type`` types on in the middle of the note at a steady pace and prints when each key was pressed.
``save`` logs one contact after another: says when its draft is kept, and when it is saved.
"""

import sys
import time
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit, QWidget

from idva_desktop.ui.contact_view import ContactView
from idva_desktop.ui.program import Program, application
from idva_desktop.ui.shell_view import ShellView
from tests.ui.vaults import WORKER_WORDS, now

CTRL = Qt.KeyboardModifier.ControlModifier
EVERY_MS = 25
WORDS = "She says that he came by twice and that the neighbour wrote the times down. "


def say(words: str) -> None:
    print(words, flush=True)  # noqa: T201 - the test reads this


def at() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None, "nothing has the focus"
    return found


def answer_the_choices() -> None:
    """Press the letters of by text and reached; each hands the focus on."""
    for letter in "tr":
        QTest.keyClicks(at(), letter)


def unlock(program: Program, code: str) -> ShellView:
    program.start()
    QTest.qWait(20)
    QTest.keyClicks(at(), WORKER_WORDS)
    field = next(
        each
        for each in program.unlock.findChildren(QLineEdit)
        if each.accessibleName() == "Device code"
    )
    field.setFocus()
    QTest.keyClicks(field, code)
    QTest.keyClick(field, Qt.Key.Key_Return)
    while program.shell is None:
        QTest.qWait(5)
    return program.shell


def open_panel(shell: ShellView) -> ContactView:
    QTest.keyClick(shell, Qt.Key.Key_T, CTRL)
    QTest.qWait(5)
    return next(each for each in shell.findChildren(ContactView) if each.isVisible())


def type_on(shell: ShellView) -> None:
    open_panel(shell)
    if not isinstance(at(), QTextEdit):
        answer_the_choices()
        QTest.keyClicks(at(), "[]")
        QTest.keyClick(at(), Qt.Key.Key_Left)
    note = at()
    assert isinstance(note, QTextEdit)
    say(f"at {note.textCursor().position()} {note.toPlainText()}")
    while True:
        for letter in WORDS:
            QTest.keyClicks(at(), letter)
            say(f"key {time.monotonic()}")
            QTest.qWait(EVERY_MS)


def save_on(shell: ShellView, count: int) -> None:
    while True:
        panel = open_panel(shell)
        answer_the_choices()
        QTest.keyClicks(at(), f"Note {count}")
        panel.leave()
        say(f"kept {count}")
        QTest.keyClick(at(), Qt.Key.Key_Return, CTRL)
        say(f"saved {count}")
        count += 1


def main(mode: str, folder: str, code: str, case_id: str, count: str = "0") -> None:
    application()
    program = Program(Path(folder), clock=now)
    shell = unlock(program, code)
    shell.desk.go("case", case_id)
    say("open")
    if mode == "type":
        type_on(shell)
    save_on(shell, int(count))


if __name__ == "__main__":
    main(*sys.argv[1:])
