"""What has been happening: forms of abuse and incidents in order of time, drawn and as a table."""

from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from idva_desktop.casework.abuse_timeline import AbuseLine, AbusePicture, abuse_picture
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.theme import look
from idva_desktop.ui.widgets.boxes import Column, Row
from idva_desktop.ui.widgets.button import Button, Kind
from idva_desktop.ui.widgets.card import Card, SectionHeading
from idva_desktop.ui.widgets.cells import Row as TableRow
from idva_desktop.ui.widgets.labels import WrappedLabel
from idva_desktop.ui.widgets.record_model import TableColumn
from idva_desktop.ui.widgets.record_table import RecordTable
from idva_desktop.ui.widgets.time_bands import Band, TimeBands

_ICONS = {"rising": "trending-up", "falling": "trending-down", "same": "minus", "stopped": "check"}
_SHORT = 116  # px at 100 %, of a column of one or two words
_SHORTEST = timedelta(days=150)  # so that a week is not drawn as if it were all there was


class AbuseTimelineView(Column):
    """The drawing above its table, or the drawing with the table behind a button.

    Args:
        desk: the desk.
        case_id: the case.
        folded: whether the table stands behind a button.
    """

    def __init__(self, desk: Desk, case_id: str, *, folded: bool = False) -> None:
        super().__init__(gap=12)
        self._desk, self._case_id = desk, case_id
        self._as_table = not folded
        title = self.tr("What has been happening")
        head = Row(gap=12)
        head.add(SectionHeading(title), 1)
        self.swap_button = Button(self.tr("As a table"), Kind.LINK, icon="list-checks")
        self.swap_button.clicked.connect(self.swap)
        self._folded = folded
        head.add(self.swap_button)
        self._hint = WrappedLabel("", "small", "muted")
        self.drawing = TimeBands(title)
        self.table = RecordTable(
            title,
            [
                TableColumn(self.tr("What")),
                TableColumn(self.tr("How often"), width=_SHORT),
                TableColumn(self.tr("Growing?"), width=_SHORT),
                TableColumn(self.tr("Since, or when")),
                TableColumn(self.tr("Last happened")),
            ],
            whole=True,
        )
        self.table.opened.connect(self._open)
        self._drawn = Card(8) if not folded else Column(8)
        self._drawn.add(self.drawing)
        self._tabled = Card(flush=True) if not folded else Column(0)
        self._tabled.add(self.table)
        self.add_button = Button(
            self.tr("Go to the forms of abuse"), icon="list-checks", size="control_compact"
        )
        self.add_button.clicked.connect(self._add)
        whole = Card(10) if folded else self
        for part in (head, self._hint, self._drawn, self._tabled):
            whole.add(part)
        foot = Row(0)
        foot.add(self.add_button)
        foot.add_stretch()
        whole.add(foot)
        if folded:
            self.add(whole)
        self.picture = AbusePicture((), (), None, desk.session.today)
        self.refresh()

    def show_case(self, case_id: str) -> None:
        """Go to another case."""
        self._case_id = case_id
        self.refresh()

    def refresh(self) -> None:
        """Fetch the forms and the incidents again."""
        if not self._case_id:
            return
        self.picture = abuse_picture(self._desk.session, self._case_id)
        lines = self.picture.in_time()
        self.table.set_rows([TableRow(line.record_id, self._cells(line)) for line in lines])
        first = min(self.picture.first or date.max, self.picture.today - _SHORTEST)
        spoken = ". ".join(", ".join(filter(None, self._cells(line))) for line in lines)
        self.drawing.show_bands(self._bands(first), first, self.picture.today, spoken)
        self._show_parts()

    def swap(self) -> None:
        """Show the table in place of the drawing, or the other way round."""
        self._as_table = not self._as_table
        self._show_parts()
        if self._as_table:
            self.table.setFocus()

    def focus_first(self) -> None:
        """Go to the table, or to what stands in its place."""
        first: QWidget = self.table if self._as_table else self.swap_button
        (first if self.picture.in_time() else self.add_button).setFocus()

    def _show_parts(self) -> None:
        some = bool(self.picture.in_time())
        self._drawn.setVisible(some and not (self._folded and self._as_table))
        self._tabled.setVisible(some and self._as_table)
        self.swap_button.setVisible(some and self._folded)
        drawn = self.tr("As a drawing")
        self.swap_button.set_words(drawn if self._as_table else self.tr("As a table"))
        self.add_button.setVisible(not self.picture.forms)
        said = self.tr("No form of abuse is recorded. The plan starts from what is really done.")
        if some:
            said = self.tr("Solid where it is sure, hatched where it is known only about.")
        self._hint.setText(said)
        self._hint.setVisible(not some or self._drawn.isVisibleTo(self))

    def _cells(self, line: AbuseLine) -> tuple[str, ...]:
        form = line.form or self.tr("Form not said")
        if line.is_incident:
            form = self.tr("Incident: {0}").format(line.form[:1].lower() + line.form[1:])
            form = form if line.form else self.tr("Incident")
        last = line.last if not line.is_incident else None
        return (
            form,
            line.frequency,
            line.trend_words,
            line.since.show() if line.since else "",
            last.show() if last else "",
        )

    def _bands(self, first: date) -> list[Band]:
        today = self.picture.today
        found = [
            Band(
                line.form or self.tr("Form not said"),
                self._detail(line),
                line.trend_words,
                _ICONS.get(line.trend, ""),
                line.trend == "rising",
                tuple((one.first, one.last, one.sure) for one in line.stretches(first, today)),
            )
            for line in self.picture.forms
        ]
        days = [line.since for line in self.picture.incidents if line.since is not None]
        if self.picture.incidents:
            told = self.tr("{0} in all").format(len(self.picture.incidents))
            spans = tuple((day.earliest, min(day.latest, today)) for day in days)
            found.append(Band(self.tr("Incidents"), told, days=spans))
        return found

    def _detail(self, line: AbuseLine) -> str:
        if line.since is None:
            unknown = self.tr("Since when is not said")
            return (
                self.tr("{0}, since not said").format(line.frequency) if line.frequency else unknown
            )
        return line.frequency or self.tr("How often is not said")

    def _open(self, record_id: str) -> None:
        """Lead to the list on which the record is opened and changed."""
        incident = any(line.record_id == record_id for line in self.picture.incidents)
        self._desk.go("incidents" if incident else "abuse", self._case_id)

    def _add(self) -> None:
        self._desk.go("abuse", self._case_id)

    def dress(self) -> None:
        """At large text leave out the columns that nobody has answered."""
        super().dress()
        if not hasattr(self, "picture"):
            return
        rows = [self._cells(line) for line in self.picture.in_time()]
        for at in range(self.table.records.columnCount()):
            answered = any(row[at] for row in rows)
            self.table.setColumnHidden(at, not (look().roomy or answered))
