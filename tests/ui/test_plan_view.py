from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from idva_desktop.casework import drafts, plan_approval, plans
from idva_desktop.domain.form import Typed
from idva_desktop.domain.records import PlanAction, SafetyPlan
from idva_desktop.ui.appearance import wear
from idva_desktop.ui.approval_panel import ApprovalPanel
from idva_desktop.ui.desk import Desk, Place
from idva_desktop.ui.form_panel import FormPanel
from idva_desktop.ui.plan_panels import ActionReading
from idva_desktop.ui.plan_view import PlanView
from idva_desktop.ui.print_panel import PrintPanel
from idva_desktop.ui.widgets.button import Button
from tests.ui.typing import CTRL, Window, in_use, key, keys
from tests.ui.vaults import FIRST, SECOND, SUPERVISOR, SUPERVISOR_WORDS, SeededVault

ENTER, ESC, SPACE, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Space, Qt.Key.Key_Down


@pytest.fixture
def without_plan(seeded_vault: SeededVault) -> str:
    return seeded_vault.cases[SECOND]


@pytest.fixture
def sent(seeded_vault: SeededVault) -> str:
    """Return the case whose plan Worker A has sent."""
    return seeded_vault.cases[FIRST]


def _window(desk: Desk, case_id: str, qtbot: QtBot) -> tuple[Window, PlanView]:
    view = PlanView(desk, case_id)
    window = Window(desk, view)
    in_use(qtbot, window)
    return window, view


def _begun(desk: Desk, case_id: str) -> None:
    session = desk.session
    plans.start_version(session, case_id)
    for area, what in (("home", "Window locks"), ("digital", "New number")):
        typed: dict[str, Typed] = {
            "plan_action.area": area,
            "plan_action.what": what,
            "plan_action.who": "Client",
        }
        plans.save_action(session, case_id, typed)


@pytest.fixture
def opened(desk: Desk, without_plan: str, qtbot: QtBot) -> Iterator[tuple[Window, PlanView]]:
    """Return the window on a plan in work with two actions."""
    _begun(desk, without_plan)
    window, view = _window(desk, without_plan, qtbot)
    qtbot.waitUntil(view.plan_actions.wide.hasFocus)
    yield window, view
    window.hide()


def _plan(desk: Desk, case_id: str) -> SafetyPlan:
    plan = plans.plan_picture(desk.session, case_id).plan
    assert plan is not None
    return plan


def _actions(desk: Desk, case_id: str) -> list[PlanAction]:
    return list(plans.plan_picture(desk.session, case_id).actions)


def _form(window: Window) -> FormPanel:
    panel = window.panel()
    assert isinstance(panel, FormPanel)
    return panel


def _words(view: PlanView) -> str:
    return " ".join(label.text() for label in view.side.findChildren(QLabel))


def test_without_a_plan_the_first_version_can_be_started_by_enter(
    desk: Desk, without_plan: str, qtbot: QtBot
) -> None:
    window, view = _window(desk, without_plan, qtbot)
    qtbot.waitUntil(view.start_button.hasFocus)
    assert not view.main_button.isVisible()
    key(ENTER)
    assert _plan(desk, without_plan).version == 1
    assert view.plan_actions.add_button.isVisible()
    assert "9 of 9" in _words(view)
    window.hide()


def test_space_ticks_and_takes_back(
    opened: tuple[Window, PlanView], desk: Desk, without_plan: str
) -> None:
    _shown, view = opened
    key(SPACE)
    assert _actions(desk, without_plan)[0].state == "done"
    assert view.plan_actions.count.text() == "1 of 2 done"
    key(SPACE)
    assert _actions(desk, without_plan)[0].state == "planned"
    key(DOWN)
    key(DOWN)
    key(SPACE)
    assert [action.state for action in _actions(desk, without_plan)] == ["planned", "done"]


def test_plus_adds_an_action_by_keys_alone(
    opened: tuple[Window, PlanView], desk: Desk, without_plan: str
) -> None:
    window, _view = opened
    key(Qt.Key.Key_Plus)
    form = _form(window).form_view
    form.focus("plan_action.area")
    key(DOWN)
    form.focus("plan_action.what")
    keys("Spare key moved")
    form.focus("plan_action.who")
    keys("Client")
    key(ENTER, CTRL)
    assert window.panel() is None
    assert {action.what for action in _actions(desk, without_plan)} == {
        "Window locks",
        "New number",
        "Spare key moved",
    }


def test_an_area_not_thought_about_leads_to_its_action(
    opened: tuple[Window, PlanView],
) -> None:
    window, view = opened
    add = next(
        button
        for button in view.side.findChildren(Button)
        if button.accessibleName() == "Add an action: Court"
    )
    add.setFocus()
    key(ENTER)
    form = _form(window).form_view
    assert form.typed() == {"plan_action.area": "court"}
    assert form.cursor().startswith("plan_action.what")


def test_what_an_action_lacks_is_listed_in_its_panel(opened: tuple[Window, PlanView]) -> None:
    window, view = opened
    view.add_action("court")
    key(ENTER, CTRL)
    form = _form(window).form_view
    assert form.problems() == {"plan_action.what", "plan_action.who"}
    assert form.summary.hasFocus()


def test_a_panel_that_is_closed_keeps_its_draft(
    opened: tuple[Window, PlanView], desk: Desk, without_plan: str
) -> None:
    window, view = opened
    view.add_action("court")
    keys("Ask for a separate entr")
    key(ESC)
    assert window.panel() is None
    draft = drafts.kept(desk.session, plans.action_draft(without_plan, "court"))
    assert draft is not None
    assert draft.cursor == "plan_action.what@23"
    view.add_action("court")
    keys("ance")
    typed = _form(window).form_view.typed()
    assert typed["plan_action.what"] == "Ask for a separate entrance"


@pytest.mark.parametrize("area", ["court", ""])
def test_an_action_that_was_begun_can_be_gone_on_with(
    opened: tuple[Window, PlanView], area: str
) -> None:
    window, view = opened
    assert not view.begun.isVisible()
    view.add_action(area)
    _form(window).form_view.focus("plan_action.what")
    keys("Ask for")
    key(ESC)
    view.refresh()
    assert view.begun.isVisible()
    view.go_on_button.setFocus()
    key(ENTER)
    assert _form(window).form_view.typed()["plan_action.what"] == "Ask for"


def test_enter_opens_an_action_to_change_it(
    opened: tuple[Window, PlanView], desk: Desk, without_plan: str
) -> None:
    window, _view = opened
    key(ENTER)
    form = _form(window).form_view
    assert form.typed()["plan_action.what"] == "Window locks"
    form.focus("plan_action.due")
    keys("24 Nov")
    key(ENTER, CTRL)
    due = _actions(desk, without_plan)[0].due
    assert due is not None
    assert due.isoformat() == "2025-11-24"
    assert len(_actions(desk, without_plan)) == 2


def test_sending_lists_what_is_missing_and_leads_there(
    opened: tuple[Window, PlanView], desk: Desk, without_plan: str
) -> None:
    window, view = opened
    key(ENTER, CTRL)
    assert view.summary.hasFocus()
    key(Qt.Key.Key_Tab)
    key(ENTER)
    form = _form(window).form_view
    assert form.cursor().startswith("safety_plan.copy")
    key(DOWN)
    form.focus("safety_plan.review_by")
    keys("11 Dec")
    key(ENTER, CTRL)
    view.main_action()
    assert _plan(desk, without_plan).state == "sent"
    assert not view.main_button.isVisible()
    assert view.back_button.isVisible()
    assert not view.plan_actions.add_button.isVisible()


def test_the_sender_may_take_the_plan_back(desk: Desk, sent: str, qtbot: QtBot) -> None:
    window, view = _window(desk, sent, qtbot)
    view.back_button.setFocus()
    key(ENTER)
    assert _plan(desk, sent).state == "draft"
    window.hide()


def test_a_supervisor_who_did_not_write_it_approves(
    supervisor_desk: Desk, sent: str, qtbot: QtBot
) -> None:
    window, view = _window(supervisor_desk, sent, qtbot)
    assert view.main_button.spoken() == "Approve"
    qtbot.waitUntil(view.plan_actions.wide.hasFocus)
    key(ENTER, CTRL)
    plan = _plan(supervisor_desk, sent)
    assert (plan.state, plan.approved_by) == ("approved", SUPERVISOR)
    assert view.main_button.spoken() == "Start version 2"
    assert f"Approved on 20 November 2025 by {SUPERVISOR}." in _words(view)
    key(ENTER, CTRL)
    assert _plan(supervisor_desk, sent).version == 2
    assert "stays in force until this one is" in _words(view)
    window.hide()


def test_a_supervisor_returns_a_plan_with_a_note(
    supervisor_desk: Desk, sent: str, qtbot: QtBot
) -> None:
    window, view = _window(supervisor_desk, sent, qtbot)
    view.return_button.click()
    keys("Add the commute")
    key(ENTER, CTRL)
    plan = _plan(supervisor_desk, sent)
    assert (plan.state, plan.returned_note) == ("returned", "Add the commute")
    assert view.message.isVisible()
    assert "Add the commute" in view.message.accessibleName()
    assert drafts.kept(supervisor_desk.session, plan_approval.return_draft(sent)) is None
    window.hide()


def test_a_caseworker_sees_no_approve(desk: Desk, sent: str, qtbot: QtBot) -> None:
    window, view = _window(desk, sent, qtbot)
    assert not view.main_button.isVisible()
    assert not view.return_button.isVisible()
    view.main_action()
    assert _plan(desk, sent).state == "sent"
    window.hide()


def test_a_second_member_approves_at_the_workers_desk(desk: Desk, sent: str, qtbot: QtBot) -> None:
    window, view = _window(desk, sent, qtbot)
    view.second_button.click()
    assert isinstance(window.panel(), ApprovalPanel)
    keys(SUPERVISOR_WORDS)
    with qtbot.waitSignal(desk.closed):
        key(ENTER, CTRL)
    plan = _plan(desk, sent)
    assert plan.approved_by == SUPERVISOR
    last = desk.session.vault.history(sent, plan.id)[-1]
    assert last.member_id != desk.session.vault.member.id
    window.hide()


def test_printing_is_closed_until_a_safe_form_is_recorded(
    opened: tuple[Window, PlanView], desk: Desk, without_plan: str
) -> None:
    _shown, view = opened
    assert not view.side.print_button.isEnabled()
    assert "Printing opens when a safe form is recorded." in _words(view)
    plans.save_plan(desk.session, without_plan, {"safety_plan.copy": "plain"})
    desk.saved()
    assert view.side.print_button.isEnabled()


def _print_panel(view: PlanView, window: Window, desk: Desk, case_id: str) -> PrintPanel:
    plans.save_plan(desk.session, case_id, {"safety_plan.copy": "plain"})
    desk.saved()
    view.side.print_button.setFocus()
    key(ENTER)
    panel = window.panel()
    assert isinstance(panel, PrintPanel)
    return panel


def test_a_copy_is_printed_into_the_folder_that_was_typed(
    opened: tuple[Window, PlanView], desk: Desk, without_plan: str, tmp_path: Path, qtbot: QtBot
) -> None:
    window, view = opened
    panel = _print_panel(view, window, desk, without_plan)
    panel.folder.clear()
    keys(str(tmp_path))
    key(ENTER)
    qtbot.waitUntil(panel.message.isVisible)
    assert "my-plan.pdf" in panel.message.accessibleName()
    assert (tmp_path / "my-plan.pdf").read_bytes().startswith(b"%PDF")
    prints = [e for e in desk.session.vault.history(without_plan) if e.what == "print"]
    assert len(prints) == 1


def test_a_folder_that_cannot_be_written_is_a_plain_sentence(
    opened: tuple[Window, PlanView], desk: Desk, without_plan: str, tmp_path: Path, qtbot: QtBot
) -> None:
    window, view = opened
    panel = _print_panel(view, window, desk, without_plan)
    panel.folder.clear()
    keys(str(tmp_path / "nowhere"))
    key(ENTER, CTRL)
    qtbot.waitUntil(panel.message.isVisible)
    assert "Choose a folder" in panel.message.accessibleName()
    assert str(tmp_path) not in panel.message.accessibleName()
    assert not any(e.what == "print" for e in desk.session.vault.history(without_plan))


def test_a_plan_that_was_sent_is_read_and_not_changed(
    supervisor_desk: Desk, sent: str, qtbot: QtBot
) -> None:
    window, view = _window(supervisor_desk, sent, qtbot)
    qtbot.waitUntil(view.plan_actions.wide.hasFocus)
    key(Qt.Key.Key_Plus)
    assert window.panel() is None
    key(ENTER)
    panel = window.panel()
    assert isinstance(panel, ActionReading)
    words = [label.text() for label in panel.findChildren(QLabel)]
    assert "Ask the housing partner for window locks" in words
    key(ESC)
    assert window.panel() is None
    window.hide()


def test_esc_leads_back_to_the_case(
    opened: tuple[Window, PlanView], desk: Desk, without_plan: str
) -> None:
    assert opened
    places: list[Place] = []
    desk.wanted.connect(places.append)
    key(ESC)
    assert places == [Place("case", without_plan)]


def test_another_case_shows_its_own_plan(opened: tuple[Window, PlanView], sent: str) -> None:
    _shown, view = opened
    view.show_place(Place("plan", sent))
    assert "window locks" in str(view.picture.actions[0].what)
    assert view.back_button.isVisible()


def test_it_fits_a_small_laptop_at_the_largest_text(
    desk: Desk, sent: str, qtbot: QtBot, qapp: QApplication
) -> None:
    wear(qapp, "dark", 200)
    view = PlanView(desk, sent)
    in_use(qtbot, view, 1286, 700)
    assert view.minimumSizeHint().width() <= 1286
    assert view.plan_actions.narrow.isVisible()
    assert not view.plan_actions.wide.isVisible()
    view.hide()
    wear(qapp)
