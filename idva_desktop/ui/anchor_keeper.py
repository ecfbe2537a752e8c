"""Notes each minute how far the journal reaches, off the window's thread.

The keyring that holds the note may hang; the window must not.
"""

from PySide6.QtCore import QObject, QTimer

from idva_desktop.domain.progress import Progress
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.jobs import Job

EVERY_MS = 60_000
_PATIENCE_MS = 2000


class AnchorKeeper(QObject):
    """Keeps the anchor fresh while the desk is open.

    Args:
        desk: the desk.
        parent: the window; the keeper ends with it.
    """

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._job: Job | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.note)

    def start(self) -> None:
        """Begin."""
        self._timer.start()

    def stop(self) -> None:
        """End, after a note under way or a short wait for it."""
        self._timer.stop()
        if self._job is not None:
            self._job.wait(_PATIENCE_MS)

    def note(self) -> None:
        """Note the anchor now, unless a note is under way."""
        if self._job is not None and self._job.isRunning():
            return
        vault = self._desk.session.vault

        def work(_progress: Progress) -> None:
            with vault.second_door() as door:
                door.refresh_anchor()

        if self._job is not None:
            self._job.deleteLater()
        self._job = Job(work, self)
        self._job.begin()
