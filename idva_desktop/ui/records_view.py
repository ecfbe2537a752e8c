"""The records of one kind that an owner holds, as a table, with a panel to add or change one.

Any declared kind has its table and form here; a new kind is one more tab and no new view.
"""

from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from idva_desktop.casework import records
from idva_desktop.casework.case_file import banner
from idva_desktop.domain.errors import IdvaError, ReasonNeededError
from idva_desktop.domain.questions import Day, WholeNumber
from idva_desktop.domain.record import Record
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.identity_panel import asking_panel
from idva_desktop.ui.record_panel import record_panel
from idva_desktop.ui.theme import look
from idva_desktop.ui.widgets.boxes import Column, Row
from idva_desktop.ui.widgets.button import Button
from idva_desktop.ui.widgets.card import Card, SectionHeading
from idva_desktop.ui.widgets.cells import Row as TableRow
from idva_desktop.ui.widgets.empty_state import EmptyState
from idva_desktop.ui.widgets.labels import WrappedLabel
from idva_desktop.ui.widgets.message_strip import MessageStrip, Tone
from idva_desktop.ui.widgets.record_model import TableColumn
from idva_desktop.ui.widgets.record_table import RecordTable

_DAY_WIDTH = 128  # px at 100 %, of a column of days


@dataclass(frozen=True, slots=True)
class ListWords:
    """What a list of records says.

    Attributes:
        title: the heading, such as "Needs".
        add: what the button says, such as "Add a need".
        empty: said while there is none, as a title without a full stop.
        hint: one sentence below it, if there is more to say.
        icon: a bundled icon above it.
    """

    title: str
    add: str
    empty: str
    hint: str = ""
    icon: str = "clipboard-list"


@dataclass(frozen=True, slots=True)
class ListShape:
    """What is unusual about a list of records.

    Attributes:
        single: whether there is one at most, which the button opens.
        folded: whether its answers show only when it is opened.
        only: a coded question and the code of those listed; a new one begins with it.
    """

    single: bool = False
    folded: bool = False
    only: tuple[str, str] | None = None


class RecordsView(Column):
    """One kind of record of one owner.

    Args:
        desk: the desk.
        owner: the case that holds them, or the word of a shared scope.
        kind: what is listed.
        said: what the list says.
        columns: the questions that the table shows, where not the first short ones.
        leads_to: the screen on which these records are worked, where they have one of their own.
        shape: what is unusual about the list.
    """

    def __init__(
        self,
        desk: Desk,
        owner: str,
        kind: type[Record],
        said: ListWords,
        *,
        columns: tuple[str, ...] = (),
        leads_to: str = "",
        shape: ListShape | None = None,
    ) -> None:
        super().__init__(gap=12)
        self._columns, self._leads_to = columns, leads_to
        shape = shape or ListShape()
        self._only = dict((shape.only,)) if shape.only else {}
        self._single, self._folded, self._among_others = shape.single, shape.folded, False
        self._desk, self._owner, self._kind = desk, owner, kind
        sign = "" if leads_to or shape.single else "plus"
        self._head = Row(gap=12)
        self._heading = SectionHeading(said.title)
        self._head.add(self._heading, 1)
        self._further = Button(said.add, icon=sign, size="control_compact")
        self._head.add(self._further)
        self.add(self._head)
        self._said = said
        self._none = WrappedLabel("", "body", "muted")
        self._none.hide()
        self.add(self._none)
        self._problem = MessageStrip(Tone.ERROR, "")
        self._problem.hide()
        self.add(self._problem)
        shown = records.columns(kind, columns)
        self.table = RecordTable(
            said.title,
            [
                TableColumn(
                    question.label,
                    width=_DAY_WIDTH if isinstance(question, Day) else 0,
                    number=isinstance(question, WholeNumber),
                )
                for _, question in shown
            ],
            whole=True,
        )
        self.table.opened.connect(self.open_record)
        self._card = Card(flush=True)
        self._card.add(self.table)
        self.add(self._card)
        self.stand_below_table()
        self._first = Button(said.add, icon=sign)
        self._empty = EmptyState(said.icon, said.empty, said.hint, (self._first,))
        self._empty.sentence.setVisible(bool(said.hint))
        self.add(self._empty)
        for button in (self._further, self._first):
            button.clicked.connect(self.open_new)
        self.add_stretch()
        self._rows: list[records.Row] = []
        self.refresh()

    @property
    def add_button(self) -> Button:
        """The button for a new record that is in sight."""
        return self._further if self._rows or self._among_others else self._first

    def stand_below_table(self) -> None:
        """Add what stands below the table; most lists have nothing there."""

    def stand_among_others(self) -> None:
        """Stand on a page with other lists: one line where there is nothing, no spare height."""
        self._among_others = True
        spare = self.box.takeAt(self.box.count() - 1)
        assert spare is None or spare.widget() is None  # noqa: S101 - the stretch at the end
        self.refresh()

    def refresh(self) -> None:
        """Fetch the records again."""
        found = records.rows(self._desk.session, self._kind, self._owner, self._columns, self._only)
        self._rows = found
        self.table.set_rows([TableRow(row.id, row.cells) for row in found])
        self._heading.set_count(None if self._single else len(found) or None)
        self._head.setVisible(bool(found) or self._among_others)
        self._card.setVisible(bool(found) and not self._folded)
        self._empty.setVisible(not found and not self._among_others)
        empty = (f"{self._said.empty}.", self._said.hint)
        self._none.setText(self._said.hint if found else " ".join(empty).strip())
        self._none.setVisible(self._among_others and (self._folded or not found))
        self.dress()

    def dress(self) -> None:
        """At large text leave out the columns that nobody has answered."""
        super().dress()
        for at in range(self.table.records.columnCount() if hasattr(self, "_rows") else 0):
            answered = any(row.cells[at] for row in self._rows)
            self.table.setColumnHidden(at, not (look().roomy or answered))

    def open_new(self) -> None:
        """Open the form of a new record, or the one there is of a single kind."""
        self._open(self._rows[0].id if self._single and self._rows else None)

    def open_record(self, record_id: str) -> None:
        """Open a record to read or change it."""
        self._open(record_id)

    def focus_first(self) -> None:
        """Go to the table, or to the button while there is none."""
        target: QWidget = self.table if self._rows and not self._folded else self.add_button
        target.setFocus()

    def _open(self, record_id: str | None) -> None:
        if self._leads_to:
            self._desk.go(self._leads_to, self._owner)
            return
        self._problem.hide()
        try:
            if record_id is None and self._kind.kept_by is not None:
                # Who may read but not keep it is told so before anything is typed.
                self._desk.session.need(self._kind.kept_by)
            panel = record_panel(
                self._desk,
                self._kind,
                self._owner,
                record_id,
                reference=self._reference(),
                begins={f"{self._kind.kind}.{name}": code for name, code in self._only.items()},
                stays=self._single,
            )
        except ReasonNeededError:
            panel = asking_panel(self._desk, self._owner, partial(self._open, record_id))
        except IdvaError as error:
            self._problem.say(Tone.ERROR, str(error))
            self._problem.show()
            return
        self._desk.open_panel(panel)

    def _reference(self) -> str:
        """Return the case's reference; a shared scope has none."""
        if self._kind.scope.is_shared:
            return ""
        return banner(self._desk.session, self._owner).row.reference
