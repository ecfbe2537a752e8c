"""The return as a workbook, laid out for people, screen readers and programs alike.

By the Government Analysis Function's "Releasing statistics in spreadsheets": a cover, a list of
contents, notes, and one named table a sheet, from its first column on; numbers are numbers, signs
stand in square brackets, and no cell is merged, empty, hidden or a formula. The same tables give
the same bytes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from idva_desktop.documents.return_document import ReturnAbout, period_in_words
from idva_desktop.domain.tables import FinishedTable, TableCell, TableRow

# A workbook carries the moment of its making; a fixed one tells nothing and keeps the bytes alike.
_MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_QUIETLY = {
    "in_memory": True,  # no temporary file
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_FONT, _SIZE, _TITLE_SIZE = "Arial", 12, 16
_NARROWEST, _WIDEST, _WORDS_WIDTH = 12, 44, 100
_LINE = 18.0  # height of one line, in points: a line below a border must not touch it
_HEAD_ROW = 3  # title, what the sheet holds, what it covers, and then the table
_NO_TARGET = "[z]"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet with a table, as the list of contents names it."""

    name: str
    title: str


def table_sheets(tables: Sequence[FinishedTable]) -> list[Sheet]:
    """Return the sheet of each table, in order: ``Table 1`` and so on."""
    return [Sheet(f"Table {number}", table.title) for number, table in enumerate(tables, start=1)]


def return_workbook(
    title: str, tables: Sequence[FinishedTable], about: ReturnAbout, signs: Mapping[str, str]
) -> bytes:
    """Return the workbook as the bytes of an XLSX file.

    Args:
        title: such as "Return for Quarter 2 of 2025-26".
        tables: of numbers, one figure a cell.
        about: what is said besides.
        signs: what each sign in square brackets means.
    """
    target = BytesIO()
    with Workbook(target, _QUIETLY) as book:
        book.set_properties({"title": title, "created": _MADE})
        book.set_size(1600, 1200)
        pages = _Pages(book, about)
        pages.cover(title)
        pages.contents(table_sheets(tables))
        pages.notes(signs)
        for sheet, table in zip(table_sheets(tables), tables, strict=True):
            pages.table(sheet, table)
        pages.definitions()
    return target.getvalue()


class _Pages:
    """The sheets of one workbook."""

    def __init__(self, book: Workbook, about: ReturnAbout) -> None:
        self._book, self._about = book, about
        plain = {"font_name": _FONT, "font_size": _SIZE, "valign": "vcenter"}
        book.formats[0].set_font_name(_FONT)
        book.formats[0].set_font_size(_SIZE)
        self._plain = book.add_format(plain)
        self._words = book.add_format(plain | {"text_wrap": True})
        self._head = book.add_format(plain | {"text_wrap": True, "bold": True, "bottom": 1})
        self._number_head = book.add_format(
            plain | {"text_wrap": True, "bold": True, "bottom": 1, "align": "right"}
        )
        self._title = book.add_format(plain | {"bold": True, "font_size": _TITLE_SIZE})
        self._number = book.add_format(plain | {"num_format": "#,##0", "align": "right"})
        self._sign = book.add_format(plain | {"align": "right"})
        self._link = book.add_format(plain | {"font_color": "#0B57A4", "underline": 1})

    def _sheet(self, name: str, title: str, *lines: str) -> Worksheet:
        sheet = self._book.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.write_string(0, 0, title, self._title)
        sheet.set_default_row(_LINE)
        sheet.set_row(0, 1.5 * _LINE)
        for row, line in enumerate(lines, start=1):
            sheet.write_string(row, 0, line, self._plain)
        return sheet

    def cover(self, title: str) -> None:
        """Write what this is, for whom, and how it may be read."""
        about = self._about
        covers = period_in_words(about.period) if about.period else ""
        lines = [
            f"Covers {covers}." if covers else "",
            (
                "Anonymised key performance indicators of a support service for people who work "
                "for the Metropolitan Police. It names nobody."
            ),
            (
                f"No number of clients below {about.threshold} can be worked out from this return, "
                "alone or with any return issued before it."
            ),
            (
                "Figures that would let a reader do so are withheld; the sheet Notes says how they "
                "are shown."
            ),
            "Nothing is restated: what is entered late is reported with the next return.",
            (
                "This workbook is one of the files of a signed folder. The file return.sig lists "
                "them; check the folder with the key’s fingerprint as it was handed over in person."
            ),
            *about.notes,
        ]
        sheet = self._sheet("Cover", title)
        sheet.set_column(0, 0, _WORDS_WIDTH)
        for row, line in enumerate(filter(None, lines), start=1):
            sheet.write_string(row, 0, line, self._words)
            _set_height(sheet, row, [(line, _WORDS_WIDTH)])

    def contents(self, sheets: Sequence[Sheet]) -> None:
        """Write the list of sheets, each with a link to it."""
        listed = [
            Sheet("Notes", "What the signs mean"),
            *sheets,
            Sheet("Definitions", "What each measure counts"),
        ]
        sheet = self._sheet("Contents", "Contents", "This worksheet contains one table.")
        rows = [[each.name, each.title] for each in listed]
        self._named(sheet, 2, "Contents", ["Worksheet", "What it holds"], rows)
        for row, each in enumerate(listed, start=3):
            sheet.write_url(row, 0, f"internal:'{each.name}'!A1", self._link, each.name)
        sheet.set_column(0, 0, 20)
        sheet.set_column(1, 1, _WORDS_WIDTH)

    def notes(self, signs: Mapping[str, str]) -> None:
        """Write what stands for figures that are not there."""
        sheet = self._sheet("Notes", "Notes", "This worksheet contains one table.")
        rows = [[sign, meaning] for sign, meaning in signs.items()]
        rows.append(
            ["[c] again", "one sign stands for every reason, zeros among them, so it tells nothing"]
        )
        rows.append(["Quarters", "years begin on 1 April, so that 2025-Q1 is April to June 2025"])
        rows.append(
            ["Percentage", "a whole number made from the two counts shown, and from nothing else"]
        )
        self._named(sheet, 2, "Notes", ["Sign or word", "What it means"], rows)
        sheet.set_column(0, 0, 20)
        sheet.set_column(1, 1, _WORDS_WIDTH)

    def definitions(self) -> None:
        """Write what each measure counts."""
        sheet = self._sheet(
            "Definitions", "What each measure counts", "This worksheet contains one table."
        )
        rows = [[one.id, one.title, one.words] for one in self._about.definitions]
        self._named(sheet, 2, "Definitions", ["Code", "Indicator", "What it counts"], rows)
        widths = (_NARROWEST, _WIDEST, _WORDS_WIDTH)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        for row, words in enumerate(rows, start=3):
            _set_height(sheet, row, list(zip(words, widths, strict=True)))

    def _named(
        self, sheet: Worksheet, top: int, name: str, heads: list[str], rows: list[list[str]]
    ) -> None:
        for place, words in enumerate(rows, start=top + 1):
            for column, word in enumerate(words):
                sheet.write_string(place, column, word, self._words)
        self._frame(sheet, top, name, heads, len(rows), [self._head] * len(heads))

    def _frame(
        self,
        sheet: Worksheet,
        top: int,
        name: str,
        heads: Sequence[str],
        rows: int,
        formats: Sequence[Format],
    ) -> None:
        """Declare what was written as a named table, so that programs and readers find it."""
        sheet.add_table(
            top,
            0,
            top + max(rows, 1),
            len(heads) - 1,
            {
                "name": name,
                "autofilter": False,
                "style": None,
                "columns": [
                    {"header": head, "header_format": form}
                    for head, form in zip(heads, formats, strict=True)
                ],
            },
        )

    def table(self, page: Sheet, table: FinishedTable) -> None:
        """Write one table of numbers."""
        covers = period_in_words(self._about.period) if self._about.period else ""
        sheet = self._sheet(
            page.name,
            f"{page.name}: {table.title}",
            "This worksheet contains one table. Signs in square brackets are in the sheet Notes.",
            f"{covers}.",
        )
        heads = [table.first, *table.columns]
        numeric = [False, *(_numeric(table.rows, place) for place in range(len(table.columns)))]
        for row, line in enumerate(table.rows, start=_HEAD_ROW + 1):
            sheet.write_string(row, 0, line.heading, self._words)
            for column, cell in enumerate(line.cells, start=1):
                self._write(sheet, row, column, cell, numeric=numeric[column])
        formats = [self._number_head if each else self._head for each in numeric]
        name = page.name.replace(" ", "_")
        self._frame(sheet, _HEAD_ROW, name, heads, len(table.rows), formats)
        widths: list[int] = []
        for column in range(len(heads)):
            longest = max((len(_text(row, column)) for row in table.rows), default=0)
            width = max(_NARROWEST, min(_WIDEST, longest + 2))
            sheet.set_column(column, column, width)
            widths.append(width)
        _set_height(sheet, _HEAD_ROW, list(zip(heads, widths, strict=True)))
        for row, line in enumerate(table.rows, start=_HEAD_ROW + 1):
            texts = [_text(line, column) for column in range(len(heads))]
            _set_height(sheet, row, list(zip(texts, widths, strict=True)))

    def _write(
        self, sheet: Worksheet, row: int, column: int, cell: TableCell, *, numeric: bool
    ) -> None:
        if cell.number is not None:
            sheet.write_number(row, column, cell.number, self._number)
        else:
            form = self._sign if numeric else self._words
            sheet.write_string(row, column, cell.text or _NO_TARGET, form)


def _set_height(sheet: Worksheet, row: int, texts: Sequence[tuple[str, int]]) -> None:
    """Give a row the lines that its words need; not every program works that out by itself."""
    lines = max(-(-len(text) // max(1, width - 2)) for text, width in texts)
    sheet.set_row(row, _LINE * max(1, lines))


def _numeric(rows: Sequence[TableRow], place: int) -> bool:
    """Say whether a column holds figures, so that its head and signs stand on the right."""
    cells = [row.cells[place] for row in rows]
    return all(cell.number is not None or cell.text.startswith("[") for cell in cells)


def _text(row: TableRow, column: int) -> str:
    return row.cells[column - 1].text if column else row.heading
