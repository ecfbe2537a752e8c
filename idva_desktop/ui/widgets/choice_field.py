"""A choice from a list: ``ChoiceField("Who made the referral?", options)``.

A combo box that cannot be typed into and that the mouse wheel changes only while its list is open.
Follows ``field.InputField``: ``value()`` is the code, or "".
"""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStyle, QStyleOptionComboBox, QWidget

from idva_desktop.ui.marks import words
from idva_desktop.ui.theme import Dressed, look
from idva_desktop.ui.widgets.field import mark_problem
from idva_desktop.ui.widgets.options import Option


class ChoiceField(Dressed, QComboBox):
    """A list that opens below its box.

    Args:
        label: the question.
        options: the answers, in order.
        prompt: the entry that means no answer; empty leaves it out.
        width: preferred width, px at 100 %.
    """

    changed = Signal()
    problem_changed = Signal(str)
    focus_outset = 1

    def __init__(
        self,
        label: str,
        options: Sequence[Option],
        *,
        prompt: str | None = None,
        width: int = 320,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.label, self._width = label, width
        self.setAccessibleName(label)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # never by the wheel
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        asked = QCoreApplication.translate("ChoiceField", "Choose one")
        self._prompt = asked if prompt is None else prompt
        self.set_options(options)
        self.activated.connect(self._activated)
        self.dress()

    def dress(self) -> None:
        """Take the font and height of the text size."""
        self.setFont(look().font("body"))
        self.setMinimumHeight(look().size("control"))
        self.updateGeometry()

    def set_options(self, options: Sequence[Option]) -> None:
        """Offer other answers; keeps the present one where it is still offered."""
        kept = self.value()
        self.clear()
        if self._prompt:
            self.addItem(self._prompt, "")
        for option in options:
            self.addItem(option.words, option.code)
        self.set_value(kept)

    def value(self) -> str:
        """Return the code of the answer, or an empty string."""
        return str(self.currentData() or "")

    def set_value(self, value: str) -> None:
        """Show an answer; an empty string shows the prompt."""
        self.setCurrentIndex(max(self.findData(value), 0 if self.count() else -1))

    def set_problem(self, message: str | None) -> None:
        """Mark the field, or clear the mark."""
        mark_problem(self, message)
        self.problem_changed.emit(message or "")

    def focus_first(self) -> None:
        """Take the focus."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def sizeHint(self) -> QSize:
        """Ask for the preferred width."""
        return QSize(look().grown(self._width), look().size("control"))

    def minimumSizeHint(self) -> QSize:
        """Accept less; the words end in an ellipsis."""
        return QSize(look().grown(96), look().size("control"))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page: the open list has its own."""
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box and the answer."""
        painter = QPainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        self.style().drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option, painter, self)
        side = look().space(10)
        room = self.width() - 3 * side - look().size("icon")
        ink = look().colour("text" if self.isEnabled() else "muted")
        words(painter, QRectF(side, 0, room, self.height()), self.currentText(), "body", ink)

    def _activated(self, _index: int) -> None:
        self.changed.emit()
