"""Handing live cases over at the end of a contract, and taking cases over from another provider."""

from PySide6.QtWidgets import QSizePolicy

from idva_desktop.casework.leaving import handover
from idva_desktop.casework.leaving.handover import LiveCase
from idva_desktop.domain.record import questions_of
from idva_desktop.domain.records import Handover, HandoverChoice
from idva_desktop.domain.typed_dates import show_moment
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.handover_panels import AddressPanel, ArrivalPanel, SendPanel
from idva_desktop.ui.widgets.boxes import Column, Row
from idva_desktop.ui.widgets.button import Button
from idva_desktop.ui.widgets.card import Card, SectionHeading
from idva_desktop.ui.widgets.cells import Cell, Risk, Words
from idva_desktop.ui.widgets.cells import Row as TableRow
from idva_desktop.ui.widgets.empty_state import EmptyState
from idva_desktop.ui.widgets.labels import WrappedLabel
from idva_desktop.ui.widgets.record_model import TableColumn
from idva_desktop.ui.widgets.record_table import RecordTable

_CHOICE_PART = "handover"


class HandoverView(Column):
    """The wind-down list, what was exchanged, and the steps of both sides.

    Args:
        desk: the desk, a supervisor's.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(gap=16)
        self._desk = desk
        self._heading = SectionHeading(self.tr("Live cases"))
        self.address_button = Button(self.tr("Our address"), size="control_compact")
        self.arrival_button = Button(self.tr("Take cases over"), size="control_compact")
        self.send_button = Button(self.tr("Hand cases over"), size="control_compact")
        head = Row(gap=12)
        head.add(self._heading, 1)
        for button, opens in (
            (self.address_button, AddressPanel),
            (self.arrival_button, ArrivalPanel),
            (self.send_button, SendPanel),
        ):
            button.clicked.connect(lambda _checked=False, panel=opens: self._open(panel))
            head.add(button)
        self.add(head)
        self._line = WrappedLabel("", "small", "muted")
        self.add(self._line)
        self.table = RecordTable(self.tr("Live cases"), self._columns(), whole=True)
        self.table.opened.connect(self._to_choice)
        self._card = Card(flush=True)
        self._card.add(self.table)
        self.add(self._card)
        self._empty = EmptyState(
            "folder-open",
            self.tr("No case is live"),
            self.tr("Every case is closed or was not taken on."),
        )
        self.add(self._empty)
        past = self.tr("Handed over and taken over")
        self._past_heading = SectionHeading(past)
        self.add(self._past_heading)
        self.past = RecordTable(past, self._past_columns(), whole=True)
        self._past_card = Card(flush=True)
        self._past_card.add(self.past)
        self.add(self._past_card)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.refresh()

    def refresh(self) -> None:
        """Fetch the live cases and what was exchanged."""
        live = handover.live_cases(self._desk.session)
        going = sum(each.goes for each in live)
        words = self.tr(
            "{0} of {1} clients agreed that their record moves. Only those go; Enter opens what a "
            "client chose."
        )
        self._line.setText(words.format(going, len(live)))
        self._line.setVisible(bool(live))
        self._heading.set_count(len(live) or None)
        self.table.set_rows([self._row(each) for each in live])
        self._card.setVisible(bool(live))
        self._empty.setVisible(not live)
        past = handover.exchanged(self._desk.session)
        self.past.set_rows([_past_row(each) for each in past])
        self._past_heading.setVisible(bool(past))
        self._past_card.setVisible(bool(past))

    def focus_first(self) -> None:
        """Go to the list, or to the buttons while it is empty."""
        (self.table if self._card.isVisibleTo(self) else self.address_button).setFocus()

    def _columns(self) -> list[TableColumn]:
        return [
            TableColumn(self.tr("Case"), width=140, strong=True),
            TableColumn(self.tr("Risk"), width=150),
            TableColumn(self.tr("Worker")),
            TableColumn(self.tr("The client’s choice")),
        ]

    def _past_columns(self) -> list[TableColumn]:
        return [
            TableColumn(self.tr("When"), width=200),
            TableColumn(self.tr("Direction"), width=120),
            TableColumn(self.tr("Cases"), width=90, number=True),
            TableColumn(self.tr("Their fingerprint")),
            TableColumn(self.tr("Approved by")),
        ]

    def _row(self, live: LiveCase) -> TableRow:
        chosen: Cell = Words(self.tr("Not asked yet"), colour="warning")
        if live.agrees:
            chosen = questions_of(HandoverChoice)["agrees"].show(live.agrees)
        case = live.row
        reference = Words(case.reference, role="strong", reference=True)
        risk = Risk(case.band, raised=case.raised)
        return TableRow(case.id, (reference, risk, case.worker, chosen))

    def _to_choice(self, case_id: str) -> None:
        self._desk.go(_CHOICE_PART, case_id)

    def _open(self, panel: type[AddressPanel | ArrivalPanel | SendPanel]) -> None:
        self._desk.open_panel(panel(self._desk))


def _past_row(held: Handover) -> TableRow:
    direction = questions_of(Handover)["direction"].show(held.direction or "")
    return TableRow(
        held.id,
        (
            show_moment(held.at) if held.at else "",
            direction,
            str(held.count or 0),
            held.party or "",
            held.approved_by or "",
        ),
    )
