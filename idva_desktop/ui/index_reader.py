"""An index over many cases, kept for a screen: read off the window's thread, renewed after saves.

The first reading, and one after a change that nobody noted case by case, runs as a job at a door
of its own; after a save only the cases that it touched are read again, at once.
"""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from idva_desktop.casework.session import Session
from idva_desktop.domain.progress import Progress
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.jobs import Job

# So many cases are read again at once after a save; more are read by a job.
_AT_ONCE = 40

T = TypeVar("T")


class IndexReader(QObject, Generic[T]):
    """Keeps one index; ``ready`` when it was read or renewed, ``failed`` with a sentence.

    Args:
        desk: the desk.
        read: reads the index, on the job's thread.
        renew: reads some cases of it again.
        parent: the screen.

    Attributes:
        index: what was read last; ``None`` before the first reading has ended.
    """

    ready = Signal()
    failed = Signal(str)

    def __init__(
        self,
        desk: Desk,
        read: Callable[[Session], T],
        renew: Callable[[T, Session, set[str]], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.index: T | None = None
        self._session = desk.session
        self._read_all, self._renew = read, renew
        self._watch = desk.session.watch()
        self._job: Job | None = None
        self._unknown = self._again = self._locking = False
        self._day = desk.session.today
        desk.changed.connect(self._note_change)
        desk.locking.connect(self._stop)

    def refresh(self) -> None:
        """Read again what was saved meanwhile."""
        touched = self._watch.take()
        # On another day other things are due, and other days are suspended.
        stale = self._unknown or self._day != self._session.today
        if self.index is None or stale or len(touched) > _AT_ONCE:
            self._read()
        elif touched:
            self._renew(self.index, self._session, touched)
            self.ready.emit()

    def is_at_rest(self) -> bool:
        """Say whether something was read and nothing is being read."""
        return self._job is not None and self._job.isFinished()

    # Inside

    def _note_change(self) -> None:
        # What was saved without the session's knowledge, such as an import, needs a fresh reading.
        self._unknown = self._unknown or not self._watch.has_any()

    def _read(self) -> None:
        if self._job is not None and self._job.isRunning():
            self._again = True  # what was saved since it began is not in it
            return
        self._unknown = self._again = False
        self._day = self._session.today
        vault, clock, read_all = self._session.vault, self._session.clock, self._read_all

        def read(_progress: Progress) -> T:
            with vault.second_door() as door:
                return read_all(Session(door, clock))

        self._job = Job(read, self)
        self._job.finished_with.connect(self._finished)
        self._job.failed.connect(self.failed)
        self._job.begin()

    def _finished(self, index: object) -> None:
        if self._locking:
            return  # what was read arrives when the vault is closed already
        self.index = index  # type: ignore[assignment] # a signal carries objects; it is what read returned
        self.ready.emit()
        if self._again:
            self._read()

    def _stop(self) -> None:
        self._locking = True
        if self._job is not None:
            self._job.wait()
