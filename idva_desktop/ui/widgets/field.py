"""What every input field offers, and the frame that names it.

The protocol (``InputField``)::

    field.value()               the answer: "" for none; a tuple for checks; a bool for one check
    mark field.set_value(value)      show an answer; does not emit ``changed``
    field.changed               signal, at each edit by the user
    field.set_problem(words)    mark the field in brick and say why; None clears it
    field.problem_changed       signal(str); the frame around the field listens
    field.focus_first()         take the focus, where typing begins
    field.label                 the question, also its accessible name

``FieldFrame(field, hint="What was said and done.", optional=True)`` shows the label above the
field, the hint, the problem with its bar, and itself offers the same protocol.
"""

from typing import Any, Protocol

from PySide6.QtCore import QCoreApplication, QRectF, Qt, Signal, SignalInstance
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from idva_desktop.ui.marks import box
from idva_desktop.ui.style import PROBLEM
from idva_desktop.ui.theme import look
from idva_desktop.ui.widgets.boxes import Column, Row
from idva_desktop.ui.widgets.icon_mark import IconLine
from idva_desktop.ui.widgets.labels import Line, WrappedLabel

PROBLEM_BAR, PROBLEM_INDENT = 4, 16  # px at 100 %


class InputField(Protocol):
    """What form views rely on; see the module for the meaning of each."""

    label: str

    @property
    def changed(self) -> SignalInstance:
        """The user edited the answer."""
        ...

    @property
    def problem_changed(self) -> SignalInstance:
        """The field has a new problem, or none."""
        ...

    def value(self) -> Any:  # noqa: ANN401  # each kind of field has its own kind of answer
        """Return the answer."""
        ...

    def set_value(self, value: Any) -> None:  # noqa: ANN401  # as above
        """Show an answer."""
        ...

    def set_problem(self, message: str | None) -> None:
        """Mark the field, or clear the mark."""
        ...

    def focus_first(self) -> None:
        """Take the focus."""
        ...


def mark_problem(widget: QWidget, message: str | None) -> None:
    """Give a widget the brick edge, and its problem to screen readers."""
    widget.setProperty(PROBLEM, bool(message))
    widget.setAccessibleDescription(message or "")
    widget.update()


class FieldFrame(Column):
    """A field under its label, with hint and problem.

    Args:
        field: the input field.
        hint: a sentence under the label.
        optional: adds "(optional)" to the label; there are no asterisks.
        fill: let the field take the whole width; otherwise it keeps its own.
    """

    changed = Signal()
    problem_changed = Signal(str)

    def __init__(
        self,
        field: InputField,
        hint: str = "",
        *,
        optional: bool = False,
        fill: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(gap=4, parent=parent)
        self.field, self.label = field, field.label
        self._hint_words = hint
        if not isinstance(field, QWidget):
            raise TypeError("A field frame holds a widget")
        self._add_label(field.focusProxy() or field, optional=optional)
        if hint:
            self.add(WrappedLabel(hint, "small", "muted"))
        self._problem = IconLine("circle-alert", "", role="strong", colour="error", tint="error")
        self._problem.hide()
        self.add(self._problem)
        if hint:
            field.setAccessibleDescription(hint)
        if fill:
            self.add(field)
        else:
            self.add(field, align=Qt.AlignmentFlag.AlignLeft)
        field.changed.connect(self.changed)
        field.problem_changed.connect(self._show_problem)

    def _add_label(self, target: QWidget, *, optional: bool) -> None:
        # On Linux a combo box is named by the label whose buddy it is, not by its accessible name.
        if not optional:
            label = WrappedLabel(self.label, "strong")
            label.setBuddy(target)
            self.add(label)
            return
        line = Line(self.label, "strong")
        line.setBuddy(target)
        row = Row(gap=8)
        row.add(line)
        words = QCoreApplication.translate("FieldFrame", "(optional)")
        row.add(Line(words, "small", "muted"))
        row.add_stretch()
        self.add(row)

    def dress(self) -> None:
        """Leave room for the bar while there is a problem."""
        super().dress()
        if getattr(self, "_problem", None) is not None and not self._problem.isHidden():
            self.box.setContentsMargins(look().space(PROBLEM_INDENT), 0, 0, 0)

    def value(self) -> Any:  # noqa: ANN401  # the field's own kind of answer
        """Return the field's answer."""
        return self.field.value()

    def set_value(self, value: Any) -> None:  # noqa: ANN401  # as above
        """Show an answer in the field."""
        self.field.set_value(value)

    def set_problem(self, message: str | None) -> None:
        """Show what is to be mended, in the words of the summary, or clear it."""
        self.field.set_problem(message)

    def focus_first(self) -> None:
        """Put the cursor into the field."""
        self.field.focus_first()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the brick bar of a problem."""
        if self._problem.isHidden():
            return
        bar = QRectF(0, 0, PROBLEM_BAR, self.height())
        box(QPainter(self), bar, PROBLEM_BAR / 2, look().colour("error"))

    def _show_problem(self, message: str) -> None:
        self._problem.label.setText(message)
        self._problem.setVisible(bool(message))
        if isinstance(self.field, QWidget):
            self.field.setAccessibleDescription(message or self._hint_words)
        self.dress()
        self.problem_changed.emit(message)
