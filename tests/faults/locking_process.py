"""A person at the window: unlocks wrongly and rightly, searches, types, meets a defect, locks.

It is told what to type on standard input, says where it stands on standard output, and goes on at
each further line. What comes after the lock is the program's own: it takes this process's place.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit, QWidget

from idva_desktop.app.defects import catch_all
from idva_desktop.app.window import run_window
from idva_desktop.ui.program import application
from idva_desktop.ui.shell_view import ShellView
from idva_desktop.ui.unlock_view import UnlockView

CTRL = Qt.KeyboardModifier.ControlModifier
ENTER = Qt.Key.Key_Return


def window(kind: type[QWidget]) -> QWidget | None:
    shown = (each for each in QApplication.topLevelWidgets() if each.isVisible())
    return next((each for each in shown if isinstance(each, kind)), None)


def wait(until: Callable[[], object]) -> None:
    while not until():
        QTest.qWait(5)


def field(name: str) -> QLineEdit:
    unlock = window(UnlockView)
    assert unlock is not None
    return next(each for each in unlock.findChildren(QLineEdit) if each.accessibleName() == name)


def at() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def try_with(passphrase: str) -> None:
    field("Passphrase").setFocus()
    field("Passphrase").selectAll()
    QTest.keyClicks(field("Passphrase"), passphrase)
    QTest.keyClick(field("Passphrase"), ENTER)


def work(wrong: str, passphrase: str, code: str, case_id: str, marker: str) -> None:
    wait(lambda: window(UnlockView))
    QTest.keyClicks(field("Device code"), code)
    try_with(wrong)
    wait(lambda: field("Passphrase").isReadOnly())
    wait(lambda: not field("Passphrase").isReadOnly())
    try_with(passphrase)
    wait(lambda: window(ShellView))
    shell = window(ShellView)
    assert isinstance(shell, ShellView)
    QTest.keyClick(shell, Qt.Key.Key_F, CTRL)
    QTest.keyClicks(at(), marker)
    QTest.qWait(300)
    shell.desk.go("case", case_id)
    for turn in range(2):
        QTest.keyClick(shell, Qt.Key.Key_T, CTRL)
        for letter in "tr":
            QTest.keyClicks(at(), letter)
        assert isinstance(at(), QTextEdit)
        QTest.keyClicks(at(), f"{marker} said so")
        if turn == 0:
            QTest.keyClick(at(), ENTER, CTRL)
    QTimer.singleShot(0, lambda: int(marker))  # a defect whose message holds a word
    QTimer.singleShot(700, lambda: lock(shell))


def lock(shell: ShellView) -> None:
    print("working", flush=True)  # noqa: T201 - the test reads this
    sys.stdin.readline()
    QTest.keyClick(shell, Qt.Key.Key_L, CTRL)


def main(folder: str) -> None:
    catch_all(debug=True)
    words = [sys.stdin.readline().rstrip("\n") for _ in range(5)]
    application()
    QTimer.singleShot(0, lambda: work(*words))
    run_window(Path(folder))


if __name__ == "__main__":
    main(*sys.argv[1:])
