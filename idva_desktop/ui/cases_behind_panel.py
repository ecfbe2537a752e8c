"""The cases behind one key figure: by reference, as far as the member may open them.

Looking is recorded, so nothing is read until a part of the figure is chosen.
"""

from collections.abc import Sequence

from idva_desktop.casework.reporting.cases_behind import CaseBehind, cases_behind
from idva_desktop.casework.reporting.kpi_board import KpiMeasure, Reading
from idva_desktop.casework.session import Session
from idva_desktop.domain.errors import IdvaError
from idva_desktop.returns.cells import CellKey
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.errand import Errand
from idva_desktop.ui.kpi_words import part_title
from idva_desktop.ui.step_panel import StepPanel
from idva_desktop.ui.widgets.cells import Row
from idva_desktop.ui.widgets.field import FieldFrame
from idva_desktop.ui.widgets.labels import Line, WrappedLabel
from idva_desktop.ui.widgets.message_strip import Tone
from idva_desktop.ui.widgets.options import Option
from idva_desktop.ui.widgets.record_model import TableColumn
from idva_desktop.ui.widgets.record_table import RecordTable
from idva_desktop.ui.widgets.segmented_choice import SegmentedChoice
from idva_desktop.ui.widgets.status_line import KeyHint

_RATE = ("not_met", "met")
_STOCK = ("start", "opened", "closed", "end")
_APART = ("suspended", "unpaired")


class CasesBehindPanel(StepPanel):
    """Which part of the figure, and its cases; Enter opens one.

    Args:
        desk: the desk, a supervisor's.
        measure: what is counted.
        reading: the figure, for the parts that it has.
        period: name of the period.
        strand: a strand, or all.
    """

    def __init__(
        self, desk: Desk, measure: KpiMeasure, reading: Reading, period: str, strand: str
    ) -> None:
        super().__init__(desk, f"{measure.id} {measure.title}", "")
        self._place = (period, measure.id, strand)
        self._errand = Errand[tuple[CaseBehind, ...]](desk, self)
        self._listed = ""
        self.add(WrappedLabel(measure.definition, "small", "muted"))
        options = [Option(part, part_title(part)) for part in parts_of(reading)]
        self.part = SegmentedChoice(self.tr("Which cases"), options)
        self.part.changed.connect(self._list)
        self.add(FieldFrame(self.part, self.tr("That they were listed is recorded.")))
        self.count = Line("", "strong")
        self.table = RecordTable(
            self.tr("Cases behind the figure"), (TableColumn(self.tr("Case")),), whole=True
        )
        self.table.opened.connect(self._open)
        for part in (self.count, self.table):
            part.hide()
            self.add(part)

    def focus_first(self) -> None:
        """Go to the choice of the part."""
        self.part.focus_first()

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys that help here."""
        return (KeyHint("Esc", self.tr("close")), KeyHint("Enter", self.tr("open the case")))

    # Inside

    def _list(self) -> None:
        part = self.part.value()
        if not part or self._errand.is_busy:
            return
        self._listed = part
        period, measure, strand = self._place
        figure = CellKey(period, measure, part, strand)
        self.message.hide()

        def find(session: Session) -> tuple[CaseBehind, ...]:
            return cases_behind(session, figure)

        self._errand.run(find, self._show, self._refused, saves=False)

    def _show(self, found: tuple[CaseBehind, ...]) -> None:
        if self.part.value() != self._listed:
            self._list()  # another part was chosen meanwhile
            return
        words = self.tr("1 case that you may open") if len(found) == 1 else ""
        words = words or self.tr("{0} cases that you may open").format(len(found))
        self.count.setText(words if found else self.tr("No case that you may open"))
        self.count.show()
        self.table.set_rows([Row(case.id, (case.reference,)) for case in found])
        self.table.setVisible(bool(found))
        self.about = frozenset(case.id for case in found)
        if found:
            self.table.setFocus()

    def _refused(self, error: IdvaError) -> None:
        self.tell(Tone.ERROR, str(error))

    def _open(self, case_id: str) -> None:
        self.desk.close_panel()
        self.desk.go("case", case_id)


def parts_of(reading: Reading) -> tuple[str, ...]:
    """Return the parts of a figure that have cases of their own, in the order to look at them."""
    if reading.is_rate:
        parts: tuple[str, ...] = _RATE
    elif reading.is_tally:
        parts = ()  # what the service keeps of itself belongs to no case
    else:
        parts = _STOCK if "end" in reading.parts else ("count",)
    return parts + tuple(part for part in _APART if reading.parts.get(part))
