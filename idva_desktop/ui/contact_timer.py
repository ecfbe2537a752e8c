"""The timer of a contact: runs while the panel is open, and tells the minutes when it is stopped.

It fills nothing by itself: a note written long after a call must not make the call longer.
"""

from PySide6.QtCore import QElapsedTimer, QTimer, Signal

from idva_desktop.ui.widgets.boxes import Row
from idva_desktop.ui.widgets.button import Button
from idva_desktop.ui.widgets.chip import Tag

_TICK_MS = 5000
_MINUTE_MS = 60_000


class ContactTimer(Row):
    """Minutes so far, and a button to stop or start again."""

    stopped = Signal(int)

    def __init__(self) -> None:
        super().__init__(gap=10)
        self._elapsed = QElapsedTimer()
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._say)
        self._tag = Tag("", icon="timer", tone="accent")
        self.button = Button("", size="control_compact")
        self.button.clicked.connect(self.turn)
        self.add(self._tag)
        self.add(self.button)
        self._say()

    def start(self) -> None:
        """Count from nought."""
        self._elapsed.start()
        self._tick.start()
        self._say()

    def minutes(self) -> int:
        """Return the whole minutes, one at least: a contact takes time."""
        if not self._elapsed.isValid():
            return 0
        return max(round(self._elapsed.elapsed() / _MINUTE_MS), 1)

    def turn(self) -> None:
        """Stop and tell the minutes, or start again."""
        if self._tick.isActive():
            self._tick.stop()
            self.stopped.emit(self.minutes())
            self._say()
        else:
            self.start()

    def _say(self) -> None:
        running = self._tick.isActive()
        self._tag.setVisible(running)
        self._tag.show_words(self.tr("{0} min").format(self.minutes()), icon="timer", tone="accent")
        self.button.set_words(self.tr("Stop") if running else self.tr("Start timer"))
