"""Cases: the list at the left, the open case beside it; at large text one or the other."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from idva_desktop.casework.case_index import CaseIndex
from idva_desktop.casework.cases import EVERYTHING, Filters, urgency
from idva_desktop.casework.finding import Found, note_search
from idva_desktop.domain.errors import IdvaError
from idva_desktop.domain.record import record_type
from idva_desktop.domain.roles import Role
from idva_desktop.ui.case_list_pane import CaseListPane
from idva_desktop.ui.case_tabs import tab_of
from idva_desktop.ui.case_view import CaseView
from idva_desktop.ui.desk import Desk, Place
from idva_desktop.ui.index_reader import IndexReader
from idva_desktop.ui.screen_view import ScreenView
from idva_desktop.ui.theme import look
from idva_desktop.ui.widgets.boxes import Row
from idva_desktop.ui.widgets.button import Button, Kind
from idva_desktop.ui.widgets.empty_state import EmptyState
from idva_desktop.ui.widgets.status_line import KeyHint


class CasesView(ScreenView):
    """The list and the open case.

    Attributes:
        case_id: the open case, or nothing.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.case_id = ""
        self._reader = IndexReader(desk, CaseIndex.read, CaseIndex.renew, self)
        self._reader.ready.connect(self._find)
        self._reader.failed.connect(self._show_failure)
        self._settled = ""
        self._added = False
        self._case: CaseView | None = None
        mine = not desk.session.may(Role.SUPERVISOR)
        self.pane = CaseListPane(desk, Filters(mine=mine))
        self.pane.searched.connect(self._find)
        self.pane.settled.connect(self._settle)
        desk.locking.connect(self.pane.end_waits)
        self.pane.rested.connect(self.open_line)
        self.pane.opened.connect(self._open_and_go)
        self._beside = QStackedWidget()
        self._nothing = self._empty_state()
        self._beside.addWidget(self._nothing)
        row = Row(gap=0)
        row.add(self.pane)
        row.add(self._beside, 1)
        self.add(row, 1)
        self.dress()

    def _empty_state(self) -> EmptyState:
        self._everywhere = Button(self.tr("Search all I may see"), icon="search")
        self._everywhere.clicked.connect(self._search_everywhere)
        refer = Button(self.tr("Start a referral"), Kind.PRIMARY, icon="plus", keys="Ctrl+N")
        refer.clicked.connect(self._start_referral)
        return EmptyState("folder-open", "", "", (self._everywhere, refer))

    def dress(self) -> None:
        """At large text show the list, or the open case, but not both."""
        super().dress()
        if getattr(self, "_beside", None) is None:
            return
        alone = not look().roomy
        opened = self._case is not None
        empty = self.is_ready() and not self.pane.cases.lines.rowCount()
        self.pane.setVisible(not alone or not opened)
        self._beside.setVisible(not alone or opened or empty)

    def is_ready(self) -> bool:
        """Say whether the cases have been read."""
        return self._reader.index is not None

    def refresh(self) -> None:
        """Read again what was saved meanwhile."""
        if not self.is_ready():
            self.pane.show_reading()
            self._everywhere.hide()
            self._nothing.say(self.tr("Reading the cases"), "")
        self._reader.refresh()

    def show_place(self, place: Place) -> None:
        """Open the case that the place names, at the tab that it names."""
        if place.case_id:
            if place.case_id != self.case_id:
                # A search that leaves the case out would soon open another one in its place.
                self.pane.clear_search()
            self.open_case(place.case_id)
            if self._case is not None:
                self._case.show_tab(place.screen)

    def focus_first(self) -> None:
        """Go to the search; at large text back to the list."""
        if not look().roomy and self._case is not None:
            self.close_case()
        self.pane.focus_first()

    def arrive(self) -> None:
        """Go to the open case, or to the search."""
        if self._case is not None:
            self._case.focus_first()
        else:
            self.pane.focus_first()

    def panes(self) -> Sequence[QWidget]:
        """Return the list and the open case."""
        return (self.pane, self._case or self._nothing)

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys that help here."""
        if self._case is None or self._beside.currentWidget() is self._nothing:
            return (
                KeyHint("Ctrl+F", self.tr("search")),
                KeyHint("Enter", self.tr("open")),
                KeyHint("Ctrl+N", self.tr("new referral")),
            )
        return (
            KeyHint("Alt+1–0", self.tr("tabs")),
            KeyHint("F6", self.tr("panes")),
            KeyHint("Ctrl+T", self.tr("log contact")),
        )

    def open_case(self, case_id: str) -> None:
        """Open a case beside the list."""
        if not case_id or case_id == self.case_id:
            return
        try:
            made = CaseView(self.desk, case_id)
        except IdvaError as error:
            self.close_case()
            self._nothing.say(self.tr("This case cannot be opened"), str(error))
            return
        self._drop_case()
        made.list_wanted.connect(self.focus_first)
        self.case_id, self._case = case_id, made
        self._beside.addWidget(made)
        self._beside.setCurrentWidget(made)
        current = self.pane.cases.current_code()
        record = self.pane.record_at(current)
        at_its_line = (record.case_id if record is not None else current) == case_id
        # What is listed already need not be looked for again; a case that was added to what the
        # filters leave goes when another is opened.
        if not at_its_line and (self._added or not self.pane.make_current(case_id)):
            self._find()
        self.dress()
        self.hinted.emit()

    def open_line(self, code: str) -> None:
        """Open the case of a line; a record's at the list on which it stands."""
        record = self.pane.record_at(code)
        if record is None:
            self.open_case(code)
            return
        self.open_case(record.case_id)
        if self._case is not None:
            self._case.show_tab(tab_of(record_type(record.kind)))

    def close_case(self) -> None:
        """Close the open case."""
        self._drop_case()
        self.dress()
        self.hinted.emit()

    def let_go(self) -> bool:
        """Close the case that went; the list is of use without it."""
        self.close_case()
        return True

    # Inside

    def _open_and_go(self, code: str) -> None:
        self.open_line(code)
        if self._case is not None:
            self._case.focus_first()

    def _drop_case(self) -> None:
        if self._case is not None:
            self._beside.removeWidget(self._case)
            self._case.deleteLater()
        self.case_id, self._case = "", None
        self._beside.setCurrentWidget(self._nothing)

    def _show_failure(self, sentence: str) -> None:
        self._nothing.say(self.tr("The cases could not be read"), sentence)

    def _find(self) -> None:
        index = self._reader.index
        if index is None:
            return
        self.pane.bar.workers = index.workers()
        found = index.find_all(self.desk.session, self.pane.text(), self.pane.filters)
        found = self._with_open_case(found)
        self.pane.show_found(found, self.case_id)
        self._say_nothing(found=bool(found))
        self.dress()

    def _settle(self) -> None:
        """Note that something was searched for, once however often it is shown again."""
        words = self.pane.text().casefold()
        if words and words != self._settled:
            try:
                note_search(self.desk.session)
            except IdvaError as error:
                self.desk.said.emit(str(error))
                return
        self._settled = words

    def _with_open_case(self, found: Found) -> Found:
        """Keep the open case in the list where filters leave it out, but not in a search."""
        index = self._reader.index
        opened = index.row(self.case_id) if index is not None else None
        self._added = False
        if opened is None or self.pane.text().strip() or opened in found.cases:
            return found
        self._added = True
        return replace(found, cases=sorted((*found.cases, opened), key=urgency))

    def _say_nothing(self, *, found: bool) -> None:
        filters, words = self.pane.filters, self.pane.text()
        narrowed = filters != EVERYTHING
        self._everywhere.setVisible(not found and narrowed)
        if found:
            title = self.tr("No case is open")
            self._nothing.say(title, self.tr("Choose one in the list, or search for it."))
        elif words:
            title = self.tr("No case matches “{0}”").format(words)
            self._nothing.say(title, self._where())
        else:
            self._nothing.say(self.tr("No case here"), self._where())
        # The open case stays as it is behind a search that finds nothing.
        shown = self._case if found and self._case else self._nothing
        if shown is not self._beside.currentWidget():
            self._beside.setCurrentWidget(shown)
            self.hinted.emit()

    def _where(self) -> str:
        if self.pane.filters == EVERYTHING:
            return self.tr("Looked in every case that you may see, and in their notes.")
        return self.tr(
            "Looked with these filters. Closed cases and those of others may be left out."
        )

    def _search_everywhere(self) -> None:
        self.pane.set_filters(EVERYTHING)
        self.pane.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _start_referral(self) -> None:
        self.desk.go("intake")
