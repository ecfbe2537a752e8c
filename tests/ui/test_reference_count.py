"""PySide6 6.12.0 drops a reference to None at each void call and aborts; see docs/decisions."""

import sys

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CALLS, TOLERANCE = 1000, 100


def test_void_qt_calls_keep_the_references_to_none(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        label.setText("x")
    assert abs(sys.getrefcount(None) - before) < TOLERANCE
