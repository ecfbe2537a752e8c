"""A note of any length: ``NoteField("Note")``. It grows with its words; Tab leaves it.

Follows ``field.InputField`` with a plain ``str`` answer.
"""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QTextBlockFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from idva_desktop.ui.theme import Dressed, look
from idva_desktop.ui.widgets.field import mark_problem

_LONG = 20_000  # letters in one paragraph
_WIDEST = 600  # letters; no window shows as many in a line


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
        self._quiet = self._plain = False
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
        font = look().font("body")
        if self._plain:
            font.setStyleStrategy(QFont.StyleStrategy.PreferNoShaping)
            font.setKerning(False)
        self.setFont(font)
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
        self._draw_plainly(max(map(len, value.split("\n"))))
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
        if self._fills():
            bounded = self._most * line
        else:
            content = round(self.document().size().height())
            bounded = min(max(content, self._lines * line), self._most * line)
        return bounded + 2 * (look().space(8) + self.frameWidth())

    def _fills(self) -> bool:
        """Say whether the words fill the field whatever its width: a long note is not measured."""
        many = self.document().characterCount() > self._most * _WIDEST
        return many or self.document().blockCount() >= self._most

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

    def _draw_plainly(self, longest: int) -> None:
        """Leave out what only adorns the letters where a paragraph is very long.

        Qt lays the whole paragraph out at each key; without kerning it takes half the time. Scripts
        that need shaping to be read are shaped all the same.
        """
        if longest > _LONG and not self._plain:
            self._plain = True
            self.dress()

    def _edited(self) -> None:
        self._draw_plainly(self.textCursor().block().length())
        if not self._quiet:
            self.changed.emit()
