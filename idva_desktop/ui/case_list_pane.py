"""The list of cases beside the open one: search, filters in force, lines, and their number."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu

from idva_desktop.casework.cases import CaseRow, Filters
from idva_desktop.ui.case_lines import CaseLines
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.theme import look
from idva_desktop.ui.widgets.boxes import Column, Row
from idva_desktop.ui.widgets.button import Button, Kind
from idva_desktop.ui.widgets.case_list import CaseList
from idva_desktop.ui.widgets.chip import risk_words
from idva_desktop.ui.widgets.filter_chip import FilterChip
from idva_desktop.ui.widgets.labels import Line, WrappedLabel
from idva_desktop.ui.widgets.text_field import SearchField

# After the last key; with the search itself this stays below the 100 ms that a person notices.
SEARCH_AFTER_MS = 60
# Arrows pass by many cases; the one on which they rest is opened.
OPEN_AFTER_MS = 220
_BANDS = ("high", "medium", "standard", "not_assessed")


class CaseListPane(Column):
    """Search, filters and list.

    Args:
        desk: the desk.
        filters: those in force at first.
    """

    searched = Signal()
    rested = Signal(str)
    opened = Signal(str)

    def __init__(self, desk: Desk, filters: Filters) -> None:
        super().__init__(gap=0, margins=(0, 0, 1, 0))  # the line at the right
        self._desk, self.filters = desk, filters
        self._rows: Sequence[CaseRow] = ()
        head = Column(gap=8, margins=(14, 14, 14, 10))
        self.search = SearchField(self.tr("Search cases"), width=240)
        head.add(self.search)
        head.add(self._filter_row())
        self.add(head)
        self.cases = CaseList(self.tr("Cases"))
        self.add(self.cases, 1)
        self._none = WrappedLabel("", "body", "muted")
        self._none_box = Column(margins=(16, 16, 16, 16))
        self._none_box.add(self._none)
        self._none_box.add_stretch()
        self.add(self._none_box, 1)
        self.add(self._foot_row())
        self._searching = _once(self, SEARCH_AFTER_MS, self.searched.emit)
        self._resting = _once(self, OPEN_AFTER_MS, self._rest)
        self.search.textChanged.connect(self._typed)
        self.search.returnPressed.connect(self._open_first)
        self.cases.moved.connect(self._moved)
        self.cases.opened.connect(self._open)
        self.dress()
        self._show_chips()

    def _filter_row(self) -> Row:
        self._chips = Row(gap=6)
        row = Row(gap=6)
        row.add(self._chips)
        row.add_stretch()
        self._funnel = Button(
            self.tr("Filters"), Kind.QUIET, icon="funnel", icon_only=True, size="control_compact"
        )
        self._funnel.clicked.connect(self._open_menu)
        row.add(self._funnel)
        self._menu = QMenu(self)
        return row

    def _foot_row(self) -> Row:
        foot = Row(gap=8, margins=(16, 6, 16, 8))
        self._count = Line("", "caption", "muted")
        foot.add(self._count)
        foot.add_stretch()
        foot.add(Line(self.tr("Sorted by what is due"), "caption", "muted"))
        return foot

    def dress(self) -> None:
        """Keep the width of the list while there is room beside it."""
        super().dress()
        wide = look().size("case_list")
        self.setMinimumWidth(wide if look().roomy else 0)
        self.setMaximumWidth(wide if look().roomy else 16_777_215)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground, the line under the filters and the line at the right."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), look().colour("surface"))
        line = look().colour("line")
        painter.fillRect(self.width() - 1, 0, 1, self.height(), line)
        top = self.cases.y() if self.cases.isVisible() else self._none_box.y()
        painter.fillRect(0, top - 1, self.width(), 1, line)

    # What is shown

    def text(self) -> str:
        """Return the words of the search."""
        return self.search.value()

    def clear_search(self) -> None:
        """Search for nothing any more."""
        self.search.clear()

    def show_rows(self, rows: Sequence[CaseRow], current: str) -> None:
        """Show these cases; ``current`` stays current where it is among them."""
        self._rows = rows
        model = self.cases.lines
        self.cases.selectionModel().blockSignals(True)
        model.set_lines(CaseLines(rows, self._desk.session.today))
        place = next((at for at, row in enumerate(rows) if row.id == current), None)
        if place is not None:
            self.cases.setCurrentIndex(model.index(place))
        self.cases.selectionModel().blockSignals(False)
        self.cases.setVisible(bool(rows))
        self._none_box.setVisible(not rows)
        if place is not None:
            self.cases.scrollTo(model.index(place))
        self.cases.viewport().update()
        self._none.setText(self.tr("No case"))
        words = self.tr("{0} case") if len(rows) == 1 else self.tr("{0} cases")
        self._count.setText(words.format(f"{len(rows):,}"))
        self._count.updateGeometry()

    def show_reading(self) -> None:
        """Say that the cases are being read."""
        self.cases.hide()
        self._none_box.show()
        self._none.setText(self.tr("Reading the cases"))

    def set_filters(self, filters: Filters) -> None:
        """Put other filters in force and search again."""
        self.filters = filters
        self._show_chips()
        self.searched.emit()

    def focus_first(self) -> None:
        """Go to the search, its words selected."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    # Inside

    def _show_chips(self) -> None:
        self._chips.clear()
        shown = self.filters
        if shown.mine:
            self._chip(self.tr("Mine"), replace(shown, mine=False))
        if shown.open:
            self._chip(self.tr("Open"), replace(shown, open=False))
        if shown.band is not None:
            self._chip(risk_words(shown.band), replace(shown, band=None))

    def _chip(self, words: str, without: Filters) -> None:
        chip = FilterChip(words)
        chip.clicked.connect(partial(self._take_away, without))
        self._chips.add(chip)

    def _take_away(self, without: Filters, _checked: bool = False) -> None:
        self.set_filters(without)
        self._funnel.setFocus()

    def _open_menu(self) -> None:
        self._menu.clear()
        now = self.filters
        self._offer(self.tr("Mine"), replace(now, mine=not now.mine), on=now.mine)
        self._offer(self.tr("Open"), replace(now, open=not now.open), on=now.open)
        self._menu.addSeparator()
        for band in _BANDS:
            on = now.band == band
            self._offer(risk_words(band), replace(now, band=None if on else band), on=on)
        self._menu.popup(self._funnel.mapToGlobal(QPoint(0, self._funnel.height())))

    def _offer(self, words: str, then: Filters, *, on: bool) -> None:
        action = self._menu.addAction(words)
        action.setCheckable(True)
        action.setChecked(on)
        action.triggered.connect(partial(self._choose, then))

    def _choose(self, then: Filters, _checked: bool = False) -> None:
        self.set_filters(then)

    def _typed(self, _words: str) -> None:
        self._searching.start()

    def _moved(self, _case_id: str) -> None:
        self._resting.start()

    def _rest(self) -> None:
        self.rested.emit(self.cases.current_code())

    def _open(self, case_id: str) -> None:
        self._resting.stop()
        self.opened.emit(case_id)

    def _open_first(self) -> None:
        if self._searching.isActive():
            self._searching.stop()
            self.searched.emit()
        if self._rows:
            self.cases.setCurrentIndex(self.cases.lines.index(0))
            self._open(self._rows[0].id)


def _once(pane: CaseListPane, after: int, does: object) -> QTimer:
    timer = QTimer(pane)
    timer.setSingleShot(True)
    timer.setInterval(after)
    timer.timeout.connect(does)
    return timer
