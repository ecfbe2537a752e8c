"""Documents at the window: added by path, shown from memory, exported on purpose."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from idva_desktop.casework import attachments
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.document_panels import AddDocumentPanel, DocumentPanel
from idva_desktop.ui.documents_view import DocumentsView
from idva_desktop.ui.shell_view import ShellView
from tests.ui.picture_keeping import seed_documents
from tests.ui.shell_in_use import in_sight, shell_in_use
from tests.ui.typing import CTRL, key, keys
from tests.ui.vaults import FIRST, SeededVault

ENTER = Qt.Key.Key_Return


@pytest.fixture
def shell(desk: Desk, seeded_vault: SeededVault, qtbot: QtBot) -> Iterator[ShellView]:
    made = shell_in_use(desk, qtbot)
    desk.go("documents", seeded_vault.cases[FIRST])
    yield made
    made.close()


def _list(shell: ShellView) -> DocumentsView:
    return in_sight(shell, DocumentsView)


def test_a_document_is_added_by_keyboard_alone(
    shell: ShellView, tmp_path: Path, qtbot: QtBot
) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("A letter.", "utf-8")
    _list(shell).focus_first()
    key(ENTER)
    panel = in_sight(shell, AddDocumentPanel)
    panel.form_view.focus("attachment.name")
    keys("Letter")
    panel.form_view.frame("attachment.sort").set_value("letter")
    panel.file.setFocus()
    keys(str(letter))
    key(ENTER, CTRL)
    qtbot.waitUntil(lambda: _list(shell).table.records.rowCount() == 1, timeout=10_000)


def test_what_cannot_be_added_is_said_and_what_was_typed_stays(
    shell: ShellView, tmp_path: Path, qtbot: QtBot
) -> None:
    _list(shell).open_new()
    panel = in_sight(shell, AddDocumentPanel)
    panel.form_view.frame("attachment.name").set_value("Letter")
    panel.form_view.frame("attachment.sort").set_value("letter")
    panel.file.set_value(str(tmp_path / "gone.txt"))
    panel.save()
    qtbot.waitUntil(panel.form_view.summary.isVisible, timeout=10_000)
    assert panel.isVisible()
    assert panel.form_view.typed()["attachment.name"] == "Letter"
    assert panel.file.value().endswith("gone.txt")
    assert _list(shell).table.records.rowCount() == 0


def test_each_type_is_shown_as_far_as_it_can_be_and_exported(
    shell: ShellView, seeded_vault: SeededVault, tmp_path: Path, qtbot: QtBot
) -> None:
    case_id, session = seeded_vault.cases[FIRST], shell.desk.session
    seed_documents(session, case_id, tmp_path)
    shell.desk.saved()
    found = attachments.documents(session, case_id)
    assert _list(shell).table.records.rowCount() == 3
    shown = []
    for document in found:
        _list(shell).open_document(document.id)
        panel = in_sight(shell, DocumentPanel)
        shown.append(type(panel.shown).__name__)
        panel.folder.set_value(str(tmp_path))
        panel.export()
        qtbot.waitUntil(panel.message.isVisible, timeout=10_000)
        assert "Exported" in panel.message.accessibleName()
        shell.desk.close_panel()
    assert shown == ["_Picture", "WrappedLabel", "ReadingField"]
    assert {path.suffix for path in tmp_path.glob("document-*")} == {".png", ".pdf", ".txt"}


def test_a_text_can_be_read_and_not_changed(
    shell: ShellView, seeded_vault: SeededVault, tmp_path: Path, qtbot: QtBot
) -> None:
    case_id, session = seeded_vault.cases[FIRST], shell.desk.session
    seed_documents(session, case_id, tmp_path)
    _list(shell).open_document(attachments.documents(session, case_id)[-1].id)
    panel = in_sight(shell, DocumentPanel)
    panel.focus_first()
    assert isinstance(panel.shown, QPlainTextEdit)
    before = panel.shown.toPlainText()
    keys("changed")
    assert panel.shown.toPlainText() == before
    panel.folder.set_value(str(tmp_path / "gone"))
    panel.export()
    qtbot.waitUntil(panel.message.isVisible, timeout=10_000)
    assert "Nothing left" in panel.message.accessibleName()
    panel.remove()
    assert len(attachments.documents(session, case_id)) == 2
