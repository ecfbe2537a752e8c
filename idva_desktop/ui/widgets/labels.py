"""Words that are read, not typed.

``WrappedLabel("Anything you were writing is kept.", "body", "muted")`` wraps with the line
height of its role. ``Line("DEMO-014", "strong", "text", "zero")`` keeps to one line and ends in an
ellipsis, so that it never widens its window. Both are ``QLabel`` to a screen reader.
"""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from idva_desktop.ui.marks import LEFT, words
from idva_desktop.ui.theme import Dressed, Theme, look

_MOST_LAYOUTS = 4  # widths kept of one paragraph
LINE_SHORTEST = 40  # px at 100 %; what remains of a line before its neighbours are squeezed


class Line(Dressed, QLabel):
    """One line of words, elided when there is no room.

    Args:
        text: what it says.
        role: a type role, such as ``small``.
        colour: a palette name.
        features: OpenType features, such as ``zero`` for references.
    """

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        colour: str = "text",
        *features: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._role, self._colour, self._features = role, colour, features
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.dress()

    def dress(self) -> None:
        """Take the height of the role."""
        self.setMinimumHeight(look().line(self._role))
        self.updateGeometry()

    def set_colour(self, colour: str) -> None:
        """Write in another palette colour."""
        self._colour = colour
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for the whole line."""
        width = look().width(self.text(), self._role, *self._features)
        return QSize(width + 1, look().line(self._role))

    def minimumSizeHint(self) -> QSize:
        """Accept less than the whole line."""
        return QSize(
            min(self.sizeHint().width(), look().grown(LINE_SHORTEST)), look().line(self._role)
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Write the line."""
        painter = QPainter(self)
        words(
            painter,
            QRectF(self.rect()),
            self.text(),
            self._role,
            look().colour(self._colour),
            *self._features,
            align=(self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask)
            | Qt.AlignmentFlag.AlignVCenter
            if self.alignment() & Qt.AlignmentFlag.AlignRight
            else LEFT,
        )


class WrappedLabel(Dressed, QLabel):
    """A paragraph, wrapped, with the line height of its role.

    Args:
        text: what it says; line breaks are kept.
        role: a type role.
        colour: a palette name.
        centred: whether lines are centred.
    """

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        colour: str = "text",
        *,
        centred: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._role, self._colour, self._centred = role, colour, centred
        self._layouts: dict[int, QTextLayout] = {}
        self._layouts_of: tuple[str, Theme] | None = None
        # Fixed would cut lines: the height follows the width, so it must stay free to grow.
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def dress(self) -> None:
        """Wrap again."""
        self.updateGeometry()

    def set_colour(self, colour: str) -> None:
        """Write in another palette colour."""
        self._colour = colour
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Grow taller where it is narrow."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines at this width."""
        return self._laid_out(width).lineCount() * look().line(self._role)

    def sizeHint(self) -> QSize:
        """Ask for a comfortable measure."""
        longest = max(look().width(part, self._role) for part in self.text().split("\n"))
        width = min(longest + 2, look().grown(420))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Accept a narrow column one line high; a taller minimum would stretch the window."""
        return QSize(look().grown(60), look().line(self._role))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Write the lines."""
        painter = QPainter(self)
        painter.setPen(look().colour(self._colour))
        self._laid_out(self.width()).draw(painter, QPointF(0, 0))

    def _laid_out(self, width: int) -> QTextLayout:
        """Return the lines at a width; Qt asks for the same few widths many times over."""
        now = (self.text(), look())
        if self._layouts_of != now or len(self._layouts) == _MOST_LAYOUTS:
            self._layouts, self._layouts_of = {}, now
        if width not in self._layouts:
            self._layouts[width] = wrapped(now[0], self._role, width, centred=self._centred)
        return self._layouts[width]


def wrapped(text: str, role: str, width: int, *, centred: bool = False) -> QTextLayout:
    """Return text laid out to a width, each line as high as its role says."""
    line_height = look().line(role)
    layout = QTextLayout(text.replace("\n", "\N{LINE SEPARATOR}"), look().font(role))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    if centred:
        option.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    layout.setTextOption(option)
    layout.beginLayout()
    top = (line_height - look().metrics(role).height()) / 2
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1))
        line.setPosition(QPointF(0, top))
        top += line_height
    layout.endLayout()
    return layout
