"""Long work off the window's thread, with progress and cancel.

A job is a plain callable that takes a ``Progress``; calling the progress raises once the person
has cancelled. What it returns, or the sentence of what went wrong, comes back by signal on the
window's thread. A job opens its own connection to the vault (``vault.second_door``).
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, QThread, Signal
from shiboken6 import isValid

from idva_desktop.domain.errors import IdvaError
from idva_desktop.domain.progress import CancelledError, Progress, Stage

PATIENCE_MS = 15_000  # at lock; the longest single step of any job, on the slowest laptop
UNEXPECTED = "Something went wrong that the program did not expect. What was saved is safe."


def end_all_jobs(patience_ms: int = PATIENCE_MS) -> None:
    """Ask every job under way to stop, and wait until it has: before a vault closes."""
    # One that ended while nobody let Qt turn may be deleted and not yet let go.
    left = [job for job in _UNDER_WAY if isValid(job)]
    for job in left:
        job.abandon()
    for job in left:
        job.wait(patience_ms)
    # A thread that is destroyed while it runs ends the program: one that will not end is kept.
    _UNDER_WAY.intersection_update(job for job in left if job.isRunning())


class Job(QThread):
    """One piece of long work.

    A job belongs to nobody: the view that waits for it may close while it runs, and a thread that
    is destroyed while it runs ends the program. It is kept until it has ended.

    Args:
        work: what is done; it calls its progress now and then.
        parent: the view that waits for it; only so long as that lives are results of use.
    """

    progressed = Signal(str, int, int)
    finished_with = Signal(object)
    failed = Signal(str)
    cancelled = Signal()
    _came = Signal(object)

    def __init__(self, work: Callable[[Progress], Any], parent: QObject) -> None:
        super().__init__()
        self._work = work
        self._stopped = self._abandoned = False
        self._came.connect(self._hand_on, Qt.ConnectionType.QueuedConnection)
        self.finished.connect(self._let_go)
        parent.destroyed.connect(self.stop)

    def begin(self) -> None:
        """Start the thread."""
        _UNDER_WAY.add(self)
        self.start()

    def _let_go(self) -> None:
        _UNDER_WAY.discard(self)

    def stop(self) -> None:
        """Ask the work to end at its next step."""
        self._stopped = True

    def abandon(self) -> None:
        """Ask the work to end, and tell nobody what came of it: the vault is about to close.

        What has come already and waits for the window's next turn is not told either, for whoever
        hears it would begin further work on a closed vault.
        """
        self._abandoned = True
        self.stop()

    def run(self) -> None:
        """Do the work; called by Qt on the job's own thread."""
        outcome: Callable[[], None]
        try:
            result = self._work(self._report)
            outcome = partial(self.finished_with.emit, result)
        except CancelledError:
            outcome = partial(self.cancelled.emit)
        except IdvaError as error:
            outcome = partial(self.failed.emit, str(error))
        except Exception:  # noqa: BLE001 - a defect in a job must end in a sentence, not in silence
            outcome = partial(self.failed.emit, UNEXPECTED)
        self._came.emit(outcome)

    def _hand_on(self, outcome: Callable[[], None]) -> None:
        if not self._abandoned:
            outcome()

    def _report(self, stage: Stage, /) -> None:
        if self._stopped:
            raise CancelledError
        self.progressed.emit(stage.stage, stage.done, stage.total)


_UNDER_WAY: set[Job] = set()
