"""What comes from outside is looked at before it is read, and refused in one plain sentence."""

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from idva_desktop.domain.errors import WorkbookError
from idva_desktop.exchange import workbook as reader
from idva_desktop.exchange.workbook import read_sheets

WANTED = {"Contacts": ("Case ref", "Date / time", "Mins")}
HEADINGS = ["Case ref", "Date / time", "Mins"]


def book(path: Path, *rows: Sequence[object], sheet: str = "Contacts") -> Path:
    made = Workbook()
    page = made.active
    assert page is not None
    page.title = sheet
    for row in rows:
        page.append(list(row))
    made.save(path)
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "book.xlsx"


def refusal(path: Path) -> str:
    with pytest.raises(WorkbookError) as refused:
        read_sheets(path, WANTED)
    words = str(refused.value)
    assert "Nothing was changed." in words
    assert refused.value.__cause__ is None
    return words


def test_rows_carry_their_number_in_the_spreadsheet(path: Path) -> None:
    book(path, HEADINGS, ["A", None, 1], [None, None, None], ["B", None, 2])
    rows = read_sheets(path, WANTED)["Contacts"]
    assert [(row.number, row.values["Case ref"]) for row in rows] == [(2, "A"), (4, "B")]


def test_headings_and_sheet_names_may_be_typed_untidily(path: Path) -> None:
    book(path, [" case\u00a0REF ", "x", "DATE/TIME", "mins."], ["A", 9, None, 3], sheet=" contacts")
    (row,) = read_sheets(path, WANTED)["Contacts"]
    assert row.values == {"Case ref": "A", "Date / time": None, "Mins": 3}


def test_columns_may_stand_in_any_order_and_short_rows_are_blank_at_the_end(path: Path) -> None:
    book(path, ["Mins", "Notes", "Case ref", "Date / time"], [5, "x", "A"])
    (row,) = read_sheets(path, WANTED)["Contacts"]
    assert row.values == {"Case ref": "A", "Date / time": None, "Mins": 5}


@pytest.mark.parametrize("blank", ["", "  ", "\u00a0", "\u200b", "-", " – "])
def test_spaces_and_dashes_are_blank(path: Path, blank: str) -> None:
    book(path, HEADINGS, ["A", blank, 1])
    assert read_sheets(path, WANTED)["Contacts"][0].values["Date / time"] is None


def test_a_missing_sheet_is_named(path: Path) -> None:
    assert "no sheet “Contacts”" in refusal(book(path, HEADINGS, sheet="Other"))


def test_a_missing_column_is_named_with_its_sheet(path: Path) -> None:
    words = refusal(book(path, ["Case ref", "Mins"], ["A", 1]))
    assert "sheet “Contacts” has no column “Date / time”" in words


def test_an_empty_sheet_lacks_its_first_column(path: Path) -> None:
    assert "no column “Case ref”" in refusal(book(path))


def test_headings_alone_are_no_rows(path: Path) -> None:
    assert read_sheets(book(path, HEADINGS), WANTED) == {"Contacts": []}


@pytest.mark.parametrize("content", [b"", b"not a workbook", b"PK\x03\x04 broken", b"\x00" * 5000])
def test_what_is_no_workbook_is_refused(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    assert "not a workbook" in refusal(path)


def test_a_file_that_is_not_there_is_refused(path: Path) -> None:
    assert "cannot be opened" in refusal(path)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert "cannot be opened" in refusal(tmp_path)


def test_a_zip_that_is_no_workbook_is_refused(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as parts:
        parts.writestr("letter.txt", "Dear sir")
    assert "not a workbook" in refusal(path)


def test_every_cut_of_a_workbook_is_refused_or_read(path: Path) -> None:
    whole = book(path, HEADINGS, ["A", None, 1]).read_bytes()
    for length in range(0, len(whole), 97):
        path.write_bytes(whole[:length])
        refusal(path)


def test_every_damaged_part_is_refused_or_read_without_a_fault(path: Path) -> None:
    whole = book(path, HEADINGS, ["A", None, 1]).read_bytes()
    for place in range(0, len(whole), 41):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        try:
            read_sheets(path, WANTED)
        except WorkbookError as refused:
            assert "Nothing was changed." in str(refused)  # noqa: PT017 - either end is right


def test_a_locked_workbook_says_so(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 2000)
    assert "locked with a password" in refusal(path)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(path: Path) -> None:
    book(path, HEADINGS)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED, compresslevel=9) as parts:
        parts.writestr("xl/worksheets/sheet9.xml", b" " * (reader._LARGE_PART + 1))
    assert "larger than can be read" in refusal(path)


def test_a_huge_workbook_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book(path, HEADINGS, ["A", None, 1], ["B", None, 1])
    for limit in ("MOST_BYTES", "MOST_UNPACKED", "MOST_ROWS"):
        with monkeypatch.context() as lower:
            lower.setattr(reader, limit, 1)
            assert "larger than can be read" in refusal(path)


def test_entities_are_not_expanded(path: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 20}">' for n in range(8)
    )
    source = io.BytesIO(book(path, HEADINGS, ["A", None, 1]).read_bytes())
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename.startswith("xl/worksheets/"):
                content = f"{bomb}]><worksheet>&i;</worksheet>".encode()
            new.writestr(info, content)
    assert "not a workbook" in refusal(path)


def test_a_formula_gives_the_value_that_was_saved_and_never_runs(path: Path) -> None:
    book(path, HEADINGS, ["A", "=DATE(2026,1,1)", "=1+1"])
    (row,) = read_sheets(path, WANTED)["Contacts"]
    assert row.values == {"Case ref": "A", "Date / time": None, "Mins": None}
    source = io.BytesIO(path.read_bytes())
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w") as new:
        for info in old.infolist():
            content = old.read(info).replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>7</v>")
            content = content.replace(b"<f>1+1</f><v />", b"<f>1+1</f><v>7</v>")
            new.writestr(info, content)
    assert read_sheets(path, WANTED)["Contacts"][0].values["Mins"] == 7


def test_a_date_that_no_calendar_has_is_left_to_the_question(path: Path) -> None:
    made = Workbook()
    page = made.active
    assert page is not None
    page.title = "Contacts"
    page.append(HEADINGS)
    page.append(["A", datetime.fromisoformat("2026-01-01"), 1])
    page["B2"].value, page["B2"].number_format = 99_999_999, "dd/mm/yyyy"
    made.save(path)
    assert read_sheets(path, WANTED)["Contacts"][0].values["Date / time"] == "#VALUE!"
