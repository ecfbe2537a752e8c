"""What a reader, and a finder, can get out of a printed file."""

from io import BytesIO
from typing import Any

from pypdf import PdfReader

NO_BREAK_SPACE = "\u00a0"


def pages_of(pdf: bytes) -> list[str]:
    """Return the words of each page, lines joined by single spaces."""
    return [_tidy(page.extract_text()) for page in PdfReader(BytesIO(pdf)).pages]


def words_of(pdf: bytes) -> str:
    """Return all words of the file."""
    return " ".join(pages_of(pdf))


def metadata_of(pdf: bytes) -> dict[str, str]:
    """Return what the file says of itself, blanks left out."""
    said = PdfReader(BytesIO(pdf)).metadata
    assert said is not None
    return {str(name): str(value) for name, value in said.items() if str(value)}


def unpacked(pdf: bytes) -> str:
    """Return everything in the file, with its streams unpacked, as a finder with tools sees it."""
    reader = PdfReader(BytesIO(pdf))
    streams = [page.get_contents() for page in reader.pages]
    inside = [stream.get_data().decode("latin-1") for stream in streams if stream is not None]
    return "\n".join([pdf.decode("latin-1"), *inside, words_of(pdf), str(metadata_of(pdf))])


def fonts_of(pdf: bytes) -> dict[str, bool]:
    """Return each font's name and whether it is embedded."""
    found = {}
    for page in PdfReader(BytesIO(pdf)).pages:
        resources: Any = page["/Resources"]
        for font in resources["/Font"].values():
            held = font.get_object()
            found[str(held["/BaseFont"])] = "/FontFile2" in held.get("/FontDescriptor", {})
    return found


def _tidy(words: str) -> str:
    return " ".join(words.replace(NO_BREAK_SPACE, " ").split())
