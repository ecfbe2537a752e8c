"""“You said, we did” on paper: what the supervisor wrote of several people, and nothing else."""

from pathlib import Path

from idva_desktop.casework.printed_file import write_new
from idva_desktop.casework.session import Session
from idva_desktop.documents.answers_sheet import FILE_NAME, Answer, answers_pdf
from idva_desktop.domain.errors import RefusedError
from idva_desktop.domain.records import FeedbackAnswer
from idva_desktop.domain.roles import Role
from idva_desktop.journal.acts import LEDGER_OWNER, Act

_HEADINGS = {
    "heard": "What we think of it",
    "in_work": "What we are doing",
    "cannot": "Why it cannot be done",
}


def print_answers(session: Session, folder: Path, *, large: bool = False) -> Path:
    """Write the answers as a PDF, the newest first, and record that it was printed.

    Raises:
        RefusedError: the member is no supervisor, or nothing is answered yet.
        OutputError: the folder cannot be written.
    """
    session.need(Role.SUPERVISOR)
    answers = [
        Answer(held.said, held.did, _HEADINGS.get(held.state or "", "We did"))
        for held in reversed(session.vault.fetch(FeedbackAnswer))
        if held.said and held.did
    ]
    if not answers:
        raise RefusedError(
            "Nothing is answered yet, so there is nothing to print. Write what was done first."
        )
    place = write_new(folder, FILE_NAME, answers_pdf(answers, large_print=large))
    try:
        session.vault.commit(Act("print", about=LEDGER_OWNER, notes={"form": "feedback_answers"}))
    except BaseException:
        place.unlink(missing_ok=True)  # what is not recorded has not left
        raise
    return place
