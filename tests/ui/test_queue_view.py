from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from idva_desktop.casework import intake, risk
from idva_desktop.domain.records import RiskAssessment, SafetyPlan
from idva_desktop.ui.appearance import wear
from idva_desktop.ui.change_card import ChangePanel
from idva_desktop.ui.desk import Desk, Place
from idva_desktop.ui.form_panel import FormPanel
from idva_desktop.ui.panel_host import PanelHost
from idva_desktop.ui.queue_view import QueueView
from idva_desktop.ui.review_view import ReviewView
from idva_desktop.ui.theme import look
from idva_desktop.ui.widgets.cells import Row, TwoLines
from tests.ui.typing import CTRL, in_use, key
from tests.ui.vaults import FIRST, SUPERVISOR, SeededVault, assessment, referral

ENTER, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Down


@pytest.fixture
def view(supervisor_desk: Desk, qtbot: QtBot) -> Iterator[QueueView]:
    made = ReviewView(supervisor_desk)
    in_use(qtbot, made)
    made.focus_first()
    queue = made.part()
    assert isinstance(queue, QueueView)
    yield queue
    made.hide()


def _titles(view: QueueView) -> list[str]:
    model = view.table.records
    rows = [model.row(at) for at in range(model.rowCount())]
    cells = [row.cells[0] for row in rows if isinstance(row, Row)]
    return [cell.title for cell in cells if isinstance(cell, TwoLines)]


def test_what_waits_longest_stands_first(view: QueueView) -> None:
    assert _titles(view) == ["Risk assessment, 15 yes", "Safety plan, version 1"]


def test_ctrl_enter_signs_and_the_item_leaves_the_list(
    view: QueueView, supervisor_desk: Desk, seeded_vault: SeededVault
) -> None:
    key(ENTER, CTRL)
    assert _titles(view) == ["Safety plan, version 1"]
    vault = supervisor_desk.session.vault
    signed = vault.fetch(RiskAssessment, owner=seeded_vault.cases[FIRST])
    assert [risk.signed_by for risk in signed] == [SUPERVISOR]


def test_a_plan_is_approved_in_the_same_way(
    view: QueueView, supervisor_desk: Desk, seeded_vault: SeededVault
) -> None:
    key(DOWN)
    key(ENTER, CTRL)
    plans = supervisor_desk.session.vault.fetch(SafetyPlan, owner=seeded_vault.cases[FIRST])
    assert [plan.approved_by for plan in plans] == [SUPERVISOR]
    assert _titles(view) == ["Risk assessment, 15 yes"]


def test_nobody_signs_their_own_work_and_the_refusal_is_a_sentence(
    view: QueueView, supervisor_desk: Desk
) -> None:
    session = supervisor_desk.session
    case_id = intake.accept(session, referral("Robin", "Example", received="19 Nov 2025 9:00"))
    risk_id = risk.save_assessment(session, case_id, assessment(16, "20 Nov 2025"))
    supervisor_desk.saved()
    view.table.set_current_code(risk_id)
    key(ENTER, CTRL)
    assert "You cannot sign your own assessment" in view.message.accessibleName()
    assert view.message.isVisible()
    held = session.vault.fetch_one(RiskAssessment, risk_id)
    assert held is not None
    assert held.signed_by is None


@pytest.mark.usefixtures("view")
def test_enter_leads_to_where_it_was_written(
    supervisor_desk: Desk, seeded_vault: SeededVault
) -> None:
    places: list[Place] = []
    supervisor_desk.wanted.connect(places.append)
    key(ENTER)
    key(DOWN)
    key(ENTER)
    case_id = seeded_vault.cases[FIRST]
    assert places == [Place("risk", case_id), Place("plan", case_id)]


def test_large_text_shows_several_rows_and_what_is_new_in_a_panel(
    view: QueueView, supervisor_desk: Desk, qapp: QApplication
) -> None:
    window = view.window()
    host = PanelHost(window)
    supervisor_desk.opened.connect(host.open)
    supervisor_desk.closed.connect(host.close_panel)
    wear(qapp, "light", 200)
    window.resize(1271, 708)
    QTest.qWait(60)
    table = view.table
    assert table.viewport().height() >= 2 * look().size("row_two_line")
    assert not view.changes.isVisible()
    view.focus_first()
    key(Qt.Key.Key_Space)
    panel = host.view()
    assert isinstance(panel, ChangePanel)
    assert "The first assessment of this case" in panel.card.accessibleDescription()
    key(ENTER, CTRL)
    assert host.view() is None
    assert _titles(view) == ["Safety plan, version 1"]


def test_an_empty_queue_says_so(view: QueueView) -> None:
    key(ENTER, CTRL)
    key(ENTER, CTRL)
    assert _titles(view) == []
    assert view._empty.isVisible()
    assert not view.sign_button.isEnabled()


def test_what_is_new_stands_beside_and_follows_the_list(view: QueueView) -> None:
    assert "The first assessment of this case" in view.changes.accessibleDescription()
    assert not view.return_button.isVisible()
    key(DOWN)
    assert "Home: Ask the housing partner for window locks" in (
        view.changes.accessibleDescription()
    )
    assert view.return_button.isVisible()


def test_a_plan_is_given_back_with_a_note_by_keyboard(
    view: QueueView, supervisor_desk: Desk
) -> None:
    host = PanelHost(view.window())
    supervisor_desk.opened.connect(host.open)
    supervisor_desk.closed.connect(host.close_panel)
    key(DOWN)
    view.return_button.click()
    panel = host.view()
    assert isinstance(panel, FormPanel)
    panel.form_view.fill({"safety_plan.returned_note": "Add locks."})
    panel.save()
    assert _titles(view) == ["Risk assessment, 15 yes"]
    plans = supervisor_desk.session.vault.fetch(SafetyPlan)
    assert [plan.state for plan in plans] == ["returned"]
