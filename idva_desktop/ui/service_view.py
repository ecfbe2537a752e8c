"""What the service holds beside its cases: one part for each list."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from idva_desktop.ui.desk import Desk
from idva_desktop.ui.parts_view import PartPage, PartsView
from idva_desktop.ui.screen_head import ScreenHead
from idva_desktop.ui.service_tabs import ServiceTab, service_tabs_for
from idva_desktop.ui.widgets.boxes import Column
from idva_desktop.ui.widgets.message_strip import MessageStrip, Tone
from idva_desktop.ui.widgets.tab_strip import Part


class ServiceView(PartsView):
    """The records of the service.

    Args:
        desk: the desk.
    """

    def __init__(self, desk: Desk) -> None:
        self._tabs = service_tabs_for(desk)
        self._vault = desk.session.vault
        tr = QCoreApplication.translate
        line = tr(
            "ServiceView", "What the service keeps beside its cases. No client’s name belongs here."
        )
        head = ScreenHead(tr("ServiceView", "Service"), line)
        super().__init__(desk, head, tr("ServiceView", "Parts of the service"), [*self._tabs])

    def parts(self) -> Sequence[Part]:
        """Return the lists with how much they hold."""
        return [
            Part(
                tab.name, tab.words, (self._vault.count(tab.counts) or None) if tab.counts else None
            )
            for tab in self._tabs.values()
        ]

    def make_page(self, name: str) -> PartPage:
        """Make a list under what is to be known about it."""
        return _Page(self.desk, self._tabs[name])


class _Page(PartPage):
    """A part under what is to be known about it."""

    def __init__(self, desk: Desk, tab: ServiceTab) -> None:
        self._desk, self._tab = desk, tab
        self._notices = Column(gap=8)
        super().__init__(tab.make(desk), self._notices)

    def refresh(self) -> None:
        """Fetch again."""
        super().refresh()
        self._notices.clear()
        found = list(self._tab.notices(self._desk.session)) if self._tab.notices else []
        for each in found:
            tone = Tone.INFO if each.quiet else Tone.ERROR if each.late else Tone.WARNING
            self._notices.add(MessageStrip(tone, each.words, each.sentence))
        self._notices.setVisible(bool(found))
