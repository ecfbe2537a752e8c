"""A sheet for the client: what is ahead, who helps, and what the Victims' Code gives.

As with the plan, nothing is printed unless a copy is safe to hold; and the plain form carries no
name, no service and no sign of what it is for.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape

from reportlab.platypus import Flowable, KeepTogether, Spacer

from idva_desktop.documents.letterhead import WIDTH, Furniture, Styles, check_letters, make_pdf
from idva_desktop.documents.plan_parts import Panel
from idva_desktop.documents.safety_plan import (
    LARGE_PRINT,
    PLAIN,
    emergency_words,
    refuse_unsafe,
    telling,
)
from idva_desktop.documents.tagged import Words
from idva_desktop.domain.errors import RefusedError
from idva_desktop.domain.tables import TextSection

_SIZE = 11.5


@dataclass(frozen=True, slots=True)
class ClientSheet:
    """What the sheet holds.

    Attributes:
        copy: the plan's answer to "a copy for the client", or ``None`` where it is blank.
        sections: the parts, in order.
        never_print: words that the plain form must not hold.
    """

    copy: str | None
    sections: tuple[TextSection, ...] = field(repr=False)
    never_print: frozenset[str] = field(default=frozenset(), repr=False)

    @property
    def is_plain(self) -> bool:
        """Whether it must not tell what it is for."""
        return self.copy == PLAIN

    @property
    def file_name(self) -> str:
        """A name that carries no name, and for the plain form nothing of its purpose."""
        return "my-notes.pdf" if self.is_plain else "what-is-ahead.pdf"


def client_sheet_pdf(sheet: ClientSheet, *, large_print: bool = False) -> bytes:
    """Return the sheet as a PDF.

    Raises:
        RefusedError: a copy is not safe, or a plain one would tell what it is.
        OutputError: it has letters that cannot be printed.
    """
    refuse_unsafe(sheet.copy)
    lines = [line for section in sheet.sections for line in section.lines]
    if sheet.is_plain and any(telling(sheet.never_print).search(line) for line in lines):
        raise RefusedError(
            "A plain sheet must not tell what it is for, and a line of it holds a name, the "
            "service or a word of this work. Nothing was printed. Leave that part out."
        )
    check_letters(lines, "The sheet")
    size = LARGE_PRINT if large_print else _SIZE
    title = "My notes" if sheet.is_plain else "What is ahead and who helps"
    footer = "" if sheet.is_plain else "Keep this where only you will find it."
    return make_pdf(
        lambda: _story(sheet, title, Styles(size)),
        Furniture(title, footer, foot_size=round(size * 0.8, 1)),
    )


def _story(sheet: ClientSheet, title: str, styles: Styles) -> Iterator[Flowable]:
    gap = styles.size
    yield Words(title, styles.title)
    yield Spacer(0, gap)
    emergency = [Words(escape(each), styles.strong) for each in emergency_words(sheet.copy)]
    yield Panel(emergency, WIDTH, ground="sunken" if sheet.is_plain else "accent_soft")
    for section in sheet.sections:
        yield Spacer(0, gap * 1.6)
        first, *others = (Words(escape(line), styles.body) for line in section.lines)
        # A heading never stands alone at the foot of a page.
        heading = Words(escape(section.title), styles.heading)
        yield KeepTogether([heading, Spacer(0, gap / 3), first])
        for line in others:
            yield Spacer(0, gap * 0.5)
            yield line
