"""Boxes to tick.

``CheckMark("Send plan for approval", detail="Today")`` answers ``True`` or ``False``.
``ChecksField("What has been happening", options)`` answers a tuple of codes in the order offered.
Both follow ``field.InputField``.
"""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from idva_desktop.ui.icons import paint_icon
from idva_desktop.ui.marks import box, words
from idva_desktop.ui.style import PROBLEM
from idva_desktop.ui.theme import Dressed, look
from idva_desktop.ui.widgets.boxes import Column
from idva_desktop.ui.widgets.field import mark_problem
from idva_desktop.ui.widgets.options import Option

CHECK_GAP = 10


def paint_check(painter: QPainter, rect: QRectF, *, checked: bool, wrong: bool = False) -> None:
    """Draw a tick box centred by height at the left of ``rect``."""
    side = look().size("checkbox")
    place = QRectF(rect.x(), round(rect.center().y() - side / 2), side, side)
    colour = look().colour
    radius = look().radius("chip")
    if checked:
        box(painter, place, radius, colour("accent"))
        inner = place.adjusted(2, 2, -2, -2)
        paint_icon(painter, inner, "check", colour("on_accent"))
        return
    edge = colour("error" if wrong else "control")
    box(painter, place, radius, colour("surface"), edge, width=2 if wrong else 1.5)


class CheckMark(Dressed, QCheckBox):
    """One box to tick, with words and a smaller line below them.

    Args:
        label: what is ticked.
        detail: a second line.
        bare: show the box alone; the label stays the accessible name.
    """

    changed = Signal()
    problem_changed = Signal(str)
    focus_outset = 3

    def __init__(
        self, label: str, *, detail: str = "", bare: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(label.replace("&", "&&"), parent)
        self.label, self._detail, self._bare = label, detail, bare
        self.setAccessibleName(label)
        self.setAccessibleDescription(detail)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.changed)
        self.dress()

    def dress(self) -> None:
        """Take the height of the text size."""
        self.setMinimumHeight(self.sizeHint().height())
        self.updateGeometry()

    def value(self) -> bool:
        """Return whether it is ticked."""
        return self.isChecked()

    def set_value(self, value: bool) -> None:  # the answer itself, not a switch
        """Tick it, or not."""
        self.setChecked(bool(value))

    def set_problem(self, message: str | None) -> None:
        """Mark the box, or clear the mark."""
        mark_problem(self, message)
        self.problem_changed.emit(message or "")

    def focus_first(self) -> None:
        """Take the focus."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def sizeHint(self) -> QSize:
        """Ask for box and words."""
        height = max(look().size("smallest_target"), look().line("medium") + look().space(8))
        if self._bare:
            return QSize(look().size("smallest_target"), height)
        lead = look().size("checkbox") + look().space(CHECK_GAP)
        width = look().width(self.label, "medium")
        if self._detail:
            width = max(width, look().width(self._detail, "small"))
            height = look().line("medium") + look().line("small") + look().space(8)
        return QSize(lead + width + 2, height)

    def minimumSizeHint(self) -> QSize:
        """Accept less; the words end in an ellipsis."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), look().grown(120)), hint.height())

    def hitButton(self, _at: object) -> bool:
        """Let the whole line be hit."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw box, words and detail."""
        painter = QPainter(self)
        top, line = look().space(4), look().line("medium")
        wrong = bool(self.property(PROBLEM))
        if self._bare:
            side = look().size("checkbox")
            place = QRectF((self.width() - side) / 2, 0, side, self.height())
            paint_check(painter, place, checked=self.isChecked(), wrong=wrong)
            return
        if not self._detail:
            top = (self.height() - line) // 2
        paint_check(painter, QRectF(0, top, line, line), checked=self.isChecked(), wrong=wrong)
        left = look().size("checkbox") + look().space(CHECK_GAP)
        room = self.width() - left
        ink = look().colour("text" if self.isEnabled() else "muted")
        words(painter, QRectF(left, top, room, line), self.label, "medium", ink)
        place = QRectF(left, top + line, room, look().line("small"))
        words(painter, place, self._detail, "small", look().colour("muted"))


class ChecksField(Column):
    """Several boxes under one question.

    Args:
        label: the question.
        options: what can be ticked.
    """

    changed = Signal()
    problem_changed = Signal(str)

    def __init__(
        self, label: str, options: Sequence[Option], parent: QWidget | None = None
    ) -> None:
        super().__init__(gap=2, parent=parent)
        self.label = label
        self.setAccessibleName(label)
        self._marks = {o.code: CheckMark(o.words, detail=o.detail) for o in options}
        for mark in self._marks.values():
            self.add(mark)
            mark.changed.connect(self.changed)

    def value(self) -> tuple[str, ...]:
        """Return the ticked codes, in the order offered."""
        return tuple(code for code, mark in self._marks.items() if mark.value())

    def set_value(self, value: Iterable[str]) -> None:
        """Tick these and no others."""
        ticked = set(value)
        for code, mark in self._marks.items():
            mark.set_value(code in ticked)

    def set_problem(self, message: str | None) -> None:
        """Mark every box, or clear the marks."""
        for mark in self._marks.values():
            mark_problem(mark, message)
        self.problem_changed.emit(message or "")

    def focus_first(self) -> None:
        """Take the focus on the first box."""
        first = next(iter(self._marks.values()), None)
        if first is not None:
            first.focus_first()
