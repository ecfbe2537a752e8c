"""A finished table: what a document prints and a screen shows, with nothing left to compute.

It lies here, beneath returns and documents both, so that either can be built without the other.
"""

from dataclasses import dataclass, field

WITHHELD = "withheld"
"""The word for a figure that is not shown, whatever the reason: one symbol for all."""

NOT_APPLICABLE = "n/a"
"""The word where there is nothing to count by definition, or nobody to take a share of."""


@dataclass(frozen=True, slots=True)
class TableCell:
    """One figure as words.

    Attributes:
        text: what is printed.
        withheld: whether a figure stands behind it that is not shown.
        number: the figure alone where it is one, for plots and for lining up.
    """

    text: str
    withheld: bool = False
    number: int | None = None


@dataclass(frozen=True, slots=True)
class TableRow:
    """One line: its heading, and a cell for each column."""

    heading: str
    cells: tuple[TableCell, ...]


@dataclass(frozen=True, slots=True)
class FinishedTable:
    """A table ready to be printed or shown.

    Attributes:
        title: heading of the table.
        first: heading of the column of row headings.
        columns: headings of the other columns.
        rows: in order; each has as many cells as there are columns.
        notes: sentences printed beneath.
    """

    title: str
    first: str
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TextSection:
    """Sentences under a heading, for paper and screen.

    Attributes:
        title: the heading.
        lines: one sentence a thing.
    """

    title: str
    lines: tuple[str, ...] = field(repr=False)
