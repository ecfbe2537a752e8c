"""What the window expects of a screen, and of what stands in the side panel.

A :class:`ScreenView` fetches whenever it is shown and, while it is in sight, after every save. A
:class:`PanelView` is a form over the screen: the window puts its head, rule, body and foot into the
side panel, and closes it by ``leave``, which keeps the draft.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from idva_desktop.ui.desk import Desk, Place
from idva_desktop.ui.widgets.boxes import NONE, Column, Margins
from idva_desktop.ui.widgets.status_line import KeyHint


class ScreenView(Column):
    """A screen of the window; ``hinted`` says that other keys help now.

    Args:
        desk: the desk.
        gap: between its parts, px at 100 %.
        margins: around them, px at 100 %.
    """

    hinted = Signal()

    def __init__(self, desk: Desk, *, gap: int = 0, margins: Margins = NONE) -> None:
        super().__init__(gap, margins)
        self.desk = desk
        self._listens = False

    def refresh(self) -> None:
        """Fetch again and show."""

    def show_place(self, place: Place) -> None:
        """Go to what the place names inside this screen."""

    def drop_hidden(self) -> None:
        """Take down what is kept out of sight: it may show a case that went meanwhile."""

    def let_go(self) -> bool:
        """Let go of the case that went; say whether the screen is of use without it."""
        return False

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys that help here."""
        return ()

    def panes(self) -> Sequence[QWidget]:
        """Return the parts that F6 walks through."""
        return ()

    def focus_first(self) -> None:
        """Put the focus where work begins."""
        self.focusNextChild()

    def arrive(self) -> None:
        """Take the focus when somebody comes here."""
        self.focus_first()

    def showEvent(self, event: QShowEvent) -> None:
        """Fetch, and listen from now on."""
        super().showEvent(event)
        if not self._listens:
            self.desk.changed.connect(self.refresh)
            self._listens = True
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Listen no more."""
        super().hideEvent(event)
        if self._listens:
            self.desk.changed.disconnect(self.refresh)
            self._listens = False


class PanelView(Column):
    """What stands in the side panel.

    Attributes:
        title: its heading.
        head: what stands beside the heading, or ``None``.
        banner: the safe-contact rule, or ``None``.
        foot: what stands at the foot, or ``None``.
        about: the ids of the case, client and record that it shows; it closes when they go.
    """

    def __init__(self, desk: Desk, title: str, *, gap: int = 16) -> None:
        super().__init__(gap)
        self.desk, self.title = desk, title
        self.head: QWidget | None = None
        self.banner: QWidget | None = None
        self.foot: QWidget | None = None
        self.about: frozenset[str] = frozenset()

    def focus_first(self) -> None:
        """Put the focus where typing begins, or where it was."""

    def leave(self) -> None:
        """Keep the draft; the panel is about to close."""

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys that help here."""
        return (
            KeyHint("Esc", self.tr("close, keep the draft")),
            KeyHint("Ctrl+Enter", self.tr("save")),
        )


def on_ctrl_enter(view: QWidget, action: Callable[[], None]) -> None:
    """Let Ctrl+Enter do the main action of a view while the focus is inside it."""
    for keys in ("Ctrl+Return", "Ctrl+Enter"):
        shortcut = QShortcut(QKeySequence(keys), view)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(action)
