"""Conflict walls: what waits for a decision, and who is walled from which case."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from idva_desktop.casework import wall_forms, walls
from idva_desktop.casework.walls import MatchRow, WallRow
from idva_desktop.domain.typed_dates import show_day_in_a_cell
from idva_desktop.domain.vocab import within
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.form_panel import FormPanel
from idva_desktop.ui.theme import look
from idva_desktop.ui.widgets.boxes import Column
from idva_desktop.ui.widgets.boxes import Row as Across
from idva_desktop.ui.widgets.button import Button
from idva_desktop.ui.widgets.card import Card, SectionHeading
from idva_desktop.ui.widgets.cells import Row, State, TwoLines, Words
from idva_desktop.ui.widgets.empty_state import EmptyState
from idva_desktop.ui.widgets.labels import WrappedLabel
from idva_desktop.ui.widgets.record_model import TableColumn
from idva_desktop.ui.widgets.record_table import RecordTable
from idva_desktop.ui.widgets.status_line import KeyHint

_SINCE = 2  # the column that gives way at large text


class WallsView(Column):
    """What a supervisor decides about conflicts.

    Args:
        desk: the desk.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(gap=12)
        self.desk = desk
        self._matches: dict[str, MatchRow] = {}
        self._walls: dict[str, WallRow] = {}
        self._card = Card(flush=True, gap=0)
        self._heading = SectionHeading(self.tr("Conflict walls"))
        head = Across(gap=8, margins=(16, 8, 12, 8))
        head.add(self._heading, 1)
        self._further = Button(self.tr("Raise a wall"), icon="plus", size="control_compact")
        head.add(self._further)
        self._card.add(head)
        self.table = RecordTable(
            self.tr("Conflict walls"), self._columns(), row="row_two_line", whole=True
        )
        self.table.opened.connect(self.decide)
        self._card.add(self.table)
        self.add(self._card)
        self._first = Button(self.tr("Raise a wall"), icon="plus")
        self._empty = EmptyState(
            "ban",
            self.tr("Nobody is walled from a case"),
            self.tr("Conflicts that are noticed at referral stand here until you decide."),
            (self._first,),
        )
        self.add(self._empty, 1)
        for button in (self._further, self._first):
            button.clicked.connect(self.raise_one)
        words = self.tr(
            "A wall holds by the program: a walled member is shown nothing of the client, but all "
            "members of this vault open the same database. Walls round you do not stand here; "
            "another supervisor decides them."
        )
        self.add(WrappedLabel(words, "small", "muted"))
        self.dress()
        self.refresh()

    def _columns(self) -> list[TableColumn]:
        return [
            TableColumn(self.tr("What")),
            TableColumn(self.tr("Case"), width=190),
            TableColumn(self.tr("Since"), width=128),
            TableColumn(self.tr("Decision"), width=170),
        ]

    def dress(self) -> None:
        """Leave out the day where large text needs the room."""
        super().dress()
        if getattr(self, "table", None) is not None:
            self.table.setColumnHidden(_SINCE, not look().roomy)

    def refresh(self) -> None:
        """Fetch what waits and what stands."""
        session = self.desk.session
        self._matches = {row.id: row for row in walls.matches_waiting(session)}
        self._walls = {row.id: row for row in walls.walls(session)}
        rows = [
            *map(self._match_row, self._matches.values()),
            *map(self._wall_row, self._walls.values()),
        ]
        self.table.set_rows(rows)
        if rows and not self.table.current_code():
            self.table.set_current_code(rows[0].code)
        self._heading.set_count(len(rows) or None)
        self._card.setVisible(bool(rows))
        self._empty.setVisible(not rows)

    def focus_first(self) -> None:
        """Go to the list, or to the button while there is none."""
        target: QWidget = self.table if self._matches or self._walls else self._first
        target.setFocus()

    def panes(self) -> Sequence[QWidget]:
        """Return the list."""
        return (self.table,)

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys that help here."""
        return (KeyHint("↑ ↓", self.tr("move")), KeyHint("Enter", self.tr("decide")))

    def raise_one(self) -> None:
        """Ask whom to wall from which case, and why."""
        form = wall_forms.raising_form()
        saving = partial(wall_forms.raise_typed, self.desk.session)
        panel = FormPanel(
            self.desk, form, wall_forms.RAISE_DRAFT, saving, action=self.tr("Raise the wall")
        )
        self.desk.open_panel(panel)

    def decide(self, code: str) -> None:
        """Ask what a match is, or whether a wall stands."""
        session = self.desk.session
        if code in self._matches:
            form, saving = wall_forms.match_form(), partial(wall_forms.settle_typed, session, code)
            reference = _joined(self._matches[code].references)
        elif code in self._walls:
            form, saving = wall_forms.wall_form(), partial(wall_forms.decide_typed, session, code)
            reference = _joined(self._walls[code].references)
        else:
            return
        draft = wall_forms.decision_draft(form, code)
        panel = FormPanel(
            self.desk, form, draft, saving, reference=reference, action=self.tr("Decide")
        )
        self.desk.open_panel(panel)

    # Inside

    def _match_row(self, row: MatchRow) -> Row:
        cases = _joined((*row.references, *row.others))
        sure = self.tr("Same person") if row.sure else self.tr("Possibly the same")
        what = self.tr("{0}: {1}").format(sure, within(row.why))
        cause = f"{row.cause}, {row.about}" if row.about else row.cause
        waits = State(self.tr("To decide"), icon="arrow-right", tone="accent")
        return Row(row.id, (TwoLines(cause, what), _words(cases), _day(row.found), waits))

    def _wall_row(self, row: WallRow) -> Row:
        words = self.tr("{0} is walled").format(row.name)
        state = (
            State(self.tr("Confirmed"), tone="success")
            if row.confirmed
            else State(self.tr("To confirm"), icon="arrow-right", tone="accent")
        )
        why = f"{row.cause}: {row.reason}" if row.reason else row.cause
        cases = _words(_joined(row.references))
        return Row(row.id, (TwoLines(words, why), cases, _day(row.since), state))


def _joined(references: Sequence[str]) -> str:
    return ", ".join(references)


def _words(cases: str) -> Words:
    return Words(cases, role="strong", reference=True)


def _day(day: date | None) -> str:
    return "" if day is None else show_day_in_a_cell(day)
