"""Today, the first screen: what is due by the rules, dates ahead, drafts and own cases."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from idva_desktop.casework import records
from idva_desktop.casework.kept_drafts import kept_drafts
from idva_desktop.casework.snoozing import put_off, snooze_draft, snooze_form
from idva_desktop.casework.today import TodayIndex, TodayItem, TodayPicture
from idva_desktop.domain.errors import IdvaError
from idva_desktop.domain.roles import Role
from idva_desktop.domain.typed_dates import show_day
from idva_desktop.ui.desk import Desk, Place
from idva_desktop.ui.form_panel import FormPanel
from idva_desktop.ui.index_reader import IndexReader
from idva_desktop.ui.screen_head import ScreenHead
from idva_desktop.ui.screen_view import ScreenView
from idva_desktop.ui.side_page import SidePage
from idva_desktop.ui.today_list import TodayList
from idva_desktop.ui.today_side import TodaySide
from idva_desktop.ui.widgets.boxes import Column
from idva_desktop.ui.widgets.button import Button, Kind
from idva_desktop.ui.widgets.empty_state import EmptyState
from idva_desktop.ui.widgets.message_strip import MessageStrip, Tone
from idva_desktop.ui.widgets.options import Option
from idva_desktop.ui.widgets.segmented_choice import SegmentedChoice
from idva_desktop.ui.widgets.status_line import KeyHint

_MINE, _EVERYBODY = "mine", "everybody"


class TodayView(ScreenView):
    """The screen.

    Args:
        desk: the desk.
    """

    counted = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._picture: TodayPicture | None = None
        self._wanted = Place("today")
        self.reader = IndexReader(desk, TodayIndex.read, TodayIndex.renew, self)
        self.reader.ready.connect(self._show)
        self.reader.failed.connect(self._show_failure)
        whose = (
            Option(_MINE, self.tr("Mine"), "M"),
            Option(_EVERYBODY, self.tr("Everybody’s"), "E"),
        )
        self.whose = SegmentedChoice(self.tr("Whose cases"), whose)
        self.whose.set_value(_MINE)
        self.whose.changed.connect(self._show)
        self.refer_button = Button(self.tr("New referral"), icon="plus", keys="Ctrl+N")
        self.refer_button.clicked.connect(self._refer)
        self.log_button = Button(
            self.tr("Log contact"), Kind.PRIMARY, icon="message-square-text", keys="Ctrl+T"
        )
        self.log_button.clicked.connect(self._log)
        self._head = ScreenHead(
            self.tr("Today"), "", (self.whose, self.refer_button, self.log_button)
        )
        self.add(self._head)
        # Not before it has a parent: it would show as a window and take the keys.
        self.whose.setVisible(desk.session.may(Role.SUPERVISOR))
        self._back_button = Button(self.tr("Take it back"), size="control_compact")
        self._back_button.clicked.connect(self._take_back)
        self._done: TodayItem | None = None
        self._message = MessageStrip(Tone.INFO, "", choices=(self._back_button,))
        self._message.hide()
        self.list = TodayList()
        self.list.opened.connect(self._open)
        self.list.ticked.connect(self._tick)
        self.list.later.connect(self._put_off)
        self.list.moved.connect(self._moved)
        self._empty = EmptyState("sun", self.tr("Reading your cases"), "")
        main = Column(gap=16)
        main.add(self._message)
        main.add(self._empty)
        main.add(self.list)
        self.side = TodaySide(desk)
        self.page = SidePage(main, self.side)
        self.add(self.page, 1)

    @property
    def case_id(self) -> str:
        """The case of what is current, or nothing."""
        row = self.list.case()
        return row.id if row is not None else ""

    def is_ready(self) -> bool:
        """Say whether the cases have been read."""
        return self._picture is not None

    def refresh(self) -> None:
        """Read again what was saved meanwhile."""
        self._head.say(show_day(self.desk.session.today, weekday=True))
        self.side.show_drafts(kept_drafts(self.desk.session))
        self.reader.refresh()

    def show_place(self, place: Place) -> None:
        """Go on with what was being put off, where the place names it."""
        self._wanted = place
        if place.part and self._picture is not None:
            self._go_on()

    def focus_first(self) -> None:
        """Go to the list, or to the first button where nothing is in it."""
        self.refer_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.list.focus_first()

    def let_go(self) -> bool:
        """Stay: the list is read again, and holds the case no more."""
        return True

    def panes(self) -> Sequence[QWidget]:
        """Return the list and what stands beside it."""
        return (self.list, self.side)

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys that help here."""
        item = self.list.item()
        hints = [KeyHint("↑ ↓", self.tr("move"))]
        if item is not None and item.task_id:
            hints.append(KeyHint("Space", self.tr("done")))
        if item is not None and not item.suspended:
            hints.append(KeyHint("S", self.tr("put off")))
        return (*hints, KeyHint("Enter", self.tr("open")))

    # Inside

    def _show(self) -> None:
        index = self.reader.index
        if index is None:
            return
        session = self.desk.session
        everybody = self.whose.value() == _EVERYBODY
        first = self._picture is None
        shown = index.picture(session, everybody=everybody)
        self._picture = shown
        self.list.show_picture(shown, session.today)
        self.side.show_dates(shown.ahead, session.today)
        self.side.show_cases(shown.bands, everybody=everybody)
        busy = any(shown.parts.values())
        self._empty.setVisible(not busy)
        self._empty.say(self.tr("Nothing due"), self._nothing(shown))
        self.log_button.setEnabled(bool(shown.bands))
        self.counted.emit(shown.pressing)
        self.hinted.emit()
        # Whoever waits for the list is put into it; whoever went elsewhere stays there.
        if first and QApplication.focusWidget() in (None, self.refer_button):
            self._go_on()

    def _nothing(self, shown: TodayPicture) -> str:
        if not shown.bands:
            return self.tr("No open case is yours. A referral that you accept becomes one.")
        return self.tr("No rule asks for anything in the next days.")

    def _go_on(self) -> None:
        wanted, self._wanted = self._wanted, Place("today")
        if wanted.part:
            self.list.go_to(f"{wanted.case_id}:{wanted.part}")
            self._put_off()
        else:
            self.list.focus_first()

    def _show_failure(self, sentence: str) -> None:
        self._empty.say(self.tr("The cases could not be read"), sentence)
        self._empty.show()

    def _moved(self) -> None:
        self._message.hide()
        self.hinted.emit()

    def _open(self) -> None:
        item, row = self.list.item(), self.list.case()
        if item is not None:
            self.desk.go(item.opens, item.case.id)
        elif row is not None:
            self.desk.go("case", row.id)

    def _refer(self) -> None:
        self.desk.go("intake")

    def _log(self) -> None:
        if self.case_id:
            self.desk.go("contact", self.case_id)

    def _tick(self) -> None:
        item = self.list.item()
        if item is None:
            return
        if not item.task_id:
            self._say(
                Tone.INFO,
                self.tr(
                    "A rule asks for this. It goes when the fact is recorded; Enter leads there."
                ),
            )
            return
        try:
            records.tick_task(self.desk.session, item.case.id, item.task_id, done=True)
        except IdvaError as error:
            self._say(Tone.ERROR, str(error))
            return
        self.desk.saved()
        self._say(Tone.SUCCESS, self.tr("Done: {0}").format(item.what))
        self._done = item
        self._back_button.show()

    def _take_back(self) -> None:
        item = self._done
        if item is None:
            return
        try:
            records.tick_task(self.desk.session, item.case.id, item.task_id, done=False)
        except IdvaError as error:
            self._say(Tone.ERROR, str(error))
            return
        self._message.hide()
        self.desk.saved()
        self.list.go_to(item.key_of_row)

    def _put_off(self) -> None:
        item = self.list.item()
        if item is None:
            return
        if item.suspended:
            self._say(Tone.INFO, self.tr("This is suspended, so nobody is pushed."))
            return
        session = self.desk.session
        panel = FormPanel(
            self.desk,
            snooze_form(),
            snooze_draft(item),
            partial(put_off, session, item),
            reference=f"{item.what} · {item.case.reference}",
            action=self.tr("Put off"),
        )
        self.desk.open_panel(panel)

    def _say(self, tone: Tone, sentence: str) -> None:
        self._message.say(tone, sentence)
        self._back_button.hide()
        self._message.show()
