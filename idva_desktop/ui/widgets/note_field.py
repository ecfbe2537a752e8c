"""A note of any length: ``NoteField("Note")``. It grows with its words; Tab leaves it.

Follows ``field.InputField`` with a plain ``str`` answer.
"""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QTextBlockFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from idva_desktop.ui.theme import Dressed, look
from idva_desktop.ui.widgets.field import mark_problem


class NoteField(Dressed, QTextEdit):
    """Several lines of plain text.

    Args:
        label: the question.
        lines: lines shown when empty.
        most_lines: lines shown before it scrolls.
    """

    changed = Signal()
    problem_changed = Signal(str)
    focus_outset = 1

    def __init__(
        self, label: str, *, lines: int = 3, most_lines: int = 12, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.label = label
        self._lines, self._most = lines, most_lines
        self._quiet = False
        self.setAccessibleName(label)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.StyledPanel)  # the style draws it as a field's box
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self.textChanged.connect(self._edited)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.dress()

    def dress(self) -> None:
        """Take font, line height and margins of the text size."""
        self.setFont(look().font("body"))
        self.setViewportMargins(look().space(10), look().space(8), look().space(4), look().space(8))
        self._set_line_height()
        self._fit()

    def value(self) -> str:
        """Return the note as it is typed, so that a draft opens at the same letter."""
        words = self.toPlainText()
        return words if words.strip() else ""

    def set_value(self, value: str) -> None:
        """Show a note."""
        if value == self.toPlainText():
            return
        self._quiet = True
        self.document().setUndoRedoEnabled(False)  # the first answer is nothing to undo
        self.setPlainText(value)
        self._set_line_height()
        self.document().setUndoRedoEnabled(True)
        self._quiet = False
        self._fit()

    def set_problem(self, message: str | None) -> None:
        """Mark the field, or clear the mark."""
        mark_problem(self, message)
        self.viewport().update()
        self.problem_changed.emit(message or "")

    def focus_first(self) -> None:
        """Take the focus, at the end of what is written."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def sizeHint(self) -> QSize:
        """Ask for the height of the words, within bounds."""
        return QSize(look().grown(320), self._height())

    def minimumSizeHint(self) -> QSize:
        """Stay usable when narrow."""
        return QSize(look().grown(120), self._height())

    def _height(self) -> int:
        line = look().line("body")
        content = round(self.document().size().height())
        bounded = min(max(content, self._lines * line), self._most * line)
        return bounded + 2 * (look().space(8) + self.frameWidth())

    def _fit(self) -> None:
        if self.height() != self._height():
            self.setFixedHeight(self._height())

    def _set_line_height(self) -> None:
        """Give each paragraph the line height of the look, as part of the edit before it."""
        block = QTextBlockFormat()
        block.setLineHeight(look().line("body"), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor = QTextCursor(self.document())
        cursor.joinPreviousEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        was, self._quiet = self._quiet, True
        cursor.mergeBlockFormat(block)
        cursor.endEditBlock()
        self._quiet = was

    def _edited(self) -> None:
        if not self._quiet:
            self.changed.emit()
