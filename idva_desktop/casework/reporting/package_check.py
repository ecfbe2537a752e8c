"""Whether all files of one package say the same, before it leaves the memory it was made in."""

from idva_desktop.casework.reporting.document_faults import document_faults
from idva_desktop.domain.errors import ProtectionError, ReturnError
from idva_desktop.returns.parcel import faults_of, read_parcel
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
