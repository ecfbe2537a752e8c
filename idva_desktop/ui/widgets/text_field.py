"""Typed answers on one line.

``TextField("Agency", text="")``; ``SearchField("Search cases")`` with an icon and a placeholder;
``TypedDateField("When", meaning)`` echoes what was understood below itself, where
``meaning("tomorrow 10:30")`` returns "Fri 21 November 2025, 10:30" or raises ``IdvaError``.
All follow ``field.InputField`` with a ``str`` answer as typed.
"""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from idva_desktop.domain.errors import IdvaError
from idva_desktop.ui.icons import paint_icon
from idva_desktop.ui.theme import Dressed, look
from idva_desktop.ui.widgets.boxes import Column
from idva_desktop.ui.widgets.field import mark_problem
from idva_desktop.ui.widgets.labels import WrappedLabel

DEFAULT_WIDTH = 320  # px at 100 %


class TextField(Dressed, QLineEdit):
    """One line of text.

    Args:
        label: the question.
        width: preferred width, px at 100 %.
        placeholder: an example; never the only name of the field.
    """

    changed = Signal()
    problem_changed = Signal(str)
    focus_outset = 1

    def __init__(
        self,
        label: str,
        *,
        width: int = DEFAULT_WIDTH,
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.label = label
        self._width = width
        self.setAccessibleName(label)
        self.setPlaceholderText(placeholder)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.textEdited.connect(self.changed)
        self.dress()

    def dress(self) -> None:
        """Take height and inner margins of the text size."""
        self.setFont(look().font("body"))
        side = look().space(8)
        self.setTextMargins(side, 0, side, 0)
        self.setMinimumHeight(look().size("control"))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Ask for the preferred width."""
        return QSize(look().grown(self._width), look().size("control"))

    def minimumSizeHint(self) -> QSize:
        """Stay wide enough for a few letters."""
        return QSize(look().grown(60), look().size("control"))

    def value(self) -> str:
        """Return what is typed, without the spaces around it."""
        return self.text().strip()

    def set_value(self, value: str) -> None:
        """Show an answer."""
        if value != self.text():
            self.setText(value)
            self.setCursorPosition(0)

    def set_problem(self, message: str | None) -> None:
        """Mark the field, or clear the mark."""
        mark_problem(self, message)
        self.problem_changed.emit(message or "")

    def focus_first(self) -> None:
        """Take the focus."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)


class SearchField(TextField):
    """A text field with a magnifying glass; Esc empties it."""

    def __init__(self, label: str, *, width: int = DEFAULT_WIDTH) -> None:
        super().__init__(label, width=width, placeholder=label)

    def dress(self) -> None:
        """Leave room for the icon."""
        super().dress()
        left = look().space(10) + look().size("icon") + look().space(6)
        self.setTextMargins(left, 0, look().space(8), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon over the box."""
        super().paintEvent(event)
        place = QRectF(look().space(10), 0, look().size("icon"), self.height())
        paint_icon(QPainter(self), place, "search", look().colour("muted"))


class TypedDateField(Column):
    """A date or time as one would say it, with its meaning below.

    Args:
        label: the question.
        meaning: turns what is typed into the sentence to echo, or raises ``IdvaError``.
        width: of the box, px at 100 %.
    """

    changed = Signal()
    problem_changed = Signal(str)

    def __init__(
        self,
        label: str,
        meaning: Callable[[str], str],
        *,
        width: int = DEFAULT_WIDTH,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(gap=4, parent=parent)
        self.label = label
        self._meaning = meaning
        self.box_field = TextField(label, width=width)
        self.echo = WrappedLabel("", "small", "muted")
        self.setAccessibleName(label)
        self.setFocusProxy(self.box_field)
        self.add(self.box_field)
        self.add(self.echo)
        self.box_field.changed.connect(self._edited)
        self._say()

    def value(self) -> str:
        """Return what is typed; its meaning is the caller's parser again."""
        return self.box_field.value()

    def set_value(self, value: str) -> None:
        """Show an answer and its meaning."""
        self.box_field.set_value(value)
        self._say()

    def set_problem(self, message: str | None) -> None:
        """Mark the box, or clear the mark."""
        mark_problem(self.box_field, message)
        self.problem_changed.emit(message or "")

    def focus_first(self) -> None:
        """Take the focus."""
        self.box_field.focus_first()

    def _edited(self) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        typed = self.value()
        try:
            sentence = self._meaning(typed) if typed else ""
        except IdvaError as unread:
            sentence = str(unread)
        self.echo.setText(sentence)
        self.echo.setVisible(bool(sentence))
        self.box_field.setAccessibleDescription(sentence)
