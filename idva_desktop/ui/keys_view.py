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

_TABS = "Alt+1…0, -"


class KeyCap(Dressed, QLabel):
    """One key in its cap.

    Args:
        keys: the key.
        widest: the widest one of the list; all caps share one column.
    """

    def __init__(self, keys: str, widest: str) -> None:
        super().__init__(keys)
        self._widest = widest
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.dress()

    def dress(self) -> None:
        """Follow the text size."""
        self.setFixedSize(key_cap_width(self._widest), look().grown(24))

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
        said = [(shown_keys(key), key.words) for key in window_keys()]
        said.append((_TABS, self.tr("The tabs of a case")))
        widest = max((keys for keys, _ in said), key=key_cap_width)
        for keys, words in said:
            row = Row(gap=12)
            row.add(KeyCap(keys, widest))
            row.add(WrappedLabel(words), 1)
            self.add(row)
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
