from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from idva_desktop.casework.session import Save
from idva_desktop.domain.records import CaseSheet, ProcessStep, SafetyPlan
from idva_desktop.ui.client_sheet_view import ClientSheetPanel
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.sheets_view import SheetPanel, SheetsView
from idva_desktop.ui.shell_view import ShellView
from tests.documents.printed import words_of
from tests.ui.shell_in_use import in_sight, shell_in_use
from tests.ui.typing import CTRL, in_use, key
from tests.ui.vaults import FIRST, SeededVault


@pytest.fixture
def shell(desk: Desk, seeded_vault: SeededVault, qtbot: QtBot) -> Iterator[ShellView]:
    made = shell_in_use(desk, qtbot)
    desk.go("sheets", seeded_vault.cases[FIRST])
    qtbot.wait(60)
    yield made
    made.close()


def _panel(shell: ShellView) -> SheetPanel:
    return in_sight(shell, SheetPanel)


def test_a_sheet_is_ticked_printed_and_listed(
    shell: ShellView,
    seeded_vault: SeededVault,
    tmp_path_factory: pytest.TempPathFactory,
    qtbot: QtBot,
) -> None:
    folder = tmp_path_factory.mktemp("out")
    view = shell.findChildren(SheetsView)[0]
    view.open_new()
    panel = _panel(shell)
    panel.form_view.fill(
        {
            "case_sheet.for_whom": "court",
            "case_sheet.recipient": "The clerk",
            "case_sheet.why": "Asked for by the court",
            "case_sheet.parts": ["perpetrator", "risk"],
        }
    )
    panel.folder.set_value(str(folder))
    key(Qt.Key.Key_Return, CTRL)
    assert not panel.isEnabled()  # what is typed stands still until it is printed
    qtbot.waitUntil(lambda: view.table.records.rowCount() == 1, timeout=10_000)
    assert [each.name for each in folder.iterdir()] == ["court-summary.pdf"]
    case_id = seeded_vault.cases[FIRST]
    assert shell.desk.session.vault.count(CaseSheet, owner=case_id) == 1
    view.open_record(view._rows[0].id)
    assert _panel(shell).form_view.typed()["case_sheet.recipient"] == "The clerk"


def test_what_is_missing_is_listed_and_nothing_is_written(
    shell: ShellView, tmp_path: Path, qtbot: QtBot
) -> None:
    shell.findChildren(SheetsView)[0].open_new()
    panel = _panel(shell)
    before = set(tmp_path.iterdir())
    panel.folder.set_value(str(tmp_path))
    key(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(panel.form_view.summary.isVisible, timeout=10_000)
    assert panel.isEnabled()
    assert set(tmp_path.iterdir()) == before


def test_a_sheet_for_the_client_is_written_with_what_is_ticked(
    desk: Desk, seeded_vault: SeededVault, qtbot: QtBot, tmp_path: Path
) -> None:
    session, case_id = desk.session, seeded_vault.cases[FIRST]
    [plan] = session.vault.fetch(SafetyPlan, owner=case_id)
    day = session.today + timedelta(days=9)
    step = {"process": "criminal", "stage": "trial", "on": day}
    saves = [
        Save(SafetyPlan, plan.id, case_id, {"copy": "full"}),
        Save(ProcessStep, "1" * 32, case_id, step),
    ]
    session.save("save", saves)
    panel = ClientSheetPanel(desk, case_id)
    in_use(qtbot, panel)
    panel.folder.set_value(str(tmp_path))
    panel.parts.set_value(("dates",))
    panel.step()
    qtbot.waitUntil(panel.message.isVisible, timeout=10_000)
    words = words_of((tmp_path / "what-is-ahead.pdf").read_bytes())
    assert "Criminal: trial" in words
    assert "your advisor" not in words
    panel.leave()
    panel.hide()
