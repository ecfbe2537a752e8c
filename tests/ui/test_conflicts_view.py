from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from idva_desktop.casework import conflicts, records
from idva_desktop.domain.form import Typed
from idva_desktop.domain.records import Need
from idva_desktop.ui.case_view import CaseView
from idva_desktop.ui.conflicts_view import AnswersSideBySide, ConflictsView
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.disagreeing_view import DisagreeingView
from idva_desktop.ui.form_panel import FormPanel
from idva_desktop.ui.records_view import ListWords, RecordsView
from tests.ui.typing import CTRL, Window, in_use, key
from tests.ui.vaults import FIRST, SeededVault
from tests.vault.second_laptop import answered_elsewhere

ENTER, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Space


@pytest.fixture
def case_id(seeded_vault: SeededVault) -> str:
    return seeded_vault.cases[FIRST]


@pytest.fixture
def need_id(desk: Desk, case_id: str) -> str:
    """Return a need whose level was answered 3 here and 4 on a second laptop."""
    typed: dict[str, Typed] = {"need.area": "safety", "need.level_entry": "2"}
    record_id = records.save_record(desk.session, Need, case_id, typed)
    typed["need.level_entry"] = "3"
    records.save_record(desk.session, Need, case_id, typed, record_id)
    answered_elsewhere(desk.session.vault, case_id, "need", record_id, {"level_entry": 4})
    return record_id


@pytest.fixture
def needs(desk: Desk, case_id: str, qtbot: QtBot) -> Iterator[Window]:
    view = RecordsView(desk, case_id, Need, ListWords("Needs", "Add", "None is recorded"))
    desk.changed.connect(view.refresh)
    window = Window(desk, view)
    in_use(qtbot, window)
    yield window
    window.host.close_panel()


def _form(needs: Window, need_id: str) -> FormPanel:
    assert isinstance(needs.view, RecordsView)
    needs.view.open_record(need_id)
    panel = needs.panel()
    assert isinstance(panel, FormPanel)
    return panel


def test_the_form_shows_both_answers_and_takes_the_one_that_is_kept(
    needs: Window, desk: Desk, case_id: str, need_id: str
) -> None:
    panel = _form(needs, need_id)
    (card,) = panel.findChildren(AnswersSideBySide)
    (divided,) = conflicts.conflicts(desk.session, case_id)
    for place in (1, 0):
        card.buttons[place].setFocus()
        key(SPACE)
        wanted = divided.sayings[place].words
        assert panel.form_view.typed()["need.level_entry"] == wanted
    key(ENTER, CTRL)
    assert conflicts.conflicts(desk.session, case_id) == []
    held = desk.session.vault.fetch_one(Need, need_id)
    assert held is not None
    assert str(held.level_entry) == divided.sayings[0].words


def test_saving_without_a_choice_leaves_both_answers(
    needs: Window, desk: Desk, case_id: str, need_id: str
) -> None:
    _form(needs, need_id)
    key(ENTER, CTRL)
    assert len(conflicts.conflicts(desk.session, case_id)) == 1


def test_the_case_says_that_answers_are_to_decide_and_leads_there(
    desk: Desk, case_id: str, need_id: str, qtbot: QtBot
) -> None:
    window = Window(desk, CaseView(desk, case_id))
    in_use(qtbot, window)
    assert isinstance(window.view, CaseView)
    assert window.view.conflicts_button.text() == "1 answer to decide"
    window.view.conflicts_button.setFocus()
    key(SPACE)
    shown = window.panel()
    assert isinstance(shown, ConflictsView)
    key(SPACE)
    assert conflicts.conflicts(desk.session, case_id) == []
    assert not window.view.conflicts_button.isVisible()
    assert desk.session.vault.fetch_one(Need, need_id) is not None
    window.host.close_panel()


def test_a_case_without_conflicts_says_nothing_of_them(
    desk: Desk, case_id: str, qtbot: QtBot
) -> None:
    view = CaseView(desk, case_id)
    in_use(qtbot, view)
    assert not view.conflicts_button.isVisible()


def test_the_supervisor_finds_the_cases_in_which_answers_disagree(
    supervisor_desk: Desk, case_id: str, qtbot: QtBot
) -> None:
    session = supervisor_desk.session
    typed: dict[str, Typed] = {"need.area": "safety", "need.level_entry": "2"}
    record_id = records.save_record(session, Need, case_id, typed)
    records.save_record(session, Need, case_id, typed | {"need.level_entry": "3"}, record_id)
    answered_elsewhere(session.vault, case_id, "need", record_id, {"level_entry": 4})
    view = DisagreeingView(supervisor_desk)
    window = Window(supervisor_desk, view)
    in_use(qtbot, window)
    supervisor_desk.changed.connect(view.refresh)
    view.focus_first()
    view.table.set_current_code(case_id)
    key(ENTER)
    assert isinstance(window.panel(), ConflictsView)
    key(SPACE)
    assert not view.table.isVisible()
    window.host.close_panel()
