from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from idva_desktop.casework import drafts, records
from idva_desktop.domain.form import Typed
from idva_desktop.domain.records import DirectoryEntry, OnwardReferral
from idva_desktop.ui.desk import Desk, Place
from idva_desktop.ui.directory_import_panel import DirectoryImportPanel
from idva_desktop.ui.directory_view import DirectoryView
from idva_desktop.ui.form_panel import FormPanel
from idva_desktop.ui.record_panel import record_panel
from idva_desktop.ui.service_view import ServiceView
from idva_desktop.ui.shell_view import ShellView
from idva_desktop.ui.widgets.lookup_field import LookupField
from tests.ui.shell_in_use import in_sight, shell_in_use
from tests.ui.typing import CTRL, focused, key, keys
from tests.ui.vaults import FIRST, SeededVault

ENTER, ESC, DOWN, SPACE = (
    Qt.Key.Key_Return,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Down,
    Qt.Key.Key_Space,
)


@pytest.fixture
def shell(desk: Desk, qtbot: QtBot) -> Iterator[ShellView]:
    made = shell_in_use(desk, qtbot)
    yield made
    made.close()


def _add(desk: Desk, name: str, **given: Typed) -> str:
    typed = {f"directory_entry.{key}": words for key, words in given.items()}
    typed["directory_entry.name"] = name
    return records.save_record(desk.session, DirectoryEntry, DirectoryEntry.scope, typed)


def _directory(shell: ShellView) -> DirectoryView:
    shell.go(Place("service", part="directory_entry"))
    view = shell.view()
    assert isinstance(view, ServiceView)
    part = view.part()
    assert isinstance(part, DirectoryView)
    return part


def _panel(shell: ShellView) -> FormPanel:
    return in_sight(shell, FormPanel)


def test_a_caseworker_sees_the_directory_and_not_what_the_supervisor_keeps(
    shell: ShellView,
) -> None:
    assert _directory(shell).isVisible()
    view = shell.view()
    assert isinstance(view, ServiceView)
    assert "complaint" not in view._tabs


def test_space_notes_that_a_service_was_checked_today(shell: ShellView, desk: Desk) -> None:
    entry = _add(desk, "North House", checked_on="1 Jan 2020")
    part = _directory(shell)
    part.table.setFocus()
    key(SPACE)
    held = desk.session.vault.fetch_one(DirectoryEntry, entry)
    assert held is not None
    assert held.checked_on == desk.session.today


def test_typing_in_the_search_leaves_what_fits(shell: ShellView, desk: Desk) -> None:
    _add(desk, "North House")
    _add(desk, "Law Desk")
    part = _directory(shell)
    part.focus_first()
    keys("law")
    assert [line.name for line in part._lines] == ["Law Desk"]
    keys(" nothing")
    assert part._no_match.isVisible()
    key(ESC)


def test_an_empty_directory_offers_to_add_and_to_take_from_a_file(shell: ShellView) -> None:
    part = _directory(shell)
    assert part._empty.isVisible()
    part.focus_first()
    key(ENTER)
    assert _panel(shell).isVisible()


def test_services_are_taken_from_a_file_after_it_was_read(
    shell: ShellView, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    place = tmp_path / "directory.csv"
    place.write_text("Name,Kind\nNorth House,Refuge\nWrong,Spaceship\n", "utf-8")
    part = _directory(shell)
    part._first_import.click()
    panel = shell.findChildren(DirectoryImportPanel)[0]
    panel.path.set_value(str(tmp_path / "none.csv"))
    key(ENTER, CTRL)
    qtbot.waitUntil(panel.message.isVisible, timeout=10_000)
    assert "cannot be read" in panel.message.accessibleName()
    panel.path.set_value(str(place))
    key(ENTER, CTRL)
    qtbot.waitUntil(lambda: "to be added" in panel.message.accessibleName(), timeout=10_000)
    assert "to be added: 1. Rows not taken: 1." in panel.message.accessibleName()
    assert panel.refused.isVisible()
    assert desk.session.vault.count(DirectoryEntry) == 0
    key(ENTER, CTRL)
    qtbot.waitUntil(lambda: desk.session.vault.count(DirectoryEntry) == 1, timeout=10_000)
    assert [held.name for held in desk.session.vault.fetch(DirectoryEntry)] == ["North House"]


def test_a_client_is_referred_on_by_keyboard_alone(
    shell: ShellView, desk: Desk, seeded_vault: SeededVault
) -> None:
    entry = _add(desk, "North House", service_kind=["refuge"])
    _add(desk, "North Law", service_kind=["legal"])
    case_id = seeded_vault.cases[FIRST]
    desk.open_panel(_onward(desk, case_id))
    panel = _panel(shell)
    panel.form_view.focus("onward_referral.service")
    keys("north")
    field = panel.findChildren(LookupField)[0]
    assert field.table.records.rowCount() == 2
    key(DOWN)
    key(ENTER)
    assert panel.form_view.typed()["onward_referral.service"] == entry
    assert focused() is field.box_field
    panel.form_view.focus("onward_referral.purpose")
    keys("A place to stay")
    panel.form_view.frame("onward_referral.basis").set_value("vital_interests")
    key(ENTER, CTRL)
    held = desk.session.vault.fetch(OnwardReferral, owner=case_id)
    assert [each.service for each in held] == [entry]


def test_words_that_were_typed_and_not_chosen_stay_in_the_draft(
    shell: ShellView, desk: Desk, seeded_vault: SeededVault
) -> None:
    case_id = seeded_vault.cases[FIRST]
    desk.open_panel(_onward(desk, case_id))
    _panel(shell).form_view.focus("onward_referral.service")
    keys("north hou")
    key(ESC)
    draft = drafts.kept(desk.session, records.record_draft(OnwardReferral, case_id))
    assert draft is not None
    assert draft.typed["onward_referral.service"] == "north hou"
    _add(desk, "North House")
    desk.open_panel(_onward(desk, case_id))
    field = _panel(shell).findChildren(LookupField)[0]
    assert field.box_field.value() == "north hou"


def _onward(desk: Desk, case_id: str) -> FormPanel:
    return record_panel(desk, OnwardReferral, case_id, None)
