"""Tables on paper: hairlines, figures on the right, one look for everything withheld."""

from collections.abc import Sequence
from html import escape

from reportlab.lib.colors import Color
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Table, TableStyle

from idva_desktop.documents.letterhead import MEDIUM, REGULAR, WIDTH, Styles, colour
from idva_desktop.documents.tagged import Cell, Words
from idva_desktop.domain.tables import FinishedTable, TableRow

_CODE, _NARROWEST_FIGURE, _NARROWEST_HEADING = 16 * mm, 17 * mm, 40 * mm
_PAD, _BETWEEN = 5.0, 6.0
_WIDEST_LIST = 110 * mm
Place = tuple[int, int]
Command = tuple[str, Place, Place, float | str | Color] | tuple[str, Place, Place, float, Color]


def table_flow(table: FinishedTable, styles: Styles) -> Table:
    """Return a table to place on a page; its head is repeated on each further page."""
    mark = object()
    rows = [_head(table, mark, styles)]
    rows += [_row(row, mark, place, styles) for place, row in enumerate(table.rows, start=1)]
    laid = Table(rows, colWidths=_widths(table, styles), repeatRows=1)
    laid.hAlign = "LEFT"
    laid.setStyle(TableStyle([*_lines(), *_withheld_grounds(table)]))
    return laid


def definitions_flow(rows: Sequence[tuple[str, str, str]], styles: Styles) -> Table:
    """Return id, title and words of each measure as a table."""
    cells = [
        [
            Words(escape(code), styles.muted),
            [Words(escape(title), styles.strong), Words(escape(words), styles.muted)],
        ]
        for code, title, words in rows
    ]
    laid = Table(cells, colWidths=[_CODE, WIDTH - _CODE])
    laid.setStyle(TableStyle(_lines(head=False)))
    return laid


def _head(table: FinishedTable, mark: object, styles: Styles) -> list[Words]:
    left = styles.column_head
    right = left.clone("right", alignment=styles.figure.alignment, role="TH")
    return [
        Words.placed(escape(words), right if column else left, Cell(mark, 0, column))
        for column, words in enumerate((table.first, *table.columns))
    ]


def _row(row: TableRow, mark: object, place: int, styles: Styles) -> list[Words]:
    plain = styles.figure.clone("row", alignment=0, role="TH")
    quiet = styles.figure.clone("quiet", textColor=colour("muted"))
    figures = [
        Words.placed(
            escape(cell.text.replace(" %", "\u00a0%")),  # a number and its sign stay on one line
            quiet if cell.withheld else styles.figure,
            Cell(mark, place, column),
        )
        for column, cell in enumerate(row.cells, start=1)
    ]
    return [Words.placed(escape(row.heading), plain, Cell(mark, place, 0)), *figures]


def _widths(table: FinishedTable, styles: Styles) -> list[float]:
    """Return widths in which each figure stays on one line, where the page allows it."""
    figure, head = styles.figure, styles.column_head
    wanted = []
    for place, column in enumerate(table.columns):
        figures = [
            stringWidth(row.cells[place].text, REGULAR, figure.fontSize) for row in table.rows
        ]
        widest = max([*figures, stringWidth(column, MEDIUM, head.fontSize)])
        wanted.append(max(_NARROWEST_FIGURE, widest + _BETWEEN + _PAD + 1))
    room = WIDTH - _NARROWEST_HEADING
    if sum(wanted) > room:
        wanted = [width * room / sum(wanted) for width in wanted]
    # A list with one figure a line stays narrow, so that the eye finds the figure.
    whole = WIDTH if len(wanted) > 1 else min(WIDTH, _WIDEST_LIST)
    return [whole - sum(wanted), *wanted]


def _lines(*, head: bool = True) -> list[Command]:
    first, last = (0, 0), (-1, -1)
    lines: list[Command] = [
        ("FONTNAME", first, last, REGULAR),  # or reportlab names its own, which is not embedded
        ("VALIGN", first, last, "TOP"),
        ("TOPPADDING", first, last, _PAD),
        ("BOTTOMPADDING", first, last, _PAD),
        ("LEFTPADDING", first, last, _BETWEEN),
        ("LEFTPADDING", first, (0, -1), 0),
        ("RIGHTPADDING", first, last, _PAD),
        ("LINEBELOW", first, last, 0.5, colour("line")),
    ]
    if head:
        lines.append(("VALIGN", first, (-1, 0), "BOTTOM"))
        lines.append(("LINEBELOW", first, (-1, 0), 0.75, colour("control")))
    return lines


def _withheld_grounds(table: FinishedTable) -> list[Command]:
    return [
        ("BACKGROUND", (column, place), (column, place), colour("sunken"))
        for place, row in enumerate(table.rows, start=1)
        for column, cell in enumerate(row.cells, start=1)
        if cell.withheld
    ]
