"""Keeps what is typed: an encrypted draft within a second of the last key.

The timer runs from the first unkept key and is not put off by the next, so that steady typing is
kept as well. ``keep_now`` is called when a view closes, when the desk locks and before a save.
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer, Signal

from idva_desktop.casework import drafts
from idva_desktop.domain.errors import IdvaError
from idva_desktop.domain.form import Typed
from idva_desktop.ui.desk import Desk

KEEP_AFTER_MS = 600
TRY_AGAIN_MS = 5000  # after the vault refused, such as for want of room


class DraftKeeper(QObject):
    """Writes one draft while its form is open.

    Args:
        desk: the desk.
        key: where the draft belongs.
        form: the form's name.
        typed: returns what is typed at this moment.
        cursor: returns the key of the field in use.
        parent: the view; the keeper ends with it.
    """

    kept = Signal(str)
    failed = Signal(str)

    def __init__(
        self,
        desk: Desk,
        key: str,
        form: str,
        typed: Callable[[], Mapping[str, Typed]],
        cursor: Callable[[], str],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk, self.key, self._form = desk, key, form
        self._typed, self._cursor = typed, cursor
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.keep_now)
        desk.locking.connect(self.keep_now)

    def touch(self) -> None:
        """Note that something was typed."""
        if not self._timer.isActive():
            self._timer.start(KEEP_AFTER_MS)

    def is_waiting(self) -> bool:
        """Say whether something typed is not kept yet."""
        return self._timer.isActive()

    def forget(self) -> None:
        """Stop: the draft was settled by a save."""
        self._timer.stop()

    def keep_now(self) -> None:
        """Write the draft if anything is unkept."""
        if not self._timer.isActive() and self.sender() is not self._timer:
            return
        self._timer.stop()
        try:
            drafts.keep(self._desk.session, self.key, self._form, self._typed(), self._cursor())
        except IdvaError as error:
            # What is typed stays in the window, and is not taken for kept.
            self._timer.start(TRY_AGAIN_MS)
            self.failed.emit(str(error))
            return
        self.kept.emit(f"{self._desk.session.clock():%H:%M}")
