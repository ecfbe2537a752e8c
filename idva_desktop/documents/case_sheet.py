"""A summary of a case on paper, for a conference or a court: only what was chosen for it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
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

LARGE_PRINT = 18.0
_SIZE = 10.5


@dataclass(frozen=True, slots=True)
class SheetPaper:
    """What a sheet holds.

    Attributes:
        title: its heading, such as "Summary for a MARAC".
        reference: the case's reference, at the foot of each page.
        given: for whom and on which day, one line.
        sections: the parts, in order.
    """

    title: str
    reference: str
    given: str = field(repr=False)
    sections: tuple[TextSection, ...] = field(repr=False)


def sheet_pdf(paper: SheetPaper, *, large_print: bool = False) -> bytes:
    """Return the sheet as a PDF.

    Raises:
        OutputError: it has letters that cannot be printed.
    """
    lines = [line for section in paper.sections for line in section.lines]
    check_letters([paper.given, *lines], "The sheet")
    size = LARGE_PRINT if large_print else _SIZE
    footer = f"Confidential · {paper.reference} · Keep apart from the person it is about"
    return make_pdf(
        lambda: _story(paper, Styles(size)),
        Furniture(paper.title, footer, foot_size=round(size * 0.8, 1)),
    )


def _story(paper: SheetPaper, styles: Styles) -> Iterator[Flowable]:
    gap = styles.size
    yield Words(escape(paper.title), styles.title)
    yield Spacer(0, gap * 0.5)
    yield Words(escape(paper.given), styles.muted)
    for section in paper.sections:
        yield Spacer(0, gap * 1.5)
        yield Words(escape(section.title), styles.heading)
        for line in section.lines:
            yield Spacer(0, gap * 0.4)
            yield from running_words(line, styles.body)
