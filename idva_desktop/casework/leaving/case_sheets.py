"""Sheets for a conference or a court: what they hold is chosen, and that they left is an act."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from idva_desktop.casework.case_file import the_case
from idva_desktop.casework.case_summary import IDENTITY, SAFE_CONTACT, sections
from idva_desktop.casework.exclusions import told_excluded
from idva_desktop.casework.printed_file import write_new
from idva_desktop.casework.records import record_draft
from idva_desktop.casework.session import Save, Session, new_id
from idva_desktop.documents.case_sheet import SheetPaper, sheet_pdf
from idva_desktop.domain.errors import GateError, Missing
from idva_desktop.domain.form import Form, Typed, form_of, missing_at, read_form
from idva_desktop.domain.questions import Gate
from idva_desktop.domain.records import CaseSheet
from idva_desktop.domain.typed_dates import show_day

_TITLES = {"marac": "Summary for a MARAC", "court": "Summary for a court"}
_NAMES = {"marac": "marac-summary.pdf", "court": "court-summary.pdf"}
_TELLING = {IDENTITY, SAFE_CONTACT}


def sheet_form() -> Form:
    """Return the questions before a sheet is printed."""
    return form_of(CaseSheet.kind, "Print a sheet", CaseSheet)


def sheet_draft(case_id: str) -> str:
    """Return the key of the draft of those answers."""
    return record_draft(CaseSheet, case_id)


def print_sheet(
    session: Session,
    case_id: str,
    typed: Mapping[str, Typed],
    folder: Path,
    *,
    large: bool = False,
) -> Path:
    """Write a sheet as a PDF and record what it holds, for whom and why.

    Args:
        session: who prints.
        case_id: the case.
        typed: the answers of :func:`sheet_form`.
        folder: where; nothing there is overwritten.
        large: in large print.

    Returns:
        The file, whose name tells neither who it is about nor which case.

    Raises:
        GateError: an answer is missing, what is chosen holds nothing, or it would go to somebody
            who must not know of the case.
        RefusedError: the member may not see who the client is.
        OutputError: the folder cannot be written, or a letter cannot be printed.
    """
    reading = read_form(sheet_form(), typed, session.clock())
    answers = dict(reading.answers[CaseSheet.kind])
    missing = [problem.as_missing() for problem in reading.problems]
    missing.extend(missing_at(CaseSheet, answers, Gate.APPROVE))
    missing.extend(told_excluded(session, CaseSheet, case_id, answers))
    if _TELLING.intersection(answers.get("parts", ())) and not answers.get("why_identity"):
        words = "Say why it holds who the client is or how they are reached"
        missing.append(Missing(CaseSheet.kind, "why_identity", words))
    if missing:
        raise GateError("Everything you typed is kept. To print it, mend these:", missing)
    content = sheet_pdf(_paper(session, case_id, answers), large_print=large)
    place = write_new(folder, _NAMES.get(answers["for_whom"], "summary.pdf"), content)
    answers |= {"printed_on": session.today, "printed_by": session.name}
    saves = [Save(CaseSheet, new_id(), case_id, answers)]
    try:
        session.save("print", saves, draft=sheet_draft(case_id))
    except BaseException:
        place.unlink(missing_ok=True)  # what is not recorded has not left
        raise
    return place


def _paper(session: Session, case_id: str, answers: Mapping[str, Any]) -> SheetPaper:
    found = sections(session, case_id, answers["parts"])
    if not found:
        nothing = Missing(CaseSheet.kind, "parts", "What is ticked holds nothing yet")
        raise GateError("Nothing was printed. To print a sheet, mend this:", [nothing])
    return SheetPaper(
        title=_TITLES.get(answers["for_whom"], "Summary"),
        reference=the_case(session, case_id).reference or "",
        given=f"Given to {answers['recipient']} on {show_day(session.today)}",
        sections=tuple(found),
    )
