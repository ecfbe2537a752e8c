"""What is late across the team, and what is suspended as unsafe: nobody is pushed to ring."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from idva_desktop.casework.cases import days_words
from idva_desktop.casework.supervision.overdue import TeamDue, team_dues
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.theme import look
from idva_desktop.ui.widgets.boxes import Column
from idva_desktop.ui.widgets.boxes import Row as Across
from idva_desktop.ui.widgets.button import Button
from idva_desktop.ui.widgets.card import Card, SectionHeading
from idva_desktop.ui.widgets.cells import Cell, Risk, Row, Words
from idva_desktop.ui.widgets.empty_state import EmptyState
from idva_desktop.ui.widgets.record_model import TableColumn
from idva_desktop.ui.widgets.record_table import RecordTable
from idva_desktop.ui.widgets.status_line import KeyHint

_WORKER = 3  # the column


class OverdueView(Column):
    """Two lists of the team's cases.

    Args:
        desk: the desk.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(gap=16)
        self.desk = desk
        self._opens: dict[str, tuple[str, str]] = {}
        self.overdue, self._late = self._list(
            self.tr("Overdue across the team"), self.tr("Overdue by")
        )
        self.move_button = Button(self.tr("Reallocate"), icon="users-round", size="control_compact")
        self.move_button.clicked.connect(lambda: desk.go("review", part="allocation"))
        self._late.head.add(self.move_button)
        self.suspended, self._paused = self._list(
            self.tr("Suspended as unsafe"), self.tr("Contact")
        )
        self._empty = EmptyState(
            "circle-check", self.tr("Nothing is overdue"), self.tr("And nothing is suspended.")
        )
        self.add(self._empty, 1)
        self.dress()
        self.refresh()

    def _list(self, title: str, last: str) -> tuple[RecordTable, "_Listed"]:
        table = RecordTable(
            title,
            [
                TableColumn(self.tr("What")),
                TableColumn(self.tr("Case"), width=110, strong=True),
                TableColumn(self.tr("Risk"), width=150),
                TableColumn(self.tr("Worker"), width=150),
                TableColumn(last, width=140),
            ],
            whole=True,
        )
        table.opened.connect(self._open)
        card = _Listed(title, table)
        self.add(card)
        return table, card

    def dress(self) -> None:
        """Leave out the worker where large text needs the room; the case says so too."""
        super().dress()
        if getattr(self, "suspended", None) is not None:
            for table in (self.overdue, self.suspended):
                table.setColumnHidden(_WORKER, not look().roomy)

    def refresh(self) -> None:
        """Fetch what is late and what is suspended."""
        found = team_dues(self.desk.session)
        self._opens = {
            each.key: (each.due.opens, each.case.id) for each in (*found.overdue, *found.suspended)
        }
        self._late.show_rows(
            [
                self._row(each, Words(days_words(each.late), colour="warning", icon="clock"))
                for each in found.overdue
            ]
        )
        unsafe = Words(self.tr("unsafe now"), colour="muted", icon="ban")
        self._paused.show_rows([self._row(each, unsafe) for each in found.suspended])
        self._empty.setVisible(not self._opens)

    def focus_first(self) -> None:
        """Go to the first list that holds something."""
        lists = (self.overdue, self.suspended)
        next((each for each in lists if each.isVisible()), self.overdue).setFocus()

    def panes(self) -> Sequence[QWidget]:
        """Return the lists."""
        return (self.overdue, self.suspended)

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys that help here."""
        return (KeyHint("↑ ↓", self.tr("move")), KeyHint("Enter", self.tr("open")))

    def _row(self, each: TeamDue, last: Cell) -> Row:
        return Row(
            each.key,
            (
                each.due.what,
                Words(each.case.reference, role="strong", reference=True),
                Risk(each.case.band, raised=each.case.raised),
                each.case.worker or self.tr("Nobody yet"),
                last,
            ),
        )

    def _open(self, code: str) -> None:
        screen, case_id = self._opens.get(code, ("", ""))
        if case_id:
            self.desk.go(screen or "case", case_id)


class _Listed(Card):
    """A table under its heading; hidden while it is empty."""

    def __init__(self, title: str, table: RecordTable) -> None:
        super().__init__(flush=True, gap=0)
        self._table = table
        self._heading = SectionHeading(title)
        self.head = Across(gap=8, margins=(16, 8, 12, 8))
        self.head.add(self._heading, 1)
        self.add(self.head)
        self.add(table)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows."""
        self._table.set_rows(rows)
        self._heading.set_count(len(rows))
        self.setVisible(bool(rows))
