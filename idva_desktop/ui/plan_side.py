"""Beside the actions: the version and who approved what, the client's copy, what is still open."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal

from idva_desktop.casework.cases import day_words
from idva_desktop.casework.leaving.plan_copy import may_print
from idva_desktop.casework.plans import PlanPicture
from idva_desktop.domain.records import SafetyPlan
from idva_desktop.domain.rules import Due
from idva_desktop.domain.typed_dates import show_day, show_day_briefly
from idva_desktop.domain.vocab import Code, code_list
from idva_desktop.ui.plan_prompts import prompts
from idva_desktop.ui.widgets.boxes import Column, Row
from idva_desktop.ui.widgets.button import Button, Kind, ReasonedButton
from idva_desktop.ui.widgets.card import Card
from idva_desktop.ui.widgets.chip import Tag
from idva_desktop.ui.widgets.icon_mark import IconLine
from idva_desktop.ui.widgets.labels import Line, WrappedLabel

# state: icon, tone
_STATES = {
    "draft": ("pencil", "plain"),
    "sent": ("send", "accent"),
    "approved": ("check", "success"),
    "returned": ("undo-2", "warning"),
}
_COPY_ICONS = {
    "not_safe": "eye-off",
    "memory": "eye-off",
    "plain": "file-text",
    "full": "file-text",
}


class PlanSide(Column):
    """Three cards."""

    changed = Signal()
    printed = Signal()
    added = Signal(str)

    def __init__(self) -> None:
        super().__init__(14)
        self.add(self._plan_card())
        self.add(self._copy_card())
        self.add(self._open_card())

    def _plan_card(self) -> Card:
        card = Card(8)
        head = Row(8)
        self.version = Line("", "heading")
        self.state = Tag("")
        head.add(self.version)
        head.add(self.state)
        head.add_stretch()
        self.change_button = _change(self.tr("Change"), self.tr("Change what is said of the plan"))
        self.change_button.clicked.connect(self.changed)
        head.add(self.change_button)
        card.add(head)
        self._in_force = WrappedLabel("", "small", "muted")
        card.add(self._in_force)
        self._facts = Column(4)
        card.add(self._facts)
        return card

    def _copy_card(self) -> Card:
        card = Card(8)
        head = Row(8)
        head.add(Line(self.tr("A copy for the client"), "heading"))
        head.add_stretch()
        self.copy_button = _change(self.tr("Change"), self.tr("Change the client’s copy"))
        self.copy_button.clicked.connect(self.changed)
        head.add(self.copy_button)
        card.add(head)
        self._copy = Column(0)
        card.add(self._copy)
        self.print_button = Button(self.tr("Safe print"), icon="printer", size="control_compact")
        self.print_button.clicked.connect(self.printed)
        self._print = ReasonedButton(self.print_button)
        card.add(self._print)
        return card

    def _open_card(self) -> Card:
        card = Card(8)
        head = Row(8)
        head.add(Line(self.tr("Not yet thought about"), "heading"))
        head.add_stretch()
        self._open_count = Line("", "small", "muted")
        head.add(self._open_count)
        card.add(head)
        self._areas = Column(8)
        card.add(self._areas)
        self._open = card
        return card

    def show_plan(self, picture: PlanPicture, due: Due | None, today: date) -> None:
        """Show a version."""
        plan = picture.plan
        if plan is None:
            return
        state = plan.state or "draft"
        icon, tone = _STATES[state]
        self.version.setText(self.tr("Version {0}").format(plan.version or 1))
        self.version.updateGeometry()
        label = code_list("plan_state").label(state)
        self.state.show_words(label, icon=icon, tone=tone)
        self._in_force.setText(self._in_force_words(picture))
        self._in_force.setVisible(bool(self._in_force.text()))
        in_work = state in ("draft", "returned")
        self.change_button.setVisible(in_work)
        self.copy_button.setVisible(in_work)
        self._show_facts(plan, due, today)
        self._show_copy(plan)
        self._show_areas(picture.not_thought_about, add=in_work)

    def _in_force_words(self, picture: PlanPicture) -> str:
        held, plan = picture.in_force, picture.plan
        if held is None or plan is None or held.approved_on is None:
            return self.tr("No version is approved yet.")
        words = self.tr("Approved on {1} by {2}.")
        if held.id != plan.id:
            words = self.tr(
                "Version {0} was approved on {1} by {2} and stays in force until this one is."
            )
        day = show_day(held.approved_on)
        return words.format(held.version or 1, day, held.approved_by or self.tr("a supervisor"))

    def _show_facts(self, plan: SafetyPlan, due: Due | None, today: date) -> None:
        self._facts.clear()
        if plan.review_by:
            words = self.tr("Review by {0}").format(show_day_briefly(plan.review_by))
            self._facts.add(IconLine("calendar-clock", words, role="medium"))
        else:
            words = self.tr("No review day yet")
            self._facts.add(IconLine("calendar-clock", words, role="medium", colour="muted"))
        if due is None or due.by is None:
            return
        late = due.by <= today
        words = self.tr("Approval due {0}").format(day_words(due.by, today))
        colour = "warning" if late else "text"
        tint = "warning" if late else "muted"
        self._facts.add(IconLine("clock", words, role="medium", colour=colour, tint=tint))

    def _show_copy(self, plan: SafetyPlan) -> None:
        self._copy.clear()
        if plan.copy:
            words = code_list("plan_copy").label(plan.copy)
            icon = _COPY_ICONS[plan.copy]
        else:
            words, icon = self.tr("Not asked yet whether a copy is safe"), "circle-dashed"
        said = ". ".join(part.rstrip(".") for part in (words, plan.copy_reason or "") if part)
        safe = may_print(plan)
        tint = "muted" if safe else "warning"
        self._copy.add(IconLine(icon, f"{said}.", tint=tint))
        opens = self.tr("Printing opens when a safe form is recorded.")
        self._print.set_closed(None if safe else opens)

    def _show_areas(self, areas: tuple[Code, ...], *, add: bool) -> None:
        self._areas.clear()
        total = len(code_list("plan_area").codes)
        self._open_count.setText(self.tr("{0} of {1}").format(len(areas), total))
        self._open_count.updateGeometry()
        self._open.setVisible(bool(areas))
        for area in areas:
            row = Row(8)
            detail = prompts().get(area.code, "")
            words = Column(0, (0, 3, 0, 0))  # in line with the link, which is higher than a line
            words.add(IconLine("circle-dashed", area.label, detail=detail))
            row.add(words, 1)
            if add:
                button = _change(self.tr("Add"), self.tr("Add an action: {0}").format(area.label))
                button.clicked.connect(partial(self._add_in, area.code))
                row.add(button, align=Qt.AlignmentFlag.AlignTop)
            self._areas.add(row)

    def _add_in(self, area: str, _checked: bool = False) -> None:
        self.added.emit(area)


def _change(words: str, spoken: str) -> Button:
    """Return a link whose spoken name says what it changes."""
    button = Button(words, Kind.LINK)
    button.setAccessibleName(spoken)
    return button
