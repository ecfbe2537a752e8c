"""The desk locks by itself: after a quiet spell, after sleep, and when the clock jumps.

Any key or movement keeps it open. ``IdleLock(minutes, parent)`` watches the whole program;
``ticked`` gives the seconds left each second, ``warned`` turns on 20 seconds ahead, and ``due``
says that it is time.
"""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

DEFAULT_MINUTES = 5
WARN_SECONDS = 20
TICK_MS = 1000
# The laptop slept, or somebody moved the clock: the wall clock ran ahead of the steady one.
JUMP_SECONDS = 60.0

_SIGNS_OF_LIFE = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
}


class IdleLock(QObject):
    """Counts the quiet seconds.

    Args:
        minutes: after how many quiet minutes the desk locks.
        parent: the window; the count ends with it.
        steady: a clock that never jumps, in seconds.
        wall: the computer's clock, in seconds.
    """

    ticked = Signal(int)
    warned = Signal(bool)
    due = Signal()

    def __init__(
        self,
        minutes: float,
        parent: QObject,
        *,
        steady: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(parent)
        self._allowed = minutes * 60
        self._steady, self._wall = steady, wall
        self._last, self._drift = steady(), wall() - steady()
        self._warning = False
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)

    def start(self) -> None:
        """Begin to count."""
        self.touch()
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)
        self._timer.start()

    def stop(self) -> None:
        """Count no more."""
        self._timer.stop()
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)

    def touch(self) -> None:
        """Note that somebody is there."""
        self._last = self._steady()
        if self._warning:
            self._warn(on=False)
            self.ticked.emit(self.left())

    def left(self) -> int:
        """Return the seconds left, nought at least."""
        return max(round(self._allowed - (self._steady() - self._last)), 0)

    def tick(self) -> None:
        """Look at the clocks; called each second."""
        drift = self._wall() - self._steady()
        left = self.left()
        if left <= 0 or abs(drift - self._drift) > JUMP_SECONDS:
            self.stop()
            self.due.emit()
            return
        self._drift = drift
        if (left <= WARN_SECONDS) is not self._warning:
            self._warn(on=left <= WARN_SECONDS)
        self.ticked.emit(left)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take any key or movement as a sign of life; never keep it from its widget."""
        if event.type() in _SIGNS_OF_LIFE:
            self.touch()
        return False

    def _warn(self, *, on: bool) -> None:
        self._warning = on
        self.warned.emit(on)
