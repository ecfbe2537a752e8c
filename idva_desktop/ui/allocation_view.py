"""Who works which case: any number of them moved at once, for a reason."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from idva_desktop.casework.cases import CaseRow, Filters, list_cases
from idva_desktop.casework.cover import workers
from idva_desktop.casework.supervision import allocation
from idva_desktop.domain.errors import GateError, Missing
from idva_desktop.domain.form import Typed
from idva_desktop.domain.records import Case
from idva_desktop.ui.case_lines import strand_words
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.form_panel import FormPanel
from idva_desktop.ui.theme import look
from idva_desktop.ui.widgets.boxes import Column
from idva_desktop.ui.widgets.boxes import Row as Across
from idva_desktop.ui.widgets.button import Button, Kind
from idva_desktop.ui.widgets.card import Card, SectionHeading
from idva_desktop.ui.widgets.cells import Risk, Row, Ticked, Words
from idva_desktop.ui.widgets.choice_field import ChoiceField
from idva_desktop.ui.widgets.empty_state import EmptyState
from idva_desktop.ui.widgets.error_summary import ErrorSummary
from idva_desktop.ui.widgets.field import FieldFrame
from idva_desktop.ui.widgets.labels import Line
from idva_desktop.ui.widgets.options import Option
from idva_desktop.ui.widgets.record_model import TableColumn
from idva_desktop.ui.widgets.record_table import RecordTable
from idva_desktop.ui.widgets.status_line import KeyHint

_NOBODY = "nobody"
_SUPPORT = 3  # the column


class AllocationView(Column):
    """A table to choose from.

    Args:
        desk: the desk.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(gap=16)
        self.desk = desk
        self.chosen: set[str] = set()
        self._rows: list[CaseRow] = []
        self.summary = ErrorSummary()
        self.summary.hide()
        self.summary.chosen.connect(self._lead)
        self.add(self.summary)
        self._card = Card(flush=True, gap=0)
        self._card.add(self._head())
        self.table = RecordTable(self.tr("Open cases"), self._columns(), whole=True)
        self.table.ticked.connect(self.tick)
        self.table.opened.connect(lambda case_id: desk.go("case", case_id))
        self._card.add(self.table)
        self.add(self._card)
        self._empty = EmptyState("folder-open", self.tr("No open case of this worker"))
        self._empty.sentence.hide()
        self.add(self._empty)
        self.dress()
        self.refresh()

    def _head(self) -> QWidget:
        head = Across(gap=8, margins=(16, 8, 12, 8))
        self._heading = SectionHeading(self.tr("Open cases"))
        head.add(self._heading, 1)
        self.whose = ChoiceField(self.tr("Cases of"), (), prompt=self.tr("Everybody"), width=150)
        self.whose.changed.connect(self._filtered)
        self._label = Line(self.whose.label, "small", "muted")
        self._label.setBuddy(self.whose)
        head.add(self._label)
        head.add(self.whose)
        self.all_button = Button(self.tr("Choose all"), size="control_compact")
        self.all_button.clicked.connect(self.choose_all)
        head.add(self.all_button)
        self.move_button = Button(
            self.tr("Reallocate"), Kind.PRIMARY, icon="users-round", size="control_compact"
        )
        self.move_button.clicked.connect(self.ask)
        head.add(self.move_button)
        return head

    def _columns(self) -> list[TableColumn]:
        return [
            TableColumn(self.tr("Chosen"), width=88),
            TableColumn(self.tr("Case"), width=130, strong=True),
            TableColumn(self.tr("Risk"), width=150),
            TableColumn(self.tr("Support"), width=130),
            TableColumn(self.tr("Worker")),
        ]

    def dress(self) -> None:
        """Leave out the kind of support, and a label, where large text needs the room."""
        super().dress()
        if getattr(self, "table", None) is not None:
            self.table.setColumnHidden(_SUPPORT, not look().roomy)
            self._label.setVisible(look().roomy)

    def refresh(self) -> None:
        """Fetch the open cases."""
        session = self.desk.session
        found = list_cases(session, filters=Filters(open=True))
        found.sort(key=lambda row: row.reference)
        workers = sorted({row.worker for row in found if row.worker}, key=str.casefold)
        options = [Option(name, name) for name in workers]
        if any(not row.worker for row in found):
            options.append(Option(_NOBODY, self.tr("Nobody yet")))
        self.whose.set_options(options)
        self._rows = found
        self.chosen &= {row.id for row in found}
        self._show()

    def focus_first(self) -> None:
        """Go to the table."""
        self.table.setFocus()

    def panes(self) -> Sequence[QWidget]:
        """Return the table."""
        return (self.table,)

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys that help here."""
        return (KeyHint("Space", self.tr("choose")), KeyHint("Enter", self.tr("open")))

    def tick(self, case_id: str) -> None:
        """Choose a case, or let it go."""
        self.chosen ^= {case_id}
        self._show()

    def choose_all(self) -> None:
        """Choose every case that shows; once more lets them go."""
        shown = {row.id for row in self._shown()}
        self.chosen = set() if shown <= self.chosen else self.chosen | shown
        self._show()

    def ask(self) -> None:
        """Ask to whom the chosen cases go, and why."""
        if not self.chosen:
            return
        session = self.desk.session
        cases = [row.id for row in self._rows if row.id in self.chosen]
        to = ChoiceField(self.tr("To whom?"), [Option(name, name) for name in workers(session)])

        def save(typed: Mapping[str, Typed]) -> None:
            try:
                allocation.reallocate_typed(session, cases, to.value(), typed)
            except GateError as error:
                self._say(error)
                raise
            self.chosen.clear()
            self.summary.hide()

        panel = FormPanel(
            self.desk,
            allocation.allocation_form(),
            allocation.DRAFT,
            save,
            reference=_many(len(cases)),
            action=self.tr("Reallocate"),
        )
        panel.box.insertWidget(0, FieldFrame(to, fill=False))
        self.desk.open_panel(panel)
        to.focus_first()

    # Inside

    def _lead(self, place: str) -> None:
        """Lead to the case, or to what is missing in it."""
        case_id, _, tab = place.partition(allocation.AT)
        self.desk.go(tab or "case", case_id)

    def _say(self, error: GateError) -> None:
        """List the cases that cannot be moved yet, each leading there; the reason is kept."""
        of_cases = [one for one in error.missing if _is_of_a_case(one)]
        if of_cases:
            self.desk.close_panel()
            self.summary.show_problems(str(error), [(one.question, one.words) for one in of_cases])

    def _shown(self) -> list[CaseRow]:
        whose = self.whose.value()
        worker = "" if whose == _NOBODY else whose
        return [row for row in self._rows if not whose or row.worker == worker]

    def _filtered(self) -> None:
        self.chosen.clear()
        self._show()

    def _show(self) -> None:
        shown = self._shown()
        self.table.set_rows(
            [
                Row(
                    row.id,
                    (
                        Ticked(on=row.id in self.chosen),
                        Words(row.reference, role="strong", reference=True),
                        Risk(row.band, raised=row.raised),
                        strand_words(row.strand),
                        row.worker or self.tr("Nobody yet"),
                    ),
                )
                for row in shown
            ]
        )
        if shown and not self.table.current_code():
            self.table.set_current_code(shown[0].id)
        self._heading.set_count(len(shown))
        count = len(self.chosen)
        words = self.tr("Reallocate {0}").format(count) if count else self.tr("Reallocate")
        self.move_button.set_words(words)
        self.move_button.setEnabled(bool(count))
        self.all_button.setEnabled(bool(shown))
        self.table.setVisible(bool(shown))
        self._empty.setVisible(not shown)


def _is_of_a_case(one: Missing) -> bool:
    return one.kind == Case.kind


def _many(count: int) -> str:
    return "1 case" if count == 1 else f"{count} cases"
