"""A button that Enter presses as Space does, whatever it is painted as."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton

from idva_desktop.ui.theme import Dressed


class EnterButton(Dressed, QAbstractButton):
    """What buttons, links and headings that are pressed share."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press on Enter as on Space."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)
