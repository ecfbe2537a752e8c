"""How a return is said on the screen: periods, lines, checks, and why a cell is withheld."""

from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from idva_desktop.casework.reporting.issuing import Issued
from idva_desktop.casework.reporting.return_lines import PreviewRow
from idva_desktop.casework.reporting.return_periods import ReturnPeriod, Standing
from idva_desktop.casework.reporting.return_preview import Preview, Why, WithheldBecause
from idva_desktop.domain.calendar import Period
from idva_desktop.domain.typed_dates import month_name, show_day


def _tr(words: str) -> str:
    return QCoreApplication.translate("return_words", words)


def strand_words(strand: str) -> str:
    """Return the name of a strand or of the total."""
    return {"IDVA": _tr("IDVA"), "ISVA": _tr("ISVA"), "BOTH": _tr("Both")}.get(strand, _tr("Total"))


def choice_words(each: ReturnPeriod) -> str:
    """Return a period as it is chosen."""
    title = each.period.title()
    if each.standing is Standing.ISSUED:
        return _tr("{0}, issued").format(title)
    if each.standing is Standing.RECORDED:
        return _tr("{0}, recorded").format(title)
    if each.standing is Standing.NOT_YET:
        return _tr("{0}, not yet").format(title)
    return title


def dates_words(period: Period) -> str:
    """Return the days of a period, such as ``1 July to 30 September 2025``."""
    last = period.end - timedelta(days=1)
    first = f"{period.start.day} {month_name(period.start)}"
    if period.start.year != last.year:
        first = f"{first} {period.start.year}"
    return _tr("{0} to {1}").format(first, show_day(last))


def standing_words(each: ReturnPeriod) -> str:
    """Return whether it was issued, by whom, and that it stays as it is."""
    if each.standing is Standing.NOT_YET:
        return _tr("It cannot be issued yet.")
    if each.standing is Standing.RECORDED and each.issued and each.issued.issued_at:
        return _tr(
            "Sent before this program was in use. Recorded on {0} by {1}, approved by {2}."
        ).format(
            show_day(each.issued.issued_at.date()),
            each.issued.issued_by or "",
            each.issued.approved_by or "",
        )
    if each.standing is Standing.NEXT or each.issued is None or each.issued.issued_at is None:
        return _tr("Not issued.")
    return _tr("Issued on {0} by {1}, approved by {2}. It is never altered.").format(
        show_day(each.issued.issued_at.date()),
        each.issued.issued_by or "",
        each.issued.approved_by or "",
    )


def issued_words(issued: Issued) -> tuple[str, str]:
    """Return that a return is issued, where its files are, and how its key is handed over."""
    packed = Path(f"{issued.folder}.zip").name
    return (
        _tr("The return is issued. {0} figures are shown, {1} withheld.").format(
            issued.shown, issued.withheld
        ),
        _tr(
            "Its files are in {0}, and as one file in {1} beside it. Hand over the key’s "
            "fingerprint in person, never with the files:\n{2}"
        ).format(issued.folder, packed, issued.fingerprint),
    )


def part_words(part: str) -> str:
    """Return what is counted of a measure; nothing for what the measure itself names."""
    return {
        "base": _tr("out of"),
        "hours": _tr("support hours"),
        "suspended": _tr("unsafe to contact"),
        "unpaired": _tr("no second reading"),
        "start": _tr("at the start"),
        "opened": _tr("support begun"),
        "closed": _tr("closed"),
        "end": _tr("open at the end"),
    }.get(part, "")


def line_words(row: PreviewRow) -> str:
    """Return the heading of a line: the measure or answer at its first, then what is counted."""
    part = part_words(row.part)
    if not row.leads:
        return f"\N{EM SPACE}{part}"
    if row.answer:
        return row.answer
    return f"{row.title} {part}" if row.part == "start" else row.title


def why_title(row: PreviewRow, strand: str) -> str:
    """Return which cell is meant, such as ``K08 Referred to MARAC, ISVA``."""
    what = row.answer or line_words(row).strip()
    if row.part == "base" and not (row.answer and row.leads):
        base = _tr("the base")
        what = f"{row.answer}, {base}" if row.answer else base
    named = row.title if what == row.title else f"{row.title}, {what}"
    return f"{row.measure} {named}, {strand_words(strand)}"


def why_words(because: WithheldBecause) -> str:
    """Return why a cell is withheld, in a sentence."""
    if because.why is Why.SMALL:
        return _tr("It is under {0}.").format(because.limit)
    if because.why is Why.FEW_CLIENTS:
        return _tr("Fewer than {0} clients stand behind it.").format(because.limit)
    if because.why is Why.SMALL_BASE:
        words = _tr("It is a share of fewer than {0}, which is too few to show a share of.")
        return words.format(because.limit)
    if because.why is Why.FROZEN:
        return _tr("It was withheld when the return was issued. The reasons are not kept.")
    beside = [strand_words(strand) for strand in because.beside]
    if not beside:
        return _tr(
            "It could be shown alone, but together with other figures of this return or of earlier "
            "ones it would give away another, which is under {0}."
        ).format(because.limit)
    return _tr(
        "It could be shown alone, but together with {0} it would give away another, which is "
        "under {1}."
    ).format(_listed(beside), because.limit)


def _listed(words: list[str]) -> str:
    *first, last = words
    return _tr("{0} and {1}").format(", ".join(first), last) if first else last


def count_words(preview: Preview) -> tuple[str, str]:
    """Return how many cells are shown, and what the mark of the others means."""
    shown, withheld = preview.prepared.shown, preview.prepared.withheld
    return (
        _tr("{0} of {1} cells shown").format(shown, shown + withheld),
        _tr(
            "{0} withheld. One mark for every reason, zeros among them, so that the mark itself "
            "tells nothing."
        ).format(withheld),
    )
