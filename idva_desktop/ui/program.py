"""The program in its window: unlock first, the desk after, and how it ended."""

from collections.abc import Callable
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from idva_desktop.domain.calendar import london_now
from idva_desktop.domain.errors import IdvaError
from idva_desktop.ui import after_unlock
from idva_desktop.ui.appearance import wear
from idva_desktop.ui.garbage import WindowThreadCollector
from idva_desktop.ui.jobs import Job, end_all_jobs
from idva_desktop.ui.unlock_view import UnlockView

if TYPE_CHECKING:
    from idva_desktop.casework.session import Session
    from idva_desktop.ui.shell_view import ShellView

LOAD_AFTER_MS = 100  # the unlock window is painted first
WINDOW = (1440, 900)  # px; smaller screens get what they have
_FRAME = 60  # px that a title bar may take


class Ending(Enum):
    """Why the program ended."""

    CLOSED = "closed"
    LOCKED = "locked"


class Program(QObject):
    """The two windows, one after the other.

    Args:
        folder: the vault.
        clock: the present moment in London.
        opened: told of the vault's folder once it is open.
        dressed: told of palette and text size, in per cent, when the person changes them.
        size: of the windows in px; as large as the screen allows, up to the usual, if ``None``.
        check: looks at the installation while somebody types; its refusal ends the program.

    Attributes:
        refusal: why the program cannot go on; blank where it can.
    """

    ended = Signal(object)

    def __init__(
        self,
        folder: Path,
        *,
        clock: Callable[[], datetime] = london_now,
        opened: Callable[[Path], None] | None = None,
        dressed: Callable[[str, int], None] | None = None,
        size: tuple[int, int] | None = None,
        check: Callable[[], None] | None = None,
    ) -> None:
        super().__init__()
        self._check, self.refusal = check, ""
        self._opened, self._dressed, self._size = opened, dressed, size
        self.ending = Ending.CLOSED
        self.unlock = UnlockView(folder, clock=clock)
        self.unlock.unlocked.connect(self._enter)
        self.shell: ShellView | None = None
        self._loading: Job | None = None

    def start(self) -> None:
        """Show the unlock window."""
        self._show(self.unlock)
        self.unlock.focus_first()
        QTimer.singleShot(LOAD_AFTER_MS, self, self._load)

    def _load(self) -> None:
        """Load what the desk needs while somebody types; the unlock window needs none of it."""
        self._loading = Job(lambda _progress: self._prepare(), self)
        self._loading.failed.connect(self._refuse)
        self._loading.begin()

    def _prepare(self) -> None:
        if self._check is not None:
            self._check()
        after_unlock.load()

    def _refuse(self, sentence: str) -> None:
        """Take the windows out of sight and end: what was saved is on the disk."""
        self.refusal = sentence
        for window in (self.shell, self.unlock):
            if window is not None:
                window.close()
        self.ended.emit(self.ending)

    def end(self) -> None:
        """Take the windows away, Qt's part first: as garbage they would still hear of the focus."""
        for window in (self.shell, self.unlock):
            if window is not None:
                window.close()
                window.deleteLater()
        self.deleteLater()

    def _show(self, window: QWidget) -> None:
        screen = QApplication.primaryScreen().availableSize()
        window.resize(*(self._size or WINDOW))
        fits = screen.width() > WINDOW[0] and screen.height() > WINDOW[1] + _FRAME
        if self._size or fits:
            window.show()
        else:
            # A frame around a window as large as the screen would push its last line out of sight.
            window.showMaximized()
        window.activateWindow()

    def _enter(self, session: "Session") -> None:
        self.shell = after_unlock.desk_window(session, self)
        self.shell.locked.connect(self._locked)
        self.shell.hidden.connect(self._hidden)
        if self._dressed is not None:
            self.shell.look_changed.connect(self._dressed)
        if self._opened is not None and not session.vault.is_demo:
            self._opened(session.vault.folder)
        self._show(self.shell)
        self.shell.start()
        self.unlock.close()

    def _locked(self) -> None:
        self.ending = Ending.LOCKED
        self.ended.emit(self.ending)

    def _hidden(self) -> None:
        """End for good: an unlock window that appears by itself would give the program away."""
        self.ending = Ending.CLOSED
        self.ended.emit(self.ending)


def application(palette: str = "light", text: int = 100) -> QApplication:
    """Return the one application, dressed in the look; made on the first call."""
    held = QApplication.instance()
    app = held if isinstance(held, QApplication) else QApplication(["IDVA Desktop"])
    app.setApplicationDisplayName("IDVA Desktop")
    if app.findChild(WindowThreadCollector) is None:
        WindowThreadCollector(app)
    wear(app, palette, text)
    return app


def run(
    folder: Path,
    *,
    opened: Callable[[Path], None] | None = None,
    dressed: Callable[[str, int], None] | None = None,
    worn: tuple[str, int] = ("light", 100),
    check: Callable[[], None] | None = None,
) -> Ending:
    """Show the program until it is closed or locked.

    Args:
        folder: the vault.
        opened: told of the vault's folder once it is open.
        dressed: told of palette and text size, in per cent, when the person changes them.
        worn: palette and text size to begin with.
        check: looks at the installation while somebody types.

    Raises:
        IdvaError: the installation is damaged; the sentence says where.
    """
    app = application(*worn)
    program = Program(folder, opened=opened, dressed=dressed, check=check)
    program.ended.connect(app.quit)
    program.start()
    app.exec()
    end_all_jobs()  # a thread that still loads when the program ends would end it by a crash
    if program.refusal:
        raise IdvaError(program.refusal)
    return program.ending
