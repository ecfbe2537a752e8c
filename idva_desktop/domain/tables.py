"""Finished tables: figures as they may be shown, for screen and paper, without how they were made.

Nothing here can be calculated with: a cell is words and a state, so that whoever prints a table
needs to know neither returns nor records.
"""

from dataclasses import dataclass
from enum import StrEnum


class CellState(StrEnum):
    """What a cell says of its figure."""

    SHOWN = "shown"
    WITHHELD = "withheld"
    EMPTY = "empty"
    NOT_COLLECTED = "not_collected"


_WORDS = {
    CellState.WITHHELD: "withheld",
    CellState.EMPTY: "n/a",
    CellState.NOT_COLLECTED: "not collected",
}


@dataclass(frozen=True, slots=True)
class FinishedCell:
    """One cell.

    Attributes:
        state: what it says of its figure.
        text: the figure in words; only where it is shown.
    """

    state: CellState
    text: str = ""

    @classmethod
    def shown(cls, figure: int | str) -> "FinishedCell":
        """Return a cell that shows ``figure``; thousands are set apart."""
        return cls(CellState.SHOWN, f"{figure:,}" if isinstance(figure, int) else figure)

    @property
    def words(self) -> str:
        """What screen and paper show."""
        return self.text if self.state is CellState.SHOWN else _WORDS[self.state]


WITHHELD = FinishedCell(CellState.WITHHELD)
"""One mark for everything withheld, zeros among them, so that the mark itself tells nothing."""

EMPTY = FinishedCell(CellState.EMPTY)
"""Empty by definition, such as a rate of nobody."""

NOT_COLLECTED = FinishedCell(CellState.NOT_COLLECTED)


@dataclass(frozen=True, slots=True)
class FinishedRow:
    """One row.

    Attributes:
        heading: what the row counts.
        cells: one for each column of the table.
        code: the measure's id, such as ``K03``, or ``""``.
        inset: whether it is a part of the row above.
    """

    heading: str
    cells: tuple[FinishedCell, ...]
    code: str = ""
    inset: bool = False


@dataclass(frozen=True, slots=True)
class FinishedTable:
    """One table as readers see it.

    Attributes:
        title: its heading.
        columns: the headings of the columns of figures.
        rows: in order.
        notes: sentences under the table.
        row_heading: the heading over the rows' own words.

    Raises:
        ValueError: a row has more or fewer cells than there are columns.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[FinishedRow, ...]
    notes: tuple[str, ...] = ()
    row_heading: str = "Measure"

    def __post_init__(self) -> None:
        """Refuse a ragged table: a figure in the wrong column is worse than none."""
        if any(len(row.cells) != len(self.columns) for row in self.rows):
            raise ValueError("every row needs one cell for each column")

    def count(self, state: CellState) -> int:
        """Return how many cells have ``state``."""
        return sum(cell.state is state for row in self.rows for cell in row.cells)
