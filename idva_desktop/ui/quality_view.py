"""Samples of quality: drawn at random for a reason, and read case by case."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from idva_desktop.casework.supervision import quality
from idva_desktop.casework.supervision.quality import Drawn
from idva_desktop.domain.errors import IdvaError
from idva_desktop.domain.typed_dates import show_day_in_a_cell
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.form_panel import FormPanel
from idva_desktop.ui.theme import look
from idva_desktop.ui.widgets.boxes import Column
from idva_desktop.ui.widgets.boxes import Row as Across
from idva_desktop.ui.widgets.button import Button
from idva_desktop.ui.widgets.card import Card, SectionHeading
from idva_desktop.ui.widgets.cells import Risk, Row, State, TwoLines, Words
from idva_desktop.ui.widgets.empty_state import EmptyState
from idva_desktop.ui.widgets.message_strip import MessageStrip, Tone
from idva_desktop.ui.widgets.record_model import TableColumn
from idva_desktop.ui.widgets.record_table import RecordTable
from idva_desktop.ui.widgets.status_line import KeyHint

_TONES = {"met": "success", "partly": "warning", "not_met": "error"}
_DAYS = (3, 5)  # the columns


class QualityView(Column):
    """What was drawn and what was found.

    Args:
        desk: the desk.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(gap=12)
        self.desk = desk
        self._found: dict[str, Drawn] = {}
        self.message = MessageStrip(Tone.ERROR, "")
        self.message.hide()
        self.add(self.message)
        self._card = Card(flush=True, gap=0)
        self._heading = SectionHeading(self.tr("Quality sample"))
        head = Across(gap=8, margins=(16, 8, 12, 8))
        head.add(self._heading, 1)
        self.open_button = Button(self.tr("Open the case"), size="control_compact")
        self.open_button.clicked.connect(self._open_case)
        self._further = self._draw_button(compact=True)
        head.add(self.open_button)
        head.add(self._further)
        self._card.add(head)
        self.table = RecordTable(
            self.tr("Quality sample"), self._columns(), row="row_two_line", whole=True
        )
        self.table.opened.connect(self.read)
        self._card.add(self.table)
        self.add(self._card)
        self._first = self._draw_button()
        self._empty = EmptyState(
            "list-checks",
            self.tr("No sample is drawn yet"),
            self.tr("Chance chooses, among the cases of others; why it is drawn is recorded."),
            (self._first,),
        )
        self.add(self._empty, 1)
        self.dress()
        self.refresh()

    def _draw_button(self, *, compact: bool = False) -> Button:
        words = self.tr("Draw a sample")
        made = (
            Button(words, icon="plus", size="control_compact")
            if compact
            else Button(words, icon="plus")
        )
        made.clicked.connect(self.draw)
        return made

    def _columns(self) -> list[TableColumn]:
        return [
            TableColumn(self.tr("Case")),
            TableColumn(self.tr("Risk"), width=150),
            TableColumn(self.tr("Worker"), width=150),
            TableColumn(self.tr("Drawn"), width=128),
            TableColumn(self.tr("Found"), width=140),
            TableColumn(self.tr("Follow-up by"), width=128),
        ]

    def dress(self) -> None:
        """Leave out the days where large text needs the room; the review holds them."""
        super().dress()
        if getattr(self, "table", None) is not None:
            for column in _DAYS:
                self.table.setColumnHidden(column, not look().roomy)

    def refresh(self) -> None:
        """Fetch what was drawn."""
        found = quality.drawn_cases(self.desk.session)
        self._found = {each.id: each for each in found}
        self.table.set_rows([self._row(each) for each in found])
        if found and not self.table.current_code():
            self.table.set_current_code(found[0].id)
        read, drawn = quality.progress(found)
        self._heading.set_words(self.tr("Quality sample, {0} of {1} read").format(read, drawn))
        self._card.setVisible(bool(found))
        self._empty.setVisible(not found)

    def focus_first(self) -> None:
        """Go to the list, or to the button while there is none."""
        target: QWidget = self.table if self._found else self._first
        target.setFocus()

    def panes(self) -> Sequence[QWidget]:
        """Return the list."""
        return (self.table,)

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys that help here."""
        return (KeyHint("↑ ↓", self.tr("move")), KeyHint("Enter", self.tr("say what was found")))

    def draw(self) -> None:
        """Ask how many of which cases are drawn, and why."""
        self.desk.open_panel(
            FormPanel(
                self.desk,
                quality.sample_form(),
                quality.sample_draft(),
                partial(quality.draw_sample, self.desk.session),
                action=self.tr("Draw"),
            )
        )

    def read(self, code: str) -> None:
        """Ask what was found in one case."""
        each = self._found.get(code)
        if each is None:
            return
        session = self.desk.session
        self.message.hide()
        try:
            typed = quality.typed_review(session, each.id)
        except IdvaError as error:
            self.message.say(Tone.ERROR, str(error))
            self.message.show()
            return
        self.desk.open_panel(
            FormPanel(
                self.desk,
                quality.review_form(),
                quality.review_draft(each.case_id, each.id),
                partial(quality.save_review, session, each.id),
                typed=typed,
                reference=each.reference,
            )
        )

    # Inside

    def _row(self, each: Drawn) -> Row:
        words = self.tr("To be read")
        found = (
            State(each.overall, tone=_TONES.get(each.finding, "plain"))
            if each.read_on
            else (State(words, icon="arrow-right", tone="accent"))
        )
        return Row(
            each.id,
            (
                TwoLines(each.reference, each.why),
                Risk(each.band),
                each.worker,
                _day(each.drawn_on),
                found,
                Words(_day(each.follow_up_by)),
            ),
        )

    def _open_case(self) -> None:
        each = self._found.get(self.table.current_code())
        if each is not None:
            self.desk.go("case", each.case_id)


def _day(day: date | None) -> str:
    return "" if day is None else show_day_in_a_cell(day)
