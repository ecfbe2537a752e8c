"""The words of a printed file, as a reader's program takes them out of it."""

from io import BytesIO
from itertools import islice

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from idva_desktop.domain.errors import ReturnError

_MOST_PAGES = 500  # a return of every measure by every question has thirty


def printed_words(pdf: bytes) -> str:
    """Return all words of a PDF in reading order, parted by single spaces.

    A file of more pages than any return has is read no further, so that its reading ends.

    Raises:
        ReturnError: it is no PDF that can be read.
    """
    try:
        reader = PdfReader(BytesIO(pdf))
        texts = [page.extract_text() for page in islice(reader.pages, _MOST_PAGES)]
    # A damaged file shows in any of these ways.
    except (PyPdfError, LookupError, ValueError, TypeError, AttributeError, RecursionError):
        raise ReturnError(
            "The PDF of this return cannot be read. Nothing was changed. Compare it with the "
            "original."
        ) from None
    return " ".join(" ".join(texts).replace("\u00a0", " ").split())
