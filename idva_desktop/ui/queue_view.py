"""What waits for a second person, and beside it what is new since the last time."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from idva_desktop.casework.cases import days_words
from idva_desktop.casework.supervision.review import (
    ReviewItem,
    changes,
    give_back,
    note_draft,
    note_form,
    review_items,
    sign,
)
from idva_desktop.domain.errors import IdvaError
from idva_desktop.ui.change_card import ChangeCard, ChangePanel
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.form_panel import FormPanel
from idva_desktop.ui.screen_view import on_ctrl_enter
from idva_desktop.ui.theme import look
from idva_desktop.ui.widgets.boxes import Column
from idva_desktop.ui.widgets.boxes import Row as Across
from idva_desktop.ui.widgets.button import Button, Kind
from idva_desktop.ui.widgets.card import Card, SectionHeading
from idva_desktop.ui.widgets.cells import Risk, Row, TwoLines, Words
from idva_desktop.ui.widgets.empty_state import EmptyState
from idva_desktop.ui.widgets.message_strip import MessageStrip, Tone
from idva_desktop.ui.widgets.plain_scroll import PlainScroll
from idva_desktop.ui.widgets.record_model import TableColumn
from idva_desktop.ui.widgets.record_table import RecordTable
from idva_desktop.ui.widgets.status_line import KeyHint

AUTHOR = 3  # the column
_BESIDE = 360  # px at 100 %, of what is new
_BESIDE_FROM = 1080  # px at 100 %, from which it stands beside the queue
_BELOW_FROM = 400  # px at 100 %, of the height from which it stands below; else in a panel


class QueueView(Column):
    """The supervisor's queue.

    Args:
        desk: the desk.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(gap=12)
        self.desk = desk
        self._items: dict[str, ReviewItem] = {}
        self.message = MessageStrip(Tone.WARNING, "")
        self.message.hide()
        self.add(self.message)
        self._parts = Across(gap=16)
        self._parts.add(self._queue(), 1)
        self.changes = ChangeCard()
        page = Column(0)
        page.add(self.changes)
        page.add_stretch()
        self._side = Column(0)
        self._side.add(PlainScroll(page), 1)
        self._parts.add(self._side)
        self.add(self._parts, 1)
        self._empty = EmptyState(
            "user-round-check",
            self.tr("No reviews waiting"),
            self.tr(
                "Plans, closures and sharing sent for approval, and high-risk assessments, stand "
                "here until signed."
            ),
        )
        self.add(self._empty, 1)
        self.dress()
        on_ctrl_enter(self, self.sign)
        self.refresh()

    def _queue(self) -> QWidget:
        self.news_button = Button(self.tr("What is new"), keys="Space", size="control_compact")
        self.news_button.clicked.connect(self.show_news)
        self.open_button = Button(self.tr("Open"), keys="Enter", size="control_compact")
        self.open_button.clicked.connect(self._open_current)
        self.return_button = Button(self.tr("Return with a note"), size="control_compact")
        self.return_button.clicked.connect(self.give_back)
        self.sign_button = Button(
            self.tr("Sign"), Kind.PRIMARY, keys="Ctrl+Enter", size="control_compact"
        )
        self.sign_button.clicked.connect(self.sign)
        self.table = RecordTable(self.tr("Waiting for you"), self._columns(), row="row_two_line")
        self.table.opened.connect(self._open)
        self.table.ticked.connect(self.show_news)
        self.table.moved.connect(self._moved)
        self._heading = SectionHeading(self.tr("Waiting for you"))
        head = Across(gap=8, margins=(16, 8, 12, 8))
        head.add(self._heading, 1)
        buttons = (self.news_button, self.open_button, self.return_button, self.sign_button)
        for button in buttons:
            head.add(button)
        self._card = Card(flush=True, gap=0)
        self._card.add(head)
        self._card.add(self.table, 1)
        return self._card

    def _columns(self) -> list[TableColumn]:
        return [
            TableColumn(self.tr("To sign off")),
            TableColumn(self.tr("Case"), width=110, strong=True),
            TableColumn(self.tr("Risk"), width=130),
            TableColumn(self.tr("From"), width=124),
            TableColumn(self.tr("Waiting"), width=142),
        ]

    def dress(self) -> None:
        """Leave out who wrote it where large text needs the room; the case says so too."""
        super().dress()
        if getattr(self, "_side", None) is not None:
            self.table.setColumnHidden(AUTHOR, not look().roomy)
            self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what is new where there is room for it now."""
        super().resizeEvent(event)
        self._place()

    def refresh(self) -> None:
        """Fetch what waits."""
        found = review_items(self.desk.session)
        self._items = {item.record_id: item for item in found}
        self.table.set_rows([self._row(item) for item in found])
        if found and not self.table.current_code():
            self.table.set_current_code(found[0].record_id)
        self._heading.set_count(len(found) or None)
        self._parts.setVisible(bool(found))
        self._empty.setVisible(not found)
        for button in (self.open_button, self.sign_button):
            button.setEnabled(bool(found))
        self._show_changes()

    def focus_first(self) -> None:
        """Go to the list."""
        self.table.setFocus()

    def panes(self) -> Sequence[QWidget]:
        """Return the list and what is new."""
        return (self.table,) if self._in_panel() else (self.table, self.changes)

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys that help here."""
        news = (KeyHint("Space", self.tr("what is new")),) if self._in_panel() else ()
        return (
            KeyHint("↑ ↓", self.tr("move")),
            *news,
            KeyHint("Enter", self.tr("open")),
            KeyHint("Ctrl+Enter", self.tr("sign")),
        )

    def show_news(self) -> None:
        """Show what is new in a panel, where there is no room for it beside or below the list."""
        item = self._current()
        if item is not None and self._in_panel():
            self.desk.open_panel(ChangePanel(self.desk, item, sign=self.sign, leads=self._open))

    def sign(self) -> None:
        """Sign the current item; a refusal is a sentence above the list."""
        item = self._current()
        if item is None:
            return
        try:
            sign(self.desk.session, item)
        except IdvaError as error:
            self.message.say(Tone.WARNING, str(error))
        else:
            words = self.tr("{0} of {1} is signed.")
            self.message.say(Tone.SUCCESS, words.format(item.title, item.reference))
            self.desk.saved()
        self.message.show()

    def give_back(self) -> None:
        """Ask for the note with which the current item is given back."""
        item = self._current()
        form = note_form(item) if item is not None else None
        if item is None or form is None:
            return
        self.desk.open_panel(
            FormPanel(
                self.desk,
                form,
                note_draft(item),
                partial(give_back, self.desk.session, item),
                reference=item.reference,
                action=self.tr("Return"),
            )
        )

    # Inside

    def _current(self) -> ReviewItem | None:
        return self._items.get(self.table.current_code())

    def _in_panel(self) -> bool:
        return not self._beside() and self.height() < look().grown(_BELOW_FROM)

    def _beside(self) -> bool:
        return look().roomy and self.width() >= look().grown(_BESIDE_FROM)

    def _place(self) -> None:
        beside, in_panel = self._beside(), self._in_panel()
        self._side.setVisible(not in_panel)
        self.news_button.setVisible(in_panel)
        self.open_button.setVisible(not in_panel)
        self._parts.lay(beside=beside)
        most = look().grown(_BESIDE) if beside else 16_777_215
        self._side.setMaximumWidth(most)
        self._side.setMinimumWidth(look().grown(_BESIDE) if beside else 0)
        self._parts.box.setStretch(0, 3)
        self._parts.box.setStretch(1, 0 if beside else 2)

    def _row(self, item: ReviewItem) -> Row:
        days = item.days(self.desk.session.today)
        high = item.band == "high"
        if high and days > 0:
            waiting = Words(days_words(days), colour="warning", icon="clock")
        else:
            words = days_words(days) if days else self.tr("since today")
            waiting = Words(words, colour="muted", icon="clock")
        author = self.tr("You") if item.own else item.author
        return Row(
            item.record_id,
            (
                TwoLines(item.title, item.detail or self.tr("Second person")),
                Words(item.reference, role="strong", reference=True),
                Risk(item.band, raised=item.raised) if item.band else None,
                author,
                waiting,
            ),
        )

    def _moved(self, _code: str) -> None:
        self.message.hide()
        self._show_changes()

    def _show_changes(self) -> None:
        item = self._current()
        if item is None:
            self.changes.forget()
            return
        self.changes.show_item(item, changes(self.desk.session, item))
        self.return_button.setVisible(note_form(item) is not None)
        self.return_button.setEnabled(not item.own)

    def _open_current(self) -> None:
        self._open(self.table.current_code())

    def _open(self, code: str) -> None:
        item = self._items.get(code)
        if item is not None:
            self.desk.go(item.opens, item.case_id)
