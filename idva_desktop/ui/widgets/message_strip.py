"""A message in the flow of the page, never in a dialog.

``MessageStrip(Tone.WARNING, "The rule is text only", "Nothing is saved yet.",
(change,))`` with buttons made by the caller.
"""

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from idva_desktop.ui.marks import box, rounded_left_bar
from idva_desktop.ui.theme import look
from idva_desktop.ui.widgets.boxes import Column, Row
from idva_desktop.ui.widgets.icon_mark import IconMark
from idva_desktop.ui.widgets.labels import WrappedLabel

SIDE_BAR = 4


class Tone(Enum):
    """What a message is about: icon, ink and ground."""

    WARNING = ("triangle-alert", "warning", "warning_soft")
    ERROR = ("circle-alert", "error", "error_soft")
    SUCCESS = ("circle-check", "success", "success_soft")
    INFO = ("info", "accent_text", "accent_soft")


class MessageStrip(Column):
    """An icon, a sentence, and choices.

    Args:
        tone: what it is about.
        title: the sentence that matters.
        sentence: what follows from it.
        choices: buttons in order, the safest first.
    """

    def __init__(
        self,
        tone: Tone,
        title: str,
        sentence: str = "",
        choices: Sequence[QWidget] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(6, (18, 12, 16, 14), parent)
        self._tone = tone
        icon, ink, _ground = tone.value
        head = Row(gap=8)
        self._mark = IconMark(icon, ink)
        self._title = WrappedLabel(title, "strong")
        head.add(self._mark, align=Qt.AlignmentFlag.AlignTop)
        head.add(self._title, 1)
        self._sentence = WrappedLabel(sentence)
        self.add(head)
        self.add(self._sentence)
        # Not before it has a parent: it would show as a window and take the keys.
        self._sentence.setVisible(bool(sentence))
        if choices:
            row = Row(gap=8, margins=(0, 4, 0, 0))
            for choice in choices:
                row.add(choice)
            row.add_stretch()
            self.add(row)
        self._name()

    def say(self, tone: Tone, title: str, sentence: str = "") -> None:
        """Say something else."""
        self._tone = tone
        self._mark.show_icon(*tone.value[:2])
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self._name()
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        """Tell screen readers."""
        super().showEvent(event)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the soft ground and the side bar."""
        painter = QPainter(self)
        rect = QRectF(self.rect())
        _icon, ink, ground = self._tone.value
        radius = look().radius("control")
        box(painter, rect, radius, look().colour(ground), look().colour("line"))
        rounded_left_bar(painter, rect, SIDE_BAR, radius, look().colour(ink))

    def _name(self) -> None:
        self.setAccessibleName(f"{self._title.text()} {self._sentence.text()}".strip())
