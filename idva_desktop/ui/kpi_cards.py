"""The four figures at the head of the KPI screen, and the one measure that is looked at closely."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from idva_desktop.casework.reporting.kpi_board import KpiBoard, KpiMeasure, Reading
from idva_desktop.domain.calendar import Period
from idva_desktop.ui.kpi_words import (
    against_target,
    apart_words,
    figure_cell,
    figure_words,
    from_words,
    part_cell,
    quarter_words,
    target_words,
)
from idva_desktop.ui.theme import Dressed, look
from idva_desktop.ui.widgets.boxes import Column
from idva_desktop.ui.widgets.boxes import Row as SideBySide
from idva_desktop.ui.widgets.button import Button
from idva_desktop.ui.widgets.card import Card
from idva_desktop.ui.widgets.cells import Row, Words
from idva_desktop.ui.widgets.chip import Tag
from idva_desktop.ui.widgets.labels import Line, WrappedLabel
from idva_desktop.ui.widgets.line_chart import ChartPoint, LineChart
from idva_desktop.ui.widgets.record_model import TableColumn
from idva_desktop.ui.widgets.record_table import RecordTable
from idva_desktop.ui.widgets.sparkline import Sparkline

_GAP = 12
_WIDE, _NARROW = 4, 2  # cards side by side


class KpiCard(Card):
    """One measure with a target: its figure, where it comes from, six quarters, how it stands."""

    def __init__(self) -> None:
        super().__init__(gap=2)
        self.title = Line("", "medium")
        self.figure = Line("", "figure")
        self.trend = Sparkline("")
        self.origin = Line("", "small", "muted")
        self.state = Tag("")
        middle = SideBySide(gap=8)
        middle.add(self.figure)
        middle.add_stretch()
        middle.add(self.trend)
        foot = SideBySide(gap=0, margins=(0, 4, 0, 0))
        foot.add(self.state)
        foot.add_stretch()
        for part in (self.title, middle, self.origin, foot):
            self.add(part)

    def show_measure(
        self, board: KpiBoard, measure: KpiMeasure, period: Period, strand: str
    ) -> None:
        """Show a measure."""
        reading = board.reading(measure.id, period, strand)
        self.title.setText(f"{measure.id} {measure.title}")
        self.figure.setText(figure_words(reading))
        counted = from_words(reading) or self._nothing(reading)
        target = self.tr("target {0}").format(target_words(measure))
        self.origin.setText(f"{counted} · {target}" if counted else target.capitalize())
        state = against_target(reading)
        self.state.show_words(state.text, icon=state.icon, tone=state.tone)
        trend = board.trend(measure.id, period, strand)
        self.trend.setAccessibleName(self.tr("{0}, by quarter").format(measure.title))
        self.trend.show_values([each.figure for _, each in trend])
        # Where there is no line, a word in place of the figure has its room.
        self.trend.setVisible(any(each.figure is not None for _, each in trend))
        self.setAccessibleName(f"{self.title.text()}: {self.figure.text()}, {state.text}")

    def _nothing(self, reading: Reading) -> str:
        if not reading.issued:
            return self.tr("Not in the return")
        return "" if reading.is_withheld else self.tr("Not counted for this strand")


class KpiCards(Dressed, QWidget):
    """Four cards side by side; two by two where the text is large."""

    def __init__(self) -> None:
        super().__init__()
        self.cards = [KpiCard() for _ in range(_WIDE)]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.dress()

    def dress(self) -> None:
        """Place the cards for the text size."""
        self._grid.setSpacing(look().space(_GAP))
        across = _WIDE if look().roomy else _NARROW
        for at, card in enumerate(self.cards):
            self._grid.addWidget(card, at // across, at % across)
        for column in range(_WIDE):
            self._grid.setColumnStretch(column, 1 if column < across else 0)

    def show_board(self, board: KpiBoard, period: Period, strand: str) -> None:
        """Show the headline measures."""
        for at, card in enumerate(self.cards):
            card.setVisible(at < len(board.headlines))
            if at < len(board.headlines):
                card.show_measure(board, board.headlines[at], period, strand)


class KpiDetail(Card):
    """One measure closely: what it counts, its course, and the same quarters as a table."""

    def __init__(self) -> None:
        super().__init__(gap=8, flush=True)
        self.id_line = Line("", "heading", "muted")
        self.title = WrappedLabel("", "heading")
        self.state = Tag("")
        head = SideBySide(gap=8)
        head.add(self.id_line, align=Qt.AlignmentFlag.AlignTop)
        head.add(self.title, 1)
        head.add(self.state, align=Qt.AlignmentFlag.AlignTop)
        self.definition = WrappedLabel("", "small", "muted")
        self.apart = WrappedLabel("", "small", "muted")
        self.rate_chart = LineChart("", unit=" %")
        self.count_chart = LineChart("")
        self.table = RecordTable(
            self.tr("The same quarters"),
            (
                TableColumn(self.tr("Quarter")),
                TableColumn(self.tr("Met"), 64, number=True),
                TableColumn(self.tr("Of"), 64, number=True),
                TableColumn(self.tr("Figure"), 92, number=True, strong=True),
            ),
            row="control_compact",
            whole=True,
        )
        upper = Column(8, (15, 10, 15, 0))
        for part in (head, self.definition, self.apart, self.rate_chart, self.count_chart):
            upper.add(part)
        self.behind = Button(self.tr("Cases behind it"), icon="folder-open")
        foot = SideBySide(gap=8, margins=(15, 4, 15, 12))
        foot.add(self.behind)
        foot.add_stretch()
        self.add(upper)
        self.add(self.table)
        self.add(foot)
        self.add_stretch()

    def show_measure(
        self, board: KpiBoard, measure: KpiMeasure, period: Period, strand: str
    ) -> None:
        """Show a measure."""
        reading = board.reading(measure.id, period, strand)
        self.id_line.setText(measure.id)
        self.id_line.updateGeometry()
        self.title.setText(measure.title)
        self.definition.setText(measure.definition)
        self.apart.setText(apart_words(reading))
        self.apart.setVisible(bool(apart_words(reading)))
        state = against_target(reading, brief=True)
        self.state.show_words(state.text, icon=state.icon, tone=state.tone)
        trend = board.trend(measure.id, period, strand)
        points = [ChartPoint(quarter_words(at), each.figure) for at, each in trend]
        chart = self.rate_chart if measure.is_rate else self.count_chart
        chart.setAccessibleName(self.tr("{0}, by quarter").format(measure.title))
        chart.show_points(points, target=measure.target)
        drawn = any(point.value is not None for point in points)
        self.rate_chart.setVisible(measure.is_rate and drawn)
        self.count_chart.setVisible(not measure.is_rate and drawn)
        for column in (1, 2):
            self.table.setColumnHidden(column, not measure.is_rate)
        self.table.set_rows(
            [
                Row(
                    at.name,
                    (
                        self._quarter(board, at),
                        part_cell(each, "met"),
                        part_cell(each, "base"),
                        figure_cell(each),
                    ),
                )
                for at, each in reversed(trend)
            ]
        )

    def _quarter(self, board: KpiBoard, period: Period) -> str | Words:
        words = quarter_words(period)
        return self.tr("{0}, so far").format(words) if board.is_running(period) else words
