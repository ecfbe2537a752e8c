"""The command palette: one field over the window, to find a case or to do anything by its name."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from idva_desktop.casework.cases import CaseRow
from idva_desktop.casework.finding import cases_named, note_search
from idva_desktop.domain.errors import IdvaError
from idva_desktop.domain.search_words import words_of
from idva_desktop.ui import palette_entries
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.palette_entries import Entry
from idva_desktop.ui.theme import look
from idva_desktop.ui.widgets.boxes import Column, Row
from idva_desktop.ui.widgets.command_list import CommandList
from idva_desktop.ui.widgets.labels import Line, WrappedLabel
from idva_desktop.ui.widgets.overlay import CentredPanel
from idva_desktop.ui.widgets.text_field import SearchField

SEARCH_AFTER_MS = 60
MOST_CASES = 6
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 5, Qt.Key.Key_PageUp: -5}


class CommandPalette(CentredPanel):
    """The palette over a window.

    Args:
        window: what is covered.
        desk: the desk.
        offers: returns everything that can be done now, without the cases.
    """

    def __init__(self, window: QWidget, desk: Desk, offers: Callable[[], Iterable[Entry]]) -> None:
        super().__init__(window, "")
        self.setAccessibleName(self.tr("Find or do"))
        self.panel.setAccessibleName(self.tr("Find or do"))
        self._desk, self._offers = desk, offers
        self._places: dict[int, Entry] = {}
        self._searched = False
        head = Row(gap=8, margins=(12, 12, 12, 10))
        self.field = SearchField(self.tr("Type a case, a screen or an action"), width=560)
        self.field.installEventFilter(self)
        head.add(self.field, 1)
        self.panel.add(head)
        self.list = CommandList(self.tr("What was found"))
        body = Column(gap=0, margins=(8, 0, 8, 8))
        body.add(self.list, 1)
        self._none = WrappedLabel(self.tr("Nothing is called so."), "body", "muted")
        self._none_box = Column(margins=(12, 4, 12, 16))
        self._none_box.add(self._none)
        body.add(self._none_box)
        self._body = body
        self.panel.add(body, 1)
        self.panel.add(_Foot(self.tr("Up and down move, Enter opens, Esc closes")))
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(SEARCH_AFTER_MS)
        self._waiting.timeout.connect(self.refresh)
        self.field.textChanged.connect(self._typed)
        self.list.chosen.connect(self._choose)
        self.closed.connect(self.leave)
        desk.locking.connect(self.leave)

    def start(self) -> None:
        """Open with an empty field; the same key closes it again."""
        if self.isVisible():
            self.leave()
            return
        self.field.clear()
        self.refresh()
        self.open(self.field)

    def refresh(self) -> None:
        """Show what the field asks for."""
        self._waiting.stop()
        text = self.field.value()
        typed = words_of(text)
        found = list(palette_entries.of_cases(self._desk, self._cases(text)))
        found.extend(entry for entry in self._offers() if entry.answers(typed))
        lines, self._places = palette_entries.in_groups(found)
        self.list.show_lines(lines)
        self.list.setVisible(bool(lines))
        self._none_box.setVisible(not lines)
        self._say_current()
        self._body.updateGeometry()  # the panel is as high as what was found
        self._fit()

    def leave(self) -> None:
        """Close and keep nothing; a search for a case is noted once, without its text."""
        if not self.isVisible():
            return
        if self._searched:
            self._searched = False
            self._note()
        super().leave()
        self.field.setText("")  # and what could be undone to
        self._waiting.stop()
        self._places = {}
        self.list.show_lines(())
        self._say_current()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the keys of the list work from the field."""
        if (
            watched is self.field
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and self._pressed(event)
        ):
            return True
        return super().eventFilter(watched, event)

    def _pressed(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in _STEPS:
            step = _STEPS[Qt.Key(key)]
            for _ in range(abs(step)):
                self.list.step(1 if step > 0 else -1)
            self._say_current()
            return True
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier
        ):
            if self._waiting.isActive():
                self.refresh()
            self.list.choose()
            return True
        if key == Qt.Key.Key_Escape:
            self.closed.emit()
            return True
        return False

    def _note(self) -> None:
        try:
            note_search(self._desk.session)
        except IdvaError as error:
            self._desk.said.emit(str(error))

    def _cases(self, text: str) -> Iterable[CaseRow]:
        if not text:
            return ()
        try:
            found = cases_named(self._desk.session, text, MOST_CASES)
        except IdvaError:
            return ()  # the vault is busy or about to close; what can be done is offered still
        self._searched = self._searched or bool(found)
        return found

    def _typed(self, _words: str) -> None:
        self._waiting.start()

    def _choose(self, place: int) -> None:
        entry = self._places.get(place)
        if entry is not None:
            self.leave()
            entry.do()

    def _say_current(self) -> None:
        line = self.list.current()
        self.field.setAccessibleDescription(line.spoken() if line is not None else "")


class _Foot(Row):
    def __init__(self, said: str) -> None:
        super().__init__(gap=8, margins=(16, 8, 16, 8))
        self.add(Line(said, "small", "muted"))
        self.add_stretch()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(0, 0, self.width(), 1, look().colour("line"))
