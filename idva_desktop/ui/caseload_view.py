"""Who carries how much, weighed by risk: drawn, and as a table below with the same figures."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from idva_desktop.casework.supervision.caseload import caseload
from idva_desktop.domain.caseload import FULL_POST, Load, weights
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.theme import look
from idva_desktop.ui.widgets.boxes import Column
from idva_desktop.ui.widgets.boxes import Row as Across
from idva_desktop.ui.widgets.card import Card, SectionHeading
from idva_desktop.ui.widgets.cells import Cell, Row
from idva_desktop.ui.widgets.chip import RiskChip
from idva_desktop.ui.widgets.labels import Line, WrappedLabel
from idva_desktop.ui.widgets.load_bar import LoadBar
from idva_desktop.ui.widgets.message_strip import MessageStrip, Tone
from idva_desktop.ui.widgets.record_model import TableColumn
from idva_desktop.ui.widgets.record_table import RecordTable
from idva_desktop.ui.widgets.risk_bars import RiskBar
from idva_desktop.ui.widgets.status_line import KeyHint

NOT_KNOWN = "n/a"
_NAMES = 190  # px at 100 %


class CaseloadView(Column):
    """Bars and a table.

    Args:
        desk: the desk.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(gap=16)
        self.desk = desk
        self.loads: list[Load] = []
        self._over = MessageStrip(Tone.WARNING, "")
        self._over.hide()
        self.add(self._over)
        self._drawn = Card(gap=10)
        self._drawn.add(SectionHeading(self.tr("Caseload, weighted by risk")))
        self._drawn.add(WrappedLabel(_weights_words(self), "small", "muted"))
        chips = Across(gap=6)
        for level in RiskBar.LEVELS:
            chips.add(RiskChip(level))
        chips.add_stretch()
        self._drawn.add(chips)
        self._bars = Column(gap=0)
        self._drawn.add(self._bars)
        line = self.tr("Upright line: {0} points for each full post")
        self._drawn.add(WrappedLabel(line.format(weights().per_fte), "small", "muted"))
        self.add(self._drawn)
        self.table = RecordTable(self.tr("Caseload as a table"), self._columns(), whole=True)
        card = Card(flush=True)
        card.add(self.table)
        self.add(card)
        self.refresh()

    def _columns(self) -> list[TableColumn]:
        numbers = (
            (self.tr("FTE"), 70),
            (self.tr("Cases"), 80),
            (self.tr("High"), 80),
            (self.tr("Medium"), 92),
            (self.tr("Standard"), 100),
            (self.tr("Not assessed"), 124),
            (self.tr("Points"), 84),
            (self.tr("Points per FTE"), 132),
        )
        return [
            TableColumn(self.tr("Worker"), strong=True),
            *(TableColumn(title, width=width, number=True) for title, width in numbers),
        ]

    def refresh(self) -> None:
        """Fetch who carries what."""
        self.loads = caseload(self.desk.session)
        most = max((max(each.points, each.room or 0) for each in self.loads), default=1)
        self._bars.clear()
        grid = _Bars(self.loads, most)
        self._bars.add(grid)
        self.table.set_rows([self._row(each) for each in self.loads])
        over, room = self.notice()
        self._over.say(Tone.WARNING, over, room)
        self._over.setVisible(bool(over))

    def focus_first(self) -> None:
        """Go to the table; the bars hold nothing to press."""
        self.table.setFocus()

    def panes(self) -> Sequence[QWidget]:
        """Return the table."""
        return (self.table,)

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys that help here."""
        return (KeyHint("↑ ↓", self.tr("move")),)

    def notice(self) -> tuple[str, str]:
        """Return who is over, and who has room; blank where nobody is over."""
        free = [
            self.tr("{0} has room for {1} points").format(each.worker, each.room - each.points)
            for each in self.loads
            if each.room is not None and each.room > each.points
        ]
        over = [
            self.tr("{0} is over by {1}").format(each.worker, each.over)
            for each in self.loads
            if each.over
        ]
        return "; ".join(over), f"{'; '.join(free)}." if free else ""

    # Inside

    def _row(self, each: Load) -> Row:
        counts = [each.counts.get(level, 0) for level in RiskBar.LEVELS]
        per_fte = NOT_KNOWN if each.per_fte is None else f"{each.per_fte:.0f}"
        cells: list[Cell] = [fte_words(each), each.cases, *counts, each.points, per_fte]
        return Row(each.worker or "nobody", (worker_words(each), *cells))


def worker_words(each: Load) -> str:
    """Return the worker's name, or that nobody has these cases."""
    return each.worker or "Nobody yet"


def fte_words(each: Load) -> str:
    """Return the FTE as it is said, or that it is not recorded."""
    return NOT_KNOWN if each.fte is None else f"{each.fte / FULL_POST:g}"


def _weights_words(view: CaseloadView) -> str:
    points = weights().points
    words = view.tr("High counts {0}, medium {1}, standard {2}, not assessed {3}")
    return words.format(*(points[level] for level in RiskBar.LEVELS))


class _Bars(QWidget):
    """Names, bars and points, lined up."""

    def __init__(self, loads: Sequence[Load], most: int) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, look().space(4), 0, 0)
        grid.setHorizontalSpacing(look().space(16))
        grid.setVerticalSpacing(look().space(8))
        grid.setColumnMinimumWidth(0, look().grown(_NAMES))
        grid.setColumnStretch(1, 1)
        points = weights().points
        for at, each in enumerate(loads):
            names = Column(0)
            names.add(Line(worker_words(each), "medium"))
            names.add(Line(_cases_words(each), "small", "muted"))
            grid.addWidget(names, at, 0)
            weighed = {level: points[level] * count for level, count in each.counts.items()}
            grid.addWidget(LoadBar(weighed, most, each.room), at, 1)
            colour = "warning" if each.over else "text"
            grid.addWidget(Line(str(each.points), "strong", colour), at, 2)


def _cases_words(each: Load) -> str:
    cases = "1 case" if each.cases == 1 else f"{each.cases} cases"
    return cases if not each.worker else f"{cases}, FTE {fte_words(each)}"
