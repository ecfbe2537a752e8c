from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from idva_desktop.casework import records
from idva_desktop.domain.records import Need
from idva_desktop.ui.desk import Desk, Place
from idva_desktop.ui.shell_view import ShellView
from tests.ui.shell_in_use import shell_in_use
from tests.ui.typing import CTRL, focused, key, keys
from tests.ui.vaults import FIRST, SeededVault

Z = Qt.Key.Key_Z


@pytest.fixture
def case_id(seeded_vault: SeededVault) -> str:
    return seeded_vault.cases[FIRST]


@pytest.fixture
def shell(desk: Desk, qtbot: QtBot) -> Iterator[ShellView]:
    made = shell_in_use(desk, qtbot)
    yield made
    made.close()


def _saved(desk: Desk, case_id: str) -> None:
    records.save_record(desk.session, Need, case_id, {"need.area": "safety"})
    desk.saved()


def test_the_last_step_is_offered_back_beside_saved(
    shell: ShellView, desk: Desk, case_id: str
) -> None:
    shell.go(Place("needs", case_id))
    _saved(desk, case_id)
    assert "Undo Ctrl+Z" in shell.status.text()
    key(Z, CTRL)
    assert records.rows(desk.session, Need, case_id) == []
    assert "Taken back" in shell.status.text()
    assert "Undo" not in shell.status.text()


def test_a_click_on_the_offer_takes_it(shell: ShellView, desk: Desk, case_id: str) -> None:
    shell.go(Place("needs", case_id))
    _saved(desk, case_id)
    shell.status.grab()  # painted once, it knows where its facts stand
    place = next(place for place, code in shell.status._places if code == "undo")
    middle = place.center().toPoint()
    QTest.mouseClick(shell.status, Qt.MouseButton.LeftButton, pos=QPoint(middle.x(), middle.y()))
    assert records.rows(desk.session, Need, case_id) == []


def test_nothing_is_offered_before_anything_is_saved(shell: ShellView, case_id: str) -> None:
    shell.go(Place("needs", case_id))
    key(Z, CTRL)
    assert "No step to take back" in shell.status.text()


def test_in_a_text_field_the_key_takes_back_typing_and_no_record(
    shell: ShellView, desk: Desk, case_id: str
) -> None:
    shell.go(Place("needs", case_id))
    _saved(desk, case_id)
    key(Qt.Key.Key_F, CTRL)
    keys("abc")
    key(Z, CTRL)
    assert focused().property("text") == ""
    assert len(records.rows(desk.session, Need, case_id)) == 1


def test_while_a_form_is_open_no_record_is_taken_back(
    shell: ShellView, desk: Desk, case_id: str
) -> None:
    _saved(desk, case_id)
    shell.go(Place("contact", case_id))
    key(Z, CTRL)
    assert len(records.rows(desk.session, Need, case_id)) == 1
