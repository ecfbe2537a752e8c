"""One line of text with a button inside it, at the right.

Subclasses give the button its words by ``say`` and connect to ``button.clicked``.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from idva_desktop.ui.theme import look
from idva_desktop.ui.widgets.button import Button, Kind
from idva_desktop.ui.widgets.text_field import DEFAULT_WIDTH, TextField


class ButtonedField(TextField):
    """A text field that leaves room for its button.

    Args:
        label: the question.
        words: what the button says.
        icon: its icon.
        width: preferred width, px at 100 %.
    """

    def __init__(
        self,
        label: str,
        words: str,
        icon: str,
        *,
        width: int = DEFAULT_WIDTH,
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self.button: Button | None = None
        super().__init__(label, width=width, placeholder=placeholder, parent=parent)
        self.button = Button(words, Kind.LINK, icon=icon, parent=self)
        self.button.setCursor(Qt.CursorShape.ArrowCursor)
        self.dress()

    def dress(self) -> None:
        """Leave room for the button."""
        super().dress()
        if self.button is not None:
            room = self.button.sizeHint().width() + look().space(20)
            self.setTextMargins(look().space(8), 0, room, 0)
            self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the button at the right."""
        super().resizeEvent(event)
        self._place()

    def say(self, words: str, icon: str) -> None:
        """Give the button other words."""
        if self.button is not None:
            self.button.icon_name = icon
            self.button.set_words(words)
            self.dress()

    def _place(self) -> None:
        if self.button is None:
            return
        size = self.button.sizeHint()
        left = self.width() - size.width() - look().space(12)
        self.button.setGeometry(
            left, (self.height() - size.height()) // 2, size.width(), size.height()
        )
