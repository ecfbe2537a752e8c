"""Long work of a screen, in its flow: what is being done, how far it is, and a way to stop it.

``strip.run(work, done, failed)`` runs ``work(session, progress)`` on a thread, at a door of its own
to the vault, because a connection belongs to the thread that opened it. A further ``run`` stops the
one before, whose result is then never shown.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from idva_desktop.casework.session import Session
from idva_desktop.domain.progress import CancelledError, Progress
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.jobs import Job
from idva_desktop.ui.marks import box
from idva_desktop.ui.theme import Dressed, look
from idva_desktop.ui.widgets.boxes import NONE, Column, Margins, Row
from idva_desktop.ui.widgets.button import Button, Kind
from idva_desktop.ui.widgets.labels import Line

Work = Callable[[Session, Progress], Any]
PATIENCE_MS = 10_000  # at lock; the longest single step of a job, on the slowest laptop
_BAR = 4


class JobStrip(Column):
    """A sentence, a bar, and Stop; hidden while nothing is under way.

    Args:
        desk: the desk; before it locks the work is stopped and waited for.
        margins: around it, px at 100 %.

    Attributes:
        held_focus: whether Stop had the focus when the last work ended. With the strip it went out
            of sight, so whoever hears what came of the work puts the focus where it goes on.
    """

    ended = Signal()

    def __init__(
        self, desk: Desk, *, margins: Margins = NONE, parent: QWidget | None = None
    ) -> None:
        super().__init__(6, margins, parent)
        self._desk = desk
        self._job: Job | None = None
        self._stopping = self.held_focus = False
        self._done: Callable[[Any], None] = _ignore
        self._failed: Callable[[str], None] = _ignore
        self._words = Line("", "body", "muted")
        self._bar = _Bar()
        self.stop_button = Button(self.tr("Stop"), Kind.LINK)
        self.stop_button.clicked.connect(self._ask_to_stop)
        row = Row(gap=12)
        row.add(self._words, 1)
        row.add(self.stop_button)
        self.add(row)
        self.add(self._bar)
        self.hide()
        desk.locking.connect(self.stop)

    @property
    def is_busy(self) -> bool:
        """Whether work is under way."""
        return self._job is not None

    def run(
        self,
        work: Work,
        done: Callable[[Any], None],
        failed: Callable[[str], None],
        *,
        quietly: bool = False,
    ) -> None:
        """Begin long work.

        Args:
            work: what is done, given a session of its own and the progress.
            done: given the result, on the window's thread.
            failed: given the sentence of what went wrong, or that it was stopped.
            quietly: do not show the strip, as when something is counted again.
        """
        self.let_go()
        self._done, self._failed = done, failed
        job = Job(_at_own_door(self._desk.session, work), self)
        self._job = job
        job.progressed.connect(self._show)
        job.finished_with.connect(self._finish)
        job.failed.connect(self._fail)
        job.cancelled.connect(self._cancelled)
        job.finished.connect(job.deleteLater)
        self._words.setText(self.tr("Starting"))
        self._bar.show_share(0, 0)
        self._stopping = False
        self.setVisible(not quietly)
        job.begin()

    def stop(self) -> None:
        """Stop what is under way and wait until it has ended, as before a lock."""
        job = self._job
        self.let_go()
        if job is not None:
            job.wait(PATIENCE_MS)

    def let_go(self) -> None:
        """Stop what is under way; its result is no longer wanted."""
        job, self._job = self._job, None
        if job is None:
            return
        job.stop()
        for signal in (job.progressed, job.finished_with, job.failed, job.cancelled):
            signal.disconnect()
        self.hide()

    def _ask_to_stop(self) -> None:
        if self._job is not None:
            self._job.stop()
            self._stopping = True  # Stop stays as it is: closed, it would lose the focus
            self._words.setText(self.tr("Stopping"))

    def _show(self, stage: str, done: int, total: int) -> None:
        if not self._stopping:
            self._words.setText(stage)
            self._bar.show_share(done, total)

    def _finish(self, result: object) -> None:
        self._over()
        self._done(result)
        self.ended.emit()

    def _fail(self, sentence: str) -> None:
        self._over()
        self._failed(sentence)
        self.ended.emit()

    def _cancelled(self) -> None:
        self._fail(str(CancelledError()))

    def _over(self) -> None:
        self._job = None
        self.held_focus = self.stop_button.hasFocus()
        self.hide()


class _Bar(Dressed, QWidget):
    """A thin bar; empty where nobody knows how much there is."""

    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def dress(self) -> None:
        self.updateGeometry()

    def show_share(self, done: int, total: int) -> None:
        self._share = done / total if total else 0.0
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look().grown(120), look().grown(_BAR))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        box(painter, rect, rect.height() / 2, look().colour("line"))
        if self._share:
            done = QRectF(0, 0, rect.width() * self._share, rect.height())
            box(painter, done, rect.height() / 2, look().colour("accent"))


def _ignore(_result: object) -> None:
    """Take no notice."""


def _at_own_door(session: Session, work: Work) -> Callable[[Progress], Any]:
    def job(progress: Progress) -> Any:  # noqa: ANN401 - each work has its own result
        with session.beside() as other:
            return work(other, progress)

    return job
