"""What happened, newest first, under day headings; notes stay folded until opened.

``timeline.show_entries([TimelineEntry("Today", "text", "message-square-text", "Text, answered",
"10:12 · you · 6 min", note="…")])``. ``open_all()`` unfolds every note; ``opened(code)`` tells
which entry the person followed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from idva_desktop.ui.icons import paint_icon
from idva_desktop.ui.marks import box, words
from idva_desktop.ui.theme import Dressed, look
from idva_desktop.ui.widgets.boxes import Column, Row
from idva_desktop.ui.widgets.chip import Tag
from idva_desktop.ui.widgets.enter_button import EnterButton
from idva_desktop.ui.widgets.icon_mark import IconLine
from idva_desktop.ui.widgets.labels import Line, WrappedLabel
from idva_desktop.ui.widgets.reading_field import ReadingField

CIRCLE, COLUMN = 28, 42  # px at 100 %
LONG = 6_000  # letters; what is longer scrolls within its own box


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing that happened.

    Attributes:
        day: the heading it stands under, such as "Today".
        code: what ``opened`` gives.
        icon: a bundled icon.
        title: what happened, in a few words.
        meta: when, who, how long.
        note: what was said and done; folded.
        opinion: kept apart from the note.
        tags: short facts, each an icon and words.
        tint: palette name of the circle: ``accent`` for today's, ``risk_high`` for high risk.
    """

    day: str
    code: str
    icon: str
    title: str
    meta: str = ""
    note: str = ""
    opinion: str = ""
    tags: tuple[tuple[str, str], ...] = ()
    tint: str = ""


class FoldedNote(Column):
    """A note behind one line that says how long it is."""

    def __init__(self, note: str, opinion: str = "", parent: QWidget | None = None) -> None:
        super().__init__(0, parent=parent)
        self._head = _FoldHead(len(note.split()) + len(opinion.split()))
        self._note, self._opinion = note, opinion
        self._body = Column(6, (11, 0, 11, 10))
        self._filled = False
        self._body.hide()
        self.add(self._head)
        self.add(self._body)
        self._head.clicked.connect(self._turn)

    def set_open(self, *, unfold: bool) -> None:
        """Unfold the note, or fold it."""
        self._head.show_state(unfold=unfold)
        if unfold and not self._filled:
            self._fill()
        self._body.setVisible(unfold)

    def is_open(self) -> bool:
        """Whether the note is unfolded."""
        return not self._body.isHidden()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box around head and note."""
        rect = QRectF(self.rect())
        edge = look().colour("line")
        box(QPainter(self), rect, look().radius("control"), look().colour("surface"), edge)

    def _fill(self) -> None:
        """Lay the words out when they are first asked for: a case has many notes."""
        self._filled = True
        tr = QCoreApplication.translate
        self._body.add(_words_of(self._note, tr("FoldedNote", "Note")))
        if self._opinion:
            apart = tr("FoldedNote", "Opinion, kept apart")
            self._body.add(IconLine("pencil", apart, role="small", colour="muted"))
            self._body.add(_words_of(self._opinion, apart))

    def _turn(self) -> None:
        self.set_open(unfold=not self.is_open())


def _words_of(text: str, name: str) -> QWidget:
    return ReadingField(text, name) if len(text) > LONG else WrappedLabel(text)


class _FoldHead(EnterButton):
    focus_outset = 1

    def __init__(self, count: int) -> None:
        super().__init__()
        self._open = False
        words_said = QCoreApplication.translate("FoldedNote", "Note, {count} words")
        self.setText(words_said.format(count=count))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_state(unfold=False)

    def dress(self) -> None:
        self.updateGeometry()

    def show_state(self, *, unfold: bool) -> None:
        self._open = unfold
        tr = QCoreApplication.translate
        state = tr("FoldedNote", "open") if unfold else tr("FoldedNote", "folded")
        self.setAccessibleName(f"{self.text()}, {state}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look().grown(160), look().line("body") + look().space(10))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        side, x = look().size("icon"), look().space(10)
        ink = look().colour("text" if self._open else "muted")
        icon = "chevron-down" if self._open else "chevron-right"
        place = QRectF(x, 0, side, self.height())
        paint_icon(painter, place, icon, look().colour("muted"))
        x += side + look().space(8)
        role = "medium" if self._open else "body"
        place = QRectF(x, 0, self.width() - x, self.height())
        words(painter, place, self.text(), role, ink)


class _DayHeading(Line):
    def __init__(self, text: str) -> None:
        super().__init__(text, "caption", "muted")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        x = look().width(self.text(), "caption") + look().space(12)
        middle = self.height() // 2
        line = look().colour("line")
        QPainter(self).fillRect(QRectF(x, middle, self.width() - x, 1), line)


class _Sign(Dressed, QWidget):
    """The circle with its icon, and the hairline to the next entry of the day."""

    def __init__(self, entry: TimelineEntry, *, joined: bool) -> None:
        super().__init__()
        self._entry, self._joined = entry, joined
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.dress()

    def dress(self) -> None:
        self.setFixedWidth(look().grown(CIRCLE))
        self.setMinimumHeight(look().grown(CIRCLE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = look().grown(CIRCLE)
        if self._joined:
            line = QRectF(side // 2, side, 1, self.height() - side)
            painter.fillRect(line, look().colour("line"))
        edge = look().colour(self._entry.tint or "line_strong")
        ink = look().colour(self._entry.tint or "muted")
        box(painter, QRectF(0, 0, side, side), side / 2, look().colour("surface"), edge)
        icon = look().grown(14)
        place = QRectF((side - icon) / 2, (side - icon) / 2, icon, icon)
        paint_icon(painter, place, self._entry.icon, ink)


class _EntryTitle(EnterButton):
    """The title; pressing it opens the entry."""

    focus_outset = 3

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self._words = text
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def dress(self) -> None:
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(look().width(self._words, "strong") + 2, max(look().line("strong"), 24))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().grown(80), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        ink = look().colour("accent_text" if self.underMouse() else "text")
        words(QPainter(self), QRectF(self.rect()), self._words, "strong", ink)


class Timeline(Column):
    """Entries in the order given, a heading wherever the day changes."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, parent=parent)
        self._notes: list[FoldedNote] = []

    def show_entries(self, entries: Sequence[TimelineEntry]) -> None:
        """Show these entries in place of the ones before."""
        self.clear()
        self._notes.clear()
        day = ""
        for place, entry in enumerate(entries):
            if entry.day != day:
                day = entry.day
                heading = Column(0, (0, 6 if place == 0 else 14, 0, 8))
                heading.add(_DayHeading(day))
                self.add(heading)
            after = entries[place + 1].day if place + 1 < len(entries) else ""
            self.add(self._entry(entry, joined=after == day))

    def open_all(self, *, unfold: bool = True) -> None:
        """Unfold every note, or fold them all."""
        for note in self._notes:
            note.set_open(unfold=unfold)

    def _entry(self, entry: TimelineEntry, *, joined: bool) -> Row:
        row = Row(gap=14)
        row.add(_Sign(entry, joined=joined))
        lines = Column(gap=2, margins=(0, 0, 0, 14))
        title = _EntryTitle(entry.title)
        title.clicked.connect(partial(self._open, entry.code))
        lines.add(title, align=Qt.AlignmentFlag.AlignLeft)
        if entry.meta:
            lines.add(WrappedLabel(entry.meta, "small", "muted"))
        if entry.tags:
            tags = Row(gap=6, margins=(0, 4, 0, 0))
            for icon, text in entry.tags:
                tags.add(Tag(text, icon=icon))
            tags.add_stretch()
            lines.add(tags)
        if entry.note:
            note = FoldedNote(entry.note, entry.opinion)
            self._notes.append(note)
            lines.add_space(4)
            lines.add(note)
        row.add(lines, 1)
        return row

    def _open(self, code: str, _checked: bool = False) -> None:  # Qt's clicked(bool)
        self.opened.emit(code)
