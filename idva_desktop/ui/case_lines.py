"""Case rows as the lines of the list widget, made only for the lines that show."""

from collections.abc import Sequence
from datetime import date
from typing import overload

from idva_desktop.casework.cases import CaseRow
from idva_desktop.domain.vocab import code_list
from idva_desktop.ui.widgets.case_list import CaseLine


def strand_words(strand: str) -> str:
    """Return the words of a strand; both are named."""
    return "IDVA + ISVA" if strand == "BOTH" else code_list("strand").label(strand)


class CaseLines(Sequence[CaseLine]):
    """A view on rows as lines.

    Args:
        rows: the rows of the list.
        today: the London date that "tomorrow" refers to.
    """

    def __init__(self, rows: Sequence[CaseRow], today: date) -> None:
        self._rows, self._today = rows, today

    def __len__(self) -> int:
        """Return how many cases there are."""
        return len(self._rows)

    @overload
    def __getitem__(self, at: int) -> CaseLine: ...

    @overload
    def __getitem__(self, at: slice) -> "CaseLines": ...

    def __getitem__(self, at: int | slice) -> "CaseLine | CaseLines":
        """Make the line at a place."""
        if isinstance(at, slice):
            return CaseLines(self._rows[at], self._today)
        row = self._rows[at]
        return CaseLine(
            code=row.id,
            reference=row.reference,
            risk=row.band,
            raised=row.raised,
            due=row.line(self._today),
            late=row.open and row.late > 0,
            service=strand_words(row.strand),
        )
