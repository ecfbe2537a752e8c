"""The one focus ring of a window: ``FocusRing(window)`` once, after the window is built.

A transparent overlay that follows the focus. It lies on the edge of fields (``focus_outset =
1``) and
3 px outside buttons; a widget with ``focus_outset = None`` draws its own. A widget may name
another to
be surrounded with ``ring_target()``. The ring is cut to the views it lies in and follows scrolling.
"""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QApplication, QWidget
from shiboken6 import isValid

from idva_desktop.ui.marks import box
from idva_desktop.ui.theme import look

RING = 2  # px
_MOVES = {
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.EnabledChange,
}


class FocusRing(QWidget):
    """A ring around whatever has the focus in this window.

    Args:
        window: the top-level widget to serve; the ring belongs to it.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self._radius = 0.0
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)
            self._follow(None, app.focusWidget())

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Move with the focused widget and the views around it."""
        if event.type() in _MOVES:
            self._place()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ring."""
        ring = QRectF(self._ring_rect().translated(-self.pos()))
        box(QPainter(self), ring, self._radius, None, look().colour("focus"), width=RING)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        for widget in self._watched:
            # A panel that was closed is gone before the focus moves on.
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched.clear()
        self._target = self._target_of(new)
        at: QWidget | None = self._target
        while at is not None and at is not self._window:
            at.installEventFilter(self)
            self._watched.append(at)
            at.destroyed.connect(self._forget)
            at = at.parentWidget()
        self._place()

    def _forget(self, gone: QObject) -> None:
        self._watched = [widget for widget in self._watched if widget is not gone]
        if gone is self._target:
            self._target = None
            self.hide()

    def _target_of(self, widget: QWidget | None) -> QWidget | None:
        window = self._window
        if widget is None or widget is window or widget.window() is not window:
            return None
        chosen = getattr(widget, "ring_target", None)
        target: QWidget = chosen() if callable(chosen) else widget
        if isinstance(target, QAbstractItemView) or _outset(target) is None:
            return None
        return target

    def _ring_rect(self) -> QRect:
        target = self._target
        if target is None:
            return QRect()
        out = _outset(target) or 0
        corner = target.mapTo(self._window, QPoint(0, 0))
        return QRect(corner, target.size()).adjusted(-out, -out, out, out)

    def _place(self) -> None:
        target = self._target
        if target is None or not isValid(target) or not target.isVisible():
            self.hide()
            return
        out = _outset(target) or 0
        self._radius = look().radius("control") + out
        seen = self._ring_rect()
        at = target.parentWidget()
        while at is not None and at is not self._window:
            above = at.parentWidget()
            if isinstance(above, QAbstractScrollArea) and above.viewport() is at:
                seen &= QRect(at.mapTo(self._window, QPoint(0, 0)), at.size())
            at = above
        if seen.isEmpty():
            self.hide()
            return
        self.setGeometry(seen)
        inner = (
            self._ring_rect()
            .translated(-seen.topLeft())
            .adjusted(RING + 6, RING + 6, -RING - 6, -RING - 6)
        )
        self.setMask(QRegion(self.rect()) - QRegion(inner))
        self.raise_()
        self.show()
        self.update()


def _outset(widget: QWidget) -> int | None:
    found: int | None = getattr(widget, "focus_outset", 3)
    return found
