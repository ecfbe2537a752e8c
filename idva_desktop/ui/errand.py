"""Work that a view asks for and that takes more than a moment: a file is made, read or sealed.

``errand.run(work, done, failed)`` does ``work(session)`` on a thread, through a session beside the
desk's. It belongs to the desk and not to the view, because a panel may be closed meanwhile: what
was begun is finished and recorded, and what came of it is then said in the status line. After a
lock nothing is told to anybody (``jobs.end_all_jobs``).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from idva_desktop.casework.session import Session
from idva_desktop.domain.errors import IdvaError
from idva_desktop.domain.progress import Progress
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.jobs import Job

T = TypeVar("T")


@dataclass(frozen=True, slots=True, repr=False)
class _Outcome(Generic[T]):
    result: T | IdvaError
    session: Session


class Errand(QObject, Generic[T]):
    """The long work of one view, one piece at a time.

    Args:
        desk: the desk.
        view: who asks; while it lives it hears what came of it.
    """

    def __init__(self, desk: Desk, view: QWidget) -> None:
        super().__init__(desk)
        self._desk, self._view_lives = desk, True
        self._job: Job | None = None
        self._done: Callable[[T], None] | None = None
        self._failed: Callable[[IdvaError], None] | None = None
        self._saves = True
        view.destroyed.connect(self._left)

    @property
    def is_busy(self) -> bool:
        """Whether work is under way."""
        return self._job is not None

    def run(
        self,
        work: Callable[[Session], T],
        done: Callable[[T], None],
        failed: Callable[[IdvaError], None],
        *,
        saves: bool = True,
    ) -> None:
        """Begin; the caller sees to it that nothing is under way.

        Args:
            work: what is done, on a thread; it may raise ``IdvaError``.
            done: given the result, in the window's thread.
            failed: given what went wrong, in the window's thread.
            saves: whether it records anything, so that views fetch again once it has.
        """
        self._done, self._failed, self._saves = done, failed, saves
        job = Job(_beside(self._desk.session, work), self)
        self._job = job
        job.finished_with.connect(self._ended)
        job.failed.connect(self._broke)
        job.finished.connect(job.deleteLater)
        job.begin()

    # Inside

    def _ended(self, outcome: object) -> None:
        if not isinstance(outcome, _Outcome):
            return
        changed = outcome.session.has_touched()
        self._desk.session.catch_up(outcome.session)
        if isinstance(outcome.result, IdvaError):
            if changed:
                self._desk.changed.emit()
            self._tell_failure(outcome.result)
            return
        done = self._over(self._done)
        if self._saves:
            self._desk.saved()
        if done is not None:
            done(outcome.result)

    def _broke(self, sentence: str) -> None:
        self._tell_failure(IdvaError(sentence))

    def _tell_failure(self, error: IdvaError) -> None:
        failed = self._over(self._failed)
        if failed is not None:
            failed(error)
        else:
            self._desk.said.emit(str(error))

    def _over(self, told: Callable[..., None] | None) -> Callable[..., None] | None:
        """Let go of the job; return who is to be told, or nobody where the view is gone."""
        self._job = self._done = self._failed = None
        if self._view_lives:
            return told
        self.deleteLater()
        return None

    def _left(self) -> None:
        if not isValid(self):
            return
        self._view_lives = False
        if self._job is None:
            self.deleteLater()


def _beside(session: Session, work: Callable[[Session], T]) -> Callable[[Progress], _Outcome[T]]:
    def job(_progress: Progress) -> _Outcome[T]:
        with session.beside() as other:
            result: T | IdvaError
            try:
                result = work(other)
            except IdvaError as error:
                # Its frames hold the door, which belongs to this thread.
                result = error.with_traceback(None)
            return _Outcome(result, other)

    return job
