"""Work on a thread: what was begun is finished, told once, and never after a lock."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from idva_desktop.casework import records
from idva_desktop.casework.session import Session
from idva_desktop.domain.errors import IdvaError, RefusedError
from idva_desktop.domain.form import Typed
from idva_desktop.domain.records import CaseSheet, HandoverChoice
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.errand import Errand
from idva_desktop.ui.sheets_view import SheetPanel, SheetsView
from idva_desktop.ui.shell_view import ShellView
from tests.ui.shell_in_use import in_sight, shell_in_use
from tests.ui.typing import CTRL, key
from tests.ui.vaults import FIRST, SeededVault


class _Heard:
    def __init__(self, desk: Desk) -> None:
        self.done: list[str] = []
        self.failed: list[str] = []
        self.said: list[str] = []
        self.saved = 0
        desk.said.connect(self.said.append)
        desk.changed.connect(self._change)

    def _change(self) -> None:
        self.saved += 1

    def fail(self, error: IdvaError) -> None:
        self.failed.append(str(error))


@pytest.fixture
def view(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_the_work_is_not_done_on_the_windows_thread(
    desk: Desk, view: QWidget, qtbot: QtBot
) -> None:
    heard, threads = _Heard(desk), list[int]()
    errand = Errand[str](desk, view)

    def work(session: Session) -> str:
        threads.append(threading.get_ident())
        return session.name

    errand.run(work, heard.done.append, heard.fail)
    assert errand.is_busy
    qtbot.waitUntil(lambda: heard.done == [desk.session.name])
    assert threads != [threading.get_ident()]
    assert heard.saved == 1
    assert not errand.is_busy


def test_what_goes_wrong_is_told_with_what_is_missing(
    desk: Desk, view: QWidget, qtbot: QtBot
) -> None:
    heard = _Heard(desk)

    def work(_session: Session) -> str:
        raise RefusedError("No.")

    Errand[str](desk, view).run(work, heard.done.append, heard.fail)
    qtbot.waitUntil(lambda: heard.failed == ["No."])
    assert (heard.done, heard.saved) == ([], 0)


def test_a_defect_ends_in_a_sentence_that_says_nothing_of_it(
    desk: Desk, view: QWidget, qtbot: QtBot
) -> None:
    heard = _Heard(desk)

    def work(_session: Session) -> str:
        raise ValueError("the name of somebody")

    Errand[str](desk, view).run(work, heard.done.append, heard.fail)
    qtbot.waitUntil(lambda: len(heard.failed) == 1)
    assert "somebody" not in heard.failed[0]


def test_what_it_saved_is_undone_like_a_step_of_the_window(
    desk: Desk, view: QWidget, qtbot: QtBot, seeded_vault: SeededVault
) -> None:
    heard, case_id = _Heard(desk), seeded_vault.cases[FIRST]
    desk.session.take_touched()

    def work(session: Session) -> str:
        typed: dict[str, Typed] = {"handover_choice.agrees": "yes"}
        return records.save_record(session, HandoverChoice, case_id, typed)

    Errand[str](desk, view).run(work, heard.done.append, heard.fail)
    qtbot.waitUntil(lambda: bool(heard.done or heard.failed))
    assert heard.failed == []
    assert desk.session.take_touched() == {case_id}
    assert desk.session.last_step is not None
    assert desk.session.last_step.owners == (case_id,)


def test_a_view_that_is_gone_hears_nothing_and_the_status_line_says_it(
    desk: Desk, qtbot: QtBot
) -> None:
    heard, go_on, view = _Heard(desk), threading.Event(), QWidget()

    def work(_session: Session) -> str:
        go_on.wait(10)
        raise RefusedError("The folder is full.")

    Errand[str](desk, view).run(work, heard.done.append, heard.fail)
    view.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    go_on.set()
    qtbot.waitUntil(lambda: heard.said == ["The folder is full."])
    assert heard.failed == []


@pytest.fixture
def shell(desk: Desk, seeded_vault: SeededVault, qtbot: QtBot) -> Iterator[ShellView]:
    made = shell_in_use(desk, qtbot)
    desk.go("sheets", seeded_vault.cases[FIRST])
    yield made
    made.close()


def _begin_to_print(shell: ShellView, folder: Path) -> None:
    shell.findChildren(SheetsView)[0].open_new()
    panel = in_sight(shell, SheetPanel)
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
    assert not panel.isEnabled()


def test_a_lock_waits_for_a_sheet_that_is_being_printed_and_nothing_is_told_after(
    shell: ShellView, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    heard = _Heard(shell.desk)
    _begin_to_print(shell, folder)
    shell.lock()
    assert [each.name for each in folder.iterdir()] == ["court-summary.pdf"]
    qtbot.wait(100)
    assert (heard.saved, heard.said) == (0, [])


def test_a_panel_that_is_closed_while_it_prints_leaves_the_print_in_the_list(
    shell: ShellView, seeded_vault: SeededVault, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    _begin_to_print(shell, folder)
    shell.desk.close_panel()
    view = shell.findChildren(SheetsView)[0]
    qtbot.waitUntil(lambda: view.table.records.rowCount() == 1, timeout=10_000)
    session = shell.desk.session
    assert session.vault.count(CaseSheet, owner=seeded_vault.cases[FIRST]) == 1
