"""A choice shown whole: ``SegmentedChoice("Risk item 22", (Option("yes", "Yes"), …))``.

One tab stop. Left and right move and choose, the letters answer, Space chooses, Delete takes the
answer back. Up and down are left to the list around it. Where the row does not fit, the answers
stand one below the other. Follows ``field.InputField``: ``value()`` is the code, or "".
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from idva_desktop.ui.icons import paint_icon
from idva_desktop.ui.marks import box, words
from idva_desktop.ui.style import PROBLEM
from idva_desktop.ui.theme import Dressed, Theme, look
from idva_desktop.ui.widgets.field import mark_problem
from idva_desktop.ui.widgets.options import Option, letters

NARROWEST, NARROWEST_EQUAL = 66, 96  # px at 100 %, of one segment
LETTER_GAP = 6


class _Segment(QRadioButton):
    """One answer; drawn by itself, arranged by the choice."""

    def __init__(self, option: Option, letter: str, choice: "SegmentedChoice") -> None:
        super().__init__(option.words.replace("&", "&&"), choice)
        self.option, self.letter, self.choice = option, letter, choice
        self._measured: tuple[Theme, int] | None = None
        self.setAccessibleName(option.words)
        self.setAccessibleDescription(choice.label)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self._chosen)

    def ring_target(self) -> QWidget:
        """Let the focus ring surround the whole choice."""
        return self.choice

    def natural_width(self) -> int:
        """Return the width that the words, icon and letter want, measured once for each look."""
        theme = look()
        if self._measured is None or self._measured[0] is not theme:
            self._measured = (theme, self._measure())
        return self._measured[1]

    def _measure(self) -> int:
        width = look().width(self.option.words, "strong") + 2 * look().space(11)
        if self.option.icon:
            width += look().size("icon") + look().space(8)
        if self.letter:
            width += look().width(self.letter, "caption") + look().space(LETTER_GAP)
        return max(width, look().grown(NARROWEST))

    def sizeHint(self) -> QSize:
        """Ask for the words' width."""
        return QSize(self.natural_width(), self.choice.row_height())

    def hitButton(self, _at: object) -> bool:
        """Let the whole segment be hit, not only its words."""
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand every key but Space to the choice."""
        if event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Select}:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the letters."""
        super().focusInEvent(event)
        self.choice.update_segments()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the letters."""
        super().focusOutEvent(event)
        self.choice.update_segments()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the tint and outline of a chosen answer, then icon, words and letter."""
        painter = QPainter(self)
        rect = QRectF(self.rect())
        ink = look().colour("text" if self.isEnabled() else "muted")
        if self.isChecked():
            radius = look().radius("control")
            box(
                painter,
                rect,
                radius,
                look().colour("accent_soft"),
                look().colour("accent"),
                width=2,
            )
            ink = look().colour("accent_text")
        role = "strong" if self.isChecked() else "medium"
        letter = self.letter if self.choice.letters_shown() else ""
        width = look().width(self.option.words, role) + 1
        extra = look().width(letter, "caption") + look().space(LETTER_GAP) if letter else 0
        side = look().size("icon") if self.option.icon else 0
        lead = side + look().space(8) if side else 0
        x = max((rect.width() - width - extra - lead) / 2, look().space(4))
        if side:
            place = QRectF(round(x), 0, side, rect.height())
            paint_icon(painter, place, self.option.icon, ink)
        room = min(width, rect.width() - x - lead)
        words(painter, QRectF(x + lead, 0, room, rect.height()), self.option.words, role, ink)
        if letter:
            place = QRectF(x + lead + width + look().space(LETTER_GAP), 0, extra, rect.height())
            tint = ink if self.isChecked() else look().colour("muted")
            words(painter, place, letter, "caption", tint)

    def _chosen(self) -> None:
        self.choice.choose(self.option.code)


class SegmentedChoice(Dressed, QWidget):
    """Answers side by side, of which one is chosen.

    Args:
        label: the question, also to screen readers.
        options: the answers, in order.
        compact: 32 px high for lists, otherwise 36.
        stretch: share the whole width; otherwise as wide as the words.
        equal: give all answers the same width.
        always_letters: show the letters without focus too.
    """

    changed = Signal()
    problem_changed = Signal(str)
    focus_outset = 1

    def __init__(
        self,
        label: str,
        options: Sequence[Option],
        *,
        compact: bool = False,
        stretch: bool = False,
        equal: bool = False,
        always_letters: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.label = label
        self._compact, self._stretch, self._equal = compact, stretch, equal
        self._always_letters = always_letters
        self.setAccessibleName(label)
        keys = letters(options)
        pairs = zip(options, keys, strict=True)
        self._segments = [_Segment(option, key, self) for option, key in pairs]
        across = QSizePolicy.Policy.Expanding if stretch else QSizePolicy.Policy.Maximum
        policy = QSizePolicy(across, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if self._segments:
            self.setFocusProxy(self._segments[0])
        self._set_stop()

    def dress(self) -> None:
        """Arrange again."""
        self._arrange()
        self.updateGeometry()

    def value(self) -> str:
        """Return the code of the answer, or an empty string."""
        return next((s.option.code for s in self._segments if s.isChecked()), "")

    def set_value(self, value: str) -> None:
        """Show an answer; an empty string shows none."""
        for segment in self._segments:
            segment.setAutoExclusive(False)  # or the last answer could not be taken back
            segment.setChecked(segment.option.code == value)
        for segment in self._segments:
            segment.setAutoExclusive(True)  # it is what makes them radio buttons to a screen reader
        self._set_stop()
        self.update()

    def choose(self, code: str) -> None:
        """Answer as the user does: show it and tell."""
        self.set_value(code)
        self.changed.emit()

    def set_problem(self, message: str | None) -> None:
        """Mark the choice, or clear the mark."""
        mark_problem(self, message)
        self.problem_changed.emit(message or "")

    def focus_first(self) -> None:
        """Take the focus on the chosen or first answer."""
        proxy = self.focusProxy()
        if proxy is not None:
            proxy.setFocus(Qt.FocusReason.OtherFocusReason)

    def row_height(self) -> int:
        """Return the height of one answer."""
        return look().size("control_compact" if self._compact else "control")

    def letters_shown(self) -> bool:
        """Whether the letters are drawn: always, or while the focus is inside."""
        return self._always_letters or any(s.hasFocus() for s in self._segments)

    def update_segments(self) -> None:
        """Draw all answers again."""
        for segment in self._segments:
            segment.update()

    def sizeHint(self) -> QSize:
        """Ask for one row."""
        return QSize(sum(self._natural()), self.row_height())

    def minimumSizeHint(self) -> QSize:
        """Accept one answer a row, as wide as the widest."""
        return QSize(max(self._natural(), default=0), self.row_height())

    def hasHeightForWidth(self) -> bool:
        """Grow taller where a row does not fit."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the rows that are needed."""
        across = self._across(width)
        return -(-len(self._segments) // across) * self.row_height() if across else 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, answer by letter, or take the answer back."""
        across = self._across(self.width())
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if across < len(self._segments):  # up and down mean something only between rows
            steps |= {Qt.Key.Key_Up: -across, Qt.Key.Key_Down: across}
        if event.key() in steps:
            self._move(steps[Qt.Key(event.key())])
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            if self.value():
                self.choose("")
        elif not self._answer_by(event):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange for the new width."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Follow enabling and disabling."""
        super().changeEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box around all answers and the lines between them."""
        painter = QPainter(self)
        wrong = bool(self.property(PROBLEM))
        box(
            painter,
            QRectF(self.rect()),
            look().radius("control"),
            look().colour("surface" if self.isEnabled() else "sunken"),
            look().colour("error" if wrong else "control"),
            width=2 if wrong else 1,
        )
        painter.setPen(look().colour("line"))
        inset, across = look().space(6), self._across(self.width())
        for at, segment in enumerate(self._segments):
            place = segment.geometry()
            left = self._segments[at - 1] if at % across else None
            if left is not None and not (left.isChecked() or segment.isChecked()):
                x = place.x()
                painter.drawLine(x, place.y() + inset, x, place.bottom() - inset)
            above = self._segments[at - across] if at >= across else None
            if above is not None and not (above.isChecked() or segment.isChecked()):
                y = place.y()
                painter.drawLine(place.x() + inset, y, place.right() - inset, y)

    def _natural(self) -> list[int]:
        widths = [segment.natural_width() for segment in self._segments]
        if not self._equal or not widths:
            return widths
        return [max(*widths, look().grown(NARROWEST_EQUAL))] * len(widths)

    def _across(self, width: int) -> int:
        """Return how many answers stand in a row: all, or as many as fit in the fewest rows."""
        natural = self._natural()
        count = len(natural)
        if not natural or width >= sum(natural):
            return count
        rows = next(
            rows for rows in range(2, count + 1) if rows == count or self._fits(rows, width)
        )
        return -(-count // rows)

    def _fits(self, rows: int, width: int) -> bool:
        natural = self._natural()
        return max(natural) * -(-len(natural) // rows) <= width

    def _arrange(self) -> None:
        widths, height = self._natural(), self.row_height()
        across = self._across(self.width())
        if across < len(widths):
            self._arrange_rows(across, height)
            return
        spare = max(self.width() - sum(widths), 0) if self._stretch else 0
        left = 0
        for place, segment in enumerate(self._segments):
            share = spare // (len(widths) - place)
            spare -= share
            segment.setGeometry(QRect(left, 0, widths[place] + share, height))
            left += widths[place] + share

    def _arrange_rows(self, across: int, height: int) -> None:
        """Put the answers into rows whose columns line up."""
        edges = [self.width() * at // across for at in range(across + 1)]
        for place, segment in enumerate(self._segments):
            row, at = divmod(place, across)
            wide = edges[at + 1] - edges[at]
            segment.setGeometry(QRect(edges[at], row * height, wide, height))

    def _set_stop(self) -> None:
        """Leave one answer in the tab order: the chosen one, or the first."""
        chosen = next((s for s in self._segments if s.isChecked()), None)
        stop = chosen or next(iter(self._segments), None)
        for segment in self._segments:
            segment.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if segment is stop else Qt.FocusPolicy.ClickFocus
            )
        if stop is not None:
            self.setFocusProxy(stop)

    def _move(self, step: int) -> None:
        at = next((i for i, s in enumerate(self._segments) if s.hasFocus()), 0)
        if abs(step) > 1 and not 0 <= at + step < len(self._segments):
            return
        goal = self._segments[min(max(at + step, 0), len(self._segments) - 1)]
        if not goal.isChecked():
            self.choose(goal.option.code)
        goal.setFocus(Qt.FocusReason.OtherFocusReason)

    def _answer_by(self, event: QKeyEvent) -> bool:
        plain = event.modifiers() in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
            Qt.KeyboardModifier.KeypadModifier,
        }
        typed = event.text().upper()
        for segment in self._segments:
            if plain and typed and segment.letter == typed:
                self.choose(segment.option.code)
                segment.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False
