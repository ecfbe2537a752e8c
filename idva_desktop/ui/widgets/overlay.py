"""Panels over the window: ``SidePanel`` from the right, ``CentredPanel`` for finding and doing.

The scrim dims what is behind; the focus stays inside; Esc asks to close (``closed``), which the
owner answers with ``hide()`` after keeping the draft::

    panel = SidePanel(window, "Log contact")
    panel.head.add(RiskChip("high"))
    panel.show_banner(banner)
    panel.show_body(form)
    panel.foot.add(save)
    panel.open()
"""

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractSlider, QApplication, QWidget
from shiboken6 import isValid

from idva_desktop.ui.marks import box
from idva_desktop.ui.theme import Dressed, look
from idva_desktop.ui.widgets.boxes import Column, Row
from idva_desktop.ui.widgets.labels import Line
from idva_desktop.ui.widgets.plain_scroll import PlainScroll

_STEPS = {
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
}


class Overlay(Dressed, QWidget):
    """A scrim over its window that holds one panel.

    Args:
        window: what is covered.
        name: what a screen reader calls the panel.
    """

    closed = Signal()

    def __init__(self, window: QWidget, name: str) -> None:
        super().__init__(window)
        self._window = window
        self._before: QWidget | None = None
        self.panel = Column(0, parent=self)
        self.panel.setAccessibleName(name)
        self.setAccessibleName(name)
        window.installEventFilter(self)
        self.hide()

    def dress(self) -> None:
        """Place the panel for the text size."""
        self._fit()

    def open(self, first: QWidget | None = None) -> None:
        """Cover the window and give the focus to ``first``, or to whatever Tab reaches first."""
        self._before = QApplication.focusWidget()
        self._fit()
        self.raise_()
        self.show()
        if first is None:
            self.focusNextPrevChild(next=True)
        else:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Uncover the window and give the focus back."""
        self.hide()
        # What had the focus may be gone since: a view that fetched again made its buttons anew.
        if self._before is not None and isValid(self._before) and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._before = None

    def panel_place(self) -> QRect:
        """Return where the panel stands."""
        return self.rect()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the window whatever its size."""
        # Not self._window: while it is garbage, Python forgets that before Qt forgets the filter.
        if watched is self.parentWidget() and event.type() == QEvent.Type.Resize:
            self._fit()
        return False

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002  # Qt's own name
        """Keep Tab inside the panel."""
        stops = self._stops()
        if not stops:
            return True
        now = QApplication.focusWidget()
        at = next_at = 0
        if now in stops:
            at = stops.index(now)
            next_at = (at + (1 if next else -1)) % len(stops)
        reason = Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
        stops[next_at].setFocus(reason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask to close on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep the mouse from what is behind."""
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the scrim and the panel's ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), look().colour("scrim"))
        place = QRectF(self.panel.geometry())
        self.paint_panel(painter, place)

    def paint_panel(self, painter: QPainter, place: QRectF) -> None:
        """Draw the panel's ground and edge."""
        ground, edge = look().colour("raised"), look().colour("control")
        box(painter, place, look().radius("popup"), ground, edge)

    def _stops(self) -> list[QWidget]:
        """Return what Tab reaches inside the panel, in order."""
        stops: list[QWidget] = []
        at = self.nextInFocusChain()
        while at is not None and at is not self:
            reached = bool(at.focusPolicy() & Qt.FocusPolicy.TabFocus) and at.focusProxy() is None
            if reached and self.isAncestorOf(at) and at.isVisibleTo(self) and at.isEnabled():
                stops.append(at)
            at = at.nextInFocusChain()
        return stops

    def _fit(self) -> None:
        self.setGeometry(self._window.rect())
        self.panel.setGeometry(self.panel_place())
        self.update()


class SidePanel(Overlay):
    """A panel of 544 px from the right, with head, rule, body and foot.

    Args:
        window: what is covered.
        title: the heading.
    """

    def __init__(self, window: QWidget, title: str) -> None:
        super().__init__(window, title)
        self.head = Row(gap=10, margins=(24, 12, 24, 12))
        self.title = Line(title, "title")
        self.head.add(self.title)
        self._rule = Column(0)
        self.page = PlainScroll()
        # The gutter is kept also without a bar, so that fields end where the rule above ends.
        self.page.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.foot = Row(gap=8, margins=(24, 10, 24, 10))
        self.panel.add(self.head)
        self.panel.add(self._rule)
        self.panel.add(self.page, 1)
        self.panel.add(_Hairline())
        self.panel.add(self.foot)

    def show_banner(self, banner: QWidget) -> None:
        """Put the safe-contact rule below the heading."""
        self._rule.clear()
        self._rule.add(banner)

    def show_body(self, body: QWidget) -> None:
        """Put the form into the panel."""
        content = Column(0, (24, 12, 12, 16))
        content.add(body)
        content.add_stretch()
        self.page.show_content(content)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll what stands in the panel also from its foot, where words alone fill it."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.page.verticalScrollBar().triggerAction(step)

    def panel_place(self) -> QRect:
        """Return the right side of the window, at most all of it."""
        width = min(look().size("sheet"), self.width())
        return QRect(self.width() - width, 0, width, self.height())

    def paint_panel(self, painter: QPainter, place: QRectF) -> None:
        """Draw the ground and an edge at the left."""
        painter.fillRect(place, look().colour("raised"))
        painter.fillRect(
            QRectF(place.x() - 1, place.y(), 1, place.height()), look().colour("control")
        )


class CentredPanel(Overlay):
    """A panel of 680 px near the top, as high as its content."""

    def panel_place(self) -> QRect:
        """Return the place near the top, within the window."""
        side = look().space(16)
        width = min(look().size("palette_width"), self.width() - 2 * side)
        top = min(look().space(84), self.height() // 10)
        height = min(self.panel.sizeHint().height(), self.height() - top - side)
        return QRect((self.width() - width) // 2, top, width, height)


class _Hairline(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), look().colour("line"))
