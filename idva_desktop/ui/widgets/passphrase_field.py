"""A passphrase: ``PassphraseField("Passphrase")``.

Hidden until Show is pressed; pasting is allowed. Follows ``field.InputField`` with a ``str``
answer, exactly as typed. ``returnPressed`` is Qt's own.
"""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from idva_desktop.ui.theme import look
from idva_desktop.ui.widgets.button import Button, Kind
from idva_desktop.ui.widgets.text_field import TextField


class PassphraseField(TextField):
    """One line of dots with a button that shows the letters.

    Args:
        label: the question.
        width: preferred width, px at 100 %.
    """

    def __init__(self, label: str, *, width: int = 352, parent: QWidget | None = None) -> None:
        self._show: Button | None = None
        super().__init__(label, width=width, parent=parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self._show = Button("", Kind.LINK, icon="eye", parent=self)
        self._show.clicked.connect(self._turn)
        self._say()
        self.dress()

    def dress(self) -> None:
        """Leave room for the button."""
        super().dress()
        if self._show is not None:
            room = self._show.sizeHint().width() + look().space(20)
            self.setTextMargins(look().space(8), 0, room, 0)
            self._place()

    def value(self) -> str:
        """Return the passphrase as typed; spaces count."""
        return self.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the button at the right."""
        super().resizeEvent(event)
        self._place()

    def hide_letters(self) -> None:
        """Show dots again, as after a wrong try or a lock."""
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self._say()

    def _place(self) -> None:
        if self._show is None:
            return
        size = self._show.sizeHint()
        left = self.width() - size.width() - look().space(12)
        self._show.setGeometry(
            left, (self.height() - size.height()) // 2, size.width(), size.height()
        )

    def _turn(self) -> None:
        hidden = self.echoMode() == QLineEdit.EchoMode.Password
        self.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self._say()

    def _say(self) -> None:
        if self._show is None:
            return
        hidden = self.echoMode() == QLineEdit.EchoMode.Password
        tr = QCoreApplication.translate
        self._show.icon_name = "eye" if hidden else "eye-off"
        self._show.set_words(
            tr("PassphraseField", "Show") if hidden else tr("PassphraseField", "Hide")
        )
        self._show.setCursor(Qt.CursorShape.ArrowCursor)
        self.dress()
