"""Python's cyclic garbage is collected on the window's thread only.

Python collects wherever memory happens to be asked for, which may be a job's thread. If the
garbage holds a window, Qt's objects would be destroyed on a thread that they do not belong to, and
the program would crash (seen: a preview was prepared while an earlier desk was garbage).
"""

import gc

from PySide6.QtCore import QObject, QTimer

LOOK_EVERY_MS = 500


class WindowThreadCollector(QObject):
    """Switches automatic collection off and collects by a timer on the thread that made it.

    Args:
        parent: lives as long as the application.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.collect_due)
        self._timer.start()

    @staticmethod
    def collect_due() -> None:
        """Collect the oldest generation that is due, by Python's own thresholds."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if thresholds[generation] and counts[generation] > thresholds[generation]:
                gc.collect(generation)
                return
