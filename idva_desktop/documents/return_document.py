"""The return on paper: the same figures as its tables, in words and at reading size.

Everything printed is given; nothing is counted here but a percentage, from the two counts that
stand beside it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer

from idva_desktop.documents.letterhead import Furniture, Styles, check_letters, make_pdf
from idva_desktop.documents.rate_bars import RateBar, rates_of
from idva_desktop.documents.table_page import definitions_flow, table_flow
from idva_desktop.documents.tagged import Words
from idva_desktop.documents.trend_plots import Plot, plots_flow
from idva_desktop.domain.calendar import Period
from idva_desktop.domain.tables import FinishedTable
from idva_desktop.domain.typed_dates import show_day

_SIZE = 10.0
_SHORT_TABLE = 14


@dataclass(frozen=True, slots=True)
class Definition:
    """What one measure counts.

    Attributes:
        id: such as ``K03``.
        title: its name.
        words: numerator and denominator in a sentence.
    """

    id: str
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class ReturnAbout:
    """What the document says besides its tables.

    Attributes:
        period: what the return covers, for the dates in words.
        threshold: client counts below it can never be learnt (T).
        definitions: of the measures in the tables.
        notes: sentences on this return, such as that some entries came late.
        issued_on: the day of issue, or ``None`` where the document does not say one.
        preview: whether it is not issued; every page then says so.
        plots: how the measures have gone, which the last table says in words.
        counted: how many figures the whole return shows and withholds, as every other place says;
            ``None`` counts what stands in the tables.
    """

    period: Period | None = None
    threshold: int = 5
    definitions: tuple[Definition, ...] = ()
    notes: tuple[str, ...] = ()
    issued_on: date | None = None
    preview: bool = False
    plots: tuple[Plot, ...] = ()
    counted: tuple[int, int] | None = None


def return_pdf(
    title: str, tables: Sequence[FinishedTable], about: ReturnAbout | None = None
) -> bytes:
    """Return the document as a PDF; the same tables give the same bytes.

    Args:
        title: such as "Return for Quarter 2 of 2025-26".
        tables: the headline table by strand first, then the others.
        about: what is said besides.

    Raises:
        OutputError: it has letters that cannot be printed.
    """
    said = about or ReturnAbout()
    check_letters(_words(title, tables, said), "The return")
    foot = f"{title}. Preview, not issued." if said.preview else title
    furniture = Furniture(title, foot, page_words=lambda page, pages: f"{page} of {pages}")
    return make_pdf(lambda: _story(title, tables, said), furniture)


def period_in_words(period: Period) -> str:
    """Return the first and last day, such as ``1 July to 30 September 2025``."""
    last = period.end - timedelta(days=1)
    first = show_day(period.start)
    if period.start.year == last.year:
        first = first.removesuffix(f" {period.start.year}")
    return f"{first} to {show_day(last)}"


def _words(title: str, tables: Sequence[FinishedTable], about: ReturnAbout) -> Iterator[str]:
    yield title
    yield from about.notes
    for table in tables:
        yield from (table.title, table.first, *table.columns, *table.notes)
        for row in table.rows:
            yield from (row.heading, *(cell.text for cell in row.cells))
    for definition in about.definitions:
        yield from (definition.id, definition.title, definition.words)


def _story(title: str, tables: Sequence[FinishedTable], about: ReturnAbout) -> Iterator[Flowable]:
    styles = Styles(_SIZE)
    yield Words(escape(title), styles.title)
    yield Spacer(0, 5)
    yield Words(escape(_dates(about)), styles.muted)
    yield Spacer(0, 14)
    for sentence in (*_reading(tables, about), *about.notes):
        yield Words(escape(sentence), styles.body)
        yield Spacer(0, 5)
    seen: set[str] = set()
    for place, table in enumerate(tables):
        yield Spacer(0, 18)
        # What was said under an earlier table need not be said again.
        yield from _with_heading(table, [n for n in table.notes if n not in seen], styles)
        seen.update(table.notes)
        if place == 0:
            yield from _rates(table, styles)
    yield from _plots(about, styles)
    yield from _definitions(about, styles)
    yield from _checking(about, styles)


def _dates(about: ReturnAbout) -> str:
    covers = f"{period_in_words(about.period)}. " if about.period else ""
    if about.preview:
        return f"{covers}Preview, not issued."
    return f"{covers}Issued {show_day(about.issued_on)}." if about.issued_on else covers


def _reading(tables: Sequence[FinishedTable], about: ReturnAbout) -> Iterator[str]:
    cells = [cell for table in tables for row in table.rows for cell in row.cells]
    shown, withheld = about.counted or (
        sum(cell.number is not None and not cell.withheld for cell in cells),
        sum(cell.withheld for cell in cells),
    )
    yield (
        f"This return shows {shown:,} figures and withholds {withheld:,}. A figure is withheld "
        "where it would let a reader work out a number of clients below "
        f"{about.threshold}, from this return alone or with any return issued before it. Some "
        "figures are not small themselves, and are withheld because with the totals they would "
        "give a small one away."
    )
    yield (
        "One word stands for every reason, zeros among them, so that it tells nothing itself. "
        "“n/a” means that there is nothing to count. A percentage is worked out from the two "
        "counts beside it and from nothing else. Nothing is restated: what is entered late is "
        "reported with the next return."
    )


def _with_heading(table: FinishedTable, notes: Sequence[str], styles: Styles) -> Iterator[Flowable]:
    heading = [Words(escape(table.title), styles.heading), Spacer(0, 4)]
    after = [Words(escape(note), styles.muted) for note in notes]
    flow = table_flow(table, styles)
    if len(table.rows) <= _SHORT_TABLE:
        yield KeepTogether([*heading, flow, *([Spacer(0, 5)] if after else []), *after])
        return
    # A heading never stands alone: it moves on unless the first rows fit below it.
    yield CondPageBreak(55 * mm)
    yield from heading
    yield flow
    if after:
        yield Spacer(0, 5)
        yield from after


def _rates(table: FinishedTable, styles: Styles) -> Iterator[Flowable]:
    rates = list(rates_of(table))
    if not rates:
        return
    legend = "The bar is the share; the upright line is the contract’s target."
    heading = [Words("Shares, all strands", styles.heading), Words(legend, styles.muted)]
    first, *others = (RateBar(rate, styles) for rate in rates)
    yield Spacer(0, 18)
    yield KeepTogether([*heading, Spacer(0, 6), first])
    yield from others


def _plots(about: ReturnAbout, styles: Styles) -> Iterator[Flowable]:
    if not about.plots:
        return
    legend = (
        "The table above as lines. A dashed line is the contract’s target. A gap is a quarter that "
        "is withheld or has nothing to count."
    )
    first, *others = plots_flow(about.plots, styles)
    heading = [Words("How the figures have gone", styles.heading), Words(legend, styles.muted)]
    yield Spacer(0, 18)
    yield KeepTogether([*heading, Spacer(0, 8), first])
    yield from others


def _definitions(about: ReturnAbout, styles: Styles) -> Iterator[Flowable]:
    if not about.definitions:
        return
    yield Spacer(0, 18)
    yield CondPageBreak(55 * mm)
    yield Words("What each measure counts", styles.heading)
    yield Spacer(0, 4)
    rows = [(one.id, one.title, one.words) for one in about.definitions]
    yield definitions_flow(rows, styles)


def _checking(about: ReturnAbout, styles: Styles) -> Iterator[Flowable]:
    if about.preview:
        return
    words = (
        "This document is one of the files of a signed folder. The command “idva-desktop return "
        "check”, given the folder and the key’s fingerprint as it was handed over in person, "
        "verifies the signature, that every file says the same, and that nothing withheld can be "
        "worked out."
    )
    heading = Words("How to check this return", styles.heading)
    yield Spacer(0, 18)
    yield KeepTogether([heading, Spacer(0, 4), Words(words, styles.body)])
