"""Whether all files of one package say the same, before it leaves the memory it was made in.

And where the return was issued before: whether they are the very files that were issued.
"""

from idva_desktop.casework.issued_ledger import issued_returns
from idva_desktop.casework.reporting.document_faults import document_faults
from idva_desktop.casework.session import Session
from idva_desktop.domain.errors import ProtectionError, ReturnError
from idva_desktop.returns.parcel import faults_of, read_parcel
from idva_desktop.returns.prepare import PreparedReturn
from idva_desktop.returns.submission import Submission


def package_faults(files: Submission) -> tuple[str, ...]:
    """Return what is wrong with the files, read as whoever receives them reads them.

    Each is a sentence; none where signature, hashes, figures and percentages of all six agree.
    """
    try:
        parcel = read_parcel(files.files)
        found = faults_of(files.files, parcel, files.fingerprint)
        return (*found, *document_faults(files.files, parcel))
    except ReturnError as error:
        return (str(error),)


def require_whole(files: Submission) -> None:
    """Refuse a package whose files do not agree.

    Raises:
        ProtectionError: a file says something else than another.
    """
    faults = package_faults(files)
    if faults:
        raise ProtectionError(
            f"The files of this return do not agree. {faults[0]} Nothing was written. Prepare it "
            "again, and if this is repeated run an audit and issue nothing."
        )


def other_than_issued(session: Session, prepared: PreparedReturn, files: Submission) -> str:
    """Return that the files are not those that were issued, as a sentence, or ""."""
    period = prepared.released.period
    held = next((each for each in issued_returns(session) if each.period == period), None)
    if not prepared.again or held is None or held.package in {None, files.digest}:
        return ""
    return (
        "This version of the program makes other files of this return than those that were "
        "issued. What was issued stands in the ledger, unchanged. Hand on copies of the files "
        "that were issued, or make them with the version that issued them."
    )


def require_same(session: Session, prepared: PreparedReturn, files: Submission) -> None:
    """Refuse to write files of an issued return that are not the same bytes.

    Raises:
        ReturnError: the period was issued before, with other files.
    """
    if told := other_than_issued(session, prepared, files):
        raise ReturnError(f"{told} Nothing was written.")
