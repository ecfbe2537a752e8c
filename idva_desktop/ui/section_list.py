"""The sections of a long page: how each stands, and which one is in sight.

One tab stop: up and down move, and leading there happens at once, as in a list.
"""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from idva_desktop.ui.icons import paint_icon
from idva_desktop.ui.marks import RIGHT, box, rounded_left_bar, words
from idva_desktop.ui.theme import Dressed, look
from idva_desktop.ui.widgets.boxes import Column

BAR = 3


class Standing(Enum):
    """How a section stands: icon, tint and the colour of its words."""

    DONE = ("circle-check", "success", "muted")
    TO_MEND = ("circle-alert", "error", "error")
    BEGUN = ("circle-dot", "muted", "muted")
    NOT_BEGUN = ("circle-dashed", "muted", "muted")


@dataclass(frozen=True, slots=True)
class SectionState:
    """What the list says of one section."""

    standing: Standing
    words: str = ""


class _Entry(Dressed, QAbstractButton):
    focus_outset = 2

    def __init__(self, title: str, owner: "SectionList") -> None:
        super().__init__(owner)
        self.title, self._owner = title, owner
        self.state = SectionState(Standing.NOT_BEGUN)
        self.setText(title.replace("&", "&&"))
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.say(self.state)

    def dress(self) -> None:
        """Follow the text size."""
        self.updateGeometry()

    def say(self, state: SectionState) -> None:
        """Show how the section stands."""
        self.state = state
        self.setAccessibleName(f"{self.title}, {state.words}" if state.words else self.title)
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for icon, title and words."""
        width = look().width(self.title, "strong") + look().width(self.state.words, "small")
        return QSize(width + look().space(80), look().size("row"))

    def minimumSizeHint(self) -> QSize:
        """Accept less; the words give way first."""
        return QSize(look().grown(80), look().size("row"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move up and down the list."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in steps:
            self._owner.walk(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, icon, title and words."""
        painter = QPainter(self)
        rect = QRectF(self.rect())
        icon, tint, ink = self.state.standing.value
        radius = look().radius("control")
        if self.isChecked():
            box(painter, rect, radius, look().colour("selection"))
            rounded_left_bar(painter, rect, BAR, radius, look().colour("accent"))
        elif self.underMouse():
            box(painter, rect, radius, look().colour("sunken"))
        side, pad = look().size("icon"), look().space(12)
        paint_icon(painter, QRectF(pad, 0, side, rect.height()), icon, look().colour(tint))
        left = pad + side + look().space(8)
        role = "strong" if self.isChecked() else "medium"
        room = rect.width() - left - pad
        wide = min(look().width(self.title, role) + 2, room)
        words(
            painter, QRectF(left, 0, wide, rect.height()), self.title, role, look().colour("text")
        )
        rest = room - wide - look().space(8)
        if rest >= look().width(self.state.words, "small"):
            place = QRectF(left + room - rest, 0, rest, rect.height())
            said = self.state.words
            words(painter, place, said, "small", look().colour(ink), align=RIGHT)


class SectionList(Column):
    """The sections of a page.

    Args:
        name: what a screen reader calls the list.
        titles: the sections, in order.
    """

    chosen = Signal(str)

    def __init__(self, name: str, titles: tuple[str, ...]) -> None:
        super().__init__(2)
        self.setAccessibleName(name)
        self._entries = {title: _Entry(title, self) for title in titles}
        for title, entry in self._entries.items():
            entry.clicked.connect(lambda _on, chosen=title: self.chosen.emit(chosen))
            self.add(entry)
        self.set_current(titles[0])

    def current(self) -> str:
        """Return the section in sight."""
        return next(title for title, entry in self._entries.items() if entry.isChecked())

    def set_current(self, title: str) -> None:
        """Show which section is in sight."""
        self._entries[title].setChecked(True)
        for entry in self._entries.values():
            on = entry.title == title
            entry.setFocusPolicy(Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.ClickFocus)

    def show_states(self, states: dict[str, SectionState]) -> None:
        """Show how the sections stand."""
        for title, state in states.items():
            self._entries[title].say(state)

    def state(self, title: str) -> SectionState:
        """Return how a section stands."""
        return self._entries[title].state

    def focus_first(self) -> None:
        """Take the focus on the section in sight."""
        self._entries[self.current()].setFocus(Qt.FocusReason.OtherFocusReason)

    def walk(self, step: int) -> None:
        """Go to the section above or below, keeping the focus in the list."""
        titles = list(self._entries)
        at = min(max(titles.index(self.current()) + step, 0), len(titles) - 1)
        self.set_current(titles[at])
        self.focus_first()
