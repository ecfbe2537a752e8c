"""Shows views in the side panel, one at a time, and keeps their drafts when they close."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from idva_desktop.ui.screen_view import PanelView
from idva_desktop.ui.widgets.overlay import SidePanel


class PanelHost(QObject):
    """The side panel of a window.

    Args:
        covered: the part of the window that the scrim covers.
    """

    changed = Signal()

    def __init__(self, covered: QWidget) -> None:
        super().__init__(covered)
        self._covered = covered
        self._panel: SidePanel | None = None
        self._view: QWidget | None = None

    def is_open(self) -> bool:
        """Say whether a view is shown."""
        return self._panel is not None

    def view(self) -> QWidget | None:
        """Return the view that is shown."""
        return self._view

    def open(self, view: QWidget) -> None:
        """Show a view; one that is shown already closes first, its draft kept."""
        self.close_panel()
        title = view.title if isinstance(view, PanelView) else view.accessibleName()
        panel = SidePanel(self._covered, title)
        self._panel, self._view = panel, view
        if isinstance(view, PanelView):
            _furnish(panel, view)
        panel.show_body(view)
        panel.closed.connect(self.close_panel)
        panel.open()
        if isinstance(view, PanelView):
            view.focus_first()
        self.changed.emit()

    def close_panel(self) -> None:
        """Close what is shown; its draft is kept."""
        panel, view = self._panel, self._view
        if panel is None:
            return
        self._panel = self._view = None
        if isinstance(view, PanelView):
            view.leave()
        panel.leave()
        panel.deleteLater()
        self.changed.emit()


def _furnish(panel: SidePanel, view: PanelView) -> None:
    if view.head is not None:
        panel.head.add(view.head, 1)
    if view.banner is not None:
        panel.show_banner(view.banner)
    if view.foot is not None:
        panel.foot.add(view.foot, 1)
