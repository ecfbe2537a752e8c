"""The case list, kept while the desk is open, so that search answers while one types.

The rows of all cases are read once, off the window's thread where the vault is large; after a save
only the cases that it touched are read again. A search then asks the vault for hits and lets the
rows through its filters, without reading a record.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from idva_desktop.casework.cases import (
    EVERYTHING,
    CaseRow,
    Filters,
    case_row,
    list_cases,
    matching,
    urgency,
)
from idva_desktop.casework.finding import Found, find
from idva_desktop.casework.session import Session


@dataclass(slots=True)
class CaseIndex:
    """The rows of every case that the member may see, most urgent first.

    Attributes:
        rows: in order of the list.
    """

    rows: list[CaseRow] = field(default_factory=list)

    @classmethod
    def read(cls, session: Session) -> "CaseIndex":
        """Read every row; long where there are many cases."""
        return cls(list_cases(session, filters=EVERYTHING))

    def renew(self, session: Session, case_ids: Iterable[str]) -> None:
        """Read the rows of these cases again."""
        renewed = set(case_ids)
        kept = [row for row in self.rows if row.id not in renewed]
        found = (case_row(session, case_id) for case_id in renewed)
        self.rows = sorted((*kept, *(row for row in found if row is not None)), key=urgency)

    def find(self, session: Session, text: str, filters: Filters) -> list[CaseRow]:
        """Return the rows to show.

        Args:
            session: who asks.
            text: words of the search field: part of a reference or of a name; blank for all.
            filters: which to leave out.
        """
        return matching(session, self.rows, text=text, filters=filters)

    def find_all(self, session: Session, text: str, filters: Filters) -> Found:
        """Return everything that a search finds, in the groups in which it is shown."""
        return find(session, self.rows, text, filters)

    def workers(self) -> list[str]:
        """Return who works any case, by name."""
        return sorted({row.worker for row in self.rows if row.worker})

    def row(self, case_id: str) -> CaseRow | None:
        """Return the row of one case."""
        return next((row for row in self.rows if row.id == case_id), None)
