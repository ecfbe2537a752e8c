"""What the service holds beside its cases: one part for each list."""

from collections.abc import Sequence

from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from idva_desktop.ui.desk import Desk, Place
from idva_desktop.ui.screen_head import ScreenHead
from idva_desktop.ui.screen_view import ScreenView
from idva_desktop.ui.service_tabs import ServiceTab, service_tabs_for
from idva_desktop.ui.theme import look
from idva_desktop.ui.widgets.boxes import Column
from idva_desktop.ui.widgets.message_strip import MessageStrip, Tone
from idva_desktop.ui.widgets.plain_scroll import PlainScroll
from idva_desktop.ui.widgets.status_line import KeyHint
from idva_desktop.ui.widgets.tab_row import TabRow
from idva_desktop.ui.widgets.tab_strip import Part

_NINE = 9


class ServiceView(ScreenView):
    """The records of the service.

    Args:
        desk: the desk.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._tabs = service_tabs_for(desk)
        self._open = next(iter(self._tabs))
        self._pages: dict[str, _Page] = {}
        line = self.tr("What the service keeps beside its cases. No client’s name belongs here.")
        self.add(ScreenHead(self.tr("Service"), line))
        holder = _Ruled(margins=(22, 0, 28, 0))
        self.tabs = TabRow(self.tr("Parts of the service"))
        self.tabs.show_parts(self._parts())
        self.tabs.chosen.connect(self.show_part)
        holder.add(self.tabs)
        self.add(holder)
        self._stack = QStackedWidget()
        self.add(self._stack, 1)
        for place, name in enumerate(list(self._tabs)[:_NINE], 1):
            shortcut = QShortcut(QKeySequence(f"Alt+{place}"), self)
            shortcut.activated.connect(lambda chosen=name: self._go_to(chosen))
        self.show_part(self._open)

    def refresh(self) -> None:
        """Fetch again what is in sight."""
        self.tabs.show_parts(self._parts())
        self._pages[self._open].refresh()

    def show_place(self, place: Place) -> None:
        """Open the part that is named, if any."""
        self.show_part(place.part)

    def show_part(self, name: str) -> None:
        """Show a part; a name that is none shows nothing new."""
        tab = self._tabs.get(name)
        if tab is None:
            return
        if name not in self._pages:
            self._pages[name] = _Page(self.desk, tab)
            self._stack.addWidget(self._pages[name])
        self._open = name
        self._stack.setCurrentWidget(self._pages[name])
        self._pages[name].refresh()
        self.tabs.open(name)
        self.hinted.emit()

    def part(self) -> QWidget:
        """Return the view of the open part."""
        return self._pages[self._open].inner

    def focus_first(self) -> None:
        """Go to the tabs."""
        self.tabs.take_focus()

    def panes(self) -> Sequence[QWidget]:
        """Return the tabs and the open part."""
        return (self.tabs.strip, self.part())

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys that help here."""
        inner = getattr(self.part(), "key_hints", None)
        own = (KeyHint("← →", self.tr("part")), KeyHint("Enter", self.tr("open")))
        return (*own, *(inner() if callable(inner) else ()))

    def _go_to(self, name: str) -> None:
        self.show_part(name)
        self.tabs.take_focus()

    def _parts(self) -> list[Part]:
        vault = self.desk.session.vault
        return [
            Part(tab.name, tab.words, (vault.count(tab.counts) or None) if tab.counts else None)
            for tab in self._tabs.values()
        ]


class _Ruled(Column):
    """The tabs on a hairline across the page."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        line = look().colour("line")
        QPainter(self).fillRect(0, self.height() - 1, self.width(), 1, line)


class _Page(PlainScroll):
    """A part under what is to be known about it."""

    def __init__(self, desk: Desk, tab: ServiceTab) -> None:
        self._desk, self._tab = desk, tab
        self.inner = tab.make(desk)
        self._notices = Column(gap=8)
        page = Column(gap=16, margins=(28, 16, 28, 16))
        page.add(self._notices)
        page.add(self.inner)
        page.add_stretch()
        super().__init__(page)

    def refresh(self) -> None:
        """Fetch again."""
        renew = getattr(self.inner, "refresh", None)
        if callable(renew):
            renew()
        self._notices.clear()
        found = list(self._tab.notices(self._desk.session)) if self._tab.notices else []
        for each in found:
            tone = Tone.INFO if each.quiet else Tone.ERROR if each.late else Tone.WARNING
            self._notices.add(MessageStrip(tone, each.words, each.sentence))
        self._notices.setVisible(bool(found))
