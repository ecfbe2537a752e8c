"""A page that scrolls: ``PlainScroll(content)``.

A thin bar, no frame and no ground of its own.
"""

from PySide6.QtCore import QEvent, QMetaObject, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QScrollArea, QWidget

from idva_desktop.ui.theme import look

RING_ROOM = 24  # px at 100 % above and below what has the focus


class PlainScroll(QScrollArea):
    """Scrolls up and down; the content takes the width there is.

    Keeps the widget that takes the focus in sight, with room for its ring; of a table its current
    row, also while the arrows move it.
    """

    focus_outset = None

    def __init__(self, content: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self._rows: QMetaObject.Connection | None = None  # to the table that has the focus
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(0)
        self._settling.timeout.connect(self._settled)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)
        if content is not None:
            self.show_content(content)

    def show_content(self, content: QWidget) -> None:
        """Scroll this widget; the one before it is deleted."""
        content.setAutoFillBackground(False)
        self.setWidget(content)
        content.setAutoFillBackground(False)  # setWidget turns it on
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with what has the focus already in sight."""
        super().showEvent(event)
        self.settle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as wide as the content must be."""
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._rows is not None:
            QObject.disconnect(self._rows)
            self._rows = None
        content = self.widget()
        if new is None or content is None or not content.isAncestorOf(new):
            return
        if isinstance(new, QAbstractItemView):
            self._rows = new.selectionModel().currentChanged.connect(self._row_moved)
        self._bring(new)
        self.settle()

    def settle(self) -> None:
        """Bring what has the focus into sight once the page has found its new heights."""
        self._settling.start()

    def _settled(self) -> None:
        content, now = self.widget(), QApplication.focusWidget()
        if content is not None and now is not None and content.isAncestorOf(now):
            self._bring(now)

    def _row_moved(self) -> None:
        # Not under the mouse: the second click of a double click would meet another row.
        if QApplication.mouseButtons() == Qt.MouseButton.NoButton:
            self.settle()  # once the table itself has scrolled to its row

    def _bring(self, widget: QWidget) -> None:
        row = _current_row(widget)
        if not widget.isVisible():
            return  # a page out of sight has no heights yet; it settles once it shows
        if row is None:
            self.ensureWidgetVisible(widget, 0, look().space(RING_ROOM))
        elif not self._shows(widget, row):
            # The whole table where there is room for it, and its row at any rate.
            self.ensureWidgetVisible(widget, 0, look().space(RING_ROOM))
            self._show_row(widget, row)

    def _shows(self, widget: QWidget, row: QRect) -> bool:
        top = widget.mapTo(self.viewport(), row.topLeft()).y()
        return top >= 0 and top + row.height() <= self.viewport().height()

    def _show_row(self, widget: QWidget, row: QRect) -> None:
        content = self.widget()
        if isinstance(widget, QAbstractItemView) and widget.currentIndex().row() == 0:
            row.setTop(0)  # with the headings
        if content is not None:
            middle = widget.mapTo(content, row.center())
            margin = row.height() // 2 + look().space(RING_ROOM)
            self.ensureVisible(0, middle.y(), 0, margin)

    def _fit(self) -> None:
        content = self.widget()
        if content is not None:
            bar = self.verticalScrollBar().sizeHint().width()
            self.setMinimumWidth(content.minimumSizeHint().width() + bar)


def keep_focus_in_sight(inside: QWidget) -> None:
    """Scroll the page around a widget to what has the focus, where a message pushed it down."""
    at: QWidget | None = inside
    while at is not None and not isinstance(at, PlainScroll):
        at = at.parentWidget()
    if at is not None:
        at.settle()


def _current_row(widget: QWidget) -> QRect | None:
    """Return where the current row of a table stands in it; nothing for what has no rows."""
    if not isinstance(widget, QAbstractItemView) or not widget.currentIndex().isValid():
        return None
    place = widget.visualRect(widget.currentIndex())
    return QRect(widget.viewport().mapTo(widget, place.topLeft()), place.size())
