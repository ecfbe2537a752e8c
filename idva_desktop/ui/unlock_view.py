"""Unlock: one passphrase, and a plain sentence for whatever can be wrong.

The key is derived by a job, as it takes a second or two; the vault itself is entered on the
window's thread. Nothing is written before that, and nothing is ever erased: wrong tries only slow
the next one down.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent

from idva_desktop.casework.before_unlock import Tries, look_at
from idva_desktop.domain.calendar import london_now
from idva_desktop.domain.errors import (
    DeviceCodeError,
    IdvaError,
    KeyringError,
    VaultError,
    WrongPassphraseError,
)
from idva_desktop.domain.progress import CancelledError, Progress
from idva_desktop.ui import after_unlock
from idva_desktop.ui.jobs import Job
from idva_desktop.ui.unlock_card import UnlockCard
from idva_desktop.ui.widgets.boxes import Column, Row
from idva_desktop.ui.widgets.focus_ring import FocusRing
from idva_desktop.ui.widgets.icon_mark import IconLine
from idva_desktop.ui.widgets.message_strip import Tone
from idva_desktop.ui.widgets.plain_scroll import PlainScroll
from idva_desktop.ui.widgets.status_line import DemoStrip

if TYPE_CHECKING:
    from idva_desktop.vault.device_secret import DeviceSecretStore
    from idva_desktop.vault.unlocking import ProvenVault

_SECOND_MS = 1000


class UnlockView(Column):
    """The window before a vault is open.

    Args:
        folder: the vault.
        store: the keyring to ask; the computer's own if ``None``.
        clock: the present moment, handed on to the session.
    """

    unlocked = Signal(object)

    def __init__(
        self,
        folder: Path,
        *,
        store: "DeviceSecretStore | None" = None,
        clock: Callable[[], datetime] = london_now,
    ) -> None:
        super().__init__(gap=0)
        self.setWindowTitle("IDVA Desktop")
        self.folder, self._clock = folder, clock
        self._store = store
        self._tries = Tries()
        self._wait = 0
        self._left = False
        self._job: Job | None = None
        self._waiting = QTimer(self)
        self._waiting.setInterval(_SECOND_MS)
        self._waiting.timeout.connect(self._count_down)
        self._demo = DemoStrip()
        self.add(self._demo)
        self.card = UnlockCard()
        self.card.wanted.connect(self.unlock)
        self.card.change_wanted.connect(self._choose_folder)
        self.add(self._centred(), 1)
        self.add(self._foot())
        self._ring = FocusRing(self)
        self.show_vault(folder)

    def _centred(self) -> PlainScroll:
        page = Column(gap=0, margins=(16, 16, 16, 16))
        page.box.addStretch(1)
        middle = Row(gap=0)  # an aligned card would not grow with its lines
        middle.add_stretch()
        middle.add(self.card)
        middle.add_stretch()
        page.add(middle)
        page.box.addStretch(1)
        self._scroll = PlainScroll(page)
        return self._scroll

    def _foot(self) -> Row:
        foot = Row(margins=(16, 8, 16, 16))
        foot.add_stretch()
        slow = self.tr("Wrong tries only slow the next one down; nothing is erased.")
        words = f"{self.tr('Nothing leaves this laptop.')} {slow}"
        foot.add(IconLine("door-open", words, role="small", colour="muted", one_line=True))
        foot.add_stretch()
        return foot

    def show_vault(self, folder: Path) -> None:
        """Show the vault that is to be opened."""
        self.folder = folder
        seen = look_at(folder)
        self._demo.setVisible(seen.is_demo)
        self.card.show_vault(folder.name, code_needed=seen.code_needed)
        if seen.trouble:
            self.card.say(Tone.ERROR, self.tr("Cannot open. Nothing was changed."), seen.trouble)

    def focus_first(self) -> None:
        """Put the cursor into the passphrase."""
        self.card.focus_passphrase()

    def unlock(self) -> None:
        """Try what is typed; nothing happens while a try is under way or has to wait."""
        if self._job is not None or self._wait:
            return
        if not self.card.passphrase():
            self.card.ask_passphrase(self.tr("Type the passphrase of this vault"))
            return
        self.card.set_busy(busy=True)
        self._job = Job(self._work(), self)
        self._job.finished_with.connect(self._finished)
        self._job.failed.connect(self._defect)
        self._job.begin()

    def _work(self) -> Callable[[Progress], object]:
        """Return what the job does; it hands back the proven vault, or what was wrong with it."""
        if self._store is None:
            # One for all tries: a keyring that hangs is waited for once.
            self._store = after_unlock.device_secret_store()
        folder, store = self.folder, self._store
        words, code = self.card.passphrase(), self.card.device_code()

        def prove(_progress: Progress) -> "ProvenVault | VaultError":
            try:
                proven = after_unlock.prove(folder, passphrase=words, device_code=code, store=store)
            except VaultError as error:
                return error
            if self._left:
                after_unlock.give_back(proven)
                raise CancelledError
            return proven

        return prove

    def _finished(self, result: "ProvenVault | VaultError") -> None:
        self._end_job()
        if isinstance(result, VaultError):
            self._refused(result)
        else:
            self._enter(result)

    def _enter(self, proven: "ProvenVault") -> None:
        try:
            session = after_unlock.enter(proven, self._clock)
        except IdvaError as error:
            after_unlock.give_back(proven)
            self._say(str(error))
            return
        self.card.forget()
        self.unlocked.emit(session)

    def _refused(self, error: VaultError) -> None:
        self._say(str(error))
        if isinstance(error, KeyringError):
            self.card.ask_code()
            return
        if isinstance(error, DeviceCodeError):
            self.card.mark_code(str(error))
            return
        if isinstance(error, WrongPassphraseError):
            self._tries = Tries(self._tries.wrong + 1)
            self._slow_down(self._tries.wait)
        self.card.focus_passphrase()

    def _slow_down(self, seconds: int) -> None:
        self._wait = seconds
        self.card.set_wait(seconds)
        if seconds:
            self._waiting.start()

    def _count_down(self) -> None:
        self._wait = max(self._wait - 1, 0)
        self.card.set_wait(self._wait)
        if not self._wait:
            self._waiting.stop()

    def _defect(self, sentence: str) -> None:
        self._end_job()
        self._say(sentence)

    def _say(self, sentence: str) -> None:
        self.card.say(Tone.ERROR, self.tr("Cannot open. Nothing was changed."), sentence)
        self._scroll.settle()

    def _end_job(self) -> None:
        if self._job is not None:
            self._job.wait()
            self._job.deleteLater()
        self._job = None
        self.card.set_busy(busy=False)

    def _choose_folder(self) -> None:
        after_unlock.choose_folder(self, self.folder.parent, self._chosen)

    def _chosen(self, folder: Path) -> None:
        self.card.clear_message()
        self.show_vault(folder)
        self.focus_first()

    def closeEvent(self, event: QCloseEvent) -> None:
        """End a try under way; a vault that it proves is let go of at once."""
        self._left = True
        self._waiting.stop()
        if self._job is not None:
            self._job.wait()
        super().closeEvent(event)
