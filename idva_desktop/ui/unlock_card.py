"""The card of the unlock window: which vault, the passphrase, and the device code where needed."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from idva_desktop.ui.busy_line import BusyLine
from idva_desktop.ui.marks import box
from idva_desktop.ui.theme import look
from idva_desktop.ui.widgets.app_mark import AppMark
from idva_desktop.ui.widgets.boxes import Column, Row
from idva_desktop.ui.widgets.button import Button, Kind
from idva_desktop.ui.widgets.field import FieldFrame
from idva_desktop.ui.widgets.icon_mark import IconLine, IconMark
from idva_desktop.ui.widgets.labels import Line, WrappedLabel
from idva_desktop.ui.widgets.message_strip import MessageStrip, Tone
from idva_desktop.ui.widgets.passphrase_field import PassphraseField
from idva_desktop.ui.widgets.text_field import TextField

WIDTH, PADDING = 416, 32  # px at 100 %


class UnlockCard(Column):
    """What is typed to unlock; ``wanted`` when it is to be tried."""

    wanted = Signal()
    change_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(16, (PADDING, PADDING, PADDING, 28), parent)
        self._code_needed = False
        self._build_head()
        self._message = MessageStrip(Tone.ERROR, "")
        self._message.hide()
        self.add(self._message)
        self._words = PassphraseField(self.tr("Passphrase"))
        self._words.returnPressed.connect(self.wanted)
        self._words.changed.connect(self._typed)
        self._words_frame = FieldFrame(self._words)
        self.add(self._words_frame)
        self._code = TextField(self.tr("Device code"), width=352)
        self._code.returnPressed.connect(self.wanted)
        self._code_frame = FieldFrame(
            self._code,
            self.tr("From the printed sheet of this vault; spaces and case do not matter."),
        )
        self.add(self._code_frame)
        self._known = IconLine("shield-check", "", role="small", colour="muted", tint="success")
        self.add(self._known)
        self._busy = BusyLine(self.tr("Proving the passphrase; this takes a second or two"))
        self.add(self._busy)
        self.unlock_button = Button(
            self.tr("Unlock"), Kind.PRIMARY, keys="Enter", size="primary_alone"
        )
        self.unlock_button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.unlock_button.clicked.connect(self.wanted)
        self.add(self.unlock_button)
        links = self._links = Row()
        self._use_code = Button(self.tr("Use the device code"), Kind.LINK)
        self._use_code.clicked.connect(self.ask_code)
        links.add(self._use_code)
        links.add_stretch()
        self.add(links)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.dress()

    def _build_head(self) -> None:
        self.add(AppMark(36), align=Qt.AlignmentFlag.AlignLeft)
        words = Column(gap=6)
        words.add(WrappedLabel(self.tr("Unlock your desk"), "title"))
        kept = self.tr("Anything you were writing is kept, and opens where you left it.")
        words.add(WrappedLabel(kept, "body", "muted"))
        self.add(words)
        box_row = _Sunken(gap=12, margins=(12, 8, 12, 8))
        box_row.add(IconMark("folder", "muted"))
        lines = Column(gap=0)
        self._vault = Line("", "medium")
        lines.add(self._vault)
        lines.add(Line(self.tr("On this laptop"), "small", "muted"))
        box_row.add(lines, 1)
        change = Button(self.tr("Change"), Kind.LINK)
        change.clicked.connect(self.change_wanted)
        box_row.add(change)
        self.add(box_row)

    def dress(self) -> None:
        """Keep the width of a card at any text size that the window has room for."""
        super().dress()
        self.setFixedWidth(look().grown(WIDTH) if look().roomy else look().grown(WIDTH * 0.8))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the card's ground and hairline."""
        colour = look().colour
        rect = QRectF(self.rect())
        box(QPainter(self), rect, look().radius("card"), colour("surface"), colour("line"))

    # What the window asks

    def show_vault(self, name: str, *, code_needed: bool) -> None:
        """Show which vault it is, by the name of its folder alone."""
        self._vault.setText(name)
        self._code_needed = code_needed
        self._code_frame.setVisible(code_needed)
        self._links.setVisible(not code_needed)
        words = (
            self.tr("No keyring keeps the code of this vault, so it is typed")
            if code_needed
            else self.tr("This laptop is recognised by its keyring")
        )
        self._known.label.setText(words)
        self._known.mark.show_icon(
            "key-round" if code_needed else "shield-check", "muted" if code_needed else "success"
        )

    def passphrase(self) -> str:
        """Return the passphrase as typed."""
        return self._words.value()

    def device_code(self) -> str:
        """Return the device code as typed, or nothing while it is not asked for."""
        return self._code.value() if not self._code_frame.isHidden() else ""

    def ask_passphrase(self, words: str) -> None:
        """Say that the passphrase is missing."""
        self._words_frame.set_problem(words)
        self.focus_passphrase()

    def ask_code(self) -> None:
        """Ask for the device code."""
        self._code_frame.show()
        self._links.hide()
        self._known.hide()
        self._code.focus_first()

    def mark_code(self, sentence: str) -> None:
        """Say that the device code was mistyped."""
        self._code_frame.set_problem(sentence)
        self._code.focus_first()
        self._code.selectAll()

    def set_busy(self, *, busy: bool) -> None:
        """Show that the key is being derived."""
        self._busy.run(on=busy)
        self.unlock_button.setEnabled(not busy)
        self._words.setReadOnly(busy)
        self._code.setReadOnly(busy)
        if busy:
            self.clear_message()
            self._code_frame.set_problem(None)

    def set_wait(self, seconds: int) -> None:
        """Close the button for so many seconds, and say so on it."""
        self.unlock_button.setEnabled(not seconds)
        words = self.tr("Try again in {0} s").format(seconds) if seconds else self.tr("Unlock")
        self.unlock_button.set_words(words)

    def say(self, tone: Tone, title: str, sentence: str) -> None:
        """Say what went wrong, in the flow."""
        self._message.say(tone, title, sentence)
        self._message.show()

    def clear_message(self) -> None:
        """Take the message away."""
        self._message.hide()

    def focus_passphrase(self) -> None:
        """Go back to the passphrase, its letters hidden and all of it selected."""
        self._words.hide_letters()
        self._words.focus_first()
        self._words.selectAll()

    def forget(self) -> None:
        """Empty the fields once the vault is open."""
        self._words.clear()
        self._code.clear()

    def _typed(self) -> None:
        self._words_frame.set_problem(None)


class _Sunken(Row):
    """A row on the sunken ground."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground, with an edge where the palette has no ground for it."""
        ground = look().colour("sunken")
        edge = look().colour("line") if ground == look().colour("surface") else None
        box(QPainter(self), QRectF(self.rect()), look().radius("control"), ground, edge)
