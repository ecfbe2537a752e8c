"""How changes of the return's tables are said: what is simpler, what it gives back and costs."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from idva_desktop.domain.calendar import Period
from idva_desktop.domain.records import ReturnDesign
from idva_desktop.domain.typed_dates import show_day
from idva_desktop.domain.vocab import within
from idva_desktop.returns.answer_words import answer_words, dimension_words
from idva_desktop.returns.cells import CellKey, broken_down
from idva_desktop.returns.measure import TOTAL
from idva_desktop.returns.measures import MEASURES
from idva_desktop.returns.pack_changes import PackChange, Step
from idva_desktop.ui.return_words import part_words, strand_words

_NAMED = 8  # figures named in one sentence; the rest are counted


def _tr(text: str) -> str:
    return QCoreApplication.translate("return_design_words", text)


def change_words(change: PackChange) -> str:
    """Return what a change does, such as ``K08 Referred to MARAC: by total only``."""
    by = dimension_words(change.breakdown)
    what = {
        Step.TOTAL_ONLY: _tr("by total only"),
        Step.EACH_STRAND: _tr("by strand"),
        Step.WITHOUT_BREAKDOWN: _tr("not by {0}"),
        Step.WITH_BREAKDOWN: _tr("by {0}"),
    }[change.step]
    return f"{change.measure} {MEASURES[change.measure].title}: {what.format(by)}"


def changes_words(changes: Sequence[PackChange]) -> str:
    """Return what changes do that belong together: one table in the place of another."""
    ordered = sorted(changes, key=lambda each: each.step is Step.WITHOUT_BREAKDOWN)
    if [each.step for each in ordered] != [Step.WITH_BREAKDOWN, Step.WITHOUT_BREAKDOWN]:
        return "; ".join(map(change_words, changes))
    now, before = ordered
    return _tr("{0}, in place of {1}").format(change_words(now), dimension_words(before.breakdown))


def decided_words(held: ReturnDesign) -> str:
    """Return from when a change holds, and who decided it."""
    day = show_day(held.decided_at.date()) if held.decided_at else ""
    return _tr("From {0} on. Decided on {1} by {2}, approved by {3}.").format(
        within(Period.parse(held.since or "").title()),
        day,
        held.decided_by or "",
        held.approved_by or "",
    )


def traded_words(given_back: Sequence[CellKey], given_up: Sequence[CellKey]) -> str:
    """Return which figures would be shown, and which would not be shown any more."""
    gained = _tr("No figure more would be shown.")
    if given_back:
        gained = _tr("Would be shown: {0}.").format(_listed(given_back))
    if not given_up:
        return gained
    return gained + " " + _tr("Would no longer be shown: {0}.").format(_listed(given_up))


def asked_words(new: int, traded: str) -> str:
    """Return what a finer table adds to the return, before what is shown of it."""
    return _tr("It adds {0} figures, shown or withheld. {1}").format(new, traded)


def gain_words(gain: int) -> str:
    """Return how many figures a change shows more or fewer in all, with its sign."""
    if not gain:
        return "0"
    return f"+{gain}" if gain > 0 else f"\N{MINUS SIGN}{-gain}"


def _listed(keys: Sequence[CellKey]) -> str:
    named = "; ".join(_figure(key) for key in keys[:_NAMED])
    more = len(keys) - _NAMED
    return _tr("{0}; and {1} more").format(named, more) if more > 0 else named


def _figure(key: CellKey) -> str:
    what = strand_words(key.strand)
    if key.dimension != TOTAL:
        what = answer_words(key.dimension, key.category)
    # Where each answer is a part of one denominator, that is all a figure can be.
    alone = key.dimension != TOTAL and not broken_down(MEASURES[key.measure], "met", key.dimension)
    part = "" if alone else part_words(key.part)
    if key.dimension in MEASURES[key.measure].broader:  # a fine category can be called the same
        what = _tr("{0} by {1}").format(what, dimension_words(key.dimension))
    return f"{key.measure} {what}, {part}" if part else f"{key.measure} {what}"
