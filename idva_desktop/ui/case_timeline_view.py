"""The timeline of a case: home of the case screen, with what is next beside it."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from idva_desktop.casework.cases import day_words
from idva_desktop.casework.timeline import TimelineEntry, timeline
from idva_desktop.domain.record import record_type
from idva_desktop.domain.typed_dates import month_name, show_day, weekday_name
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.widgets import timeline as shown
from idva_desktop.ui.widgets.boxes import Column, Row
from idva_desktop.ui.widgets.button import Button, Kind
from idva_desktop.ui.widgets.empty_state import EmptyState
from idva_desktop.ui.widgets.labels import Line
from idva_desktop.ui.widgets.plain_scroll import PlainScroll

# Older entries are made when they are asked for: each is a few widgets.
PAGE = 60


class CaseTimelineView(Column):
    """What happened, newest first.

    Args:
        desk: the desk.
        case_id: the case.
    """

    def __init__(self, desk: Desk, case_id: str) -> None:
        super().__init__(gap=8)
        self._desk, self._case_id = desk, case_id
        self._entries: Sequence[TimelineEntry] = ()
        self._kind, self._shown, self._unfolded = "", PAGE, False
        self.add(self._tools())
        self._timeline = shown.Timeline()
        self._older = Button(self.tr("Show older entries"), size="control_compact")
        self._older.clicked.connect(self._show_older)
        page = Column(gap=8, margins=(4, 0, 12, 16))
        page.add(self._timeline)
        page.add(self._older)
        page.add_stretch()
        self._scroll = PlainScroll(page)
        self.add(self._scroll, 1)
        self._empty = self._empty_state()
        self.add(self._empty, 1)
        self.refresh()

    def _tools(self) -> Row:
        row = Row(gap=16)
        self._kinds = Button("", icon="chevron-down", trailing=True)
        self._kinds.clicked.connect(self._open_menu)
        self._all_notes = Button(self.tr("Open all notes"), Kind.LINK)
        self._all_notes.clicked.connect(self._turn_notes)
        self._count = Line("", "small", "muted")
        self._menu = QMenu(self)
        row.add(self._kinds)
        row.add(self._all_notes)
        row.add_stretch()
        row.add(self._count)
        return row

    def _empty_state(self) -> EmptyState:
        log = Button(
            self.tr("Log the first contact"),
            Kind.PRIMARY,
            icon="message-square-text",
            keys="Ctrl+T",
        )
        log.clicked.connect(self._log)
        return EmptyState(
            "message-square-text",
            self.tr("Nothing has happened here yet"),
            self.tr("What you log stands here, newest first."),
            (log,),
        )

    def refresh(self) -> None:
        """Fetch the entries again."""
        self._entries = timeline(self._desk.session, self._case_id)
        self._show()

    def focus_first(self) -> None:
        """Go to the filter above the entries."""
        self._kinds.setFocus()

    # Inside

    def _show(self) -> None:
        today = self._desk.session.today
        fitting = [each for each in self._entries if self._kind in ("", each.kind)]
        page = fitting[: self._shown]
        self._timeline.show_entries([_shown(each, today) for each in page])
        if self._unfolded:
            self._timeline.open_all(unfold=True)
        self._older.setVisible(len(fitting) > len(page))
        self._kinds.set_words(self._kind_words(self._kind))
        self._all_notes.setVisible(any(each.note for each in page))
        self._say_notes()
        self._count.setText(self._count_words(fitting))
        self._count.updateGeometry()
        self._scroll.setVisible(bool(self._entries))
        self._empty.setVisible(not self._entries)

    def _count_words(self, fitting: Sequence[TimelineEntry]) -> str:
        if not fitting:
            return self.tr("No entry")
        words = (
            self.tr("{0} entry since {1}")
            if len(fitting) == 1
            else self.tr("{0} entries since {1}")
        )
        first = fitting[-1].day
        return words.format(len(fitting), show_day(first))

    def _kind_words(self, kind: str) -> str:
        return record_type(kind).title if kind else self.tr("All kinds")

    def _open_menu(self) -> None:
        self._menu.clear()
        kinds = ["", *dict.fromkeys(each.kind for each in self._entries)]
        for kind in kinds:
            action = self._menu.addAction(self._kind_words(kind))
            action.setCheckable(True)
            action.setChecked(kind == self._kind)
            action.triggered.connect(partial(self._choose, kind))
        self._menu.popup(self._kinds.mapToGlobal(QPoint(0, self._kinds.height())))

    def _choose(self, kind: str, _checked: bool = False) -> None:
        self._kind, self._shown = kind, PAGE
        self._show()

    def _turn_notes(self) -> None:
        self._unfolded = not self._unfolded
        self._timeline.open_all(unfold=self._unfolded)
        self._say_notes()

    def _say_notes(self) -> None:
        words = self.tr("Fold all notes") if self._unfolded else self.tr("Open all notes")
        self._all_notes.set_words(words)

    def _show_older(self) -> None:
        self._shown += PAGE
        self._show()

    def _log(self) -> None:
        self._desk.go("contact", self._case_id)


def _shown(entry: TimelineEntry, today: date) -> shown.TimelineEntry:
    tint = "risk_high" if entry.high else "accent" if entry.day == today else ""
    return shown.TimelineEntry(
        day=_day(entry.day, today),
        code="",
        icon=entry.icon,
        title=entry.title,
        meta=entry.meta,
        note=entry.note,
        opinion=entry.opinion,
        tint=tint,
    )


def _day(day: date, today: date) -> str:
    words = day_words(day, today)
    if words in ("today", "yesterday", "tomorrow"):
        return words.capitalize()
    dated = show_day(day) if day.year != today.year else f"{day.day} {month_name(day)}"
    return f"{weekday_name(day)} {dated}"
