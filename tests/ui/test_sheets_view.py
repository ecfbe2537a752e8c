from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from idva_desktop.domain.records import CaseSheet
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.sheets_view import SheetPanel, SheetsView
from idva_desktop.ui.shell_view import ShellView
from tests.ui.typing import CTRL, in_use, key
from tests.ui.vaults import FIRST, SeededVault


@pytest.fixture
def shell(desk: Desk, seeded_vault: SeededVault, qtbot: QtBot) -> Iterator[ShellView]:
    made = ShellView(desk)
    in_use(qtbot, made, 1440, 900)
    made.start()
    desk.go("sheets", seeded_vault.cases[FIRST])
    qtbot.wait(60)
    yield made
    made.close()


def _panel(shell: ShellView) -> SheetPanel:
    return next(each for each in shell.findChildren(SheetPanel) if each.isVisible())


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
