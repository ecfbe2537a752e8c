"""Words on the clipboard for a short while: cleared after 20 seconds, if they are still ours."""

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QGuiApplication

CLEAR_AFTER_MS = 20_000
# Asks histories of clipboards (Windows, macOS, KDE) not to keep it.
_NOT_TO_BE_KEPT = {
    "ExcludeClipboardContentFromMonitorProcessing": b"\x01\x00\x00\x00",
    "CanIncludeInClipboardHistory": b"\x00\x00\x00\x00",
    "org.nspasteboard.ConcealedType": b"1",
    "x-kde-passwordManagerHint": b"secret",
}


class ShortClipboard(QObject):
    """Lends words to the clipboard.

    Args:
        parent: outlives whatever panel copied; when it goes the words go too.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._lent = ""
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(CLEAR_AFTER_MS)
        self.timer.timeout.connect(self.clear)

    def lend(self, words: str) -> None:
        """Put words on the clipboard for a while."""
        data = QMimeData()
        data.setText(words)
        for name, value in _NOT_TO_BE_KEPT.items():
            data.setData(name, value)
        QGuiApplication.clipboard().setMimeData(data)
        self._lent = words
        self.timer.start()

    def clear(self) -> None:
        """Take the words back, unless something else was copied since."""
        board = QGuiApplication.clipboard()
        if self._lent and board.text() == self._lent:
            board.clear()
        self._lent = ""
        self.timer.stop()
