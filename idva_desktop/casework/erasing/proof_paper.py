"""The proof of an erasure as a PDF, for the files of whoever asked for it."""

from pathlib import Path

from idva_desktop.casework.erasing.erasure import erasures
from idva_desktop.casework.printed_file import write_new
from idva_desktop.casework.session import Session
from idva_desktop.documents.erasure_proof import FILE_NAME, ErasurePaper, erasure_pdf
from idva_desktop.domain.errors import RefusedError
from idva_desktop.journal.acts import Act


def print_proof(session: Session, run: str, folder: Path) -> Path:
    """Write the proof of one erasure as a PDF and record that it was printed.

    Args:
        session: a supervisor's.
        run: the erasure's id.
        folder: where; nothing there is overwritten.

    Raises:
        RefusedError: the member is no supervisor, or there is no such erasure.
        OutputError: the folder cannot be written.
    """
    proof = next((each for each in erasures(session) if each.id == run), None)
    if proof is None:
        raise RefusedError("This erasure is not on the list. Nothing was printed.")
    content = erasure_pdf(ErasurePaper(proof.at, proof.id, proof.lines()))
    place = write_new(folder, FILE_NAME, content)
    try:
        session.vault.commit(Act("print", notes={"form": "erasure_proof"}))
    except BaseException:
        place.unlink(missing_ok=True)  # what is not recorded has not left
        raise
    return place
