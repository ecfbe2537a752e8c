from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from idva_desktop.documents.return_document import Definition, ReturnAbout
from idva_desktop.documents.return_workbook import return_workbook, table_sheets
from idva_desktop.domain.calendar import Period
from idva_desktop.domain.tables import FinishedTable, TableCell, TableRow

TITLE = "Return for Quarter 2 of 2025-26"
SIGNS = {"[c]": "withheld", "[z]": "not applicable"}
HIDDEN = TableCell("[c]", withheld=True)
TABLES = (
    FinishedTable(
        "Indicators by strand",
        "Indicator",
        ("Code", "Total", "IDVA"),
        (
            TableRow("Referrals", (TableCell("K01"), TableCell("1064", number=1064), HIDDEN)),
            TableRow("=1+1", (TableCell("K02"), HIDDEN, TableCell("0", number=0))),
        ),
    ),
    FinishedTable(
        "Referrals by route",
        "Route",
        ("Number",),
        (TableRow("Self", (TableCell("12", number=12),)),),
    ),
)
ABOUT = ReturnAbout(
    Period.parse("2025-Q2"), 5, (Definition("K01", "Referrals", "Referrals received."),)
)


@pytest.fixture(scope="module")
def made() -> bytes:
    return return_workbook(TITLE, TABLES, ABOUT, SIGNS)


@pytest.fixture(scope="module")
def book(made: bytes) -> Workbook:
    return load_workbook(BytesIO(made))


def _sheets(book: Workbook) -> list[Worksheet]:
    return [book[name] for name in book.sheetnames]


def test_the_sheets_come_in_the_order_of_the_guidance(book: Workbook) -> None:
    assert book.sheetnames == ["Cover", "Contents", "Notes", "Table 1", "Table 2", "Definitions"]
    assert [sheet.name for sheet in table_sheets(TABLES)] == ["Table 1", "Table 2"]


def test_each_sheet_holds_one_named_table_and_its_title_in_its_first_cell(book: Workbook) -> None:
    names = set[str]()
    for sheet in _sheets(book):
        assert sheet["A1"].value
        assert len(sheet.tables) == (sheet.title != "Cover")
        names.update(sheet.tables)
    assert names == {"Contents", "Notes", "Table_1", "Table_2", "Definitions"}


def test_numbers_are_numbers_and_signs_stand_where_there_is_none(book: Workbook) -> None:
    rows = list(book["Table 1"].iter_rows(min_row=4, values_only=True))
    assert rows == [
        ("Indicator", "Code", "Total", "IDVA"),
        ("Referrals", "K01", 1064, "[c]"),
        ("=1+1", "K02", "[c]", 0),
    ]


def test_no_cell_is_a_formula_merged_hidden_or_empty(book: Workbook) -> None:
    for sheet in _sheets(book):
        assert sheet.sheet_state == "visible"
        assert not sheet.merged_cells.ranges
        assert not any(row.hidden for row in sheet.row_dimensions.values())
        assert not any(column.hidden for column in sheet.column_dimensions.values())
        for table in sheet.tables.values():
            for row in sheet[table.ref]:
                assert all(cell.value not in {None, ""} for cell in row)
                assert all(cell.data_type in {"s", "n"} for cell in row)
                assert all(cell.comment is None for cell in row)


def test_the_contents_lead_to_each_sheet(book: Workbook) -> None:
    sheet = book["Contents"]
    led = {cell.value: cell.hyperlink.location for cell in sheet["A"] if cell.hyperlink}
    assert led == {name: f"'{name}'!A1" for name in book.sheetnames[2:]}


def test_the_file_says_nothing_of_who_made_it_when_and_with_what(made: bytes) -> None:
    core = load_workbook(BytesIO(made)).properties
    assert (core.title, core.creator or "", core.lastModifiedBy or "") == (TITLE, "", "")
    assert core.created.year == 2000
    with ZipFile(BytesIO(made)) as packed:
        names = packed.namelist()
        assert {info.date_time[0] for info in packed.infolist()} == {1980}
        inside = b"".join(packed.read(name) for name in names)
    assert not [name for name in names if "thumbnail" in name or "custom" in name]
    assert b"<f>" not in inside
    assert b"definedName" not in inside.replace(b"definedNames", b"")


def test_the_same_tables_give_the_same_bytes(made: bytes) -> None:
    assert return_workbook(TITLE, TABLES, ABOUT, SIGNS) == made
