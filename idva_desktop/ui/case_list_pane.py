"""The list of cases beside the open one: search, filters in force, lines, and their number."""

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent

from idva_desktop.casework.cases import Filters
from idva_desktop.casework.finding import Found, RecordFound
from idva_desktop.casework.saved_lists import KeptList
from idva_desktop.ui.case_filter_bar import CaseFilterBar
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.found_list import FoundList, found_list
from idva_desktop.ui.theme import look
from idva_desktop.ui.widgets.boxes import Column, Row
from idva_desktop.ui.widgets.case_list import CaseList
from idva_desktop.ui.widgets.labels import Line, WrappedLabel
from idva_desktop.ui.widgets.text_field import SearchField

# After the last key; with the search itself this stays below the 100 ms that a person notices.
SEARCH_AFTER_MS = 60
# Arrows pass by many cases; the one on which they rest is opened.
OPEN_AFTER_MS = 220
# A search that nobody changes for so long has come to rest: that it was made is an act.
SETTLED_AFTER_MS = 2_000


class CaseListPane(Column):
    """Search, filters and list.

    Args:
        desk: the desk.
        filters: those in force at first.
    """

    searched = Signal()
    rested = Signal(str)
    opened = Signal(str)
    settled = Signal()

    def __init__(self, desk: Desk, filters: Filters) -> None:
        super().__init__(gap=0, margins=(0, 0, 1, 0))  # the line at the right
        self._desk = desk
        self._shown = FoundList((), False, {})
        self._found = Found()
        head = Column(gap=8, margins=(14, 14, 14, 10))
        self.search = SearchField(self.tr("Search cases and notes"), width=240)
        head.add(self.search)
        self.bar = CaseFilterBar(desk, filters, self.text)
        head.add(self.bar)
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
        self._settling = _once(self, SETTLED_AFTER_MS, self.settled.emit)
        self.bar.changed.connect(self.searched)
        self.bar.view_chosen.connect(self._show_view)
        self.dress()

    def _foot_row(self) -> Row:
        foot = Row(gap=8, margins=(16, 6, 16, 8))
        self._count = Line("", "caption", "muted")
        foot.add(self._count)
        foot.add_stretch()
        self._sorted = Line(self.tr("Sorted by what is due"), "caption", "muted")
        foot.add(self._sorted)
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

    @property
    def filters(self) -> Filters:
        """The filters in force."""
        return self.bar.filters

    def show_found(self, found: Found, current: str) -> None:
        """Show what was found; the case that is ``current`` stays so where it is among it."""
        shown = self._shown = found_list(found, self._desk.session.today)
        self._found = found
        self.cases.selectionModel().blockSignals(True)
        self.cases.show_lines(shown.lines, mixed=shown.mixed)
        self.cases.selectionModel().blockSignals(False)
        self.cases.setVisible(bool(found))
        self._none_box.setVisible(not found)
        self.make_current(current)
        self.cases.viewport().update()
        self._none.setText(self.tr("No case"))
        self._count.setText(_how_many(found))
        self._count.updateGeometry()
        self._sorted.setVisible(not shown.mixed)
        self.bar.show_words()

    def make_current(self, case_id: str) -> bool:
        """Make a case the current one of those shown, without opening it; say whether it is one."""
        place = next((at for at, row in enumerate(self._found.cases) if row.id == case_id), None)
        if place is None:
            return False
        index = self.cases.lines.index(place + self._shown.mixed)  # a heading stands above
        self.cases.selectionModel().blockSignals(True)
        self.cases.setCurrentIndex(index)
        self.cases.selectionModel().blockSignals(False)
        self.cases.scrollTo(index)
        self.cases.viewport().update()
        return True

    def record_at(self, code: str) -> RecordFound | None:
        """Return the record to which a line leads; a case leads to itself."""
        return self._shown.records.get(code)

    def end_waits(self) -> None:
        """Look for nothing more; let a search count that was made and not yet come to rest."""
        self._searching.stop()
        self._resting.stop()
        if self._settling.isActive():
            self._settling.stop()
            self.settled.emit()

    def show_reading(self) -> None:
        """Say that the cases are being read."""
        self.cases.hide()
        self._none_box.show()
        self._none.setText(self.tr("Reading the cases"))

    def set_filters(self, filters: Filters) -> None:
        """Put other filters in force and search again."""
        self.bar.set_filters(filters)

    def focus_first(self) -> None:
        """Go to the search, its words selected."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    # Inside

    def _show_view(self, view: KeptList) -> None:
        self.search.setText(view.words)
        self._searching.stop()
        self.searched.emit()

    def _typed(self, _words: str) -> None:
        self._searching.start()
        self._settling.start()

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
        self._settling.stop()
        self.settled.emit()
        first = next((at for at, line in enumerate(self._shown.lines) if line.code), None)
        if first is not None:
            self.cases.setCurrentIndex(self.cases.lines.index(first))
            self._open(self._shown.lines[first].code)


def _how_many(found: Found) -> str:
    """Return how many cases are shown, and how many records beside them."""
    tr = QCoreApplication.translate
    count = len(found.cases) + len(found.alike)
    words = tr("CaseListPane", "{0} case") if count == 1 else tr("CaseListPane", "{0} cases")
    said = words.format(f"{count:,}")
    if found.records:
        more = len(found.records)
        words = tr("CaseListPane", "{0}, {1} record") if more == 1 else ""
        words = words or tr("CaseListPane", "{0}, {1} records")
        said = words.format(said, more)
    return said


def _once(pane: CaseListPane, after: int, does: object) -> QTimer:
    timer = QTimer(pane)
    timer.setSingleShot(True)
    timer.setInterval(after)
    timer.timeout.connect(does)
    return timer
