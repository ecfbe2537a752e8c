"""The supervisor's screen: what waits, what is late, who carries what, samples, notes and cover."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from idva_desktop.domain.typed_dates import show_day
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.parts_view import PartPage, PartsView
from idva_desktop.ui.review_tabs import review_tabs
from idva_desktop.ui.screen_head import ScreenHead
from idva_desktop.ui.widgets.tab_strip import Part


class ReviewView(PartsView):
    """The parts of a supervisor's work.

    Args:
        desk: the desk.
    """

    def __init__(self, desk: Desk) -> None:
        self._tabs = {tab.name: tab for tab in review_tabs()}
        self._session = desk.session
        tr = QCoreApplication.translate
        line = tr("ReviewView", "{0}. You cannot sign your own work.")
        day = show_day(desk.session.today, weekday=True)
        head = ScreenHead(tr("ReviewView", "Review"), line.format(day))
        super().__init__(desk, head, tr("ReviewView", "Parts of the review"), [*self._tabs])

    def parts(self) -> Sequence[Part]:
        """Return the parts with how much waits in each."""
        return [
            Part(tab.name, tab.words, (tab.count(self._session) or None) if tab.count else None)
            for tab in self._tabs.values()
        ]

    def make_page(self, name: str) -> PartPage:
        """Make a part."""
        tab = self._tabs[name]
        return PartPage(tab.make(self.desk), own_scroll=tab.own_scroll)

    def focus_first(self) -> None:
        """Go to where work begins in the open part, or to the tabs where nothing takes the focus.

        Left where it was, it would stand in the part that was open before, out of sight.
        """
        begin = getattr(self.part(), "focus_first", None)
        if callable(begin):
            begin()
        at = QApplication.focusWidget()
        if at is None or not self.part().isAncestorOf(at):
            self.tabs.take_focus()
