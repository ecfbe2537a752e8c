"""The rail of screens at the left: icons, words and counts; icons alone at large text.

``Rail((RailEntry("today", "Today", "sun"), …), foot=(RailEntry("lock", "Lock", "lock",
"Ctrl+L"),))``
with ``chosen(code)``, ``find_wanted``, ``set_current(code)`` and ``set_count(code, 6)``. One tab
stop for all entries; up and down move.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from idva_desktop.ui.icons import icon, paint_icon
from idva_desktop.ui.marks import LEFT, RIGHT, box, key_cap, key_cap_width, words
from idva_desktop.ui.theme import Dressed, look
from idva_desktop.ui.widgets.app_mark import AppMark
from idva_desktop.ui.widgets.boxes import Column, Row
from idva_desktop.ui.widgets.enter_button import EnterButton
from idva_desktop.ui.widgets.labels import Line

ENTRY_HEIGHT, COMPACT_SIDE, COMPACT_SHOWN = 36, 38, 3


@dataclass(frozen=True, slots=True)
class RailEntry:
    """One screen or action.

    Attributes:
        code: what ``chosen`` gives.
        words: its name.
        icon: a bundled icon.
        keys: a shortcut to show, or empty.
    """

    code: str
    words: str
    icon: str
    keys: str = ""


class _Entry(EnterButton):
    focus_outset = 2

    def __init__(self, entry: RailEntry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = entry
        self.count: int | None = None
        self.is_discreet = False
        self.setText(entry.words)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.name()
        self.dress()

    def name(self) -> None:
        shown = self.shown_count()
        said = f"{self.entry.words}, {shown}" if shown else self.entry.words
        self.setAccessibleName(said)
        self.setToolTip("" if look().roomy else self.entry.words)

    def shown_count(self) -> str:
        return "" if self.count is None or self.is_discreet else str(self.count)

    def dress(self) -> None:
        across = QSizePolicy.Policy.Expanding if look().roomy else QSizePolicy.Policy.Fixed
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        self.setToolTip("" if look().roomy else self.entry.words)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        if not look().roomy:
            return QSize(look().grown(COMPACT_SIDE - 2), look().grown(COMPACT_SIDE - 2))
        width = look().width(self.entry.words, "medium") + look().grown(60)
        return QSize(width, look().grown(ENTRY_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            event.ignore()  # the rail moves; Qt's button would leave it
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        colour = look().colour
        current = self.isChecked()
        if current:
            edge = "line_strong" if look().palette == "contrast" else "line"
            box(painter, rect, look().radius("control"), colour("surface"), colour(edge))
            tall = rect.height() / 2
            bar = QRectF(0, (rect.height() - tall) / 2, 3, tall)
            box(painter, bar, 1.5, colour("accent"))
        elif self.underMouse():
            box(painter, rect, look().radius("control"), colour("sunken"))
        side = look().size("icon_nav")
        tint = colour("accent_text" if current else "muted")
        if not look().roomy:
            place = QRectF((rect.width() - side) / 2, 0, side, rect.height())
            paint_icon(painter, place, self.entry.icon, tint)
            return
        x = look().space(10)
        paint_icon(painter, QRectF(x, 0, side, rect.height()), self.entry.icon, tint)
        x += side + look().space(8)
        right = self._paint_end(painter, rect)
        place = QRectF(x, 0, right - x, rect.height())
        role = "strong" if current else "medium"
        words(painter, place, self.entry.words, role, colour("text"))

    def _paint_end(self, painter: QPainter, rect: QRectF) -> float:
        right = rect.right() - look().space(10)
        said = self.shown_count() or self.entry.keys
        width = look().width(said, "caption") + 1 if said else 0
        place = QRectF(right - width, 0, width, rect.height())
        words(painter, place, said, "caption", look().colour("muted"), align=RIGHT)
        return right - width - look().space(6 if said else 0)


class _Find(Dressed, QAbstractButton):
    focus_outset = 2

    def __init__(self, text: str, keys: str) -> None:
        super().__init__()
        self.setText(text)
        self.setAccessibleName(text)
        self._keys = keys
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.dress()

    def dress(self) -> None:
        across = QSizePolicy.Policy.Expanding if look().roomy else QSizePolicy.Policy.Fixed
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        self.setToolTip("" if look().roomy else self.text())
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        side = look().grown(COMPACT_SIDE - 2)
        return QSize(look().grown(180) if look().roomy else side, side)

    def minimumSizeHint(self) -> QSize:
        return QSize(look().grown(COMPACT_SIDE - 2), look().grown(COMPACT_SIDE - 2))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        colour = look().colour
        side = look().size("icon" if look().roomy else "icon_nav")
        if not look().roomy:
            place = QRectF((rect.width() - side) / 2, 0, side, rect.height())
            paint_icon(painter, place, "search", colour("muted"))
            return
        box(painter, rect, look().radius("control"), colour("surface"), colour("line_strong"))
        x = look().space(10)
        paint_icon(painter, QRectF(x, 0, side, rect.height()), "search", colour("muted"))
        x += side + look().space(8)
        cap = key_cap_width(self._keys)
        place = QRectF(x, 0, rect.width() - x - cap - look().space(10), rect.height())
        words(painter, place, self.text(), "body", colour("muted"), align=LEFT)
        place = QRectF(rect.right() - cap - look().space(6), 0, cap, rect.height())
        key_cap(painter, place, self._keys, colour("muted"), colour("line_strong"))


class Rail(Column):
    """Screens, one of them current, and what stands at the foot.

    Args:
        entries: the screens, in order.
        foot: entries at the bottom, the last of which stays at large text.
        find: whether it offers to find or do anything.
    """

    chosen = Signal(str)
    find_wanted = Signal()

    def __init__(
        self,
        entries: Sequence[RailEntry],
        foot: Sequence[RailEntry] = (),
        *,
        find: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(2, (12, 12, 12, 12), parent)
        tr = QCoreApplication.translate
        self.setAccessibleName(tr("Rail", "Screens"))
        self._head = Row(gap=10, margins=(4, 0, 0, 6))
        self._head.add(AppMark(28))
        self._head.add(Line(tr("Rail", "IDVA Desktop"), "strong"), 1)
        self.add(self._head)
        self._find = _Find(tr("Rail", "Find or do"), "Ctrl+K")
        self._find.clicked.connect(self.find_wanted)
        self.add(self._find)
        self._find.setVisible(find)
        self.add_space(8)
        self._main = [self._entry(entry) for entry in entries]
        self._more = _Entry(RailEntry("", tr("Rail", "More screens"), "ellipsis"))
        self._more.clicked.connect(self._open_more)
        self.add(self._more)
        self.add_stretch()
        self._foot = [self._entry(entry) for entry in foot]
        self._menu = QMenu(self)
        self.set_current(entries[0].code if entries else "")
        self.dress()

    def dress(self) -> None:
        """Show words at ordinary text, icons and "more" at large text."""
        super().dress()
        if not hasattr(self, "_menu"):
            return
        roomy = look().roomy
        self.setFixedWidth(
            look().size("rail") if roomy else look().grown(COMPACT_SIDE) + look().space(12)
        )
        if not roomy:
            margin = look().space(6)
            self.box.setContentsMargins(margin, look().space(8), margin, look().space(12))
        self._head.setVisible(roomy)
        self._more.setVisible(not roomy)
        for place, entry in enumerate(self._main):
            entry.setVisible(roomy or place < COMPACT_SHOWN or entry.isChecked())
        for entry in self._foot[:-1]:
            entry.setVisible(roomy)

    def set_current(self, code: str) -> None:
        """Show which screen is open."""
        for entry in self._everything():
            entry.setChecked(bool(code) and entry.entry.code == code)
        self._set_stop()
        self.dress()

    def set_count(self, code: str, count: int | None) -> None:
        """Show how many things wait in a screen; none hides it."""
        for entry in self._everything():
            if entry.entry.code == code:
                entry.count = count
                entry.name()
                entry.update()

    def be_discreet(self, *, discreet: bool) -> None:
        """Show no counts while somebody from outside looks at the screen."""
        for entry in self._everything():
            entry.is_discreet = discreet
            entry.name()
            entry.update()

    def current(self) -> str:
        """Return the code of the open screen."""
        return next((e.entry.code for e in self._everything() if e.isChecked()), "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move up and down among what is shown."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        shown = [e for e in self._everything() if not e.isHidden()]
        at = next((place for place, e in enumerate(shown) if e.hasFocus()), None)
        if event.key() in steps and at is not None:
            goal = min(max(at + steps[Qt.Key(event.key())], 0), len(shown) - 1)
            shown[goal].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground and the hairline at the right."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), look().colour("rail"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), look().colour("line"))

    def _entry(self, entry: RailEntry) -> _Entry:
        made = _Entry(entry)
        made.clicked.connect(partial(self._choose, entry.code))
        self.add(made)
        return made

    def _everything(self) -> list[_Entry]:
        return [*self._main, self._more, *self._foot]

    def _set_stop(self) -> None:
        everything = self._everything()
        stop = next((e for e in everything if e.isChecked()), everything[0])
        for entry in everything:
            entry.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if entry is stop else Qt.FocusPolicy.ClickFocus
            )
        self._more.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _choose(self, code: str, _checked: bool = False) -> None:  # Qt's clicked(bool)
        self.set_current(self.current() or code)
        self.chosen.emit(code)

    def _open_more(self) -> None:
        self._more.setChecked(False)
        self._menu.clear()
        for entry in [*self._main, *self._foot]:
            if entry.isHidden():
                action = self._menu.addAction(icon(entry.entry.icon), entry.entry.words)
                action.triggered.connect(partial(self._choose, entry.entry.code))
        self._menu.popup(self._more.mapToGlobal(QPoint(self._more.width(), 0)))
