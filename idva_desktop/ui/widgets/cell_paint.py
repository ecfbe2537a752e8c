"""How each kind of cell is drawn; one function a kind, chosen by its class."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from idva_desktop.ui.icons import paint_icon
from idva_desktop.ui.marks import LEFT, RIGHT, hatch, words
from idva_desktop.ui.theme import look
from idva_desktop.ui.widgets.cells import (
    Cell,
    Group,
    Risk,
    Series,
    State,
    Ticked,
    TwoLines,
    Withheld,
    Words,
)
from idva_desktop.ui.widgets.check_mark import paint_check
from idva_desktop.ui.widgets.chip import paint_risk, paint_tag
from idva_desktop.ui.widgets.record_model import TableColumn
from idva_desktop.ui.widgets.sparkline import paint_series


def paint_cell(
    painter: QPainter, cell: QRectF, inner: QRectF, value: Cell, column: TableColumn
) -> None:
    """Draw a value.

    Args:
        painter: of the table.
        cell: the whole cell, for what fills it.
        inner: the cell without its side padding, for what is read.
        value: the value.
        column: says weight and side.
    """
    if value is None:
        return
    if isinstance(value, (str, int)):
        _plain(painter, inner, str(value), column)
        return
    if isinstance(value, Withheld):
        _withheld(painter, cell, inner, value, column)
        return
    _PAINTERS[type(value)](painter, inner, value, column)


def paint_group(painter: QPainter, inner: QRectF, group: Group) -> None:
    """Write a heading between rows, near the rows it heads."""
    words(painter, inner, group.title, "caption_strong", look().colour("text"))


def _plain(painter: QPainter, inner: QRectF, text: str, column: TableColumn) -> None:
    role = "strong" if column.strong else "body"
    colour = look().colour("muted" if column.muted else "text")
    features = ("tnum",) if column.number else ()
    align = RIGHT if column.number else LEFT
    words(painter, inner, text, role, colour, *features, align=align)


def _words(painter: QPainter, inner: QRectF, value: Words, column: TableColumn) -> None:
    colour = look().colour(value.colour)
    features = ("zero",) if value.reference else ()
    lead = 0.0
    if value.icon:
        side = look().size("icon")
        lead = side + look().space(6)
        width = look().width(value.text, value.role, *features) + lead
        x = inner.x() if not column.number else inner.right() - min(width, inner.width())
        paint_icon(painter, QRectF(x, inner.y(), side, inner.height()), value.icon, colour)
    place = inner.adjusted(lead, 0, 0, 0)
    align = RIGHT if column.number else LEFT
    words(painter, place, value.text, value.role, colour, *features, align=align)


def _two_lines(painter: QPainter, inner: QRectF, value: TwoLines, _column: TableColumn) -> None:
    first, second = look().line("medium"), look().line("small")
    top = round(inner.center().y() - (first + second) / 2)
    place = QRectF(inner.x(), top, inner.width(), first)
    words(painter, place, value.title, "medium", look().colour("text"))
    place = QRectF(inner.x(), top + first, inner.width(), second)
    words(painter, place, value.detail, "small", look().colour("muted"))


def _risk(painter: QPainter, inner: QRectF, value: Risk, _column: TableColumn) -> None:
    paint_risk(painter, inner, value.level, raised=value.raised)


def _state(painter: QPainter, inner: QRectF, value: State, _column: TableColumn) -> None:
    paint_tag(painter, inner, value.text, icon=value.icon, tone=value.tone)


def _ticked(painter: QPainter, inner: QRectF, value: Ticked, _column: TableColumn) -> None:
    paint_check(painter, inner, checked=value.on)
    lead = look().size("checkbox") + look().space(10)
    words(painter, inner.adjusted(lead, 0, 0, 0), value.words, "body", look().colour("text"))


def _series(painter: QPainter, inner: QRectF, value: Series, _column: TableColumn) -> None:
    tall = look().grown(18)
    place = QRectF(inner.x(), round(inner.center().y() - tall / 2), inner.width(), tall)
    paint_series(painter, place, value.values)


def _withheld(
    painter: QPainter, cell: QRectF, inner: QRectF, value: Withheld, column: TableColumn
) -> None:
    painter.fillRect(cell, look().colour("sunken"))
    hatch(painter, cell, look().colour("line"))
    said = value.spoken()
    width = look().width(said, "caption") + 2 * look().space(4)
    x = inner.right() - width + look().space(4) if column.number else inner.x() - look().space(4)
    tall = look().line("caption")
    patch = QRectF(x, round(cell.center().y() - tall / 2), width, tall)
    painter.fillRect(patch, look().colour("sunken"))
    place = patch.adjusted(look().space(4), 0, -look().space(4), 0)
    words(painter, place, said, "caption", look().colour("muted"))


_PAINTERS: dict[type, Callable[[QPainter, QRectF, Any, TableColumn], None]] = {
    Words: _words,
    TwoLines: _two_lines,
    Risk: _risk,
    State: _state,
    Ticked: _ticked,
    Series: _series,
}
