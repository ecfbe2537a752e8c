"""A screen of several parts: tabs under its head; a page is made when it is first shown."""

from collections.abc import Sequence

from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from idva_desktop.ui.desk import Desk, Place
from idva_desktop.ui.screen_head import ScreenHead
from idva_desktop.ui.screen_view import ScreenView
from idva_desktop.ui.theme import look
from idva_desktop.ui.widgets.boxes import Column
from idva_desktop.ui.widgets.plain_scroll import PlainScroll
from idva_desktop.ui.widgets.status_line import KeyHint
from idva_desktop.ui.widgets.tab_row import TabRow
from idva_desktop.ui.widgets.tab_strip import Part

_NINE = 9


class PartPage(Column):
    """What stands under one tab: the part's view, which fetches again by ``refresh``.

    Args:
        inner: the part's view.
        above: what stands above it, or ``None``.
        own_scroll: whether the view scrolls by itself.
    """

    def __init__(
        self, inner: QWidget, above: QWidget | None = None, *, own_scroll: bool = False
    ) -> None:
        super().__init__(gap=0)
        self.inner = inner
        page = Column(gap=16, margins=(28, 16, 28, 16))
        if above is not None:
            page.add(above)
        page.add(inner, int(own_scroll))
        if not own_scroll:
            page.add_stretch()
        self.add(page if own_scroll else PlainScroll(page), 1)

    def refresh(self) -> None:
        """Fetch again."""
        renew = getattr(self.inner, "refresh", None)
        if callable(renew):
            renew()


class PartsView(ScreenView):
    """Tabs and the open part; each of the first nine has Alt and a digit.

    Args:
        desk: the desk.
        head: the head of the screen.
        spoken: what a screen reader calls the tabs.
        names: the parts in order.
    """

    def __init__(self, desk: Desk, head: ScreenHead, spoken: str, names: Sequence[str]) -> None:
        super().__init__(desk)
        self._names = tuple(names)
        self._open = self._names[0]
        self._pages: dict[str, PartPage] = {}
        self.head = head
        self.add(head)
        holder = _Ruled(margins=(22, 0, 28, 0))
        self.tabs = TabRow(spoken)
        self.tabs.show_parts(self.parts())
        self.tabs.chosen.connect(self.show_part)
        holder.add(self.tabs)
        self.add(holder)
        self._stack = QStackedWidget()
        self.add(self._stack, 1)
        for place, name in enumerate(self._names[:_NINE], 1):
            shortcut = QShortcut(QKeySequence(f"Alt+{place}"), self)
            shortcut.activated.connect(lambda chosen=name: self._go_to(chosen))
        self.show_part(self._open)

    def parts(self) -> Sequence[Part]:
        """Return the tabs as they are now."""
        return ()

    def make_page(self, name: str) -> PartPage:
        """Make the page of a part; every screen of parts says how."""
        raise KeyError(name)

    def refresh(self) -> None:
        """Fetch again what is in sight."""
        self.tabs.show_parts(self.parts())
        self._pages[self._open].refresh()

    def show_place(self, place: Place) -> None:
        """Open the part that is named, if any."""
        self.show_part(place.part)

    def show_part(self, name: str) -> None:
        """Show a part; a name that is none shows nothing new."""
        if name not in self._names:
            return
        if name not in self._pages:
            self._pages[name] = self.make_page(name)
            self._stack.addWidget(self._pages[name])
        self._open = name
        self._stack.setCurrentWidget(self._pages[name])
        self._pages[name].refresh()
        self.tabs.open(name)
        self.hinted.emit()

    def drop_hidden(self) -> None:
        """Take down the parts that are out of sight; each is made anew when it is gone to."""
        for name in [name for name in self._pages if name != self._open]:
            page = self._pages.pop(name)
            self._stack.removeWidget(page)
            page.deleteLater()

    def part(self) -> QWidget:
        """Return the view of the open part."""
        return self._pages[self._open].inner

    def focus_first(self) -> None:
        """Go to the tabs."""
        self.tabs.take_focus()

    def panes(self) -> Sequence[QWidget]:
        """Return the tabs and what can be walked to in the open part."""
        inner = getattr(self.part(), "panes", None)
        return (self.tabs.strip, *(inner() if callable(inner) else (self.part(),)))

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys that help here."""
        inner = getattr(self.part(), "key_hints", None)
        own = (KeyHint("← →", self.tr("part")),)
        return (*own, *(inner() if callable(inner) else (KeyHint("Enter", self.tr("open")),)))

    def _go_to(self, name: str) -> None:
        self.show_part(name)
        self.tabs.take_focus()


class _Ruled(Column):
    """The tabs on a hairline across the page."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        line = look().colour("line")
        QPainter(self).fillRect(0, self.height() - 1, self.width(), 1, line)
