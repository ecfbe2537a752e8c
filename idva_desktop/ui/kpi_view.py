"""The key figures: true, for the supervisor, with where each comes from and how it has gone.

Everything is counted at once in a job, so that choosing another period or strand is instant.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from idva_desktop.casework.reporting.issued_board import issued_board
from idva_desktop.casework.reporting.kpi_board import ALL_STRANDS, KpiBoard, KpiMeasure, kpi_board
from idva_desktop.casework.session import Session
from idva_desktop.domain.calendar import Period
from idva_desktop.domain.errors import RefusedError
from idva_desktop.domain.progress import Progress
from idva_desktop.domain.roles import Role
from idva_desktop.ui.cases_behind_panel import CasesBehindPanel, parts_of
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.job_strip import JobStrip
from idva_desktop.ui.kpi_cards import KpiCards, KpiDetail
from idva_desktop.ui.kpi_words import (
    against_target,
    figure_cell,
    from_words,
    period_words,
    target_words,
)
from idva_desktop.ui.screen_view import ScreenView
from idva_desktop.ui.theme import look
from idva_desktop.ui.widgets.boxes import Column
from idva_desktop.ui.widgets.boxes import Row as SideBySide
from idva_desktop.ui.widgets.button import Button, Kind
from idva_desktop.ui.widgets.card import Card, SectionHeading
from idva_desktop.ui.widgets.cells import Row, Series, Words
from idva_desktop.ui.widgets.choice_field import ChoiceField
from idva_desktop.ui.widgets.empty_state import EmptyState
from idva_desktop.ui.widgets.labels import Line, WrappedLabel
from idva_desktop.ui.widgets.message_strip import MessageStrip, Tone
from idva_desktop.ui.widgets.options import Option
from idva_desktop.ui.widgets.plain_scroll import PlainScroll
from idva_desktop.ui.widgets.record_model import TableColumn
from idva_desktop.ui.widgets.record_table import RecordTable
from idva_desktop.ui.widgets.segmented_choice import SegmentedChoice
from idva_desktop.ui.widgets.status_line import KeyHint

_FIGURE, _FROM, _TARGET, _QUARTERS = 2, 3, 4, 5
_ROOM_FOR_QUARTERS = 1216  # px at 100 %, of the screen
_TRUE, _MET = "true", "met"
_FEWEST_ROWS, _FEWEST_LARGE_ROWS = 6, 4  # the close look must stay near the table


class KpiView(ScreenView):
    """The screen of key figures.

    Args:
        desk: the desk.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.board: KpiBoard | None = None
        self._only_targets = False
        self._as_met = False
        self._all: tuple[KpiMeasure, ...] = ()
        self.pages = QStackedWidget()
        self.nothing = EmptyState("gauge", "", "")
        self.page = PlainScroll(self._build())
        self.pages.addWidget(self.nothing)
        self.pages.addWidget(self.page)
        self.jobs = JobStrip(desk, margins=(28, 16, 28, 0))
        self.add(self.jobs)
        self.add(self.pages, 1)
        self.dress()

    def _build(self) -> QWidget:
        content = Column(16, (28, 22, 28, 20))
        content.add(self._head())
        self.problem = MessageStrip(Tone.ERROR, "")
        self.problem.hide()
        content.add(self.problem)
        self.cards = KpiCards()
        content.add(self.cards)
        self._lower = SideBySide(gap=16)
        self._lower.add(self._measures(), 1)
        self.detail = KpiDetail()
        self.detail.behind.clicked.connect(self._behind)
        self._lower.add(self.detail)
        content.add(self._lower, 1)
        return content

    def _head(self) -> QWidget:
        titles = Column(2)
        titles.add(Line(self.tr("KPIs"), "display"))
        self.line = WrappedLabel("", "body", "muted")
        titles.add(self.line)
        self.period_field = ChoiceField(self.tr("Period"), (), prompt="", width=264)
        label = Line(self.period_field.label, "small", "muted")
        label.setBuddy(self.period_field)
        strands = (
            Option(ALL_STRANDS, self.tr("All"), "A"),
            Option("IDVA", self.tr("IDVA"), "I"),
            Option("ISVA", self.tr("ISVA"), "S"),
            Option("BOTH", self.tr("Both"), "B"),
        )
        self.strand_field = SegmentedChoice(self.tr("Strand"), strands)
        self.strand_field.set_value(ALL_STRANDS)
        sides = (
            Option(_TRUE, self.tr("True figures"), "T"),
            Option(_MET, self.tr("What the Met sees"), "W"),
        )
        self.side_field = SegmentedChoice(self.tr("Whose figures"), sides)
        self.side_field.set_value(_TRUE)
        self.side_field.changed.connect(self._turn_side)
        fields = SideBySide(gap=8)
        fields.add(label)
        fields.add(self.period_field, 1)
        fields.add(self.strand_field)
        self._heading_row = SideBySide(gap=8)
        self._heading_row.add(titles, 1)
        self._heading_row.add(fields, align=Qt.AlignmentFlag.AlignTop)
        head = Column(12)
        head.add(self._heading_row)
        sides_row = SideBySide(gap=8)
        sides_row.add(self.side_field)
        sides_row.add_stretch()
        head.add(sides_row)
        self.period_field.changed.connect(self._show)
        self.strand_field.changed.connect(self._show)
        return head

    def _measures(self) -> QWidget:
        card = Card(gap=0, flush=True)
        head = SideBySide(gap=8, margins=(16, 8, 16, 4))
        self.heading = SectionHeading(self.tr("All measures"))
        self.without = Button("", Kind.LINK)
        self.without.clicked.connect(self._turn)
        head.add(self.heading, 1)
        head.add(self.without)
        self.table = RecordTable(
            self.tr("All measures"),
            (
                TableColumn("", 64, muted=True),
                TableColumn(self.tr("Measure")),
                TableColumn(self.tr("Figure"), 84, number=True, strong=True),
                TableColumn(self.tr("From"), 96, number=True, muted=True),
                TableColumn(self.tr("Target"), 64, number=True, muted=True),
                TableColumn(self.tr("Six quarters"), 96),
                TableColumn(self.tr("Against target"), 136),
            ),
        )
        self.table.moved.connect(self._moved)
        self.table.opened.connect(self._behind)
        card.add(head)
        card.add(self.table, 1)
        return card

    def dress(self) -> None:
        """Put the close look below the table, and leave columns out, where the text is large."""
        super().dress()
        if getattr(self, "page", None) is None:
            return
        roomy = look().roomy
        for parts in (self._heading_row, self._lower):
            parts.lay(beside=roomy)
        self.detail.setFixedWidth(look().grown(368)) if roomy else self._free(self.detail)
        self.table.setColumnHidden(_TARGET, not roomy)
        self._fit_quarters()
        rows = _FEWEST_ROWS if roomy else _FEWEST_LARGE_ROWS
        self.table.setMinimumHeight(look().size("table_head") + rows * look().size("row") + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the small lines out where they would cut words; the close look draws them large."""
        super().resizeEvent(event)
        self._fit_quarters()

    def _fit_quarters(self) -> None:
        room = look().roomy and self.width() >= look().grown(_ROOM_FOR_QUARTERS)
        self.table.setColumnHidden(_QUARTERS, not room)

    def _free(self, widget: QWidget) -> None:
        widget.setMinimumWidth(0)
        widget.setMaximumWidth(16777215)

    # Fetching

    def refresh(self) -> None:
        """Count everything again; what is shown stays until it is done."""
        try:
            self.desk.session.need(Role.SUPERVISOR)
        except RefusedError as refused:
            self._say_nothing(self.tr("KPIs are for supervisors"), str(refused))
            return
        if self.board is None:
            self._say_nothing(self.tr("Counting"), self.tr("This takes a moment."))
        self._say_side()
        count = _as_issued if self._as_met else _count
        self.jobs.run(count, self._counted, self._failed, quietly=self.board is not None)

    def _counted(self, board: KpiBoard) -> None:
        if self._as_met and board.first_choice is None:
            self._no_returns()
            return
        self.board = board
        self.problem.hide()
        if board.first_choice is None:
            self._say_nothing(
                self.tr("No figures yet"),
                self.tr("There is no case with a date. That is not the same as nought."),
            )
            return
        chosen = self.period_field.value()
        choices = self._choices(board)
        self.period_field.set_options(
            [Option(each.name, period_words(board, each)) for each in choices]
        )
        kept = chosen in {each.name for each in choices}
        self.period_field.set_value(chosen if kept else board.first_choice.name)
        self.pages.setCurrentWidget(self.page)
        self.hinted.emit()
        self._show()

    def _no_returns(self) -> None:
        """Go back to the true figures: there is nothing that the Met has seen."""
        self._as_met = False
        self.side_field.set_value(_TRUE)
        self._say_side()
        self.problem.say(
            Tone.INFO,
            self.tr("No return was issued yet, so the Met has no figure of this service."),
        )
        self.problem.show()
        self.pages.setCurrentWidget(self.page)
        self.hinted.emit()

    def _failed(self, sentence: str) -> None:
        if self.board is None:
            self._say_nothing(self.tr("The figures could not be counted"), sentence)
            return
        self.problem.say(Tone.ERROR, sentence)
        self.problem.show()

    def _say_nothing(self, title: str, sentence: str) -> None:
        self.nothing.say(title, sentence)
        self.pages.setCurrentWidget(self.nothing)
        self.hinted.emit()

    @staticmethod
    def _choices(board: KpiBoard) -> Sequence[Period]:
        years = [each for each in board.longer if not each.is_contract]
        contracts = [each for each in board.longer if each.is_contract]
        return [*reversed(board.quarters), *reversed(years), *contracts]

    # Showing

    def period(self) -> Period | None:
        """Return the period that is chosen."""
        name = self.period_field.value()
        return Period.parse(name) if name else None

    def strand(self) -> str:
        """Return the strand that is chosen; taking the choice back means all."""
        return self.strand_field.value() or ALL_STRANDS

    def _show(self) -> None:
        board, period = self.board, self.period()
        if board is None or period is None:
            return
        if not self.strand_field.value():
            self.strand_field.set_value(ALL_STRANDS)
        self.cards.show_board(board, period, self.strand())
        shown = [
            each for each in board.measures if each.target is not None or not self._only_targets
        ]
        self._all = tuple(shown)
        words = self.tr("Show all") if self._only_targets else self.tr("Hide without target")
        self.without.set_words(words)
        self.heading.set_count(len(shown))
        self.table.set_rows([self._row(board, each, period) for each in shown])
        if not self.table.current_code():
            self.table.set_current_code(board.headlines[0].id if board.headlines else shown[0].id)
        self._moved(self.table.current_code())

    def _row(self, board: KpiBoard, measure: KpiMeasure, period: Period) -> Row:
        reading = board.reading(measure.id, period, self.strand())
        trend = board.trend(measure.id, period, self.strand())
        return Row(
            measure.id,
            (
                measure.id,
                Words(measure.title),
                figure_cell(reading),
                from_words(reading),
                target_words(measure),
                Series(tuple(each.figure for _, each in trend)),
                against_target(reading, brief=True),
            ),
        )

    def _moved(self, code: str) -> None:
        board, period = self.board, self.period()
        measure = next((each for each in self._all if each.id == code), None)
        if board is not None and period is not None and measure is not None:
            self.detail.show_measure(board, measure, period, self.strand())
            reading = board.reading(measure.id, period, self.strand())
            self.detail.behind.setVisible(not self._as_met and bool(parts_of(reading)))

    def _behind(self) -> None:
        """Open the panel of the cases behind the figure in sight; never from the Met's side."""
        board, period = self.board, self.period()
        code = self.table.current_code()
        measure = next((each for each in self._all if each.id == code), None)
        if self._as_met or board is None or period is None or measure is None:
            return
        reading = board.reading(measure.id, period, self.strand())
        if parts_of(reading):
            panel = CasesBehindPanel(self.desk, measure, reading, period.name, self.strand())
            self.desk.open_panel(panel)

    def _turn_side(self) -> None:
        """Count the other figures; those of the one side never stand under the other's name."""
        self._as_met = self.side_field.value() == _MET
        self._say_nothing(self.tr("Counting"), self.tr("This takes a moment."))
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever goes on to another screen is alone again."""
        super().hideEvent(event)
        self.desk.looked_at.emit(False)

    def _say_side(self) -> None:
        self.desk.looked_at.emit(self._as_met)
        self.line.setText(
            self.tr("Only what issued returns show: you can let the Met look at this screen.")
            if self._as_met
            else self.tr("The true figures. For you, not for the return.")
        )

    def _turn(self) -> None:
        self._only_targets = not self._only_targets
        self._show()

    # The window

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys that help here; none where there is nothing to look at."""
        if self.pages.currentWidget() is self.nothing:
            return ()
        first = KeyHint("↑ ↓", self.tr("measure"))
        if not look().roomy:  # one arrives at the head, where the arrows choose the period
            first = KeyHint("F6", self.tr("next part"))
        hints = (first,)
        return hints if self._as_met else (*hints, KeyHint("Enter", self.tr("cases behind it")))

    def panes(self) -> Sequence[QWidget]:
        """Return the parts that F6 walks through."""
        return (self.period_field, self.table, self.detail.table)

    def focus_first(self) -> None:
        """Begin in the table."""
        self.table.setFocus()

    def arrive(self) -> None:
        """Begin at the head where the table does not show beside it."""
        if look().roomy:
            self.focus_first()
        else:
            self.period_field.setFocus()


def _count(session: Session, progress: Progress) -> KpiBoard:
    return kpi_board(session, progress)


def _as_issued(session: Session, progress: Progress) -> KpiBoard:
    return issued_board(session, progress)
