"""Somebody at the keyboard of the running program: unlocks, goes to screens, fills forms.

What the demo's script and the journeys share. Every step is a key press in the real windows over a
real vault, so what cannot be reached by keys stops them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QWidget

from idva_desktop.ui.form_view import FormView
from idva_desktop.ui.hands import Hands, LostError
from idva_desktop.ui.program import Program
from idva_desktop.ui.shell_view import ShellView

SIZE = (1440, 900)
SETTLE_MS = 150
_MOST_PANES = 12
_MOST_SCREENS = 16


@dataclass(frozen=True)
class Cast:
    """Who plays: names and passphrases, and the printed device code."""

    worker: str
    supervisor: str
    second: str
    passphrases: Mapping[str, str]
    device_code: str


class Player:
    """Plays with one vault, one person at a time.

    Args:
        vault: the vault.
        pictures: where pictures are left, or ``None`` for none.
        present: the moment at which everything takes place; may be moved on between two people.
        cast: who plays.
    """

    def __init__(self, vault: Path, pictures: Path | None, present: datetime, cast: Cast) -> None:
        self.vault, self.pictures, self.present, self.cast = vault, pictures, present, cast
        self.made: list[Path] = []
        self._shot = 0
        self._program: Program | None = None
        self.hands = Hands(self.window)

    # Where

    def window(self) -> QWidget:
        """Return the window in front."""
        program = self.running()
        return program.shell or program.unlock

    def running(self) -> Program:
        """Return the running program.

        Raises:
            LostError: it has not been started.
        """
        if self._program is None:
            raise LostError("The program has not been started")
        return self._program

    def shell(self) -> ShellView:
        """Return the window of the desk.

        Raises:
            LostError: the desk is not open.
        """
        shell = self.running().shell
        if shell is None:
            raise LostError("The desk is not open")
        return shell

    def form(self) -> FormView:
        """Return the form in which the focus is, or the one in front.

        Raises:
            LostError: no form is open.
        """
        shown = [form for form in self.shell().findChildren(FormView) if form.isVisible()]
        for form in shown:
            if form.isAncestorOf(self.hands.at()):
                return form
        if not shown:
            raise LostError("No form is open")
        return shown[-1]

    def picture(self, name: str) -> None:
        """Leave a picture of the window, numbered in order.

        Raises:
            LostError: it cannot be written.
        """
        self.hands.breathe(SETTLE_MS)
        if self.pictures is None:
            return
        self._shot += 1
        path = self.pictures / f"{self._shot:02d}-{name}.png"
        if not self.window().grab().save(str(path)):
            raise LostError("A picture cannot be written")
        self.made.append(path)

    # Steps

    def unlock(self, name: str) -> None:
        """Start the program and unlock the desk as somebody."""
        self._program = Program(self.vault, clock=lambda: self.present, size=SIZE)
        self._program.start()
        self.hands.breathe(SETTLE_MS)
        self.type_secrets(name)
        self.hands.press("Return")
        self.hands.wait("the desk", lambda: self.running().shell)

    def type_secrets(self, name: str) -> None:
        """Type a passphrase and the device code."""
        self.hands.type(self.cast.passphrases[name])
        self.hands.tab_to_name("Device code")
        self.hands.type(self.cast.device_code)

    def lock(self) -> None:
        """Lock the desk; the next person starts the program anew."""
        self.hands.shortcut("Ctrl+L")
        self.end()

    def end(self) -> None:
        """Take the program away, whatever it shows."""
        if self._program is not None:
            self._program.end()
        self._program = None

    def fill(self, answers: tuple[tuple[str, str], ...]) -> None:
        """Answer questions of the form in front, in order."""
        form = self.form()
        for key, value in answers:
            self.hands.answer(form, key, value)

    def no_panel(self) -> None:
        """Wait until the side panel is closed."""
        self.hands.wait("the panel to close", lambda: not self.shell().panel_is_open())

    def panel(self) -> None:
        """Wait for the side panel."""
        self.hands.wait("the panel", lambda: self.shell().panel_is_open())
        self.hands.breathe(SETTLE_MS)

    def press_button(self, name: str) -> None:
        """Go to a button by Tab and press it."""
        self.hands.tab_to_name(name)
        self.hands.press("Space")

    def screen(self, words: str) -> None:
        """Go to a screen by the rail: F6 to the rail, arrows, Enter.

        Raises:
            LostError: the rail does not lead there.
        """
        rail = self.shell().rail
        for _ in range(_MOST_PANES):
            if rail.isAncestorOf(self.hands.at()):
                break
            self.hands.press("F6")
        for _ in range(_MOST_SCREENS):
            if self.hands.at().accessibleName().startswith(words):
                self.hands.press("Return")
                return
            self.hands.press("Down")
        raise LostError(f"The rail does not lead to {words}")

    def approve_as_another(self, name: str, picture: str = "") -> None:
        """Let a second member approve at this desk, with their own passphrase."""
        self.press_button("Approve as another member")
        self.panel()
        self.prove(name, picture)
        self.no_panel()

    def prove(self, name: str, picture: str = "") -> None:
        """Fill the panel in which a second member proves themselves, and press Enter."""
        self.hands.tab_to_name("Who approves")
        self.hands.press("Home")
        at = self.hands.at()
        for _ in range(_MOST_SCREENS):
            value = getattr(at, "value", None)
            if callable(value) and value() == name:
                break
            self.hands.press("Down")
        self.hands.tab_to_name("Their passphrase")
        self.hands.type(self.cast.passphrases[name])
        if picture:
            self.picture(picture)
        self.hands.press("Return")
