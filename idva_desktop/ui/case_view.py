"""One case: reference, risk and the safe-contact rule always in sight; below them its tabs."""

from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QHideEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QStackedWidget, QWidget

from idva_desktop.casework import records
from idva_desktop.casework.case_file import Banner, banner
from idva_desktop.casework.conflicts import conflicts
from idva_desktop.casework.deadlines import case_dates
from idva_desktop.casework.support import begin_draft, begin_form, begin_support_typed
from idva_desktop.domain.errors import IdvaError
from idva_desktop.ui.case_lines import strand_words
from idva_desktop.ui.case_page_view import CasePageView
from idva_desktop.ui.case_parts import CaseGroup
from idva_desktop.ui.case_tabs import TAB_KEYS, case_groups
from idva_desktop.ui.conflicts_view import ConflictsView
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.form_panel import FormPanel
from idva_desktop.ui.history_view import HistoryView, on_ctrl_h
from idva_desktop.ui.next_actions import NextActions, NextActionsPanel
from idva_desktop.ui.rule_words import rule_words
from idva_desktop.ui.theme import look
from idva_desktop.ui.widgets.boxes import Column, Row
from idva_desktop.ui.widgets.button import Button, Kind
from idva_desktop.ui.widgets.chip import RiskChip, Tag
from idva_desktop.ui.widgets.labels import Line
from idva_desktop.ui.widgets.plain_scroll import PlainScroll
from idva_desktop.ui.widgets.safe_contact_banner import SafeContactBanner, Shape
from idva_desktop.ui.widgets.tab_row import TabRow
from idva_desktop.ui.widgets.tab_strip import Part

# A code word that stays on the screen is no code word.
CODE_WORD_MS = 20_000
NEXT_WIDTH = 272
NEXT_FROM = 760  # px at 100 % of the case, below which next actions are a button
_TABS_LEFT, _TABS_RIGHT = 18, 24  # px at 100 %, beside the tabs


class CaseView(Column):
    """The open case.

    Args:
        desk: the desk.
        case_id: the case; that it was read is an act.

    Raises:
        IdvaError: it is not there, or the member may not see it.
    """

    list_wanted = Signal()

    def __init__(self, desk: Desk, case_id: str) -> None:
        super().__init__(gap=0)
        self._desk, self._case_id = desk, case_id
        desk.session.note_reading(case_id)
        self._groups = {group.name: group for group in case_groups()}
        self._pages: dict[str, CasePageView] = {}
        self._open, self._list = "case", ""
        self._listens = False
        shown = banner(desk.session, case_id)
        self.add(self._head(shown))
        self._body = Row(gap=20, margins=(24, 16, 24, 0))
        self._stack = QStackedWidget()
        self._body.add(self._stack, 1)
        self._next = NextActions(desk, case_id)
        self._next_scroll = PlainScroll(self._next)
        self._body.add(self._next_scroll)
        self.add(self._body, 1)
        self._hiding = QTimer(self)
        self._hiding.setSingleShot(True)
        self._hiding.setInterval(CODE_WORD_MS)
        self._hiding.timeout.connect(self._code_word.hide)
        self._bind_tabs()
        self.show_tab("case")
        self._show_begin()
        self.dress()

    # The head

    def _head(self, shown: Banner) -> QWidget:
        head = _Head(gap=0)
        top = Column(gap=12, margins=(24, 14, 24, 10))
        row = Row(gap=8)
        self._back = Button(self.tr("All cases"), Kind.QUIET, icon="arrow-left", icon_only=True)
        self._back.clicked.connect(self.list_wanted)
        row.add(self._back)
        row.add(Line(shown.row.reference, "title", "text", "zero"))
        self._risk = RiskChip(shown.row.band, raised=shown.row.raised)
        row.add(self._risk)
        self._strand = Tag(strand_words(shown.row.strand))
        row.add(self._strand)
        self._closed = Tag(self.tr("Closed"), icon="door-closed")
        row.add(self._closed)
        self._closed.setVisible(shown.row.closed)
        self.conflicts_button = Button("", Kind.LINK, icon="git-branch")
        self.conflicts_button.clicked.connect(self._open_conflicts)
        row.add(self.conflicts_button)
        self._show_conflicts()
        row.add_stretch()
        self._begin = Button(self.tr("Begin support"), icon="flag")
        self._begin.clicked.connect(self._open_begin)
        row.add(self._begin)
        self.log_button = Button(
            self.tr("Log contact"), Kind.PRIMARY, icon="message-square-text", keys="Ctrl+T"
        )
        self.log_button.clicked.connect(self._log)
        row.add(self.log_button)
        top.add(row)
        self._rule = SafeContactBanner(Shape.FULL)
        self._rule.show_rule(rule_words(shown))
        self._rule.code_word_wanted.connect(self._show_code_word)
        top.add(self._rule)
        self._code_word = Row(gap=12)
        self._said_word = Line("", "strong")
        hide = Button(self.tr("Hide"), Kind.LINK, icon="eye-off")
        hide.clicked.connect(self._code_word.hide)
        self._code_word.add(self._said_word)
        self._code_word.add(hide)
        self._code_word.add_stretch()
        self._code_word.hide()
        top.add(self._code_word)
        head.add(top)
        head.add(self._tab_row())
        return head

    def _tab_row(self) -> Row:
        row = Row(gap=12, margins=(_TABS_LEFT, 0, _TABS_RIGHT, 0))
        self.tabs = TabRow(self.tr("Parts of the case"))
        self.tabs.show_parts(self._parts())
        self.tabs.chosen.connect(self.show_tab)
        row.add(self.tabs, 1)
        self._next_button = Button(self.tr("Next actions"), Kind.LINK, icon="list-checks")
        self._next_button.clicked.connect(self._open_next)
        self.history_button = Button(self.tr("History"), Kind.LINK, icon="history")
        self.history_button.clicked.connect(self.open_history)
        on_ctrl_h(self, self.open_history)
        row.add(self.history_button)
        row.add(self._next_button)
        return row

    def _parts(self) -> list[Part]:
        return [
            Part(name, group.words, self._how_many(group) or None)
            for name, group in self._groups.items()
        ]

    def _how_many(self, group: CaseGroup) -> int:
        session = self._desk.session
        kinds = {part.counts for part in group.parts if part.counts is not None and part.counted}
        return sum(records.count(session, kind, self._case_id) for kind in kinds)

    def _bind_tabs(self) -> None:
        for name, digit in zip(self._groups, TAB_KEYS, strict=False):
            shortcut = QShortcut(QKeySequence(f"Alt+{digit}"), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(partial(self._go_to_tab, name))

    def dress(self) -> None:
        """Give way at large text: next actions become a button, and the list a way back."""
        super().dress()
        if getattr(self, "_next_scroll", None) is None:
            return
        roomy = look().roomy
        self._back.setVisible(not roomy)
        self._strand.setVisible(roomy)
        self._next_scroll.setFixedWidth(look().grown(NEXT_WIDTH))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give way in a narrow window too."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Ask for no room for the next actions beside the timeline: they give way."""
        asked = super().minimumSizeHint()
        if self._next_scroll.isHidden():
            return asked
        beside = self._next_scroll.minimumWidth() + look().space(20)
        return QSize(max(asked.width() - beside, look().grown(360)), asked.height())

    def _next_fits(self) -> bool:
        return look().roomy and self.width() >= look().grown(NEXT_FROM)

    def _fit(self) -> None:
        self._next_button.setVisible(not self._next_fits())
        self._place_next()

    # Tabs

    def show_tab(self, name: str) -> None:
        """Show a tab, or the tab on which a list stands; a name that is none shows nothing new."""
        group = self._groups.get(name) or self._group_of(name)
        if group is None:
            return
        page = self._pages.get(group.name)
        if page is None:
            page = self._pages[group.name] = CasePageView(self._desk, self._case_id, group)
            self._stack.addWidget(page)
        self._open = group.name
        self._stack.setCurrentWidget(page)
        self.tabs.open(group.name)
        self._place_next()
        # A list further down is brought into sight whenever the case is arrived at.
        self._list = "" if name == group.name else name
        page.go_to(self._list)

    def _group_of(self, name: str) -> CaseGroup | None:
        holds = (g for g in self._groups.values() if any(part.name == name for part in g.parts))
        return next(holds, None)

    def _go_to_tab(self, name: str, _checked: bool = False) -> None:  # triggered(bool)
        self.show_tab(name)
        self.tabs.take_focus()

    def _place_next(self) -> None:
        self._next_scroll.setVisible(self._next_fits() and self._open == "case")

    def focus_first(self) -> None:
        """Go to the tabs, or to the list that was asked for."""
        self.tabs.take_focus()
        self._pages[self._open].go_to(self._list)

    # What was saved meanwhile

    def showEvent(self, event: QShowEvent) -> None:
        """Fetch, and listen from now on."""
        super().showEvent(event)
        if not self._listens:
            self._desk.changed.connect(self.refresh)
            self._listens = True

    def hideEvent(self, event: QHideEvent) -> None:
        """Listen no more."""
        super().hideEvent(event)
        if self._listens:
            self._desk.changed.disconnect(self.refresh)
            self._listens = False

    def refresh(self) -> None:
        """Fetch again what is in sight."""
        try:
            shown = banner(self._desk.session, self._case_id)
        except IdvaError:
            # The case went away under the view; the list shows so.
            return
        self._risk.show_level(shown.row.band, raised=shown.row.raised)
        self._show_conflicts()
        self._closed.setVisible(shown.row.closed)
        self._rule.show_rule(rule_words(shown))
        self.tabs.show_parts(self._parts())
        self._show_begin()
        self._next.refresh()
        for page in self._pages.values():
            page.refresh()

    def _show_begin(self) -> None:
        dates = case_dates(self._desk.session, self._case_id)
        accepted = dates.decision == "accepted" and dates.started is None and not dates.closed
        self._begin.setVisible(accepted)

    def _open_begin(self) -> None:
        session = self._desk.session
        self._desk.open_panel(
            FormPanel(
                self._desk,
                begin_form(),
                begin_draft(self._case_id),
                partial(begin_support_typed, session, self._case_id),
                typed={"case.support_started": "today"},
                reference=banner(session, self._case_id).row.reference,
                action=self.tr("Begin support"),
            )
        )

    def _open_next(self) -> None:
        self._desk.open_panel(NextActionsPanel(self._desk, self._case_id))

    def open_history(self) -> None:
        """Show what happened in the case, in the side panel."""
        reference = banner(self._desk.session, self._case_id).row.reference
        self._desk.open_panel(HistoryView(self._desk, self._case_id, reference=reference))

    def _show_conflicts(self) -> None:
        count = len(conflicts(self._desk.session, self._case_id))
        one = self.tr("1 answer to decide")
        many = self.tr("{0} answers to decide").format(count)
        self.conflicts_button.set_words(one if count == 1 else many)
        self.conflicts_button.setVisible(bool(count))

    def _open_conflicts(self) -> None:
        reference = banner(self._desk.session, self._case_id).row.reference
        self._desk.open_panel(ConflictsView(self._desk, self._case_id, reference=reference))

    def _log(self) -> None:
        self._desk.go("contact", self._case_id)

    def _show_code_word(self) -> None:
        word = banner(self._desk.session, self._case_id).code_word
        self._said_word.setText(self.tr("Code word: {0}").format(word))
        self._said_word.updateGeometry()
        self._code_word.show()
        self._hiding.start()


class _Head(Column):
    """The part above the tabs, on the surface."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), look().colour("surface"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, look().colour("line"))
