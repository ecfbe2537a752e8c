"""A long text to read: ``ReadingField(text, "Note")``. It scrolls by itself; Tab leads on.

Qt lays a text out paragraph by paragraph as it comes into sight, so that the window is not held by
what nobody sees. A paragraph longer than ``LONGEST_PARAGRAPH`` letters is shown as several, broken
after a sentence where it can be; what is kept is not altered.
"""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from idva_desktop.ui.theme import Dressed, look

LONGEST_PARAGRAPH = 2_000  # letters; more than a page
HEIGHT = 360  # px at 100 %


class ReadingField(Dressed, QPlainTextEdit):
    """A text from memory, to read and to select.

    Args:
        text: the text.
        name: what a screen reader calls it.
    """

    def __init__(self, text: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__("\n".join(in_short_paragraphs(text)), parent)
        self.setAccessibleName(name)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.dress()

    def dress(self) -> None:
        """Take the font and height of the text size."""
        self.setFont(look().font("body"))
        self.setMinimumHeight(look().grown(HEIGHT))
        self.document().setDocumentMargin(look().space(8))


def in_short_paragraphs(text: str) -> Iterator[str]:
    """Yield the paragraphs of a text, the longest in parts that end with a sentence or a word."""
    for paragraph in text.split("\n"):
        rest = paragraph
        while len(rest) > LONGEST_PARAGRAPH:
            head = rest[:LONGEST_PARAGRAPH]
            ends = head.rfind(". ", LONGEST_PARAGRAPH // 2)
            at = ends + 1 if ends > 0 else head.rfind(" ", LONGEST_PARAGRAPH // 2)
            at = at if at > 0 else LONGEST_PARAGRAPH
            yield rest[:at]
            rest = rest[at:].removeprefix(" ")
        yield rest
