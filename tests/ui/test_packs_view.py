from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from idva_desktop.casework.service.packs import pack_rows
from idva_desktop.domain.records import ContentPack
from idva_desktop.ui.desk import Desk
from idva_desktop.ui.packs_view import PacksView
from tests.domain.test_content_pack import checklist, encoded
from tests.ui.typing import in_use, key, keys

ENTER = Qt.Key.Key_Return


@pytest.fixture
def view(supervisor_desk: Desk, qtbot: QtBot) -> PacksView:
    made = PacksView(supervisor_desk)
    in_use(qtbot, made)
    made.focus_first()
    return made


def test_a_checklist_is_loaded_and_chosen_by_keys(
    view: PacksView, supervisor_desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "pack.json"
    path.write_bytes(encoded(checklist()))
    keys(str(path))
    key(ENTER)
    assert view.message.isVisible()
    held = supervisor_desk.session.vault.fetch(ContentPack)
    assert len(held) == 1
    view.table.setFocus()
    view.table.set_current_code(held[0].id)
    assert view.use_button.isEnabled()
    key(ENTER)
    assert [row.in_use for row in pack_rows(supervisor_desk.session)] == [False, True]
    assert not view.use_button.isEnabled()


def test_what_is_wrong_with_a_file_is_said_and_its_place_stays(
    view: PacksView, supervisor_desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "pack.json"
    path.write_bytes(b"{")
    keys(str(path))
    key(ENTER)
    assert "not JSON" in view.message.accessibleName() + view.message.accessibleDescription()
    assert view.place.value() == str(path)
    assert supervisor_desk.session.vault.fetch(ContentPack) == []
