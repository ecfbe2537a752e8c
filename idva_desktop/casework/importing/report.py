"""What an import says of itself: what went in, what did not and why, and what looks odd."""

from dataclasses import asdict, dataclass, field
from typing import Any

from idva_desktop.exchange.rows import Refusal


@dataclass(frozen=True, slots=True)
class Note:
    """Something odd about a row that went in, or a row that was left as it is.

    Attributes:
        sheet: its sheet.
        row: its number in the spreadsheet.
        note: what is odd, never a value of the row.
    """

    sheet: str
    row: int
    note: str


@dataclass(slots=True)
class ImportReport:
    """The outcome of an import or its preview.

    Attributes:
        accepted: rows that went in, or would, by sheet.
        unchanged: rows that were in already, by sheet.
        refused: rows that did not go in.
        notes: oddities; they keep nothing out.
    """

    accepted: dict[str, int] = field(default_factory=dict)
    unchanged: dict[str, int] = field(default_factory=dict)
    refused: list[Refusal] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def to_plain(self) -> dict[str, Any]:
        """Return the report as JSON has it."""
        return {
            "accepted": self.accepted,
            "unchanged": self.unchanged,
            "refused": [asdict(refusal) for refusal in self.refused],
            "notes": [asdict(note) for note in self.notes],
        }
