"""Where somebody is typing: the field and the place in its words, such as ``contact.note@37``."""

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QTextEdit, QWidget


def place_of(key: str, at: QWidget) -> str:
    """Return the place of the cursor in a field; the field alone where nothing is typed in it."""
    if isinstance(at, QTextEdit):
        return f"{key}@{at.textCursor().position()}"
    return f"{key}@{at.cursorPosition()}" if isinstance(at, QLineEdit) else key


def field_of(place: str) -> str:
    """Return the field of a place."""
    return place.partition("@")[0]


def put_cursor(place: str, within: QWidget) -> None:
    """Put the cursor of the field inside ``within`` where it was, also before it has the focus."""
    _key, _, number = place.partition("@")
    if not number.isdecimal():
        return
    lines, notes = within.findChildren(QLineEdit), within.findChildren(QTextEdit)
    if notes:
        cursor = QTextCursor(notes[0].document())
        cursor.setPosition(min(int(number), notes[0].document().characterCount() - 1))
        notes[0].setTextCursor(cursor)
    elif lines:
        lines[0].setCursorPosition(int(number))
