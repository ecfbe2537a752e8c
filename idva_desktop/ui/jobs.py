"""Long work off the window's thread, with progress and cancel.

A job is a plain callable that takes a ``Progress``; calling the progress raises once the person
has cancelled. What it returns, or the sentence of what went wrong, comes back by signal on the
window's thread. A job opens its own connection to the vault (``vault.second_door``).
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal

from idva_desktop.domain.errors import IdvaError
from idva_desktop.domain.progress import CancelledError, Progress, Stage

UNEXPECTED = "Something went wrong that the program did not expect. What was saved is safe."


class Job(QThread):
    """One piece of long work.

    Args:
        work: what is done; it calls its progress now and then.
        parent: the view that waits for it.
    """

    progressed = Signal(str, int, int)
    finished_with = Signal(object)
    failed = Signal(str)
    cancelled = Signal()

    def __init__(self, work: Callable[[Progress], Any], parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._stopped = False

    def stop(self) -> None:
        """Ask the work to end at its next step."""
        self._stopped = True

    def run(self) -> None:
        """Do the work; called by Qt on the job's own thread."""
        try:
            self.finished_with.emit(self._work(self._report))
        except CancelledError:
            self.cancelled.emit()
        except IdvaError as error:
            self.failed.emit(str(error))
        except Exception:  # noqa: BLE001 - a defect in a job must end in a sentence, not in silence
            self.failed.emit(UNEXPECTED)

    def _report(self, stage: Stage, /) -> None:
        if self._stopped:
            raise CancelledError
        self.progressed.emit(stage.stage, stage.done, stage.total)
