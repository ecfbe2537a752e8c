"""What every printed page shares: fonts, colours, styles, margins and page numbers.

A document tells nothing of where and when it was made: its dates are fixed, its metadata is what
the caller says and no more, and the same input gives the same bytes.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from html import escape
from io import BytesIO

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from idva_desktop.documents.tagged import ROLE, TaggedCanvas, Words, unread
from idva_desktop.domain.errors import OutputError
from idva_desktop.domain.shipped import shipped
from idva_desktop.resource_files import resource

REGULAR, MEDIUM, SEMIBOLD, DISPLAY = "Inter", "Inter-Medium", "Inter-SemiBold", "Inter-Display"
_FILES = {
    REGULAR: "Inter-Regular.ttf",
    MEDIUM: "Inter-Medium.ttf",
    SEMIBOLD: "Inter-SemiBold.ttf",
    DISPLAY: "InterDisplay-SemiBold.ttf",
}
PAGE_WIDTH, PAGE_HEIGHT = A4
MARGIN = 22 * mm
_FOOT = 12 * mm
_LINES_IN_ONE, _LONGEST_PIECE = 40, 2_000
WIDTH = PAGE_WIDTH - 2 * MARGIN
"""Width of the text, in points."""


@cache
def load_fonts() -> None:
    """Make the bundled fonts known to reportlab, once."""
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(resource(f"fonts/{file}"))))


@cache
def colour(name: str) -> Color:
    """Return a colour of the light palette by its meaning, such as ``muted``."""
    return shipped("palette.json", lambda plain: HexColor(plain["palettes"]["light"][name]))


@dataclass(frozen=True, slots=True)
class Styles:
    """Paragraph styles, all grown from one size.

    Attributes:
        size: of body text, in points; 10.5 is comfortable, 18 is large print.
    """

    size: float = 10.5

    def _style(self, font: str, factor: float, leading: float, ink: str) -> ParagraphStyle:
        load_fonts()
        size = round(self.size * factor, 2)
        return ParagraphStyle(
            f"{font} {factor}",
            fontName=font,
            fontSize=size,
            leading=round(size * leading, 2),
            textColor=colour(ink),
            splitLongWords=1,
        )

    @property
    def title(self) -> ParagraphStyle:
        """The one heading of a document; in large print it grows less than the text."""
        factor = 2.3 if self.size < 14 else 1.65
        return _said(self._style(DISPLAY, factor, 1.2, "text"), "H1")

    @property
    def heading(self) -> ParagraphStyle:
        """The heading of a part."""
        style = self._style(SEMIBOLD, 1.24, 1.3, "text")
        style.keepWithNext = 1
        return _said(style, "H2")

    @property
    def body(self) -> ParagraphStyle:
        """Running text."""
        return self._style(REGULAR, 1, 1.5, "text")

    @property
    def strong(self) -> ParagraphStyle:
        """Running text that carries weight."""
        return self._style(MEDIUM, 1, 1.5, "text")

    @property
    def muted(self) -> ParagraphStyle:
        """Words beside the point: who and by when, notes."""
        return self._style(REGULAR, 0.9, 1.45, "muted")

    @property
    def figure(self) -> ParagraphStyle:
        """Numbers in a column, which line up on the right."""
        style = self._style(REGULAR, 0.9, 1.45, "text")
        style.alignment = TA_RIGHT
        return style

    @property
    def column_head(self) -> ParagraphStyle:
        """The heading of a column."""
        return _said(self._style(MEDIUM, 0.8, 1.35, "muted"), "TH")


def _said(style: ParagraphStyle, role: str) -> ParagraphStyle:
    setattr(style, ROLE, role)
    return style


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands on every page, and what the file says of itself.

    Attributes:
        title: the document's title in its metadata and in the viewer's window.
        footer: words at the foot on the left.
        foot_size: their size in points.
        page_words: makes the words on the right from page and number of pages; the default leaves
            a single page without a number.
    """

    title: str
    footer: str = ""
    foot_size: float = 8.5
    page_words: Callable[[int, int], str] = lambda page, pages: (
        f"{page} of {pages}" if pages > 1 else ""
    )


def make_pdf(story: Callable[[], Iterable[Flowable]], furniture: Furniture) -> bytes:
    """Lay a story out on A4 pages and return the file.

    Args:
        story: makes the story anew each time; it is laid out twice, because a foot such as
            "1 of 2" needs the number of pages.
        furniture: what stands on every page.
    """
    load_fonts()
    pages, _ = _lay_out(story(), furniture, pages=1)
    return _lay_out(story(), furniture, pages=pages)[1]


def _lay_out(story: Iterable[Flowable], furniture: Furniture, *, pages: int) -> tuple[int, bytes]:
    target = BytesIO()
    document = BaseDocTemplate(
        target,
        pagesize=A4,
        invariant=1,
        initialFontName=REGULAR,
        lang="en-GB",
        displayDocTitle=True,
        pageCompression=1,
        title=furniture.title,
        author="",
        subject="",
        creator="",
        producer="",
    )
    frame = Frame(MARGIN, MARGIN, WIDTH, PAGE_HEIGHT - 2 * MARGIN, 0, 0, 0, 0)

    # At the end of a page, so that a screen reader meets the foot last.
    def furnish(canvas: Canvas, laid: BaseDocTemplate) -> None:
        canvas.saveState()
        canvas.setFont(REGULAR, furniture.foot_size)
        canvas.setFillColor(colour("muted"))
        words = furniture.page_words(laid.page, pages)
        with unread(canvas):
            canvas.drawString(MARGIN, _FOOT, furniture.footer)
            canvas.drawRightString(PAGE_WIDTH - MARGIN, _FOOT, words)
        canvas.restoreState()

    document.addPageTemplates([PageTemplate(frames=[frame], onPageEnd=furnish)])
    document.build(list(story), canvasmaker=TaggedCanvas)
    return document.page, target.getvalue()


def running_words(text: str, style: ParagraphStyle) -> Iterator[Words]:
    """Yield running text, its lines kept, a few at a time.

    A paragraph takes time with the square of its lines and of its longest word, so that a pasted
    note could stop the program: what is very long is cut, at a space where there is one.
    """
    held: list[str] = []
    for piece in (piece for line in text.split("\n") for piece in _pieces(line)):
        held.append(escape(piece))
        if len(held) == _LINES_IN_ONE or sum(map(len, held)) > _LONGEST_PIECE:
            yield Words("<br/>".join(held), style)
            held = []
    if held:
        yield Words("<br/>".join(held), style)


def _pieces(line: str) -> Iterator[str]:
    while len(line) > _LONGEST_PIECE:
        cut = line.rfind(" ", 0, _LONGEST_PIECE) + 1 or _LONGEST_PIECE
        yield line[:cut]
        line = line[cut:]
    yield line


def check_letters(texts: Iterable[str], where: str) -> None:
    """Refuse letters that the printed font lacks: paper must not show boxes for words.

    Args:
        texts: everything that will be printed.
        where: what holds them, as the sentence names it, such as "The plan".

    Raises:
        OutputError: there is such a letter; the sentence does not repeat it.
    """
    load_fonts()
    font = pdfmetrics.getFont(REGULAR)
    known = font.face.charToGlyph if isinstance(font, TTFont) else {}
    if any(ord(letter) not in known and not letter.isspace() for text in texts for letter in text):
        raise OutputError(
            f"{where} has letters or signs that the printed font does not have, such as those of "
            "another alphabet or small pictures. Nothing was printed. Write them in Latin letters."
        )
