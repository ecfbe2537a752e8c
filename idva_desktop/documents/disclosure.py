"""What is released of a case, as a document that says nothing of the service it came from."""

from collections.abc import Iterator
from html import escape

from reportlab.platypus import Flowable, Spacer

from idva_desktop.documents.letterhead import (
    Furniture,
    Styles,
    check_letters,
    make_pdf,
    running_words,
)
from idva_desktop.documents.tagged import Words

_TITLE = "Disclosure"
_GAP = 8  # points between paragraphs


def disclosure_pdf(text: str) -> bytes:
    """Return a text as a PDF; a line in capitals alone is a heading.

    Raises:
        OutputError: it holds letters that the printed font lacks.
    """
    # The bar that stands for struck words is drawn as dashes, which every font has.
    text = text.replace("█", "–")
    check_letters([text], "The text")
    return make_pdf(lambda: _story(text), Furniture(_TITLE, "Confidential"))


def _story(text: str) -> Iterator[Flowable]:
    styles = Styles()
    yield Words(_TITLE, styles.title)
    for part in text.split("\n\n"):
        yield Spacer(1, _GAP)
        heading = "\n" not in part and part == part.upper()
        if heading:
            yield Words(escape(part.capitalize()), styles.heading)
            continue
        yield from running_words(part, styles.body)
