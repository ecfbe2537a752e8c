"""Why the program does not start, for whoever started it by a click and sees no terminal."""

from PySide6.QtWidgets import QApplication, QMessageBox


def show_refusal(words: str) -> None:
    """Show a sentence in a plain box until it is read.

    Nothing of the look is used: what the look is read from may be what is damaged.
    """
    held = QApplication.instance()
    app = held if isinstance(held, QApplication) else QApplication(["IDVA Desktop"])
    box = QMessageBox(QMessageBox.Icon.Critical, "IDVA Desktop", words)
    box.finished.connect(app.quit)
    box.open()
    app.exec()
