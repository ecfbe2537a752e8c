"""What is released of a case, as a document that says nothing of the service it came from."""

from collections.abc import Iterator, Sequence
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
from idva_desktop.domain.tables import TextSection

_TITLE = "Disclosure"
_GAP = 8  # points between paragraphs


def disclosure_pdf(sections: Sequence[TextSection]) -> bytes:
    """Return what is released as a PDF, each section below its heading.

    Raises:
        OutputError: it holds letters that the printed font lacks.
    """
    # The bar that stands for struck words is drawn as dashes, which every font has.
    drawn = [TextSection(_drawn(each.title), tuple(map(_drawn, each.lines))) for each in sections]
    for each in drawn:
        check_letters([each.title, *each.lines], "The text")
    return make_pdf(lambda: _story(drawn), Furniture(_TITLE, "Confidential"))


def _drawn(words: str) -> str:
    return words.replace("█", "–")


def _story(sections: Sequence[TextSection]) -> Iterator[Flowable]:
    styles = Styles()
    yield Words(_TITLE, styles.title)
    for section in sections:
        yield Spacer(1, _GAP)
        yield Words(escape(section.title), styles.heading)
        for entry in section.lines:
            for part in entry.split("\n\n"):
                yield Spacer(1, _GAP)
                yield from running_words(part, styles.body)
