"""The device code on paper: what opens a vault where the computer's keyring cannot.

The sheet says how to keep it and how to type it. It does not say which vault or whose it is.
"""

from collections.abc import Iterator
from html import escape

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer, Table, TableStyle

from idva_desktop.documents.letterhead import (
    MEDIUM,
    WIDTH,
    Furniture,
    Styles,
    check_letters,
    colour,
    make_pdf,
)
from idva_desktop.documents.tagged import Words

_TITLE = "Device code"
_COLUMNS = 4
_SIZE = 11.5
_WHAT = (
    "This code opens the vault together with a passphrase, on a computer whose keyring does not "
    "have it: a new or repaired computer, or one without a keyring."
)
_HOW = (
    "Keep it locked away, apart from the computer and from any note of the passphrase.",
    "Read along the lines, from left to right. Capitals, spaces and dashes do not matter.",
    "There is no letter O, I, L or U in it: a round sign is nought, an upright one is one.",
    "If this sheet is lost or somebody else has seen it, tell your supervisor the same day.",
)
FILE_NAME = "device-code.pdf"
"""Says neither whose it is nor which vault it opens."""


def device_code_pdf(code: str) -> bytes:
    """Return the sheet for ``code``, groups of letters joined by dashes, as a PDF.

    Raises:
        OutputError: the code has letters that cannot be printed.
    """
    check_letters([code], "The code")
    return make_pdf(lambda: _story(code), Furniture(_TITLE))


def _story(code: str) -> Iterator[Flowable]:
    styles = Styles(_SIZE)
    yield Words(_TITLE, styles.title)
    yield Spacer(0, 10)
    yield Words(_WHAT, styles.body)
    yield Spacer(0, 22)
    yield _groups(code, styles)
    yield Spacer(0, 24)
    yield Words("How to keep and use it", styles.heading)
    yield Spacer(0, 4)
    for sentence in _HOW:
        yield Words(escape(sentence), styles.body)
        yield Spacer(0, 6)


def _groups(code: str, styles: Styles) -> Table:
    number = styles.muted
    group = styles.body.clone("group", fontName=MEDIUM, fontSize=20, leading=26)
    cells = [
        [Words(str(place), number), Words(escape(words), group)]
        for place, words in enumerate(code.split("-"), start=1)
    ]
    cells += [[] for _ in range(-len(cells) % _COLUMNS)]
    rows = [cells[start : start + _COLUMNS] for start in range(0, len(cells), _COLUMNS)]
    laid = Table(rows, colWidths=[WIDTH / _COLUMNS] * _COLUMNS, rowHeights=22 * mm)
    edges = (0, 0), (-1, -1)
    laid.setStyle(
        TableStyle(
            [
                ("FONTNAME", *edges, MEDIUM),
                ("BACKGROUND", *edges, colour("sunken")),
                ("VALIGN", *edges, "MIDDLE"),
                ("LEFTPADDING", *edges, 14),
                ("LINEBELOW", (0, 0), (-1, -2), 0.75, colour("line_strong")),
                ("ROUNDEDCORNERS", [6, 6, 6, 6]),
            ]
        )
    )
    return laid
