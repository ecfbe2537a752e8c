"""What came of what clients said, on paper: so that whoever spoke is answered."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape

from reportlab.platypus import Flowable, KeepTogether, Spacer

from idva_desktop.documents.case_sheet import LARGE_PRINT
from idva_desktop.documents.letterhead import (
    Furniture,
    Styles,
    check_letters,
    make_pdf,
    running_words,
)
from idva_desktop.documents.tagged import Words

FILE_NAME = "you-said-we-did.pdf"
_TITLE = "You said, we did"
_SIZE = 11.5


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said, what was done, and the heading that says how far it is."""

    said: str = field(repr=False)
    did: str = field(repr=False)
    heading: str = "We did"


def answers_pdf(answers: Sequence[Answer], *, large_print: bool = False) -> bytes:
    """Return the answers as a PDF that names nobody.

    Raises:
        OutputError: it has letters that cannot be printed.
    """
    check_letters([words for each in answers for words in (each.said, each.did)], "The sheet")
    size = LARGE_PRINT if large_print else _SIZE
    furniture = Furniture(_TITLE, "", foot_size=round(size * 0.8, 1))
    return make_pdf(lambda: _story(answers, Styles(size)), furniture)


def _story(answers: Sequence[Answer], styles: Styles) -> Iterator[Flowable]:
    yield Words(escape(_TITLE), styles.title)
    for answer in answers:
        yield Spacer(0, styles.size * 1.5)
        yield KeepTogether(
            [
                Words("You said", styles.heading),
                *running_words(answer.said, styles.body),
                Spacer(0, styles.size * 0.5),
                Words(escape(answer.heading), styles.heading),
                *running_words(answer.did, styles.body),
            ]
        )
