"""What went away while the window was open: a case walled from the member since, or erased.

A screen that fetches again finds that the case is not there, but what it showed before would stay
in it, behind another screen perhaps. So whatever is out of sight is taken down, and made anew when
it is next gone to; what is in sight lets go of the case.
"""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from idva_desktop.ui.desk import Desk
from idva_desktop.ui.screen_view import PanelView, ScreenView


class GoneCases(QObject):
    """Looks after every save whether something went; ``went`` then says what.

    Args:
        desk: the desk.
        parent: the window.
    """

    went = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._known = desk.session.vault.gone()
        desk.changed.connect(self._look)

    def _look(self) -> None:
        gone = self._desk.session.vault.gone()
        if gone - self._known:
            self.went.emit(gone)
        self._known = gone


def is_about(panel: QWidget | None, gone: frozenset[str]) -> bool:
    """Say whether what stands in the side panel shows something that went."""
    return isinstance(panel, PanelView) and not gone.isdisjoint(panel.about)


def take_down(views: dict[str, QWidget], stack: QStackedWidget, gone: frozenset[str]) -> bool:
    """Take down the screens that are out of sight, and let the one in sight let go.

    Args:
        views: the screens that were made, by name; those taken down are taken out.
        stack: where they stand.
        gone: the ids that went.

    Returns:
        Whether the screen in sight was about one of them.
    """
    current = stack.currentWidget()
    lost = getattr(current, "case_id", "") in gone
    stays = not lost or (isinstance(current, ScreenView) and current.let_go())
    for name, view in list(views.items()):
        if view is not current or not stays:
            del views[name]
            stack.removeWidget(view)
            view.deleteLater()
    if stays and isinstance(current, ScreenView):
        current.drop_hidden()
    return lost
