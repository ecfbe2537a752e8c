"""A page with a column beside it; where room is scarce the column stands below the page instead."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from idva_desktop.ui.theme import look
from idva_desktop.ui.widgets.boxes import Column, Row
from idva_desktop.ui.widgets.plain_scroll import PlainScroll

SIDE_WIDTH = 300  # px at 100 %
_MAIN_LEAST = 400  # px at 100 %, of the page beside the column


class SidePage(Row):
    """Main part and side, each scrolling for itself while there is room for both.

    Args:
        main: the page.
        side: what stands beside it.
        left: a list at the left, or none.
        left_width: of that list, px at 100 %.
        side_width: of the column, px at 100 %.
    """

    def __init__(
        self,
        main: QWidget,
        side: QWidget,
        *,
        left: QWidget | None = None,
        left_width: int = 0,
        side_width: int = SIDE_WIDTH,
    ) -> None:
        super().__init__(20, (28, 0, 20, 0))
        self._side, self._left = side, left
        self._left_width, self._side_width = left_width, side_width
        if left is not None:
            holder = Column(0, (0, 4, 0, 0))
            holder.add(left)
            holder.add_stretch()
            self._holder = holder
            self.add(holder)
        self._page = Column(20, (4, 4, 12, 24))
        self._page.add(main)
        self._page.add_stretch()
        self.page_scroll = PlainScroll(self._page)
        self.add(self.page_scroll, 1)
        self._beside = Column(0, (0, 4, 8, 24))
        self._beside.add_stretch()
        self.side_scroll = PlainScroll(self._beside)
        # The scroll sets its own least width, so the column around it holds the width.
        self._column = Column(0)
        self._column.add(self.side_scroll)
        self.add(self._column)
        self.dress()

    def top_of(self, widget: QWidget) -> int:
        """Return how far down the page a widget stands, in px."""
        return widget.mapTo(self._page, QPoint(0, 0)).y()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the side where there is room for it now."""
        super().resizeEvent(event)
        if self._beside_fits() == self._column.isHidden():
            self.dress()

    def _beside_fits(self) -> bool:
        parts = self._side_width + _MAIN_LEAST + (self._left_width if self._left else 0)
        return look().roomy and self.width() >= look().grown(parts) + look().space(100)

    def dress(self) -> None:
        """Put the side where there is room for it."""
        super().dress()
        if getattr(self, "_column", None) is None:
            return
        roomy = self._beside_fits()
        if self._left is not None:
            share = 1.0 if look().roomy else 0.8
            self._holder.setFixedWidth(round(look().grown(self._left_width) * share))
        into = self._beside if roomy else self._page
        into.box.insertWidget(0 if roomy else 1, self._side)
        self._column.setVisible(roomy)
        self._column.setFixedWidth(look().grown(self._side_width) + look().space(20))
        self._side.show()
