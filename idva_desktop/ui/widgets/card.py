"""Grounds and headings.

``Card()`` is a column on the surface with a hairline; ``Card(flush=True)`` holds a list up to its
edges, 4 px from the corners. ``SectionHeading("Overdue", 1)`` names a part of a page.
"""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from idva_desktop.ui.marks import box
from idva_desktop.ui.theme import look
from idva_desktop.ui.widgets.boxes import Column, Row
from idva_desktop.ui.widgets.labels import Line


class Card(Column):
    """A column on its own ground.

    Args:
        gap: between widgets, px at 100 %.
        flush: no padding at the sides, for lists and tables.
        ground: palette name of the ground.
    """

    def __init__(
        self,
        gap: int = 8,
        *,
        flush: bool = False,
        ground: str = "surface",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(gap, (1, 4, 1, 4) if flush else (16, 14, 16, 16), parent)
        self._ground = ground

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground and hairline."""
        box(
            QPainter(self),
            QRectF(self.rect()),
            look().radius("card"),
            look().colour(self._ground),
            look().colour("line"),
        )


class SectionHeading(Row):
    """A heading with a count; further widgets stand at the right.

    Args:
        text: the heading.
        count: how many things follow, or none.
        role: ``heading`` in a page, ``title`` or ``display`` at its top.
    """

    def __init__(
        self,
        text: str,
        count: int | None = None,
        *,
        role: str = "heading",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(gap=8, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._line = Line(text, role)
        self._count = Line("", "body", "muted")
        self.add(self._line)
        self.add(self._count)
        self.add_stretch()
        self.set_count(count)

    def set_words(self, text: str) -> None:
        """Say something else."""
        self._line.setText(text)
        self._line.updateGeometry()

    def set_count(self, count: int | None) -> None:
        """Show how many; none hides it."""
        self._count.setText("" if count is None else str(count))
        self._count.setVisible(count is not None)
        self._count.updateGeometry()
