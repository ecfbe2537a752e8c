"""The list of Today: one part below the other, worked by keys as one list.

Arrows move through all parts, Enter opens, Space ticks a person's own task, S puts off. What is
suspended as unsafe stands apart without a day.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import QCoreApplication, Signal

from idva_desktop.casework.cases import CaseRow, day_words, days_words
from idva_desktop.casework.today import Part, TodayItem, TodayPicture
from idva_desktop.ui.theme import look
from idva_desktop.ui.widgets.boxes import Column
from idva_desktop.ui.widgets.button import Button, Kind
from idva_desktop.ui.widgets.card import Card, SectionHeading
from idva_desktop.ui.widgets.cells import Cell, Risk, Row, Ticked, TwoLines, Words
from idva_desktop.ui.widgets.record_model import TableColumn
from idva_desktop.ui.widgets.task_table import TaskTable

# A part begins with so many rows; the rest is shown when it is asked for.
MOST_ROWS = 50
_RISK = 3
_ICONS = {
    "contact": "message-square-text",
    "risk": "gauge",
    "plan": "shield",
    "marac": "users-round",
    "orders": "gavel",
    "entitlements": "scale",
    "workplace": "briefcase",
    "agencies": "handshake",
    "sharing": "send",
    "closure": "door-closed",
}


_Thing = TypeVar("_Thing", TodayItem, CaseRow)


class TodayPart(Column, Generic[_Thing]):
    """One part: its heading, its rows in a card, and more of them.

    Args:
        title: its heading.
    """

    def __init__(self, title: str) -> None:
        super().__init__(gap=8)
        tr = QCoreApplication.translate
        self.heading = SectionHeading(title, 0)
        columns = (
            TableColumn("", 44),
            TableColumn(tr("TodayPart", "What")),
            TableColumn(tr("TodayPart", "Case"), 118),
            TableColumn(tr("TodayPart", "Risk"), 150),
            TableColumn(tr("TodayPart", "When"), 156, number=True),
        )
        self.table = TaskTable(title, columns)
        card = Card(flush=True)
        card.add(self.table)
        self.more = Button("", Kind.LINK)
        self.more.clicked.connect(self._show_all)
        self._things: Sequence[_Thing] = ()
        self._row: Callable[[_Thing], Row] | None = None
        self._by_code: dict[str, _Thing] = {}
        self._all = False
        self.add(self.heading)
        self.add(card)
        self.add(self.more)
        self.dress()

    def dress(self) -> None:
        """Leave out the risk where large text needs the room; the case says it too."""
        super().dress()
        if getattr(self, "table", None) is not None:
            self.table.setColumnHidden(_RISK, not look().roomy)

    def show_things(self, things: Sequence[_Thing], row: Callable[[_Thing], Row]) -> None:
        """Show these; nothing hides the part.

        Args:
            things: in order; of thousands only those that are shown are made into rows.
            row: makes the row of one.
        """
        self._things, self._row = things, row
        shown = things if self._all else things[:MOST_ROWS]
        rows = [row(each) for each in shown]
        self._by_code = {each.code: thing for each, thing in zip(rows, shown, strict=True)}
        self.table.set_rows(rows)
        self.heading.set_count(len(things))
        words = QCoreApplication.translate("TodayPart", "Show all {0}")
        self.more.setText(words.format(len(things)))
        self.more.setVisible(len(shown) < len(things))
        self.setVisible(bool(things))

    def thing(self, code: str) -> _Thing | None:
        """Return what the row of this code shows, if one does."""
        return self._by_code.get(code)

    def _show_all(self) -> None:
        self._all = True
        if self._row is not None:
            self.show_things(self._things, self._row)
        self.table.setFocus()


class TodayList(Column):
    """Every part that has something in it.

    ``moved`` when another row becomes current; ``opened``, ``ticked`` and ``later`` ask for what
    Enter, Space and S do.
    """

    opened = Signal()
    ticked = Signal()
    later = Signal()
    moved = Signal()

    def __init__(self) -> None:
        super().__init__(gap=20)
        self._code = ""
        self.parts = {part: TodayPart[TodayItem](title) for part, title in self._titles().items()}
        self.quiet = TodayPart[CaseRow](self.tr("Nothing due"))
        for each in self._all():
            each.hide()
            each.table.moved.connect(self._moved)
            each.table.opened.connect(self.opened)
            each.table.ticked.connect(self.ticked)
            each.table.later.connect(self.later)
            each.table.passed.connect(self._pass)
            self.add(each)

    def _titles(self) -> dict[Part, str]:
        return {
            Part.OVERDUE: self.tr("Overdue"),
            Part.TODAY: self.tr("Today"),
            Part.NEXT: self.tr("Next"),
            Part.SUSPENDED: self.tr("Suspended as unsafe"),
            Part.SNOOZED: self.tr("Put off"),
        }

    def show_picture(self, picture: TodayPicture, today: date) -> None:
        """Show what is to be done; the current row stays current, else the one in its place."""
        had_focus = any(each.table.hasFocus() for each in self._all())
        order, kept = self._codes(), self._code
        for part, shown in self.parts.items():
            shown.show_things(picture.parts[part], partial(_item_row, part=part, today=today))
        self.quiet.show_things(picture.quiet, partial(_quiet_row, today=today))
        self._stay(order, kept, focus=had_focus)

    def item(self) -> TodayItem | None:
        """Return what is current, or ``None`` where it is a case without anything due."""
        found = (each.thing(self._code) for each in self.parts.values())
        return next((each for each in found if each is not None), None)

    def case(self) -> CaseRow | None:
        """Return the case of what is current."""
        item = self.item()
        return item.case if item is not None else self.quiet.thing(self._code)

    def forget_place(self) -> None:
        """Begin at the first row when other cases are shown next."""
        self._code = ""
        for each in self._all():
            each.table.leave()

    def go_to(self, code: str) -> None:
        """Make a row current and take the focus there."""
        for each in self._all():
            if any(row.code == code for row in each.table.shown()):
                each.table.set_current_code(code)
                each.table.setFocus()
                return

    def focus_first(self) -> None:
        """Go to the current row, or to the first."""
        for each in self._all():
            if each.table.current_code():
                each.table.setFocus()
                return
        first = next((each for each in self._all() if not each.isHidden()), None)
        if first is not None:
            first.table.enter(1)

    # Inside

    def _all(self) -> Iterator[TodayPart[TodayItem] | TodayPart[CaseRow]]:
        yield from self.parts.values()
        yield self.quiet

    def _codes(self) -> list[str]:
        return [row.code for each in self._all() for row in each.table.shown()]

    def _stay(self, before: list[str], kept: str, *, focus: bool) -> None:
        """Keep the row, or take the one that stood behind it, so that nobody loses the place."""
        now = set(self._codes())
        place = before.index(kept) if kept in before else 0
        behind = (*before[place:], *reversed(before[:place])) if kept else self._codes()
        code = next((each for each in behind if each in now), "")
        self._code = code
        for each in self._all():
            if code and any(row.code == code for row in each.table.shown()):
                each.table.set_current_code(code)
                if focus:
                    each.table.setFocus()
            else:
                each.table.leave()

    def _moved(self, code: str) -> None:
        self._code = code
        for each in self._all():
            if each.table.current_code() not in ("", code):
                each.table.leave()
        self.moved.emit()

    def _pass(self, step: int) -> None:
        """Go on in the next part that has rows."""
        shown = [each for each in self._all() if not each.isHidden()]
        tables = [each.table for each in shown]
        at = next((n for n, table in enumerate(tables) if table.hasFocus()), 0)
        if 0 <= at + step < len(shown):
            shown[at + step].table.enter(step)


def _item_row(item: TodayItem, part: Part, today: date) -> Row:
    own = bool(item.task_id)
    lead: Cell = (
        Ticked(on=False) if own else Words("", "muted", icon=_ICONS.get(item.opens, "folder-open"))
    )
    return Row(
        item.key_of_row,
        (
            lead,
            TwoLines(item.what, item.reason if part is Part.SNOOZED else item.why),
            Words(item.case.reference, reference=True),
            Risk(item.case.band, raised=item.case.raised),
            _when(item, part, today),
        ),
    )


def _when(item: TodayItem, part: Part, today: date) -> Words:
    tr = QCoreApplication.translate
    if part is Part.SUSPENDED:
        return Words(tr("TodayPart", "no day"), "muted")
    if part is Part.SNOOZED and item.until is not None:
        return Words(tr("TodayPart", "until {0}").format(day_words(item.until, today)), "muted")
    if item.by is None:
        return Words(tr("TodayPart", "no day"), "muted")
    if part is Part.OVERDUE:
        over = tr("TodayPart", "{0} over").format(days_words((today - item.by).days))
        return Words(over, "warning", icon="clock")
    return Words(day_words(item.by, today))


def _quiet_row(row: CaseRow, today: date) -> Row:
    later = row.due is not None and row.due.by is not None
    return Row(
        row.id,
        (
            Words("", "muted", icon="folder-open"),
            Words(row.due.what if later and row.due else "", "muted"),
            Words(row.reference, reference=True),
            Risk(row.band, raised=row.raised),
            Words(day_words(row.due.by, today), "muted") if row.due and row.due.by else None,
        ),
    )
