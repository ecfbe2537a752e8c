"""How a key figure is said on the screen: the same words on card, in table and beside the chart."""

from datetime import timedelta

from PySide6.QtCore import QCoreApplication

from idva_desktop.casework.reporting.kpi_board import KpiBoard, KpiMeasure, Reading, Verdict
from idva_desktop.domain.calendar import Period
from idva_desktop.domain.typed_dates import month_name, show_day
from idva_desktop.returns.answer_words import words
from idva_desktop.ui.widgets.cells import Cell, State, Withheld

_TONES = {
    Verdict.MET: ("check", "success"),
    Verdict.UNDER: ("triangle-alert", "warning"),
    Verdict.NOTHING: ("minus", "plain"),
    Verdict.NO_TARGET: ("minus", "plain"),
    Verdict.NOT_COUNTED: ("minus", "plain"),
    Verdict.WITHHELD: ("eye-off", "plain"),
    Verdict.NOT_ISSUED: ("minus", "plain"),
}


def _tr(words: str) -> str:
    return QCoreApplication.translate("kpi_words", words)


def figure_words(reading: Reading) -> str:
    """Return the figure; where there is nothing to divide it is not applicable, never nought."""
    if reading.is_tally:
        return "–"
    if reading.is_withheld:
        return _tr("withheld")
    if reading.figure is None:
        return _tr("n/a") if reading.issued else "–"
    return f"{reading.figure} %" if reading.is_rate else f"{reading.figure:,}"


def from_words(reading: Reading) -> str:
    """Return what the figure is made from."""
    parts = reading.parts
    if not reading.counted or not reading.issued:
        return ""
    if reading.is_rate and "base" in parts:
        of = _tr("of {0:,}").format(parts["base"])
        return f"{parts['met']:,} {of}" if "met" in parts else of
    if {"start", "opened", "closed"} <= parts.keys():
        return f"{parts['start']:,} + {parts['opened']:,} − {parts['closed']:,}"
    if "hours" in parts:
        return _tr("{0:,} hours").format(parts["hours"])
    if "minutes" in parts:
        return _tr("{0:,} hours").format(round(parts["minutes"] / 60))
    if "median_weeks" in parts:
        return _tr("median {0} wk").format(parts["median_weeks"])
    return ""


def figure_cell(reading: Reading) -> Cell:
    """Return the figure for a table; what a return withholds has one look everywhere."""
    return Withheld() if reading.is_withheld else figure_words(reading)


def part_cell(reading: Reading, part: str) -> Cell:
    """Return one count of a figure for a table; what a return withholds has its one look."""
    return Withheld() if part in reading.withheld else reading.parts.get(part)


def part_title(part: str) -> str:
    """Return what the cases of a part of a figure are called."""
    return {
        "met": _tr("Met"),
        "not_met": _tr("Not met"),
        "count": _tr("All counted"),
        "start": _tr("At the start"),
        "opened": _tr("Begun"),
        "closed": _tr("Closed"),
        "end": _tr("At the end"),
        "suspended": _tr("Unsafe to contact"),
        "unpaired": _tr("Without both readings"),
    }[part]


def target_words(measure: KpiMeasure) -> str:
    """Return the target, or a dash."""
    return "–" if measure.target is None else f"{measure.target} %"


def against_target(reading: Reading, *, brief: bool = False) -> State:
    """Return how a figure stands against its target, in words and with an icon.

    Args:
        reading: the figure.
        brief: as in a table.
    """
    icon, tone = _TONES[reading.verdict]
    return State(_verdict_words(reading, brief=brief), icon, tone)


def _verdict_words(reading: Reading, *, brief: bool) -> str:
    if reading.verdict is Verdict.MET:
        return _tr("Met") if brief else _tr("Target met")
    if reading.verdict is Verdict.UNDER:
        points = reading.points_under
        if not points:
            return _tr("Just under")
        if brief:
            return _tr("{0} under").format(points)
        return _tr("1 point under") if points == 1 else _tr("{0} points under").format(points)
    if reading.verdict is Verdict.NOTHING:
        return _tr("None to count") if brief else _tr("Nothing to divide")
    return {
        Verdict.NOT_COUNTED: _tr("Not counted"),
        Verdict.WITHHELD: _tr("Withheld"),
        Verdict.NOT_ISSUED: _tr("Not in it") if brief else _tr("Not in the return"),
    }.get(reading.verdict, _tr("No target"))


def apart_words(reading: Reading) -> str:
    """Return what is counted apart: who left the figure, cases for each post, or counts alone."""
    if reading.is_tally:
        counts = [f"{words(code)}: {count:,}" for code, count in reading.parts.items()]
        counts += [f"{words(code)}: {_tr('withheld')}" for code in sorted(reading.withheld)]
        return _tr("{0}.").format("; ".join(counts))
    if "per_fte" in reading.parts:
        return _tr("{0} for each full-time post.").format(reading.parts["per_fte"])
    suspended, unpaired = reading.parts.get("suspended"), reading.parts.get("unpaired")
    if suspended:
        return _tr("Counted apart: {0} unsafe to contact.").format(suspended)
    if unpaired:
        return _tr("Counted apart: {0} without both readings.").format(unpaired)
    return ""


def period_words(board: KpiBoard, period: Period) -> str:
    """Return a period as it is chosen, such as ``Q2: 1 July to 30 September 2025``."""
    running = board.is_running(period)
    if period.is_contract:
        return _tr("Contract {0}, to date").format(period.name.split("@")[0])
    if period.is_year:
        words = _tr("Year {0}").format(f"{period.start.year}–{period.end.year % 100:02d}")
        return _tr("{0}, so far").format(words) if running else words
    last = period.end - timedelta(days=1)
    first = f"{period.start.day} {month_name(period.start)}"
    words = _tr("Q{0}: {1} to {2}").format(period.name[-1], first, show_day(last))
    return _tr("{0}, so far").format(words) if running else words


def quarter_words(period: Period) -> str:
    """Return a quarter as briefly as a chart needs, such as ``Q2 25``; years begin in April."""
    return f"Q{period.name[-1]} {period.name[2:4]}"
