"""Offers for a while to take the last step back, and does it when asked."""

from PySide6.QtCore import QObject, QTimer

from idva_desktop.casework.session import TakenStep
from idva_desktop.casework.undo import undo, undoable_step
from idva_desktop.domain.errors import IdvaError
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.widgets.status_line import StatusFact

OFFERED_MS = 120_000
"""A stray key must not take back what was saved long ago."""
UNDO = "undo"


class UndoOffer(QObject):
    """The offer that stands beside "Saved 14:05" in the status line.

    Args:
        desk: the desk whose saves it follows.
        parent: who owns it.
    """

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._step: TakenStep | None = None
        self._ends = QTimer(self)
        self._ends.setSingleShot(True)
        self._ends.setInterval(OFFERED_MS)
        # Before the window says "Saved", so that the offer stands beside it at once.
        desk.said.connect(self._look)

    def facts(self) -> list[StatusFact]:
        """Return the offer as the status line shows it; nothing while there is none."""
        if not self.stands():
            return []
        return [StatusFact("undo-2", self.tr("Undo Ctrl+Z"), code=UNDO)]

    def stands(self) -> bool:
        """Say whether a step can be taken back now."""
        step = undoable_step(self._desk.session)
        return step is not None and step == self._step and self._ends.isActive()

    def take(self) -> None:
        """Take the step back, or say why not."""
        if not self.stands():
            self._desk.said.emit(self.tr("No step to take back"))
            return
        try:
            undo(self._desk.session)
        except IdvaError as error:
            self._ends.stop()
            self._desk.said.emit(str(error))
        else:
            time = f"{self._desk.session.clock():%H:%M}"
            self._desk.changed.emit()
            self._desk.said.emit(self.tr("Taken back {0}").format(time))

    def _look(self) -> None:
        step = undoable_step(self._desk.session)
        if step != self._step:
            self._step = step
            self._ends.start()
