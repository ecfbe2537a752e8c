"""What a search found as lines of the case list: cases first, like names, then records."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication

from idva_desktop.casework.cases import CaseRow
from idva_desktop.casework.finding import Found, RecordFound
from idva_desktop.domain.typed_dates import show_day
from idva_desktop.ui.case_lines import CaseLines
from idva_desktop.ui.widgets.case_list import AnyLine
from idva_desktop.ui.widgets.found_lines import HeadLine, HitLine


@dataclass(frozen=True, slots=True)
class FoundList:
    """The lines of a search, and where each of them leads.

    Attributes:
        lines: in order of the list.
        mixed: whether they are of several heights.
        records: by the code of its line, the record to which it leads.
    """

    lines: Sequence[AnyLine]
    mixed: bool
    records: dict[str, RecordFound]


def found_list(found: Found, today: date) -> FoundList:
    """Return the lines of what was found; a heading stands only where there are several groups."""
    if not found.alike and not found.records:
        return FoundList(CaseLines(found.cases, today), False, {})
    tr = QCoreApplication.translate
    lines: list[AnyLine] = []
    if found.cases:
        lines.append(HeadLine(tr("found_list", "Cases")))
        lines.extend(_cases(found.cases, today))
    if found.alike:
        lines.append(HeadLine(tr("found_list", "With a name like this")))
        lines.extend(_cases(found.alike, today))
    records = {f"{hit.kind}:{hit.record_id}": hit for hit in found.records}
    if records:
        lines.append(HeadLine(tr("found_list", "Words in records")))
        lines.extend(_hit(code, hit) for code, hit in records.items())
    return FoundList(lines, True, records)


def _cases(rows: Sequence[CaseRow], today: date) -> list[AnyLine]:
    return list(CaseLines(rows, today))


def _hit(code: str, hit: RecordFound) -> HitLine:
    return HitLine(code, hit.title, hit.reference, show_day(hit.day) if hit.day else "")
