"""The items of an instrument as rows: yes, no or don't know, by letter on the row in use.

Up and down go from row to row, also over the edge of a group. What was answered last time shows as
a tag where it differs; it is never an answer.
"""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from idva_desktop.domain.instrument import Instrument, Item, ItemGroup
from idva_desktop.domain.vocab import code_list, within
from idva_desktop.ui.marks import left_bar
from idva_desktop.ui.theme import look
from idva_desktop.ui.widgets.boxes import Column, Row
from idva_desktop.ui.widgets.button import Button, Kind
from idva_desktop.ui.widgets.card import Card
from idva_desktop.ui.widgets.chip import Tag
from idva_desktop.ui.widgets.labels import Line, WrappedLabel
from idva_desktop.ui.widgets.options import Option
from idva_desktop.ui.widgets.segmented_choice import SegmentedChoice

BAR = 3
NUMBER_WIDTH = 28
_LETTERS = {"yes": "Y", "no": "N", "dont_know": "D"}
_SOURCE_LETTER = "s"
_CLIENT = "client"


class ItemRow(Row):
    """One item.

    Args:
        item: what is asked.
        last: whether a hairline below it is left out.
    """

    source_changed = Signal()

    def __init__(self, item: Item, *, last: bool) -> None:
        super().__init__(12, (12, 5, 12, 5))
        self.item, self._last = item, last
        self.number = str(int(item.id))
        options = [
            Option(code.code, code.label, letter=_LETTERS[code.code])
            for code in code_list("yes_no_dont_know").codes
        ]
        self.choice = SegmentedChoice(f"{self.number}. {item.words}", options, compact=True)
        self._number = Line(self.number, "body", "muted")
        self._number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._words = WrappedLabel(item.words)
        self.tag = Tag("", icon="history")
        self.tag.hide()
        self._source = ""
        self.source_button = Button("", Kind.LINK, keys="S")
        # By letter or by mouse: a further stop on each of so many rows would slow the keyboard.
        self.source_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.source_button.clicked.connect(self.next_source)
        self.source_button.hide()
        self._lead = Row(12)
        self._lead.add(self._number, align=Qt.AlignmentFlag.AlignVCenter)
        self._lead.add(self._words, 1, Qt.AlignmentFlag.AlignVCenter)
        self._lead.add(self.tag, align=Qt.AlignmentFlag.AlignVCenter)
        self._lead.add(self.source_button, align=Qt.AlignmentFlag.AlignVCenter)
        self.add(self._lead, 1)
        self.add(self.choice)
        self.dress()

    def dress(self) -> None:
        """At large text put the answers below the words."""
        super().dress()
        if getattr(self, "choice", None) is None:
            return
        align, roomy = Qt.AlignmentFlag, look().roomy
        self.lay(beside=roomy)
        self.box.setAlignment(self.choice, align.AlignVCenter if roomy else align.AlignLeft)
        self._number.setFixedWidth(look().grown(NUMBER_WIDTH))

    def say_before(self, answer: str) -> None:
        """Tag what was answered last time; nothing hides the tag."""
        words = code_list("yes_no_dont_know").label(answer).lower() if answer else ""
        self.tag.show_words(self.tr("was {0}").format(words), icon="history")
        self.tag.setVisible(bool(answer))

    @property
    def source(self) -> str:
        """Who the answer is from, a code; blank for the client."""
        return self._source

    def set_source(self, code: str) -> None:
        """Say who the answer is from."""
        self._source = "" if code == _CLIENT else code
        self.show_source()

    def next_source(self) -> None:
        """Say the next one of the list; after the last comes the client again."""
        codes = [code.code for code in code_list("risk_source").codes if code.code != _CLIENT]
        following = ["", *codes, ""]
        self.set_source(
            following[following.index(self._source) + 1] if self._source in following else ""
        )
        self.source_changed.emit()

    def show_source(self) -> None:
        """Show it where it is not the client, and in the row in use to be changed."""
        words = code_list("risk_source").label(self._source or _CLIENT)
        self.source_button.set_words(self.tr("From: {0}").format(within(words)))
        self.source_button.setVisible(bool(self._source) or self._is_in_use())

    def _is_in_use(self) -> bool:
        at = QApplication.focusWidget()
        return at is not None and self.isAncestorOf(at)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground of the row in use, and the hairline."""
        painter = QPainter(self)
        if self._is_in_use():
            painter.fillRect(self.rect(), look().colour("selection"))
            left_bar(painter, QRectF(self.rect()), BAR, look().colour("accent"))
        if not self._last:
            start = look().space(12) + look().grown(NUMBER_WIDTH) + look().space(12)
            line = QRectF(start, self.height() - 1, self.width() - start, 1)
            painter.fillRect(line, look().colour("line"))


class _Group(Column):
    """A heading with its count over a card of rows."""

    def __init__(self, group: ItemGroup) -> None:
        super().__init__(8)
        self.group = group
        head = Row(8)
        head.add(Line(group.title, "heading"))
        head.add_stretch()
        self.count = Line("", "small", "muted")
        head.add(self.count)
        self.add(head)
        card = Card(0, flush=True)
        last = group.items[-1]
        self.rows = [ItemRow(item, last=item is last) for item in group.items]
        for row in self.rows:
            card.add(row)
        self.add(card)

    def tell(self) -> None:
        """Count the answers."""
        done = sum(bool(row.choice.value()) for row in self.rows)
        words = self.tr("{0} of {1} answered").format(done, len(self.rows))
        self.count.set_colour("muted" if done in (0, len(self.rows)) else "warning")
        self.count.setText(words)
        self.count.updateGeometry()


class RiskItems(Column):
    """Every item of an instrument.

    Args:
        instrument: what is asked.
    """

    edited = Signal(str)

    def __init__(self, instrument: Instrument) -> None:
        super().__init__(20)
        self._before: Mapping[str, str] = {}
        self._groups = [_Group(group) for group in instrument.groups]
        self._rows: dict[str, ItemRow] = {}
        for group in self._groups:
            self.add(group)
            for row in group.rows:
                self._rows[row.item.id] = row
                row.choice.changed.connect(partial(self._edited, row.item.id))
                row.source_changed.connect(partial(self._edited, row.item.id))
                for segment in row.choice.findChildren(QWidget):
                    segment.installEventFilter(self)

    def answers(self) -> dict[str, str]:
        """Return the answers so far, by item."""
        given = ((item, row.choice.value()) for item, row in self._rows.items())
        return {item: answer for item, answer in given if answer}

    def sources(self) -> dict[str, str]:
        """Return who the answers are from that are not the client's, by item."""
        return {item: row.source for item, row in self._rows.items() if row.source}

    def fill(self, answers: Mapping[str, str], sources: Mapping[str, str]) -> None:
        """Show answers that were given before in this assessment, and who they are from."""
        for item, row in self._rows.items():
            row.choice.set_value(answers.get(item, ""))
            row.set_source(sources.get(item, ""))
            row.choice.set_problem(None)
        self._tell()

    def show_before(self, answers: Mapping[str, str]) -> None:
        """Tag what was answered in the last assessment."""
        self._before = answers
        self._tell()

    def lock(self, *, closed: bool) -> None:
        """Let nobody change an answer, or let them again."""
        for row in self._rows.values():
            row.choice.setEnabled(not closed)
            row.source_button.setEnabled(not closed)

    def mark_open(self) -> None:
        """Mark the items without an answer."""
        for row in self._rows.values():
            row.choice.set_problem(None if row.choice.value() else self.tr("Answer this item"))

    def in_use(self) -> str:
        """Return the item that has the focus, or nothing."""
        at = QApplication.focusWidget()
        rows = self._rows.items()
        return next((item for item, row in rows if at is not None and row.isAncestorOf(at)), "")

    def focus(self, item: str) -> None:
        """Go to an item."""
        if item in self._rows:
            self._rows[item].choice.focus_first()

    def first_open(self) -> str:
        """Return the first item without an answer, or the first of all."""
        items = (item for item, row in self._rows.items() if not row.choice.value())
        return next(items, next(iter(self._rows)))

    def row(self, item: str) -> ItemRow:
        """Return the row of an item."""
        return self._rows[item]

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Draw the row in use; let up and down go from row to row."""
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            for row in self._rows.values():
                row.show_source()
                row.update()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
            step = steps.get(Qt.Key(event.key()))
            if step is not None:
                self._walk(step)
                return True
            at = self.in_use()
            if (
                event.text().casefold() == _SOURCE_LETTER
                and at
                and self._rows[at].choice.isEnabled()
            ):
                self._rows[at].next_source()
                return True
        return False

    def _walk(self, step: int) -> None:
        items = list(self._rows)
        at = self.in_use()
        if at:
            self.focus(items[min(max(items.index(at) + step, 0), len(items) - 1)])

    def _edited(self, item: str) -> None:
        self._rows[item].choice.set_problem(None)
        self._tell()
        self.edited.emit(item)

    def _tell(self) -> None:
        for item, row in self._rows.items():
            now, before = row.choice.value(), self._before.get(item, "")
            row.say_before(before if now and before != now else "")
        for group in self._groups:
            group.tell()
