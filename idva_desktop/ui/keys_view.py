"""The list of keys, in the side panel."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from idva_desktop.ui.desk import Desk
from idva_desktop.ui.marks import key_cap, key_cap_width
from idva_desktop.ui.screen_view import PanelView
from idva_desktop.ui.shortcuts import shown_keys, window_keys
from idva_desktop.ui.theme import Dressed, look
from idva_desktop.ui.widgets.boxes import Row
from idva_desktop.ui.widgets.button import Button
from idva_desktop.ui.widgets.labels import WrappedLabel
from idva_desktop.ui.widgets.status_line import KeyHint

_WIDEST = "Shift+F6 +"


class KeyCap(Dressed, QLabel):
    """One key in its cap."""

    def __init__(self, keys: str) -> None:
        super().__init__(keys)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.dress()

    def dress(self) -> None:
        """Follow the text size; all caps share one column."""
        self.setFixedSize(key_cap_width(_WIDEST), look().grown(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the cap."""
        colour = look().colour
        place = QRectF(self.rect())
        key_cap(QPainter(self), place, self.text(), colour("text"), colour("line_strong"))


class KeysView(PanelView):
    """Every key of the window and what it does."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "", gap=8)
        self.title = self.tr("Keys")
        for key in window_keys():
            row = Row(gap=12)
            row.add(KeyCap(shown_keys(key)))
            row.add(WrappedLabel(key.words), 1)
            self.add(row)
        alone = Row(gap=12)
        alone.add(KeyCap("Alt+1…0"))
        alone.add(WrappedLabel(self.tr("The tabs of a case")), 1)
        self.add(alone)
        foot = Row()
        foot.add_stretch()
        self._close = Button(self.tr("Close"), keys="Esc")
        self._close.clicked.connect(desk.close_panel)
        foot.add(self._close)
        self.foot = foot

    def focus_first(self) -> None:
        """Put the focus on Close; there is nothing else to press."""
        self._close.setFocus()

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the one key that helps here."""
        return (KeyHint("Esc", self.tr("close")),)
