from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from idva_desktop.casework import drafts
from idva_desktop.casework.risk import risk_draft
from idva_desktop.casework.service.packs import pack_rows
from idva_desktop.domain.instrument import instrument, learn
from idva_desktop.domain.records import ContentPack
from idva_desktop.domain.vocab import add_versions
from idva_desktop.ui.desk import Desk, Place
from idva_desktop.ui.packs_view import PacksView
from idva_desktop.ui.risk_view import RiskView
from idva_desktop.ui.service_view import ServiceView
from tests.domain.test_content_pack import checklist, encoded
from tests.ui.shell_in_use import shell_in_use
from tests.ui.typing import in_use, key, keys
from tests.ui.vaults import FIRST, SeededVault

ENTER = Qt.Key.Key_Return


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    yield
    learn([], None)
    add_versions([])


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


def test_the_next_assessment_is_made_with_what_was_chosen_and_half_a_one_is_kept(
    supervisor_desk: Desk, seeded_vault: SeededVault, qtbot: QtBot, tmp_path: Path
) -> None:
    path, case_id = tmp_path / "pack.json", seeded_vault.cases[FIRST]
    path.write_bytes(encoded(checklist()))
    shell = shell_in_use(supervisor_desk, qtbot)
    shell.go(Place("risk", case_id))
    old = shell.view()
    assert isinstance(old, RiskView)
    qtbot.wait(60)
    draft = risk_draft(case_id)
    old.assess_anew()
    old.items.focus(old.items.first_open())
    key(Qt.Key.Key_Y)
    shell.go(Place("service", part=ContentPack.kind))
    service = shell.view()
    assert isinstance(service, ServiceView)
    part = service.part()
    assert isinstance(part, PacksView)
    part.place.set_value(str(path))
    part.load()
    part._use(supervisor_desk.session.vault.fetch(ContentPack)[0].id)
    shell.go(Place("risk", case_id))
    new = shell.view()
    assert isinstance(new, RiskView)
    assert new is not old
    assert instrument().title == "Example checklist"
    assert new.items.answers() == {}
    kept = drafts.kept(supervisor_desk.session, draft)
    assert kept is not None
    assert kept.typed["risk_assessment.items"]
    shell.close()
