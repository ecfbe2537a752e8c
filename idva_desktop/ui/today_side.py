"""Beside the list of Today: dates ahead, drafts that were kept, and the cases by risk."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from idva_desktop.casework.cases import day_words
from idva_desktop.casework.kept_drafts import KeptDraft
from idva_desktop.casework.today import AheadDate
from idva_desktop.domain.typed_dates import LONDON
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.draft_places import go_on
from idva_desktop.ui.widgets.boxes import Column, Row
from idva_desktop.ui.widgets.button import Button, Kind
from idva_desktop.ui.widgets.card import Card
from idva_desktop.ui.widgets.cells import Row as TableRow
from idva_desktop.ui.widgets.cells import TwoLines, Words
from idva_desktop.ui.widgets.chip import RiskChip
from idva_desktop.ui.widgets.icon_mark import IconMark
from idva_desktop.ui.widgets.labels import Line, WrappedLabel
from idva_desktop.ui.widgets.record_model import TableColumn
from idva_desktop.ui.widgets.risk_bars import RiskBar
from idva_desktop.ui.widgets.task_table import TaskTable

MOST_DATES, MOST_DRAFTS = 6, 3


class TodaySide(Column):
    """Three cards; one without anything in it does not show.

    Args:
        desk: the desk.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(gap=16)
        self._desk = desk
        self._ahead: dict[str, AheadDate] = {}
        self._dates = Card(gap=4, flush=True)
        head = Column(margins=(16, 8, 16, 4))
        head.add(Line(self.tr("Dates ahead"), "heading"))
        self._dates.add(head)
        columns = (TableColumn(self.tr("Day"), 108, strong=True), TableColumn(self.tr("What")))
        self.dates = TaskTable(self.tr("Dates ahead"), columns)
        self.dates.opened.connect(self._open_date)
        self._dates.add(self.dates)
        self._drafts = Card(gap=10)
        self._drafts.add(Line(self.tr("Drafts kept"), "heading"))
        self._kept = Column(gap=10)
        self._drafts.add(self._kept)
        self._cases = Card(gap=8)
        head_row = Row(gap=8)
        self._title = Line(self.tr("My cases"), "heading")
        self._total = Line("", "heading")
        head_row.add(self._title, 1)
        head_row.add(self._total)
        self._cases.add(head_row)
        self._bar = RiskBar()
        self._cases.add(self._bar)
        self._bands = Column(gap=6)
        self._cases.add(self._bands)
        for card in (self._dates, self._drafts, self._cases):
            card.hide()
            self.add(card)
        self.add_stretch()

    def show_dates(self, ahead: Sequence[AheadDate], today: date) -> None:
        """Show the next few."""
        shown = ahead[:MOST_DATES]
        self._ahead = {str(at): each for at, each in enumerate(shown)}
        self.dates.set_rows(
            [
                TableRow(
                    code,
                    (
                        Words(_short_day(each.date.day, today), role="strong"),
                        TwoLines(each.date.words, each.case.reference),
                    ),
                )
                for code, each in self._ahead.items()
            ]
        )
        self._dates.setVisible(bool(shown))

    def show_drafts(self, kept: Sequence[KeptDraft]) -> None:
        """Show the newest few, each with the way back to it."""
        self._kept.clear()
        for draft in kept[:MOST_DRAFTS]:
            self._kept.add(self._draft(draft))
        if len(kept) > MOST_DRAFTS:
            every = Button(self.tr("All {0} drafts").format(len(kept)), Kind.LINK)
            every.clicked.connect(partial(self._desk.go, "drafts"))
            self._kept.add(every)
        self._drafts.setVisible(bool(kept))

    def show_cases(self, bands: Mapping[str, int], *, everybody: bool) -> None:
        """Show how many cases there are at each band."""
        self._title.setText(self.tr("Everybody’s cases") if everybody else self.tr("My cases"))
        self._total.setText(str(sum(bands.values())))
        self._total.updateGeometry()
        self._bar.show_counts(dict(bands))
        self._bands.clear()
        for level in RiskBar.LEVELS:
            if bands.get(level):
                row = Row(gap=8)
                row.add(RiskChip(level))
                row.add_stretch()
                row.add(Line(str(bands[level]), "strong"))
                self._bands.add(row)
        self._cases.setVisible(bool(bands))

    # Inside

    def _draft(self, draft: KeptDraft) -> QWidget:
        local = draft.kept_at.astimezone(LONDON)
        day = day_words(local.date(), self._desk.session.today)
        reference = draft.reference or ("" if draft.shared else self.tr("no reference yet"))
        title = ", ".join(part for part in (draft.title, reference) if part)
        row = Row(gap=10)
        row.add(IconMark("pencil", "muted"))
        words = Column(gap=0)
        words.add(WrappedLabel(title, "medium"))
        words.add(Line(f"{local:%H:%M} {day}", "small", "muted"))
        row.add(words, 1)
        button = Button(self.tr("Go on"), size="control_compact")
        button.setAccessibleName(self.tr("Go on: {0}").format(title))
        button.clicked.connect(partial(go_on, self._desk, draft))
        row.add(button)
        return row

    def _open_date(self, code: str) -> None:
        each = self._ahead.get(code)
        if each is not None:
            self._desk.go(each.date.opens, each.case.id)


def _short_day(day: date, today: date) -> str:
    words = day_words(day, today)
    return words[:1].upper() + words[1:]
