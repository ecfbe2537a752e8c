"""The panels of a safety plan: the version itself, one action, and the note that returns it."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QCoreApplication

from idva_desktop.casework import plan_approval, plans
from idva_desktop.casework.case_file import banner
from idva_desktop.domain.errors import RefusedError
from idva_desktop.domain.form import Form, Typed
from idva_desktop.domain.record import questions_of
from idva_desktop.domain.records import PlanAction
from idva_desktop.domain.vocab import code_list, within
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.form_panel import FormPanel
from idva_desktop.ui.plan_prompts import prompts
from idva_desktop.ui.screen_view import PanelView
from idva_desktop.ui.widgets.boxes import Column, Row
from idva_desktop.ui.widgets.button import Button
from idva_desktop.ui.widgets.icon_mark import IconLine
from idva_desktop.ui.widgets.labels import WrappedLabel
from idva_desktop.ui.widgets.status_line import KeyHint


def plan_panel(desk: Desk, case_id: str, place: str = "") -> FormPanel:
    """Return the panel of what is said about the version in work, at a question if one is named.

    Raises:
        RefusedError: there is no plan.
    """
    session, form = desk.session, plans.plan_form()
    plan = plans.plan_picture(session, case_id).plan
    if plan is None:
        raise RefusedError("There is no plan yet. Start the first version.")

    def save(typed: Mapping[str, Typed]) -> None:
        plans.save_plan(session, case_id, _whole(form, typed))

    panel = FormPanel(
        desk,
        form,
        plans.plan_draft(case_id),
        save,
        typed=plans.typed_plan(plan),
        reference=_reference(desk, case_id),
    )
    if place:
        panel.start_at(place)
    return panel


def action_panel(desk: Desk, case_id: str, *, action_id: str = "", area: str = "") -> FormPanel:
    """Return the panel of a new action, in an area if one is named, or of a change to one.

    Raises:
        RefusedError: the action was taken off the list.
    """
    session = desk.session
    typed: dict[str, Typed] = {"plan_action.area": area} if area else {}
    if action_id:
        typed = plans.typed_action(session, action_id)
    draft = plans.action_draft(case_id, action_id or area)
    saving = partial(plans.save_action, session, case_id, action_id=action_id or None, draft=draft)
    panel = FormPanel(
        desk,
        plans.action_form(),
        draft,
        saving,
        typed=typed,
        reference=_reference(desk, case_id),
    )
    if area:
        words = f"{code_list('plan_area').label(area)}: {within(prompts().get(area, ''))}"
        panel.box.insertWidget(0, IconLine("info", words, role="small", tint="accent_text"))
        panel.start_at("plan_action.what")
    return panel


def return_panel(desk: Desk, case_id: str) -> FormPanel:
    """Return the panel of the note with which a version is given back."""
    session = desk.session

    def save(typed: Mapping[str, Typed]) -> None:
        plan_approval.return_plan(session, case_id, str(typed.get("safety_plan.returned_note", "")))

    return FormPanel(
        desk,
        plan_approval.return_form(),
        plan_approval.return_draft(case_id),
        save,
        reference=_reference(desk, case_id),
        action=QCoreApplication.translate("plan_panels", "Return"),
    )


class ActionReading(PanelView):
    """An action in all its words, where the version is not in work.

    Args:
        desk: the desk.
        action: what is read.
    """

    def __init__(self, desk: Desk, action: PlanAction) -> None:
        super().__init__(desk, "")
        self.title = self.tr("Action")
        self.about = frozenset({action.owner})
        for name, question in questions_of(PlanAction).items():
            value = getattr(action, name)
            if value is not None and name != "plan":
                pair = Column(2)
                pair.add(WrappedLabel(question.label, "small", "muted"))
                pair.add(WrappedLabel(question.show(value)))
                self.add(pair)
        row = Row(8)
        row.add_stretch()
        self._close = Button(self.tr("Close"), keys="Esc")
        self._close.clicked.connect(desk.close_panel)
        row.add(self._close)
        self.foot = row

    def focus_first(self) -> None:
        """Put the focus on Close; there is nothing else to press."""
        self._close.setFocus()

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Return the one key."""
        return (KeyHint("Esc", self.tr("close")),)


def _whole(form: Form, typed: Mapping[str, Typed]) -> dict[str, Typed]:
    """Return every question of the form; a blank one clears what was saved before."""
    blank: dict[str, Typed] = {field.key: "" for field in form.fields()}
    return blank | dict(typed)


def _reference(desk: Desk, case_id: str) -> str:
    return banner(desk.session, case_id).row.reference
