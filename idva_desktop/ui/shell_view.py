"""The window after unlock: rail, screens, side panel and status line.

It shows what the desk asks for and locks when it must. Locking means that drafts are written and
the vault is closed; ``locked`` then tells the program to end this process and to start anew at the
unlock window, because nothing can be wiped surely from the memory of a living process.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from idva_desktop.casework import drafts
from idva_desktop.casework.cases import case_row
from idva_desktop.casework.supervision.review import review_items
from idva_desktop.domain.errors import IdvaError
from idva_desktop.domain.roles import Role
from idva_desktop.ui import palette_entries
from idva_desktop.ui.anchor_keeper import AnchorKeeper
from idva_desktop.ui.appearance import fit, wear
from idva_desktop.ui.clipboard import ShortClipboard
from idva_desktop.ui.command_palette import CommandPalette
from idva_desktop.ui.contact_view import ContactView
from idva_desktop.ui.desk import Desk, Place
from idva_desktop.ui.gone_cases import GoneCases, is_about, take_down
from idva_desktop.ui.idle_lock import DEFAULT_MINUTES, WARN_SECONDS, IdleLock
from idva_desktop.ui.jobs import end_all_jobs
from idva_desktop.ui.keys_view import KeysView
from idva_desktop.ui.palette_entries import Entry
from idva_desktop.ui.pane_walk import walk
from idva_desktop.ui.panel_host import PanelHost
from idva_desktop.ui.screen_view import ScreenView
from idva_desktop.ui.screens import let_go_of_screens, screens_for
from idva_desktop.ui.shortcuts import bind, window_keys
from idva_desktop.ui.summary_view import SummaryView
from idva_desktop.ui.theme import LARGEST_TEXT, SMALLEST_TEXT, look
from idva_desktop.ui.today_view import TodayView
from idva_desktop.ui.undo_offer import UNDO, UndoOffer
from idva_desktop.ui.widgets.boxes import Column, Row
from idva_desktop.ui.widgets.focus_ring import FocusRing
from idva_desktop.ui.widgets.message_strip import MessageStrip, Tone
from idva_desktop.ui.widgets.rail import Rail, RailEntry
from idva_desktop.ui.widgets.status_line import DemoStrip, StatusFact, StatusLine

TEXT_STEP = 25
WARNING_WIDTH = 460  # px at 100 %
_CASES, _TODAY = "cases", "today"


class ShellView(Column):
    """The main window.

    Args:
        desk: the signed-in desk.
        lock_minutes: after how many quiet minutes it locks.
    """

    locked = Signal()
    hidden = Signal()
    look_changed = Signal(str, int)

    def __init__(self, desk: Desk, *, lock_minutes: float = DEFAULT_MINUTES) -> None:
        super().__init__(gap=0)
        self.desk = desk
        self.setWindowTitle("IDVA Desktop")
        self._screens = screens_for(desk)
        self._views: dict[str, QWidget] = {}
        self._name = self._case_id = self._saved = ""
        self._over = False
        self._build()
        self._idle = IdleLock(lock_minutes, self)
        self._idle.ticked.connect(self._count_down)
        self._idle.warned.connect(self._warn)
        self._idle.due.connect(self.lock)
        self._anchor = AnchorKeeper(desk, self)
        self._undo = UndoOffer(desk, self)
        self._clipboard = ShortClipboard(self)
        desk.locking.connect(self._clipboard.clear)
        desk.renewed.connect(lambda: let_go_of_screens(self._views, but=self._name))
        desk.looked_at.connect(lambda by: self.rail.be_discreet(discreet=by))
        self.status.chosen.connect(self._status_chosen)
        self._finder = CommandPalette(self, desk, self._offers)
        self.rail.find_wanted.connect(self._finder.start)
        desk.wanted.connect(self.go)
        desk.opened.connect(self._panel.open)
        desk.closed.connect(self._panel.close_panel)
        desk.said.connect(self._say)
        desk.changed.connect(self._count)
        self._gone = GoneCases(desk, self)
        self._gone.went.connect(self._let_go)
        bind(self, self._actions())
        self._ring = FocusRing(self)

    def _build(self) -> None:
        self._demo = DemoStrip()
        self._middle = Row(gap=0)
        entries = [
            RailEntry(screen.name, screen.words, screen.icon)
            for screen in self._screens.values()
            if screen.in_rail
        ]
        foot = (
            RailEntry("help", self.tr("Keys"), "keyboard", "F1"),
            RailEntry("lock", self.tr("Lock"), "lock", "Ctrl+L"),
        )
        self.rail = Rail(entries, foot)
        self.rail.chosen.connect(self._chosen)
        self.stack = QStackedWidget()
        self._middle.add(self.rail)
        self._middle.add(self.stack, 1)
        self._panel = PanelHost(self._middle)
        self._panel.changed.connect(self._hint)
        self._panel.changed.connect(self._count_drafts)
        self.status = StatusLine()
        self.add(self._demo)
        self.add(self._middle, 1)
        self.add(self.status)
        # Over the screen, not between its parts: nothing moves under the hand.
        self._warning = MessageStrip(Tone.WARNING, "", parent=self)
        self._warning.hide()
        self.dress()

    def _actions(self) -> dict[str, Callable[[], None]]:
        return {
            "log_contact": self.log_contact,
            "summary": self.summarise,
            "intake": self._start_referral,
            "search": self._search,
            "next_pane": partial(self._walk, 1),
            "last_pane": partial(self._walk, -1),
            "larger": self._larger,
            "smaller": self._smaller,
            "normal": self._normal,
            "help": self._help,
            "lock": self.lock,
            "hide": self.hide_and_lock,
            "palette": self._finder.start,
            "undo": self._take_back,
        }

    def dress(self) -> None:
        """Move DEMO to the status line where large text needs the room."""
        super().dress()
        if getattr(self, "status", None) is None:
            return
        demo = self.desk.session.vault.is_demo
        self._demo.setVisible(demo and look().roomy)
        self.status.set_demo(demo=demo and not look().roomy)

    def start(self) -> None:
        """Show the first screen and begin to count towards the lock."""
        self._idle.start()
        self._anchor.start()
        self._count()
        self.go(Place(next(iter(self._screens))))
        self._count_down(self._idle.left())

    def _offers(self) -> list[Entry]:
        """Return what the palette offers now, from what is declared for keys, screens and tabs."""
        keys, actions = window_keys(), self._actions()
        case_id = self.case_id()
        row = case_row(self.desk.session, case_id) if case_id else None
        return [
            *palette_entries.of_case(self.desk, row, keys, actions),
            *palette_entries.anywhere(self.desk, self._screens.values(), keys, actions),
            *palette_entries.looks(look().palette, self.wear),
        ]

    # Screens

    def go(self, place: Place) -> None:
        """Show a place; one that the member may not see stays closed."""
        name = place.screen
        if name not in self._screens and place.case_id:
            name = _CASES  # a tab of the case, or the contact panel over it
        if name not in self._screens:
            return
        self._panel.close_panel()
        self._finder.leave()
        view = self._view(name)
        self._name = name
        self._case_id = place.case_id or self._case_id
        self.stack.setCurrentWidget(view)
        in_rail = self._screens[name].in_rail
        self.rail.set_current(name if in_rail else _CASES if place.case_id else "")
        if isinstance(view, ScreenView):
            view.show_place(place)
            view.arrive()
        self._hint()
        if place.screen == "contact":
            self.desk.open_panel(ContactView(self.desk, place.case_id))

    def _view(self, name: str) -> QWidget:
        if name not in self._views:
            view = self._screens[name].make(self.desk)
            if isinstance(view, ScreenView):
                view.hinted.connect(self._hint)
            if isinstance(view, TodayView):
                view.counted.connect(self._count_today)
            self._views[name] = view
            self.stack.addWidget(view)
        return self._views[name]

    def _let_go(self, gone: frozenset[str]) -> None:
        """Show nothing more of what was walled from the member or erased meanwhile."""
        if take_down(self._views, self.stack, gone) or is_about(self._panel.view(), gone):
            self._panel.close_panel()
        self._finder.leave()
        self._clipboard.clear()
        self._case_id = "" if self._case_id in gone else self._case_id
        if self._name not in self._views:
            self.go(Place(_CASES))

    def view(self) -> QWidget | None:
        """Return the screen in sight."""
        return self.stack.currentWidget()

    def panel_is_open(self) -> bool:
        """Say whether something stands in the side panel."""
        return self._panel.is_open()

    def case_id(self) -> str:
        """Return the case in work, or nothing."""
        if self._name in (_CASES, _TODAY):
            return str(getattr(self._views[self._name], "case_id", ""))
        return self._case_id

    def log_contact(self) -> None:
        """Open the contact panel on the case in work, from anywhere."""
        case_id = self.case_id()
        if case_id:
            self.desk.open_panel(ContactView(self.desk, case_id))
            return
        self.go(Place(_CASES))
        self._say(self.tr("Open a case first, then Ctrl+T"))

    def summarise(self) -> None:
        """Show the case in work as plain text, to copy for a short while."""
        case_id = self.case_id()
        if not case_id:
            self.go(Place(_CASES))
            self._say(self.tr("Open a case first, then Ctrl+Shift+C"))
            return
        try:
            self.desk.open_panel(SummaryView(self.desk, case_id, self._clipboard))
        except IdvaError as error:
            self._say(str(error))

    def _start_referral(self) -> None:
        self.go(Place("intake"))

    def _search(self) -> None:
        self.go(Place(_CASES))
        cases = self._views[_CASES]
        if isinstance(cases, ScreenView):
            cases.focus_first()

    def _help(self) -> None:
        self.desk.open_panel(KeysView(self.desk))

    def _chosen(self, code: str) -> None:
        done = {"lock": self.lock, "help": self._help}.get(code)
        if done is None:
            self.go(Place(code))
        else:
            done()

    def _walk(self, step: int) -> None:
        view = self.view()
        inner = view.panes() if isinstance(view, ScreenView) else ()
        if view is not None and not self._panel.is_open():
            walk((self.rail, *(inner or (view,))), step)

    # Status

    def _say(self, words: str) -> None:
        self._saved = words
        self._count_down(self._idle.left())

    def _count_down(self, left: int) -> None:
        facts = [StatusFact("check", self._saved, "success")] if self._saved else []
        facts.extend(self._undo.facts())
        late = left <= WARN_SECONDS
        words = self.tr("Locks in {0} min").format(-(-left // 60))
        if late:
            words = self.tr("Locks in {0} s").format(left)
            title = self.tr("The desk locks in {0} s. Any key keeps it open.").format(left)
            self._warning.say(Tone.WARNING, title)
        facts.append(StatusFact("lock", words, "warning" if late else "muted"))
        self.status.set_facts(facts)

    def _take_back(self) -> None:
        if not self._panel.is_open():  # what is being typed there comes first
            self._undo.take()

    def _status_chosen(self, code: str) -> None:
        if code == UNDO:
            self._take_back()

    def _warn(self, on: bool) -> None:
        self._warning.setVisible(on)
        self._place_warning()

    def _place_warning(self) -> None:
        width = min(look().grown(WARNING_WIDTH), self.width() - look().space(32))
        height = self._warning.heightForWidth(width)
        left = (self.width() - width) // 2
        self._warning.setGeometry(left, self._middle.y() + look().space(12), width, height)
        self._warning.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new width, and keep the warning in the middle."""
        super().resizeEvent(event)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            fit(app, self.width())
        self._place_warning()

    def _hint(self) -> None:
        inner = self._panel.view() or self.view()
        hints = getattr(inner, "key_hints", None)
        self.status.set_keys(hints() if callable(hints) else ())

    def _count(self) -> None:
        session = self.desk.session
        self._count_drafts()
        if session.may(Role.SUPERVISOR):
            self.rail.set_count("review", len(review_items(session)) or None)

    def _count_today(self, pressing: int) -> None:
        self.rail.set_count(_TODAY, pressing or None)

    def _count_drafts(self) -> None:
        if not self._over:
            self.rail.set_count("drafts", len(drafts.all_kept(self.desk.session)) or None)

    # Text

    def _larger(self) -> None:
        self._set_text(look().text + TEXT_STEP)

    def _smaller(self) -> None:
        self._set_text(look().text - TEXT_STEP)

    def _normal(self) -> None:
        self._set_text(SMALLEST_TEXT)

    def _set_text(self, text: int) -> None:
        app = QApplication.instance()
        text = min(max(text, SMALLEST_TEXT), LARGEST_TEXT)
        if isinstance(app, QApplication) and text != look().text:
            wear(app, look().palette, text)
            fit(app, self.width())
            self.look_changed.emit(look().palette, text)

    def wear(self, palette: str) -> None:
        """Show everything in another palette, now and at the next start."""
        app = QApplication.instance()
        if isinstance(app, QApplication) and palette != look().palette:
            wear(app, palette, look().text)
            self.look_changed.emit(palette, look().text)

    # Locking

    def lock(self) -> None:
        """Write the drafts, close the vault and say that the desk is locked."""
        if self._end():
            self.locked.emit()

    def hide_and_lock(self) -> None:
        """Take everything out of sight first, then lock; nothing of the program is shown after."""
        for window in QApplication.topLevelWidgets():
            window.hide()
        if self._end():
            self.hidden.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the drafts and close the vault, as for a lock."""
        self._end()
        super().closeEvent(event)

    def _end(self) -> bool:
        if self._over:
            return False
        self._over = True
        self._idle.stop()
        self.desk.locking.emit()
        self._anchor.stop()
        self.hide()
        end_all_jobs()
        try:
            self.desk.session.vault.close()
        except IdvaError:
            # Only the anchor could not be noted; every act is on the disk and the lock goes on.
            return True
        return True
