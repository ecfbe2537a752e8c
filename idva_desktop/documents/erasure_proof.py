"""The proof of an erasure on paper: that it was done, by whom and when, and never of whom."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from html import escape

from reportlab.platypus import Flowable, Spacer

from idva_desktop.documents.letterhead import Furniture, Styles, check_letters, make_pdf
from idva_desktop.documents.tagged import Words
from idva_desktop.domain.typed_dates import show_moment

FILE_NAME = "proof-of-erasure.pdf"
_TITLE = "Proof of erasure"
_SIZE = 11.0


@dataclass(frozen=True, slots=True)
class ErasurePaper:
    """What the paper holds.

    Attributes:
        at: when it was erased.
        run: the erasure's random id, by which its proof is found again.
        lines: the proof in plain sentences.
    """

    at: datetime | None
    run: str
    lines: tuple[str, ...]


def erasure_pdf(paper: ErasurePaper) -> bytes:
    """Return the proof as a PDF.

    Raises:
        OutputError: it has letters that cannot be printed.
    """
    check_letters(paper.lines, "The proof")
    return make_pdf(
        lambda: _story(paper, Styles(_SIZE)), Furniture(_TITLE, "Holds no client’s name")
    )


def _story(paper: ErasurePaper, styles: Styles) -> Iterator[Flowable]:
    gap = styles.size
    yield Words(_TITLE, styles.title)
    yield Spacer(0, gap * 0.5)
    when = f"Erased {show_moment(paper.at)}" if paper.at else "Erased on an unknown day"
    yield Words(escape(f"{when} · number {paper.run}"), styles.muted)
    yield Spacer(0, gap)
    for line in paper.lines:
        yield Spacer(0, gap * 0.7)
        yield Words(escape(line), styles.body)
    for who in ("Erased by", "Approved by"):
        yield Spacer(0, gap * 3)
        yield Words(f"{who}, signature and day: ______________________________", styles.body)
