"""How wide the columns of a table are: what is read fits before anything is cut.

Columns that share the room are equal while each has enough; where one has not, it takes what the
others do not need. There a column of a fixed width gives what it does not need itself, too.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from idva_desktop.ui.theme import look
from idva_desktop.ui.widgets.cells import (
    Cell,
    Risk,
    Series,
    State,
    Ticked,
    TwoLines,
    Withheld,
    Words,
)
from idva_desktop.ui.widgets.chip import risk_width, tag_width
from idva_desktop.ui.widgets.record_model import TableColumn

_ICON_GAP, _PATCH = 6, 4
_SLACK = 2  # px, so that a rounded width cuts no letter


@dataclass(frozen=True, slots=True)
class ColumnWish:
    """What one column asks for, in px.

    Attributes:
        set: its width where that is fixed; 0 where it shares what is left.
        wants: what its heading and its cells need to be read whole; of what is drawn, its width.
    """

    set: int
    wants: int


def cell_width(cell: Cell, column: TableColumn) -> int:
    """Return the width at which a cell is read whole, in px; 0 for what has no words."""
    theme = look()
    if isinstance(cell, (str, int)):
        features = ("tnum",) if column.number else ()
        return theme.width(str(cell), "strong" if column.strong else "body", *features)
    if isinstance(cell, Words):
        lead = theme.size("icon") + theme.space(_ICON_GAP) if cell.icon else 0
        features = ("zero",) if cell.reference else ()
        return theme.width(cell.text, cell.role, *features) + lead
    if isinstance(cell, TwoLines):
        return max(theme.width(cell.title, "medium"), theme.width(cell.detail, "small"))
    if isinstance(cell, State):
        return tag_width(cell.text, cell.icon)
    if isinstance(cell, Withheld):
        return theme.width(cell.spoken(), "caption") + 2 * theme.space(_PATCH)
    if isinstance(cell, Risk):
        return risk_width(cell.level, raised=cell.raised)
    return 0


def wish_of(column: TableColumn, cells: Sequence[Cell], padding: int) -> ColumnWish:
    """Return what a column asks for.

    Args:
        column: the column.
        cells: those that show first; more would cost more than they tell.
        padding: at both its sides together, px.
    """
    head = look().width(column.title, "caption")
    widest = max((cell_width(cell, column) for cell in cells), default=0)
    fixed = look().grown(column.width) if column.width else 0
    wants = max(head, widest) + padding + _SLACK
    drawn = any(isinstance(cell, (Series, Ticked)) for cell in cells)
    return ColumnWish(fixed, max(wants, fixed) if drawn else wants)


def widths(wishes: Sequence[ColumnWish], room: int, least: int) -> list[int]:
    """Share a row's room among its columns.

    Args:
        wishes: what each asks for.
        room: the row's width, px.
        least: what a column that shares has at any rate, px.
    """
    sharing = [at for at, wish in enumerate(wishes) if not wish.set]
    given = [max(wish.set, wish.wants) if wish.set else 0 for wish in wishes]
    if sum(given) + sum(wishes[at].wants for at in sharing) > room:
        given = [min(wish.set, wish.wants) for wish in wishes]
    left, waiting = max(room - sum(given), 0), len(sharing)
    for at in sorted(sharing, key=lambda each: wishes[each].wants):
        fair = left // waiting
        tight = any(wishes[each].wants > fair for each in sharing if not given[each])
        given[at] = max(min(fair, wishes[at].wants) if tight else fair, least)
        left, waiting = max(left - given[at], 0), waiting - 1
    return _to_the_edge(given, sharing or [len(given) - 1], room)


def _to_the_edge(given: list[int], taking: Sequence[int], room: int) -> list[int]:
    """Let some columns have what is left over in equal parts, so that the row ends at the card."""
    spare = room - sum(given)
    if given and spare > 0:
        for at in taking:
            given[at] += spare // len(taking)
        given[taking[-1]] += spare % len(taking)
    return given
