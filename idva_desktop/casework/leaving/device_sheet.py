"""The device code on paper: when a vault is made, and again for a supervisor who lost the sheet."""

from pathlib import Path

from idva_desktop.casework.private_file import written_file
from idva_desktop.casework.session import Session
from idva_desktop.documents.device_code_sheet import FILE_NAME, device_code_pdf
from idva_desktop.domain.roles import Role
from idva_desktop.journal.acts import LEDGER_OWNER, Act

FORM = "device_code"


def write_first_sheet(code: str, place: Path) -> None:
    """Write the sheet of a vault that was just made, for its owner only.

    Args:
        code: the device code.
        place: the file; nothing may be there yet.

    Raises:
        OutputError: the file cannot be written, or something is there already.
    """
    with written_file(place, device_code_pdf(code)):
        pass


def print_device_sheet(session: Session, folder: Path) -> Path:
    """Write the sheet again and record that it was printed; the code itself is in no act.

    Returns:
        The file, whose name tells neither whose it is nor which vault it opens.

    Raises:
        RefusedError: the member is no supervisor.
        OutputError: the folder cannot be written, or holds a sheet already.
    """
    session.need(Role.SUPERVISOR)
    place = folder / FILE_NAME
    with written_file(place, device_code_pdf(session.vault.device_code)):
        session.vault.commit(Act("print", about=LEDGER_OWNER, notes={"form": FORM}))
    return place
