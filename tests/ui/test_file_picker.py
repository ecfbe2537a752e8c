"""Places are chosen by keys, from names alone, and leave no trace outside the vault."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from idva_desktop.domain.errors import RefusedError
from idva_desktop.ui.file_picker import FilePicker, Wanted
from idva_desktop.ui.folder_reader import nearest_folder, read_folder
from idva_desktop.ui.place_field import PlaceField
from idva_desktop.ui.widgets.boxes import Column
from tests.ui.typing import focused, in_use, key

ENTER, TAB, ESC = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("beta", "Alpha"):
        (tmp_path / "there" / name).mkdir(parents=True)
    (tmp_path / "there" / "Alpha" / "letter.pdf").write_bytes(b"%PDF")
    (tmp_path / "there" / "note.txt").write_text("words", "utf-8")
    (tmp_path / "there" / ".hidden").write_text("words", "utf-8")
    return tmp_path / "there"


class _Page(Column):
    def __init__(self, wanted: Wanted) -> None:
        super().__init__()
        self.field = PlaceField("Place", wanted)
        self.add(self.field)
        self.add_stretch()


@pytest.fixture
def page(qtbot: QtBot, request: pytest.FixtureRequest, folder: Path) -> Iterator[_Page]:
    made = _Page(getattr(request, "param", Wanted.FILE))
    in_use(qtbot, made, 900, 700)
    made.field.set_value(str(folder))
    made.field.focus_first()
    key(TAB)
    key(ENTER)  # the button beside what is typed
    yield made
    made.close()


def _picker(page: _Page, qtbot: QtBot) -> FilePicker:
    (found,) = page.findChildren(FilePicker)
    qtbot.waitUntil(lambda: found.table.records.rowCount() > 0)
    return found


def _names(picker: FilePicker) -> list[str]:
    rows = picker.table.records.rowCount()
    return [str(picker.table.records.index(at, 0).data()) for at in range(rows)]


def test_a_file_is_chosen_by_keys_alone(page: _Page, folder: Path, qtbot: QtBot) -> None:
    picker = _picker(page, qtbot)
    assert _names(picker) == ["Alpha", "beta", "note.txt"]
    assert focused() is picker.table
    key(ENTER)
    qtbot.waitUntil(lambda: _names(picker) == ["letter.pdf"])
    key(ENTER)
    assert page.field.value() == str(folder / "Alpha" / "letter.pdf")
    assert focused() is page.field


def test_backspace_goes_up_and_esc_changes_nothing(page: _Page, folder: Path, qtbot: QtBot) -> None:
    picker = _picker(page, qtbot)
    key(Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: "there" in _names(picker))
    key(ESC)
    assert page.field.value() == str(folder)
    assert not picker.isVisible()


@pytest.mark.parametrize("page", [Wanted.FOLDER], indirect=True)
def test_a_folder_is_chosen_and_shows_no_files(page: _Page, folder: Path, qtbot: QtBot) -> None:
    picker = _picker(page, qtbot)
    assert _names(picker) == ["Alpha", "beta"]
    key(Qt.Key.Key_Down)
    key(ENTER)
    qtbot.waitUntil(lambda: picker.folder == folder / "beta")
    picker.choose_button.setFocus()
    key(ENTER)
    assert page.field.value() == str(folder / "beta")


@pytest.mark.parametrize("page", [Wanted.WITHIN], indirect=True)
def test_a_file_that_is_to_be_made_keeps_its_name(page: _Page, folder: Path, qtbot: QtBot) -> None:
    key(ESC)
    page.field.set_value(str(folder / "cases.package"))
    page.field.choose()
    picker = page.findChildren(FilePicker)[-1]
    qtbot.waitUntil(lambda: _names(picker) == ["Alpha", "beta"])
    key(ENTER)
    qtbot.waitUntil(lambda: picker.folder == folder / "Alpha")
    picker.choose_button.click()
    assert page.field.value() == str(folder / "Alpha" / "cases.package")


def test_a_folder_that_cannot_be_read_is_said_and_the_one_before_stays(
    page: _Page, folder: Path, qtbot: QtBot
) -> None:
    picker = _picker(page, qtbot)
    (folder / "Alpha" / "letter.pdf").unlink()
    (folder / "Alpha").rmdir()
    key(ENTER)
    qtbot.waitUntil(picker._problem.isVisible)
    assert "cannot be read" in picker._problem.accessibleName()
    assert picker.folder == folder


def test_tab_stays_within_the_picker(page: _Page, qtbot: QtBot) -> None:
    picker = _picker(page, qtbot)
    start, seen = focused(), set()
    for _ in range(10):
        key(TAB)
        seen.add(focused())
        assert picker.isAncestorOf(focused())
    assert start in seen
    assert len(seen) == 4


@pytest.mark.parametrize("typed", ["", "not absolute", "~nobody-of-that-name/x", "\0"])
def test_where_nothing_is_typed_it_begins_among_the_documents(typed: str, folder: Path) -> None:
    assert nearest_folder(typed, folder) in {folder, Path.home()}


def test_it_begins_at_the_nearest_folder_that_is_there(folder: Path) -> None:
    gone = folder / "Alpha" / "gone" / "further.pdf"
    assert nearest_folder(str(gone), Path.home()) == folder / "Alpha"
    assert nearest_folder(str(folder / "note.txt"), Path.home()) == folder


def test_a_folder_is_read_by_name_alone(folder: Path) -> None:
    (folder / "dangling").symlink_to(folder / "nowhere")
    assert [each.name for each in read_folder(folder, files=True)][-1] == "note.txt"
    with pytest.raises(RefusedError):
        read_folder(folder / "gone", files=True)
