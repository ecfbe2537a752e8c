from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from idva_desktop.casework import closing, drafts, records
from idva_desktop.casework.supervision import allocation
from idva_desktop.domain.records import (
    Closure,
    CourtOrder,
    Identity,
    IdentityAsking,
    MaracEpisode,
    Need,
    Task,
)
from idva_desktop.ui.case_tabs import case_tabs
from idva_desktop.ui.closure_view import ClosureView
from idva_desktop.ui.desk import Desk, Place
from idva_desktop.ui.drafts_view import DraftsView
from idva_desktop.ui.form_panel import FormPanel
from idva_desktop.ui.next_actions import NextActions
from idva_desktop.ui.panel_host import PanelHost
from idva_desktop.ui.records_view import ListShape, ListWords, RecordsView
from idva_desktop.ui.widgets.boxes import Column
from idva_desktop.ui.widgets.check_mark import CheckMark
from tests.casework.people import CLOSED
from tests.ui.shell_in_use import in_sight
from tests.ui.typing import CTRL, in_use, key, keys
from tests.ui.vaults import FIRST, SeededVault, close_case

ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape


@pytest.fixture
def case_id(seeded_vault: SeededVault) -> str:
    return seeded_vault.cases[FIRST]


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> Iterator[Column]:
    made = Column()
    in_use(qtbot, made)
    host = PanelHost(made)
    desk.opened.connect(host.open)
    desk.closed.connect(host.close_panel)
    yield made
    host.close_panel()
    made.hide()


def _panel(page: Column) -> FormPanel:
    return in_sight(page, FormPanel)


def _needs(page: Column, desk: Desk, case_id: str) -> RecordsView:
    said = ListWords("Needs", "Add a need", "No need is recorded")
    view = RecordsView(desk, case_id, Need, said)
    desk.changed.connect(view.refresh)
    page.add(view)
    view.show()
    return view


def test_a_record_is_changed_and_an_emptied_answer_is_cleared(
    page: Column, desk: Desk, case_id: str
) -> None:
    typed = {"need.area": "safety", "need.level_entry": "4", "need.action": "Ask for a review"}
    record_id = records.save_record(desk.session, Need, case_id, typed)
    view = _needs(page, desk, case_id)
    view.table.set_current_code(record_id)
    view.focus_first()
    key(ENTER)
    panel = _panel(page)
    panel.form_view.focus("need.action")
    keys("")
    key(Qt.Key.Key_A, CTRL)
    key(Qt.Key.Key_Delete)
    key(ENTER, CTRL)
    held = desk.session.vault.fetch_one(Need, record_id)
    assert held is not None
    assert held.action is None
    assert held.level_entry == 4


def test_what_a_gate_misses_is_listed_in_the_panel(page: Column, desk: Desk, case_id: str) -> None:
    view = _needs(page, desk, case_id)
    view.open_new()
    key(ENTER, CTRL)
    assert _panel(page).form_view.summary.isVisible()
    assert not desk.session.vault.fetch(Need, owner=case_id)


def test_what_is_unlikely_is_asked_about_and_saved_when_it_is_confirmed(
    page: Column, desk: Desk, case_id: str
) -> None:
    said = ListWords("Orders", "Add an order", "No order is recorded")
    view = RecordsView(desk, case_id, CourtOrder, said)
    page.add(view)
    view.show()
    view.open_new()
    panel = _panel(page)
    panel.form_view.fill({"court_order.order": "occupation"})
    for question, typed in (("made_on", "3 March 2025"), ("expires_on", "3 March 2024")):
        panel.form_view.focus(f"court_order.{question}")
        keys(typed)
    key(ENTER, CTRL)
    assert panel.form_view.summary.accessibleName() == "Is this right?"
    assert panel.foot is not None
    named = [each.accessibleName() for each in panel.foot.findChildren(QAbstractButton)]
    assert "Save as it is" in named
    assert not desk.session.vault.fetch(CourtOrder, owner=case_id)
    key(ENTER, CTRL)
    assert len(desk.session.vault.fetch(CourtOrder, owner=case_id)) == 1


def test_what_was_confirmed_is_asked_again_once_it_is_changed(
    page: Column, desk: Desk, case_id: str
) -> None:
    said = ListWords("Orders", "Add an order", "No order is recorded")
    view = RecordsView(desk, case_id, CourtOrder, said)
    page.add(view)
    view.show()
    view.open_new()
    panel = _panel(page)
    typed = {"order": "occupation", "made_on": "3 March 2025", "expires_on": "3 March 2024"}
    panel.form_view.fill({f"court_order.{name}": words for name, words in typed.items()})
    key(ENTER, CTRL)
    panel.form_view.focus("court_order.conditions")
    keys("None")
    key(ENTER, CTRL)
    assert panel.form_view.summary.isVisible()
    assert not desk.session.vault.fetch(CourtOrder, owner=case_id)


def test_esc_keeps_the_draft_of_a_record(page: Column, desk: Desk, case_id: str) -> None:
    view = _needs(page, desk, case_id)
    view.open_new()
    _panel(page).form_view.focus("need.action")
    keys("Half a thought")
    key(ESC)
    kept = drafts.kept(desk.session, records.record_draft(Need, case_id))
    assert kept is not None
    view.open_new()
    assert _panel(page).form_view.typed()["need.action"] == "Half a thought"


@pytest.mark.parametrize("tab", case_tabs(), ids=lambda tab: tab.name)
def test_every_tab_of_a_case_can_be_made_and_fetches_again(
    tab: object, page: Column, desk: Desk, case_id: str
) -> None:
    view = tab.make(desk, case_id)  # type: ignore[attr-defined]  # a case tab
    page.add(view)
    view.show()
    view.refresh()
    assert view.isVisible()


def test_a_task_is_ticked_where_it_stands(page: Column, desk: Desk, case_id: str) -> None:
    typed = {"task.what": "Ring the housing partner", "task.due": "tomorrow"}
    task_id = records.save_record(desk.session, Task, case_id, typed)
    view = NextActions(desk, case_id)
    desk.changed.connect(view.refresh)
    page.add(view)
    view.show()
    mark = view.findChildren(CheckMark)[0]
    assert mark.accessibleName() == "Ring the housing partner"
    mark.click()
    held = desk.session.vault.fetch_one(Task, task_id)
    assert held is not None
    assert held.done_on == desk.session.today


def test_closing_a_case_lists_what_is_missing(page: Column, desk: Desk, case_id: str) -> None:
    view = ClosureView(desk, case_id)
    page.add(view)
    view.show()
    view.close_button.click()
    key(ENTER, CTRL)
    panel = _panel(page)
    assert "Say when the case was closed" in panel.form_view.summary.accessibleDescription()
    assert not desk.session.vault.fetch(Closure, owner=case_id)


def test_a_closure_is_sent_taken_back_and_waits_for_another_member(
    page: Column, desk: Desk, case_id: str
) -> None:
    view = ClosureView(desk, case_id)
    desk.changed.connect(view.refresh)
    page.add(view)
    view.show()
    closing.send_closure(desk.session, case_id, CLOSED)
    desk.saved()
    assert "The case stays open until then" in view.message.accessibleName()
    assert view.second_button.isVisible()
    assert not view.approve_button.isVisible()
    view.back_button.click()
    assert view.close_button.isVisible()
    assert not view.message.isVisible()
    close_case(desk.session, case_id)
    desk.saved()
    assert not view.close_button.isVisible()
    assert not view.reopen_button.isVisible()  # for a supervisor


def test_who_the_client_is_opens_after_a_reason(
    supervisor_desk: Desk, seeded_vault: SeededVault, qtbot: QtBot
) -> None:
    page = Column()
    in_use(qtbot, page)
    host = PanelHost(page)
    supervisor_desk.opened.connect(host.open)
    supervisor_desk.closed.connect(host.close_panel)
    case_id = seeded_vault.cases[FIRST]
    said = ListWords("Identity", "Open the identity", "No identity is recorded")
    view = RecordsView(
        supervisor_desk, case_id, Identity, said, shape=ListShape(single=True, folded=True)
    )
    page.add(view)
    view.show()
    view.open_new()
    asking = _panel(page)
    assert asking.form_view.typed().get("identity.given_name") is None
    asking.form_view.fill({"identity_asking.why": "To ring her while the worker is ill."})
    asking.save()
    qtbot.waitUntil(lambda: host.is_open() and host.view() is not asking)
    assert _panel(page).form_view.typed()["identity.given_name"] == "Alexis"
    assert supervisor_desk.session.vault.count(IdentityAsking) == 1


def test_drafts_of_supervision_lead_to_the_review(supervisor_desk: Desk, qtbot: QtBot) -> None:
    session = supervisor_desk.session
    drafts.keep(session, allocation.DRAFT, allocation.FORM, {"a": "b"}, "")
    view = DraftsView(supervisor_desk)
    in_use(qtbot, view)
    view.focus_first()
    places: list[Place] = []
    supervisor_desk.wanted.connect(places.append)
    key(ENTER)
    assert places == [Place("review", part="allocation")]


def test_drafts_are_listed_and_lead_back(desk: Desk, case_id: str, qtbot: QtBot) -> None:
    drafts.keep(desk.session, f"marac_episode:{case_id}", MaracEpisode.kind, {"a": "b"}, "")
    drafts.keep(desk.session, "intake:new", "intake", {"a": "b"}, "")
    view = DraftsView(desk)
    in_use(qtbot, view)
    view.focus_first()
    places: list[Place] = []
    desk.wanted.connect(places.append)
    for _ in range(2):
        key(ENTER)
        key(Qt.Key.Key_Down)
    assert set(map(str, places)) == {str(Place("marac", case_id)), str(Place("intake"))}
    view.hide()


def test_a_draft_is_discarded_only_after_a_question(desk: Desk, qtbot: QtBot) -> None:
    drafts.keep(desk.session, "intake:new", "intake", {"referral.source": "self"}, "")
    view = DraftsView(desk)
    in_use(qtbot, view)
    view._discard.click()
    assert view._question.isVisible()
    assert drafts.kept(desk.session, "intake:new") is not None
    buttons = [each for each in view._question.findChildren(QWidget) if each.accessibleName()]
    away = next(each for each in buttons if each.accessibleName() == "Discard the draft")
    away.setFocus()
    key(ENTER)
    assert drafts.kept(desk.session, "intake:new") is None
    assert view._empty.isVisible()
    view.hide()


def test_an_empty_tab_says_so_and_offers_the_way_on(page: Column, desk: Desk, case_id: str) -> None:
    view = _needs(page, desk, case_id)
    assert view._empty.isVisible()
    assert not view._head.isVisible()
    view.focus_first()
    key(ENTER)
    assert _panel(page).isVisible()
    _panel(page).close()
    records.save_record(desk.session, Need, case_id, {"need.area": "safety"})
    desk.saved()
    assert not view._empty.isVisible()
    assert view._head.isVisible()
