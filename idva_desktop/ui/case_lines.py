"""Case rows as the lines of the list widget, made only for the lines that show."""

from collections.abc import Sequence
from datetime import date
from typing import overload

from PySide6.QtCore import QCoreApplication

from idva_desktop.casework.cases import CaseRow, days_words
from idva_desktop.domain.vocab import code_list, within
from idva_desktop.ui.widgets.case_list import CaseLine

_MANY = 100  # days, from which the list says "d"


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
        late = row.open and row.late > 0
        return CaseLine(
            code=row.id,
            reference=row.reference,
            risk=row.band,
            raised=row.raised,
            due=_late_line(row) if late and row.due else row.line(self._today),
            late=late,
            service=_strand_briefly(row.strand),
        )


def _strand_briefly(strand: str) -> str:
    tr = QCoreApplication.translate
    return tr("CaseLines", "Both") if strand == "BOTH" else strand_words(strand)


def _late_line(row: CaseRow) -> str:
    """Say first by how much it is late: the end of a long line is cut."""
    what = row.due.short if row.due else ""
    tr = QCoreApplication.translate
    over = tr("CaseLines", "{0} over: {1}")
    late = days_words(row.late)
    if row.late >= _MANY:
        late = tr("CaseLines", "{0} d").format(row.late)
    return over.format(late, within(what))
