"""A page that scrolls: ``PlainScroll(content)``.

A thin bar, no frame and no ground of its own.
"""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from idva_desktop.ui.theme import look

RING_ROOM = 24  # px at 100 % above and below what has the focus


class PlainScroll(QScrollArea):
    """Scrolls up and down; the content takes the width there is.

    Keeps the widget that takes the focus in sight, with room for its ring.
    """

    focus_outset = None

    def __init__(self, content: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as wide as the content must be."""
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        content = self.widget()
        if new is not None and content is not None and content.isAncestorOf(new):
            self.ensureWidgetVisible(new, 0, look().space(RING_ROOM))
            self.settle()

    def settle(self) -> None:
        """Bring what has the focus into sight once the page has found its new heights."""
        self._settling.start()

    def _settled(self) -> None:
        content, now = self.widget(), QApplication.focusWidget()
        if content is not None and now is not None and content.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, look().space(RING_ROOM))

    def _fit(self) -> None:
        content = self.widget()
        if content is not None:
            bar = self.verticalScrollBar().sizeHint().width()
            self.setMinimumWidth(content.minimumSizeHint().width() + bar)
