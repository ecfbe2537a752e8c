"""Buttons: ``Button("Log contact", Kind.PRIMARY, icon="message-square-text", keys="Ctrl+T")``.

Only the main action of a screen is ``PRIMARY``. ``keys`` is a hint in a cap; the caller makes the
shortcut itself. An icon without words is ``Button("Add action", Kind.QUIET, icon="plus",
icon_only=True)``: its words become the accessible name and the tool tip. Space and Enter press it;
connect to ``clicked``. ``ReasonedButton`` adds the sentence that says what opens a closed button.
"""

from enum import Enum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from idva_desktop.ui.icons import paint_icon
from idva_desktop.ui.marks import box, key_cap, key_cap_width, words
from idva_desktop.ui.theme import look
from idva_desktop.ui.widgets.boxes import Column
from idva_desktop.ui.widgets.enter_button import EnterButton
from idva_desktop.ui.widgets.labels import WrappedLabel

ICON_GAP, CAP_GAP = 8, 10
CAP_EDGE_OPACITY = 0.5  # of a cap on a solid button

_LINK_OUTSET = 5  # px; a link has no padding, so its ring stands further off its words


class Kind(Enum):
    """How much a button asks for attention."""

    PRIMARY = "primary"
    PLAIN = "plain"
    QUIET = "quiet"
    LINK = "link"


class Button(EnterButton):
    """A button drawn in the colours of the look.

    Args:
        text: what it does; always given, also where only the icon shows.
        kind: its weight.
        icon: a bundled icon, or none.
        keys: a shortcut to show, such as ``Ctrl+T``.
        size: a size name: ``control``, ``control_compact`` in cards, ``primary_alone``.
        icon_only: show the icon alone.
        trailing: draw the icon after the words, as on a button that opens a menu.
    """

    focus_outset = 3

    def __init__(  # all but the words have a default
        self,
        text: str,
        kind: Kind = Kind.PLAIN,
        *,
        icon: str = "",
        keys: str = "",
        size: str = "control",
        icon_only: bool = False,
        trailing: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.kind, self.icon_name, self.keys = kind, icon, keys
        self._size, self._icon_only, self._trailing = size, icon_only, trailing
        if kind is Kind.LINK:
            self.focus_outset = _LINK_OUTSET
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_words(text)
        self.dress()

    def set_words(self, text: str) -> None:
        """Say something else; a lone ampersand stays an ampersand."""
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        if self._icon_only:
            self.setToolTip(text)
        self.updateGeometry()
        self.update()

    def spoken(self) -> str:
        """Return the words as shown."""
        return self.text().replace("&&", "&")

    def dress(self) -> None:
        """Take the height of the text size."""
        self.setMinimumHeight(self.sizeHint().height())
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Ask for icon, words and key cap in a line."""
        height = look().size("smallest_target" if self.kind is Kind.LINK else self._size)
        if self._icon_only:
            return QSize(height, height)
        return QSize(self._content_width() + 2 * self._padding(), height)

    def minimumSizeHint(self) -> QSize:
        """Keep all of it: a cut button cannot be read."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, icon, words and cap."""
        painter = QPainter(self)
        rect = QRectF(self.rect())
        ink = self._paint_ground(painter, rect)
        if self._icon_only:
            side = look().size("icon")
            paint_icon(painter, _centred(rect, side), self.icon_name, ink)
            return
        self._paint_line(painter, rect, ink)

    def _padding(self) -> int:
        return 0 if self.kind is Kind.LINK else look().space(14)

    def _role(self) -> str:
        return "strong" if self.kind is Kind.PRIMARY else "medium"

    def _content_width(self) -> int:
        width = look().width(self.spoken(), self._role()) + 1
        if self.icon_name:
            width += look().size("icon") + look().space(ICON_GAP)
        if self.keys:
            width += key_cap_width(self.keys) + look().space(CAP_GAP)
        return width

    def _paint_ground(self, painter: QPainter, rect: QRectF) -> QColor:
        colour = look().colour
        active = self.underMouse() or self.isDown()
        radius = look().radius("control")
        if not self.isEnabled():
            if self.kind in {Kind.PRIMARY, Kind.PLAIN}:
                box(painter, rect, radius, colour("sunken"), colour("line"))
            return colour("muted")
        if self.kind is Kind.PRIMARY:
            box(painter, rect, radius, colour("accent_hover" if active else "accent"))
            return colour("on_accent")
        if self.kind is Kind.PLAIN:
            box(
                painter,
                rect,
                radius,
                colour("sunken" if active else "surface"),
                colour("line_strong"),
            )
            return colour("text")
        if self.kind is Kind.QUIET and active:
            box(painter, rect, radius, colour("sunken"))
        return colour("accent_text")

    def _paint_line(self, painter: QPainter, rect: QRectF, ink: QColor) -> None:
        x = rect.x() + max((rect.width() - self._content_width()) / 2, 0)
        if self.kind is Kind.LINK:
            x = rect.x()
        side, gap = look().size("icon"), look().space(ICON_GAP)
        width = look().width(self.spoken(), self._role()) + 1
        icon_at = x + width + gap if self._trailing else x
        if self.icon_name:
            painted = QRectF(round(icon_at), rect.y(), side, rect.height())
            tint = look().colour("muted") if self._trailing and self.isEnabled() else ink
            paint_icon(painter, painted, self.icon_name, tint)
            x += 0 if self._trailing else side + gap
        place = QRectF(x, rect.y(), width, rect.height())
        words(painter, place, self.spoken(), self._role(), ink)
        if self.kind is Kind.LINK and self.underMouse():
            base = rect.center().y() + look().metrics("medium").ascent() / 2
            painter.drawLine(int(x), int(base), int(x + width), int(base))
        if self.keys:
            cap = place.translated(width + look().space(CAP_GAP), 0)
            if self.icon_name and self._trailing:
                cap.translate(side + gap, 0)
            self._paint_cap(painter, cap, ink)

    def _paint_cap(self, painter: QPainter, rect: QRectF, ink: QColor) -> None:
        edge = look().colour("line_strong")
        if self.kind is Kind.PRIMARY and self.isEnabled():
            edge = QColor(ink)
            edge.setAlphaF(CAP_EDGE_OPACITY)
        elif self.isEnabled():
            ink = look().colour("muted")
        key_cap(painter, rect, self.keys, ink, edge)


class ReasonedButton(Column):
    """A button that, while closed, says in a sentence what opens it."""

    def __init__(self, button: Button, parent: QWidget | None = None) -> None:
        super().__init__(gap=8, parent=parent)
        self.button = button
        button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._sentence = WrappedLabel("", "small", "muted")
        self.add(button)
        self.add(self._sentence)
        self.set_closed(None)

    def set_closed(self, reason: str | None) -> None:
        """Close the button for this reason, or open it with None."""
        self.button.setEnabled(reason is None)
        self.button.setAccessibleDescription(reason or "")
        self._sentence.setText(reason or "")
        self._sentence.setVisible(reason is not None)


def _centred(rect: QRectF, side: float) -> QRectF:
    return QRectF(rect.center().x() - side / 2, rect.center().y() - side / 2, side, side)
