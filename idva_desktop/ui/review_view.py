"""What waits for a second person. Enter opens, Ctrl+Enter signs; nobody signs their own work."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from idva_desktop.casework.cases import days_words
from idva_desktop.casework.review import ReviewItem, review_items, sign
from idva_desktop.domain.errors import IdvaError
from idva_desktop.domain.typed_dates import show_day
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.screen_head import ScreenHead
from idva_desktop.ui.screen_view import ScreenView, on_ctrl_enter
from idva_desktop.ui.theme import look
from idva_desktop.ui.widgets.boxes import Column
from idva_desktop.ui.widgets.button import Button, Kind
from idva_desktop.ui.widgets.card import Card
from idva_desktop.ui.widgets.cells import Risk, Row, TwoLines, Words
from idva_desktop.ui.widgets.empty_state import EmptyState
from idva_desktop.ui.widgets.message_strip import MessageStrip, Tone
from idva_desktop.ui.widgets.plain_scroll import PlainScroll
from idva_desktop.ui.widgets.record_model import TableColumn
from idva_desktop.ui.widgets.record_table import RecordTable
from idva_desktop.ui.widgets.status_line import KeyHint

AUTHOR = 3  # the column


class ReviewView(ScreenView):
    """The supervisor's queue.

    Args:
        desk: the desk.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._items: dict[str, ReviewItem] = {}
        self.open_button = Button(self.tr("Open"), keys="Enter")
        self.open_button.clicked.connect(self._open_current)
        self.sign_button = Button(self.tr("Sign"), Kind.PRIMARY, keys="Ctrl+Enter")
        self.sign_button.clicked.connect(self.sign)
        buttons = (self.open_button, self.sign_button)
        line = self.tr("{0}. You cannot sign your own work.")
        self.add(
            ScreenHead(
                self.tr("Review"), line.format(show_day(desk.session.today, weekday=True)), buttons
            )
        )
        self.message = MessageStrip(Tone.WARNING, "")
        self.message.hide()
        page = Column(gap=16, margins=(28, 0, 28, 16))
        page.add(self.message)
        self.table = RecordTable(
            self.tr("Waiting for you"), self._columns(), row="row_two_line", whole=True
        )
        self.table.opened.connect(self._open)
        self.table.moved.connect(self._moved)
        self._card = Card(flush=True)
        self._card.add(self.table)
        page.add(self._card)
        page.add_stretch()
        self._page = PlainScroll(page)
        self.add(self._page, 1)
        self._empty = EmptyState(
            "user-round-check",
            self.tr("No reviews waiting"),
            self.tr("Plans sent for approval and high-risk assessments stand here until signed."),
        )
        self.add(self._empty, 1)
        self.dress()
        on_ctrl_enter(self, self.sign)

    def _columns(self) -> list[TableColumn]:
        return [
            TableColumn(self.tr("To sign off")),
            TableColumn(self.tr("Case"), width=110, strong=True),
            TableColumn(self.tr("Risk"), width=140),
            TableColumn(self.tr("From"), width=150),
            TableColumn(self.tr("Waiting"), width=130),
        ]

    def dress(self) -> None:
        """Leave out who wrote it where large text needs the room; the case says so too."""
        super().dress()
        if getattr(self, "table", None) is not None:
            self.table.setColumnHidden(AUTHOR, not look().roomy)

    def refresh(self) -> None:
        """Fetch what waits."""
        found = review_items(self.desk.session)
        self._items = {item.record_id: item for item in found}
        self.table.set_rows([self._row(item) for item in found])
        if found and not self.table.current_code():
            self.table.set_current_code(found[0].record_id)
        self._page.setVisible(bool(found))
        self._empty.setVisible(not found)
        self.open_button.setEnabled(bool(found))
        self.sign_button.setEnabled(bool(found))

    def focus_first(self) -> None:
        """Go to the list."""
        self.table.setFocus()

    def panes(self) -> Sequence[QWidget]:
        """Return the list."""
        return (self,)

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys that help here."""
        return (
            KeyHint("↑ ↓", self.tr("move")),
            KeyHint("Enter", self.tr("open")),
            KeyHint("Ctrl+Enter", self.tr("sign")),
        )

    def sign(self) -> None:
        """Sign the current item; a refusal is a sentence above the list."""
        item = self._items.get(self.table.current_code())
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

    # Inside

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
                Risk(item.band, raised=item.raised),
                author,
                waiting,
            ),
        )

    def _moved(self, _code: str) -> None:
        self.message.hide()

    def _open_current(self) -> None:
        self._open(self.table.current_code())

    def _open(self, code: str) -> None:
        item = self._items.get(code)
        if item is not None:
            self.desk.go(item.opens, item.case_id)
