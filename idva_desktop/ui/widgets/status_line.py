"""The two quiet lines at the edges of the window.

``StatusLine``: facts at the left ("Saved 14:05", "Locks in 9 min"), keys that help here at the
right; keys that do not fit are left out. ``DemoStrip``: says that a vault holds invented people.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from idva_desktop.ui.icons import paint_icon
from idva_desktop.ui.marks import CENTRE, box, key_cap, key_cap_width, words
from idva_desktop.ui.theme import Dressed, look

SIDE, FACT_GAP = 16, 22  # px at 100 %


@dataclass(frozen=True, slots=True)
class StatusFact:
    """One fact: an icon, its tint, and words; with a code, a click on it is told.

    Whatever a click does has a key too: the line itself never takes the focus.
    """

    icon: str
    words: str
    tint: str = "muted"
    code: str = ""


@dataclass(frozen=True, slots=True)
class KeyHint:
    """A key and what it does here."""

    keys: str
    words: str


class StatusLine(Dressed, QLabel):
    """Facts and key hints along the foot of the window."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: tuple[StatusFact, ...] = ()
        self._keys: tuple[KeyHint, ...] = ()
        self._demo = False
        self._places: list[tuple[QRectF, str]] = []
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def dress(self) -> None:
        """Follow the text size."""
        self.updateGeometry()

    def set_facts(self, facts: Sequence[StatusFact]) -> None:
        """Show these facts."""
        self._facts = tuple(facts)
        self.setText(". ".join(fact.words for fact in facts))
        self.update()

    def set_keys(self, keys: Sequence[KeyHint]) -> None:
        """Hint at these keys, the most useful last."""
        self._keys = tuple(keys)
        self.setAccessibleDescription(". ".join(f"{k.keys} {k.words}" for k in keys))
        self.update()

    def set_demo(self, *, demo: bool) -> None:
        """Say DEMO here, where large text leaves no room for the strip."""
        self._demo = demo
        self.update()

    def sizeHint(self) -> QSize:
        """Take what width there is."""
        return QSize(look().grown(200), look().size("status_line"))

    def minimumSizeHint(self) -> QSize:
        """Never widen the window."""
        return QSize(0, look().size("status_line"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, hairline, facts and keys."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), look().colour("rail"))
        painter.fillRect(0, 0, self.width(), 1, look().colour("line"))
        used = self._paint_facts(painter)
        self._paint_keys(painter, used)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell which fact was clicked."""
        for place, code in self._places:
            if place.contains(event.position()):
                self.chosen.emit(code)

    def _paint_facts(self, painter: QPainter) -> float:
        x: float = look().space(SIDE)
        height, side = self.height(), look().size("icon") - look().grown(2)
        if self._demo:
            demo = QCoreApplication.translate("StatusLine", "DEMO")
            width = look().width(demo, "caption") + 2 * look().space(8)
            tall = look().grown(22)
            place = QRectF(x, (height - tall) / 2, width, tall)
            box(painter, place, look().radius("chip"), None, look().colour("line_strong"))
            words(painter, place, demo, "caption", look().colour("text"), align=CENTRE)
            x += width + look().space(12)
        self._places.clear()
        for fact in self._facts:
            left = x
            tint = look().colour(fact.tint)
            paint_icon(painter, QRectF(x, 0, side, height), fact.icon, tint)
            x += side + look().space(6)
            width = look().width(fact.words, "caption") + 1
            place = QRectF(x, 0, width, height)
            ink = "accent_text" if fact.code else "muted"
            words(painter, place, fact.words, "caption", look().colour(ink))
            x += width
            if fact.code:
                self._places.append((QRectF(left, 0, x - left, height), fact.code))
            x += look().space(FACT_GAP)
        return x

    def _paint_keys(self, painter: QPainter, used: float) -> None:
        right: float = self.width() - look().space(SIDE)
        muted = look().colour("muted")
        for hint in reversed(self._keys):
            width = look().width(hint.words, "caption") + 1
            cap = key_cap_width(hint.keys)
            start = right - width - look().space(6) - cap
            if start < used:
                return
            place = QRectF(right - width, 0, width, self.height())
            words(painter, place, hint.words, "caption", muted)
            place = QRectF(start, 0, cap, self.height())
            edge, ground = look().colour("line"), look().colour("surface")
            key_cap(painter, place, hint.keys, muted, edge, ground)
            right = start - look().space(14)


class DemoStrip(Dressed, QLabel):
    """The strip at the head of a window that holds a demonstration vault."""

    def __init__(self, parent: QWidget | None = None) -> None:
        tr = QCoreApplication.translate
        self._tag = tr("DemoStrip", "DEMO")
        self._sentence = tr(
            "DemoStrip",
            "Invented people and events. This vault can never be merged with a real one.",
        )
        super().__init__(f"{self._tag}. {self._sentence}", parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def dress(self) -> None:
        """Follow the text size."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Take what width there is."""
        return QSize(look().grown(200), look().size("demo_strip"))

    def minimumSizeHint(self) -> QSize:
        """Never widen the window."""
        return QSize(0, look().size("demo_strip"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, hairline, tag and sentence."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), look().colour("rail"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, look().colour("line"))
        width = look().width(self._tag, "caption_strong") + 2 * look().space(7)
        tall = look().grown(18)
        place = QRectF(look().space(12), (self.height() - tall) / 2, width, tall)
        box(painter, place, look().radius("chip"), look().colour("text"))
        words(painter, place, self._tag, "caption_strong", look().colour("window"), align=CENTRE)
        left = place.right() + look().space(8)
        place = QRectF(left, 0, self.width() - left, self.height())
        words(painter, place, self._sentence, "caption", look().colour("muted"))
