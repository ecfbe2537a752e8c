"""What is next in a case: what the rules ask for, tasks to tick, and the dates that lie ahead."""

from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from idva_desktop.casework import records
from idva_desktop.casework.case_file import banner
from idva_desktop.casework.cases import day_words
from idva_desktop.casework.deadlines import case_dates
from idva_desktop.casework.key_dates import key_dates
from idva_desktop.domain.errors import IdvaError
from idva_desktop.domain.records import Task
from idva_desktop.domain.rules import Due, due_items
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.form_panel import FormPanel
from idva_desktop.ui.screen_view import PanelView
from idva_desktop.ui.widgets.boxes import Column, Row
from idva_desktop.ui.widgets.button import Button, Kind
from idva_desktop.ui.widgets.card import Card
from idva_desktop.ui.widgets.check_mark import CheckMark
from idva_desktop.ui.widgets.icon_mark import IconLine
from idva_desktop.ui.widgets.labels import Line, WrappedLabel
from idva_desktop.ui.widgets.message_strip import MessageStrip, Tone

MOST_DATES = 6
_DATE_WIDTH = "Wed 28 Nov"


class NextActions(Column):
    """Two cards: next actions, and key dates.

    Args:
        desk: the desk.
        case_id: the case.
    """

    def __init__(self, desk: Desk, case_id: str) -> None:
        super().__init__(gap=16)
        self._desk, self._case_id = desk, case_id
        self._problem = MessageStrip(Tone.ERROR, "")
        self._problem.hide()
        self.add(self._problem)
        card = Card(gap=10)
        head = Row(gap=8)
        head.add(Line(self.tr("Next actions"), "heading"), 1)
        self.add_button = Button(
            self.tr("Add a task"), Kind.QUIET, icon="plus", icon_only=True, size="control_compact"
        )
        self.add_button.clicked.connect(self._add_task)
        head.add(self.add_button)
        card.add(head)
        self._list = Column(gap=8)
        card.add(self._list)
        self.add(card)
        self._dates_card = Card(gap=10)
        self._dates_card.add(Line(self.tr("Key dates"), "heading"))
        self._dates = Column(gap=8)
        self._dates_card.add(self._dates)
        self.add(self._dates_card)
        self.add_stretch()
        self.refresh()

    def refresh(self) -> None:
        """Fetch again."""
        session = self._desk.session
        self._list.clear()
        dates = case_dates(session, self._case_id)
        found = due_items(dates, session.today)
        for due in found:
            self._list.add(self._due(due))
        tasks = records.open_tasks(session, self._case_id)
        for task in tasks:
            self._list.add(self._task(task))
        if not found and not tasks:
            words = self.tr("This case is closed. Nothing is due.")
            words = words if dates.closed else self.tr("Nothing due")
            self._list.add(WrappedLabel(words, "body", "muted"))
        self._show_dates()

    def _due(self, due: Due) -> QWidget:
        today = self._desk.session.today
        if due.by is None:
            return IconLine("circle-minus", due.what, role="medium", detail=due.rule)
        late = (today - due.by).days
        if late > 0:
            words = self.tr("{0} day over") if late == 1 else self.tr("{0} days over")
            detail = f"{words.format(late)} · {due.rule}"
            return IconLine("clock", due.what, role="medium", tint="warning", detail=detail)
        detail = f"{_said(due.by, today)} · {due.rule}"
        return IconLine("clock", due.what, role="medium", detail=detail)

    def _task(self, task: Task) -> QWidget:
        today = self._desk.session.today
        detail = ""
        if task.due is not None:
            detail = _said(task.due, today)
            if task.due < today:
                detail = self.tr("{0}, late").format(detail)
        mark = CheckMark(task.what or self.tr("Task"), detail=detail)
        mark.changed.connect(partial(self._tick, task.id))
        return mark

    def _tick(self, task_id: str) -> None:
        try:
            records.tick_task(self._desk.session, self._case_id, task_id, done=True)
        except IdvaError as error:
            self._problem.say(Tone.ERROR, str(error))
            self._problem.show()
        else:
            self._desk.saved()

    def _show_dates(self) -> None:
        session = self._desk.session
        dates = key_dates(session, self._case_id)[:MOST_DATES]
        self._dates_card.setVisible(bool(dates))
        self._dates.clear()
        for ahead in dates:
            row = Row(gap=10)
            day = Line(_said(ahead.day, session.today), "strong")
            day.setMinimumWidth(day.fontMetrics().horizontalAdvance(_DATE_WIDTH))
            row.add(day)
            row.add(WrappedLabel(ahead.words), 1)
            self._dates.add(row)

    def _add_task(self) -> None:
        session = self._desk.session
        saving = partial(records.save_record, session, Task, self._case_id)
        self._desk.open_panel(
            FormPanel(
                self._desk,
                records.record_form(Task),
                records.record_draft(Task, self._case_id),
                saving,
                reference=banner(session, self._case_id).row.reference,
            )
        )


def _said(day: date, today: date) -> str:
    words = day_words(day, today)
    return words[:1].upper() + words[1:]


class NextActionsPanel(PanelView):
    """Next actions in the side panel, where large text leaves no room beside the timeline."""

    def __init__(self, desk: Desk, case_id: str) -> None:
        super().__init__(desk, "")
        self.title = self.tr("Next actions")
        self.about = frozenset({case_id})
        self._actions = NextActions(desk, case_id)
        self.add(self._actions)
        foot = Row()
        foot.add_stretch()
        close = Button(self.tr("Close"), keys="Esc")
        close.clicked.connect(desk.close_panel)
        foot.add(close)
        self.foot: QWidget | None = foot
        desk.changed.connect(self._actions.refresh)

    def focus_first(self) -> None:
        """Go to the first thing that can be done."""
        self._actions.add_button.setFocus()
