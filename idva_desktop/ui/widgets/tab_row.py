"""Tabs that fit, and the rest behind "More": ``TabRow("Parts of the case")``.

``show_parts(parts)`` offers them, ``open(code)`` shows which is open, ``chosen(code)`` tells. The
open one is always among those that show. The arrows lead to every tab, shown or not. Counts give
way before tabs do.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QObject,
    QPoint,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from idva_desktop.ui.theme import look
from idva_desktop.ui.widgets.boxes import Row
from idva_desktop.ui.widgets.button import Button, Kind
from idva_desktop.ui.widgets.tab_strip import Part, TabStrip

_GAP = 12
_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class TabRow(Row):
    """A strip of tabs as wide as there is room.

    Args:
        name: what a screen reader calls the strip.
    """

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(_GAP, parent=parent)
        self._parts: list[Part] = []
        self._open = ""
        self.hidden: list[Part] = []
        self.strip = TabStrip(name, ())
        self.strip.chosen.connect(self._choose)
        self.strip.installEventFilter(self)
        self.add(self.strip)
        self.more = Button("", Kind.LINK, icon="chevron-down", trailing=True)
        self.more.clicked.connect(self._open_more)
        self._menu = QMenu(self)
        self.add(self.more)
        self.add_stretch()
        self.setFocusProxy(self.strip)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows lead to every tab in order, those behind the menu too."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = _STEPS.get(Qt.Key(event.key()))
            if step and self.hidden and event.modifiers() in _PLAIN:
                self._step(step)
                return True
        return super().eventFilter(watched, event)

    def _step(self, step: int) -> None:
        codes = [part.code for part in self._parts]
        at = codes.index(self._open) + step if self._open in codes else 0
        if 0 <= at < len(codes):
            self._pick(codes[at])

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Offer these tabs."""
        self._parts = list(parts)
        self._fit()

    def open(self, code: str) -> None:
        """Show which tab is open."""
        self._open = code
        if self.strip.current() != code:
            self._fit()

    def take_focus(self) -> None:
        """Go to the tabs."""
        self.strip.setFocus(Qt.FocusReason.OtherFocusReason)

    def dress(self) -> None:
        """Measure again."""
        super().dress()
        if getattr(self, "_menu", None) is not None:
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show what fits now."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Never widen the window: what does not fit stands behind the menu."""
        return self.strip.minimumSizeHint()

    def _fit(self) -> None:
        room, parts = self.width(), self._parts
        close = self.strip.width_of(parts) > room
        if self.strip.width_of(parts, close=close) > room:
            # Measured with the most that it can say, so that what it says later fits.
            self.more.set_words(self._more_words(len(parts)))
            room -= self.more.sizeHint().width() + look().space(2 * _GAP)
            parts = self._fitting(room)
        quiet = QSignalBlocker(self.strip)
        self.strip.show_parts(parts, close=close)
        self.strip.set_current(self._open)
        quiet.unblock()
        self.hidden = [part for part in self._parts if part not in parts]
        self.more.setVisible(bool(self.hidden))
        self.more.set_words(self._more_words(len(self.hidden)))

    @staticmethod
    def _more_words(count: int) -> str:
        return QCoreApplication.translate("TabRow", "More, {0}").format(count)

    def _fitting(self, room: int) -> list[Part]:
        """Return the first tabs and the open one, as many as there is room for."""
        parts = [part for part in self._parts if part.code == self._open]
        for part in self._parts:
            if part in parts:
                continue
            if self.strip.width_of([*parts, part], close=True) > room:
                break
            parts.append(part)
        return [part for part in self._parts if part in parts]

    def _open_more(self) -> None:
        self._menu.clear()
        for part in self.hidden:
            self._menu.addAction(part.words).triggered.connect(partial(self._pick, part.code))
        self._menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _choose(self, code: str) -> None:
        self._open = code
        self.chosen.emit(code)

    def _pick(self, code: str, _checked: bool = False) -> None:  # triggered(bool)
        self.chosen.emit(code)
        self.take_focus()
