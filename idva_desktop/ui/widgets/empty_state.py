"""What a page shows when there is nothing: ``EmptyState("folder-open", "No case matches", …)``.

A circle, a title, one sentence, at most two buttons.
"""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from idva_desktop.ui.icons import paint_icon
from idva_desktop.ui.marks import box
from idva_desktop.ui.theme import Dressed, look
from idva_desktop.ui.widgets.boxes import Column, Row
from idva_desktop.ui.widgets.labels import WrappedLabel

CIRCLE, SIGN, MEASURE = 64, 26, 440  # px at 100 %


class _Circle(Dressed, QWidget):
    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self.dress()

    def dress(self) -> None:
        self.setFixedSize(look().grown(CIRCLE), look().grown(CIRCLE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        box(painter, rect, rect.width() / 2, look().colour("accent_soft"))
        side = look().grown(SIGN)
        place = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        paint_icon(painter, place, self._icon, look().colour("accent_text"))


class EmptyState(Column):
    """Nothing here, why, and what can be done.

    Args:
        icon: a bundled icon.
        title: what is not there.
        sentence: where was looked, or what comes next.
        buttons: at most two.
    """

    def __init__(
        self,
        icon: str,
        title: str,
        sentence: str = "",
        buttons: Sequence[QWidget] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(8, (28, 28, 28, 28), parent)
        self.box.addStretch(1)
        self.add(_Circle(icon), align=Qt.AlignmentFlag.AlignHCenter)
        self.title = WrappedLabel(title, "title", centred=True)
        self.add(self.title)
        self.sentence = WrappedLabel(sentence, "body", "muted", centred=True)
        middle = Row(0)
        middle.add_stretch()
        middle.add(self.sentence, 0)
        middle.add_stretch()
        self._middle = middle
        self.add(middle)
        if buttons:
            row = Row(gap=8, margins=(0, 8, 0, 0))
            row.add_stretch()
            for button in buttons:
                row.add(button)
            row.add_stretch()
            self.add(row)
        self.box.addStretch(2)
        self.dress()

    def dress(self) -> None:
        """Keep the sentence to a comfortable measure."""
        super().dress()
        if hasattr(self, "sentence"):
            self.sentence.setMinimumWidth(min(look().grown(MEASURE), look().grown(240)))
            self.sentence.setMaximumWidth(look().grown(MEASURE))

    def say(self, title: str, sentence: str) -> None:
        """Say something else."""
        self.title.setText(title)
        self.sentence.setText(sentence)
