"""The items of a risk assessment as squares, by their answers.

``ItemGrid(24)`` with ``show_answers([Answer.YES, …])``; pressing a square leads to its item
(``chosen(number)``, from 1). The list of items beside is the way by keyboard.
"""

from collections.abc import Sequence
from enum import Enum
from functools import partial

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from idva_desktop.ui.marks import CENTRE, box, words
from idva_desktop.ui.theme import Dressed, look

SQUARE, GRID_GAP = 26, 6  # px at 100 %


class Answer(Enum):
    """How an item stands, by ink, ground and edge."""

    YES = ("on_accent", "accent", "accent")
    NO = ("text", "surface", "control")
    UNKNOWN = ("warning", "warning_soft", "warning")
    OPEN = ("muted", "surface", "control")


def answer_words(answer: Answer) -> str:
    """Return the word for an answer."""
    tr = QCoreApplication.translate
    return {
        Answer.YES: tr("ItemGrid", "yes"),
        Answer.NO: tr("ItemGrid", "no"),
        Answer.UNKNOWN: tr("ItemGrid", "don’t know"),
        Answer.OPEN: tr("ItemGrid", "open"),
    }[answer]


class _Item(Dressed, QAbstractButton):
    focus_outset = 2

    def __init__(self, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.number, self.answer = number, Answer.OPEN
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the list beside is the way by keyboard
        self.show_answer(Answer.OPEN)

    def dress(self) -> None:
        self.update()

    def show_answer(self, answer: Answer) -> None:
        self.answer = answer
        said = QCoreApplication.translate("ItemGrid", "Item {number}: {answer}")
        self.setAccessibleName(said.format(number=self.number, answer=answer_words(answer)))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look().grown(SQUARE), look().grown(SQUARE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        ink, ground, edge = (look().colour(name) for name in self.answer.value)
        painter = QPainter(self)
        rect = QRectF(self.rect())
        dashed = self.answer is Answer.OPEN
        box(painter, rect, look().radius("chip"), ground, edge, dashed=dashed)
        words(painter, rect, str(self.number), "caption", ink, align=CENTRE)


class ItemGrid(Dressed, QWidget):
    """A square for each item, as many in a row as fit, with a key below.

    Args:
        items: how many items there are.
    """

    chosen = Signal(int)

    def __init__(self, items: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items = [_Item(number, self) for number in range(1, items + 1)]
        for item in self._items:
            item.clicked.connect(partial(self._choose, item.number))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_answers([Answer.OPEN] * items)

    def dress(self) -> None:
        """Arrange again."""
        self._arrange()
        self.updateGeometry()

    def show_answers(self, answers: Sequence[Answer]) -> None:
        """Show how each item stands."""
        for item, answer in zip(self._items, answers, strict=True):
            item.show_answer(answer)
        counted = [f"{answers.count(kind)} {answer_words(kind)}" for kind in Answer]
        self.setAccessibleName(", ".join(counted))
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Grow taller where it is narrow."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all rows and of the key."""
        rows = -(-len(self._items) // self._across(width))
        step = look().grown(SQUARE) + look().space(GRID_GAP)
        return rows * step + self._key_height(width)

    def sizeHint(self) -> QSize:
        """Ask for eight in a row."""
        width = 8 * (look().grown(SQUARE) + look().space(GRID_GAP))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Accept four in a row."""
        width = 4 * (look().grown(SQUARE) + look().space(GRID_GAP))
        return QSize(width, look().grown(SQUARE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange for the new width."""
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the key below the squares."""
        painter = QPainter(self)
        side, line = look().grown(12), look().line("caption")
        rows = -(-len(self._items) // self._across(self.width()))
        top = rows * (look().grown(SQUARE) + look().space(GRID_GAP)) + look().space(4)
        x = 0
        for answer in Answer:
            width = self._key_width(answer)
            if x and x + width > self.width():
                x, top = 0, top + line + look().space(4)
            _ink, ground, edge = (look().colour(name) for name in answer.value)
            place = QRectF(x, top + (line - side) / 2, side, side)
            box(painter, place, 3, ground, edge, dashed=answer is Answer.OPEN)
            place = QRectF(x + side + look().space(6), top, width, line)
            words(painter, place, answer_words(answer), "caption", look().colour("muted"))
            x += width

    def _key_width(self, answer: Answer) -> int:
        return look().grown(12) + look().space(20) + look().width(answer_words(answer), "caption")

    def _key_height(self, width: int) -> int:
        lines, x = 1, 0
        for answer in Answer:
            wide = self._key_width(answer)
            if x and x + wide > width:
                lines, x = lines + 1, 0
            x += wide
        return lines * (look().line("caption") + look().space(4)) + look().space(4)

    def _across(self, width: int) -> int:
        step = look().grown(SQUARE) + look().space(GRID_GAP)
        return max(min((width + look().space(GRID_GAP)) // step, 8), 1)

    def _arrange(self) -> None:
        step = look().grown(SQUARE) + look().space(GRID_GAP)
        across, side = self._across(self.width()), look().grown(SQUARE)
        for place, item in enumerate(self._items):
            item.setGeometry(place % across * step, place // across * step, side, side)

    def _choose(self, number: int, _checked: bool = False) -> None:  # Qt's clicked(bool)
        self.chosen.emit(number)
