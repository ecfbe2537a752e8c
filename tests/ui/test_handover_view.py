from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from idva_desktop.casework import records
from idva_desktop.casework.leaving import handover
from idva_desktop.domain.records import Case, Handover, HandoverChoice
from idva_desktop.domain.roles import Role
from idva_desktop.ui.approval_panel import LongApprovalPanel
from idva_desktop.ui.desk import Desk, Place
from idva_desktop.ui.handover_panels import AddressPanel, ArrivalPanel, SendPanel
from idva_desktop.ui.handover_view import HandoverView
from idva_desktop.ui.service_view import ServiceView
from idva_desktop.ui.shell_view import ShellView
from tests.ui.shell_in_use import in_sight, shell_in_use
from tests.ui.typing import CTRL, key, keys
from tests.ui.vaults import FIRST, SeededVault

SECOND, WORDS = "Deputy C", "ribbon castle puddle thimble"
ENTER = Qt.Key.Key_Return


@pytest.fixture
def shell(supervisor_desk: Desk, seeded_vault: SeededVault, qtbot: QtBot) -> Iterator[ShellView]:
    session = supervisor_desk.session
    session.vault.add_member(name=SECOND, roles=frozenset({Role.SUPERVISOR}), passphrase=WORDS)
    typed = {"handover_choice.agrees": "yes", "handover_choice.asked_on": "today"}
    records.save_record(session, HandoverChoice, seeded_vault.cases[FIRST], typed)
    made = shell_in_use(supervisor_desk, qtbot)
    made.go(Place("service", part=Handover.kind))
    yield made
    made.close()


def _view(shell: ShellView) -> HandoverView:
    view = shell.view()
    assert isinstance(view, ServiceView)
    part = view.part()
    assert isinstance(part, HandoverView)
    return part


def _approve(shell: ShellView) -> None:
    in_sight(shell, LongApprovalPanel).focus_first()
    keys(WORDS)
    key(ENTER, CTRL)


def test_the_list_says_who_agreed_and_leads_to_the_choice(
    shell: ShellView, seeded_vault: SeededVault
) -> None:
    view = _view(shell)
    view.table.setFocus()
    assert "1 of" in view._line.text()
    view.table.opened.emit(seeded_vault.cases[FIRST])
    assert shell.case_id() == seeded_vault.cases[FIRST]


def test_cases_leave_and_arrive_by_keys_alone(
    shell: ShellView, qtbot: QtBot, tmp_path: Path
) -> None:
    session = shell.desk.session
    before = session.vault.count(Case)
    view = _view(shell)
    view.send_button.setFocus()
    key(Qt.Key.Key_Space)
    panel = in_sight(shell, SendPanel)
    panel.focus_first()
    keys(handover.own_address(session))
    panel.place.set_value(str(tmp_path / "p"))
    key(ENTER, CTRL)
    _approve(shell)
    qtbot.waitUntil(lambda: session.vault.count(Handover) == 1, timeout=10_000)
    qtbot.waitUntil((tmp_path / "p").exists, timeout=10_000)
    qtbot.waitUntil(view.past.isVisible, timeout=10_000)
    shell.desk.close_panel()
    view.arrival_button.setFocus()
    key(Qt.Key.Key_Space)
    arrival = in_sight(shell, ArrivalPanel)
    arrival.focus_first()
    keys(str(tmp_path / "p"))
    key(ENTER, CTRL)
    qtbot.waitUntil(arrival.worker.isVisible, timeout=10_000)
    assert "1 case. Go on" in arrival.message.accessibleName()
    arrival.worker.set_value(SECOND)
    key(ENTER, CTRL)
    _approve(shell)
    qtbot.waitUntil(lambda: session.vault.count(Case) == before + 1, timeout=10_000)
    assert session.vault.count(Handover) == 2


def test_what_is_missing_is_said_and_nothing_is_made(shell: ShellView, tmp_path: Path) -> None:
    view = _view(shell)
    view.send_button.click()
    panel = in_sight(shell, SendPanel)
    panel.place.set_value(str(tmp_path / "p"))
    panel.step()
    assert panel.message.isVisible()
    assert not (tmp_path / "p").exists()


def test_a_wrong_file_is_said_in_the_panel(shell: ShellView, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "p").write_bytes(b"nothing of ours")
    _view(shell).arrival_button.click()
    panel = in_sight(shell, ArrivalPanel)
    panel.place.set_value(str(tmp_path / "p"))
    panel.step()
    qtbot.waitUntil(panel.message.isVisible, timeout=10_000)
    assert shell.desk.session.vault.count(Handover) == 0


def test_the_address_can_be_copied_with_one_key(shell: ShellView) -> None:
    _view(shell).address_button.click()
    panel = in_sight(shell, AddressPanel)
    panel.focus_first()
    assert panel.address.selectedText() == handover.own_address(shell.desk.session)
    assert panel.fingerprint.value() == handover.own_fingerprint(shell.desk.session)
