"""A passphrase: ``PassphraseField("Passphrase")``.

Hidden until Show is pressed; pasting is allowed. Follows ``field.InputField`` with a ``str``
answer, exactly as typed. ``returnPressed`` is Qt's own.
"""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from idva_desktop.ui.widgets.buttoned_field import ButtonedField


class PassphraseField(ButtonedField):
    """One line of dots with a button that shows the letters.

    Args:
        label: the question.
        width: preferred width, px at 100 %.
    """

    def __init__(self, label: str, *, width: int = 352, parent: QWidget | None = None) -> None:
        super().__init__(label, _show(), "eye", width=width, parent=parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        if self.button is not None:
            self.button.clicked.connect(self._turn)

    def value(self) -> str:
        """Return the passphrase as typed; spaces count."""
        return self.text()

    def hide_letters(self) -> None:
        """Show dots again, as after a wrong try or a lock."""
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.say(_show(), "eye")

    def _turn(self) -> None:
        if self.echoMode() != QLineEdit.EchoMode.Password:
            self.hide_letters()
            return
        self.setEchoMode(QLineEdit.EchoMode.Normal)
        self.say(QCoreApplication.translate("PassphraseField", "Hide"), "eye-off")


def _show() -> str:
    return QCoreApplication.translate("PassphraseField", "Show")
