"""The actions of a plan as a table by area: Space ticks, Enter opens.

At large text one table of fewer columns stands in for the wide one.
"""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal

from idva_desktop.casework.cases import day_words, days_words
from idva_desktop.domain.records import PlanAction
from idva_desktop.domain.vocab import code_list
from idva_desktop.ui.theme import look
from idva_desktop.ui.widgets.boxes import Column, Row
from idva_desktop.ui.widgets.button import Button
from idva_desktop.ui.widgets.card import Card
from idva_desktop.ui.widgets.cells import Cell, Group, State, Ticked, TwoLines, Words
from idva_desktop.ui.widgets.cells import Row as TableRow
from idva_desktop.ui.widgets.labels import Line, WrappedLabel
from idva_desktop.ui.widgets.record_model import TableColumn
from idva_desktop.ui.widgets.record_table import RecordTable

# state: icon, tone
_STATES = {
    "planned": ("", "plain"),
    "asked": ("send", "plain"),
    "agreed": ("handshake", "accent"),
    "waiting": ("clock", "plain"),
    "done": ("check", "success"),
    "dropped": ("x", "plain"),
}
_OVER = ("done", "dropped")


class PlanActions(Card):
    """The card of actions."""

    opened = Signal(str)
    ticked = Signal(str)
    added = Signal()

    def __init__(self) -> None:
        super().__init__(0, flush=True)
        head = Row(8, (16, 8, 12, 10))
        head.add(Line(self.tr("Actions"), "heading"))
        self.count = Line("", "body", "muted")
        head.add(self.count)
        head.add_stretch()
        self.add_button = Button(
            self.tr("Add action"), icon="plus", keys="+", size="control_compact"
        )
        self.add_button.clicked.connect(self.added)
        head.add(self.add_button)
        self.add(head)
        self.wide = RecordTable(
            self.tr("Actions"),
            (
                TableColumn(self.tr("Done"), width=60),
                TableColumn(self.tr("Action")),
                TableColumn(self.tr("Who"), width=136),
                TableColumn(self.tr("Due"), width=116),
                TableColumn(self.tr("State"), width=132),
            ),
            whole=True,
        )
        self.narrow = RecordTable(
            self.tr("Actions"),
            (
                TableColumn(self.tr("Done"), width=60),
                TableColumn(self.tr("Action")),
                TableColumn(self.tr("State"), width=120),
            ),
            row="row_two_line",
            whole=True,
        )
        for table in (self.wide, self.narrow):
            table.opened.connect(self.opened)
            table.ticked.connect(self.ticked)
            self.add(table)
        words = self.tr("No action yet. Begin with what the client already does to stay safe.")
        self._none = Column(0, (16, 8, 16, 12))
        self._none.add(WrappedLabel(words, "body", "muted"))
        self.add(self._none)
        self._any = False
        self.dress()

    def dress(self) -> None:
        """Show the table that fits."""
        super().dress()
        if getattr(self, "_none", None) is None:
            return
        self.wide.setVisible(self._any and look().roomy)
        self.narrow.setVisible(self._any and not look().roomy)
        self._none.setVisible(not self._any)

    def table(self) -> RecordTable:
        """Return the table in sight."""
        return self.wide if look().roomy else self.narrow

    def show_actions(self, actions: Sequence[PlanAction], today: date, *, add: bool) -> None:
        """Show the actions of a version; ``add`` says whether it may be added to."""
        self._any = bool(actions)
        done = sum(action.state == "done" for action in actions)
        words = self.tr("{0} of {1} done").format(done, len(actions))
        self.count.setText(words if actions else "")
        self.count.updateGeometry()
        self.add_button.setVisible(add)
        self.wide.set_rows(_rows(actions, today, wide=True), grouped=True)
        self.narrow.set_rows(_rows(actions, today, wide=False), grouped=True)
        for table in (self.wide, self.narrow):
            if actions and not table.current_code():
                table.set_current_code(actions[0].id)
        self.dress()


def _rows(actions: Sequence[PlanAction], today: date, *, wide: bool) -> list[TableRow | Group]:
    found: list[TableRow | Group] = []
    areas = code_list("plan_area")
    above = ""
    for action in actions:
        title = areas.label(action.area or "")
        if title != above:
            found.append(Group(title))
            above = title
        cells = _wide(action, today) if wide else _narrow(action, today)
        found.append(TableRow(action.id, cells))
    return found


def _wide(action: PlanAction, today: date) -> tuple[Cell, ...]:
    return (
        Ticked(action.state == "done"),
        action.what or "",
        action.who or "",
        _due(action, today),
        _state(action, today),
    )


def _narrow(action: PlanAction, today: date) -> tuple[Cell, ...]:
    due = _due(action, today).text
    detail = f"{action.who} · {due}" if action.who else due
    return (
        Ticked(action.state == "done"),
        TwoLines(action.what or "", detail),
        _state(action, today),
    )


def _late(action: PlanAction, today: date) -> int:
    if action.due is None or action.state in _OVER:
        return 0
    return max((today - action.due).days, 0)


def _due(action: PlanAction, today: date) -> Words:
    if action.due is None:
        return Words("not agreed", colour="muted")
    colour = "warning" if _late(action, today) else "text"
    return Words(day_words(action.due, today), colour=colour)


def _state(action: PlanAction, today: date) -> State:
    late = _late(action, today)
    if late:
        return State(f"{days_words(late)} over", icon="clock", tone="warning")
    state = action.state or "planned"
    icon, tone = _STATES[state]
    return State(code_list("action_state").label(state), icon=icon, tone=tone)
