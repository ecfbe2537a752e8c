"""A choice that, answered by its letter, hands on: the next question takes the focus.

Only a letter or digit hands on; arrows, Space and the mouse stay, so that nobody who looks around
among the answers is moved.
"""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent

from idva_desktop.ui.widgets.options import Option, letters
from idva_desktop.ui.widgets.segmented_choice import SegmentedChoice


class QuickChoice(SegmentedChoice):
    """Answers side by side over the whole width, letters always in sight.

    Args:
        label: the question.
        options: the answers, in order.
    """

    answered = Signal()

    def __init__(self, label: str, options: Sequence[Option]) -> None:
        super().__init__(label, options, stretch=True, always_letters=True)
        self._letters = set(letters(options))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer by letter and hand on."""
        super().keyPressEvent(event)
        if event.text().upper() in self._letters and self.value():
            self.answered.emit()
