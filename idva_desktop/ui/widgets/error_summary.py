"""What is to be mended, at the top of a form.

``summary.show_problems("To accept this referral, mend these:", [("referral.received_at", "Say when
the referral was received")])`` shows it and takes the focus; ``chosen`` gives the key of the link.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from idva_desktop.ui.marks import box
from idva_desktop.ui.theme import look
from idva_desktop.ui.widgets.boxes import Column
from idva_desktop.ui.widgets.enter_button import EnterButton
from idva_desktop.ui.widgets.labels import WrappedLabel, wrapped


class ProblemLink(EnterButton):
    """A problem in the words of its field; pressing it leads there."""

    focus_outset = 2

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self._words = text
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def dress(self) -> None:
        """Follow the text size."""
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """Grow taller where it is narrow."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines, and room to hit them."""
        lines = wrapped(self._words, "medium", width).lineCount()
        return max(lines * look().line("medium") + look().space(4), 24)

    def sizeHint(self) -> QSize:
        """Ask for one line."""
        width = look().width(self._words, "medium") + 2
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Accept a narrow column."""
        return QSize(look().grown(80), self.heightForWidth(10_000))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Write the words, underlined."""
        painter = QPainter(self)
        ink = look().colour("error")
        layout = wrapped(self._words, "medium", self.width())
        painter.setPen(ink)
        top = look().space(2)
        layout.draw(painter, QPointF(0, top))
        painter.setPen(QPen(ink, 1))
        for at in range(layout.lineCount()):
            line = layout.lineAt(at)
            base = top + line.y() + line.ascent() + 2
            painter.drawLine(QPointF(0, base), QPointF(line.naturalTextWidth(), base))


class ErrorSummary(Column):
    """The problems of a form, each a link to its field."""

    chosen = Signal(str)
    focus_outset = 3

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(4, (20, 16, 20, 16), parent)
        title = QCoreApplication.translate("ErrorSummary", "There is a problem")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(title)
        self._title = WrappedLabel(title, "title")
        self.add(self._title)
        self._lead = WrappedLabel("")
        self.add(self._lead)
        self._links = Column(gap=0)
        self.add(self._links)

    def show_problems(
        self, lead: str, problems: Sequence[tuple[str, str]], *, doubt: bool = False
    ) -> None:
        """Show these problems and take the focus.

        Args:
            lead: one sentence: that all is kept, and what mending opens.
            problems: for each the key that ``chosen`` gives, and its words.
            doubt: whether they are unlikely only, and may be right.
        """
        title = QCoreApplication.translate("ErrorSummary", "There is a problem")
        if doubt:
            title = QCoreApplication.translate("ErrorSummary", "Is this right?")
        self._title.setText(title)
        self.setAccessibleName(title)
        self._links.clear()
        self._lead.setText(lead)
        self._lead.setVisible(bool(lead))
        self.setAccessibleDescription(" ".join([lead, *(text for _key, text in problems)]))
        before: QWidget = self
        for key, text in problems:
            link = ProblemLink(text)
            link.clicked.connect(partial(self._choose, key))
            self._links.add(link)
            # A new widget comes last in its window; Tab must lead from the summary to its links.
            QWidget.setTabOrder(before, link)
            before = link
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the brick edge."""
        box(
            QPainter(self),
            QRectF(self.rect()),
            look().radius("control"),
            look().colour("surface"),
            look().colour("error"),
            width=2,
        )

    def _choose(self, key: str, _checked: bool = False) -> None:  # Qt's clicked(bool)
        self.chosen.emit(key)
