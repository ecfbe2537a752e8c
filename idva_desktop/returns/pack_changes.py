"""A contract's own pack: the default, and dated changes of its tables.

A change holds for one kind of return (quarters, years, the contract to date), from one return on.
What was issued before keeps its tables; so that everything ever released can be added up, sums are
made of the finest tables that any return has had or the default has.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from idva_desktop.domain.calendar import Period
from idva_desktop.domain.errors import ReturnError
from idva_desktop.returns.measure import AnyMeasure, Layout, Registry
from idva_desktop.returns.pack import EVERY, Pack, kind_of
from idva_desktop.returns.pack_design import require_simple


class Step(StrEnum):
    """What a change does to the tables of one measure; also the codes of its record."""

    TOTAL_ONLY = "by_total_only"
    EACH_STRAND = "by_strand"
    WITHOUT_BREAKDOWN = "without_breakdown"
    WITH_BREAKDOWN = "with_breakdown"

    @property
    def back(self) -> "Step":
        """The step that takes this one back."""
        return _BACK[self]


_BACK = {
    Step.TOTAL_ONLY: Step.EACH_STRAND,
    Step.EACH_STRAND: Step.TOTAL_ONLY,
    Step.WITHOUT_BREAKDOWN: Step.WITH_BREAKDOWN,
    Step.WITH_BREAKDOWN: Step.WITHOUT_BREAKDOWN,
}


@dataclass(frozen=True, slots=True)
class PackChange:
    """One change of the tables.

    Attributes:
        since: name of the first return that it holds for.
        step: what it does.
        measure: id of the measure.
        breakdown: the dimension that is added or left out; ``""`` where the strands are. Several,
            parted by commas, would be crossed; that is refused.
    """

    since: str
    step: Step
    measure: str
    breakdown: str = ""

    @property
    def place(self) -> tuple[str, str, str]:
        """What a later change of the same place overrules: kind of return, measure, breakdown."""
        return kind_of(Period.parse(self.since)), self.measure, self.breakdown

    def holds_for(self, period: Period) -> bool:
        """Say whether the return of ``period`` has it."""
        since = Period.parse(self.since)
        return kind_of(since) == kind_of(period) and _order(since) <= _order(period)


def require_possible(changes: Iterable[PackChange], pack: Pack, registry: Registry) -> None:
    """Refuse changes that no return of this service may have.

    Args:
        changes: those that are asked for together.
        pack: what is in force.
        registry: the measures.

    Raises:
        ReturnError: it crosses personal characteristics, rank or command, or any two breakdowns;
            or the measure is not counted so. The message says why.
    """
    asked: dict[str, list[Any]] = {}
    for change in changes:
        measure = registry.get(change.measure)
        if measure is None:
            raise ReturnError(_unknown(change.measure))
        if change.step is Step.EACH_STRAND and not measure.by_strand:
            raise ReturnError(_not_so(measure, "strand"))
        if change.step is Step.WITH_BREAKDOWN:
            layout = pack.layouts[change.place[0]].get(measure.id, Layout(False))
            tables = asked.setdefault(measure.id, [*layout.dimensions])
            tables.append([name.strip() for name in change.breakdown.split(",")])
    for id_, tables in asked.items():
        require_simple(id_, {"dimensions": tables})
    for change in changes:
        measure = registry[change.measure]
        if change.breakdown and change.breakdown not in measure.breakdowns:
            raise ReturnError(_not_so(measure, change.breakdown.replace("_", " ")))


def pack_for(
    default: Pack,
    changes: Sequence[PackChange],
    period: Period,
    registry: Registry,
    issued: Iterable[Period] = (),
) -> Pack:
    """Return the pack in force for the return of a period.

    Args:
        default: what holds where nothing was changed.
        changes: in the order of their decisions.
        period: what the return covers.
        registry: the measures.
        issued: what every return issued so far covers; the sums hold their tables too.
    """
    held = [change for change in changes if change.holds_for(period)]
    if not changes:
        return default
    kind = kind_of(period)
    ever = {name: dict(of) for name, of in default.layouts.items()}
    for each in (*issued, period):
        own = kind_of(each)
        for id_, layout in _laid(default, changes, each, registry).items():
            ever[own][id_] = _both(ever[own].get(id_), layout, registry[id_])
    return replace(
        default,
        name=f"{default.name}, changed from {held[-1].since}" if held else default.name,
        layouts={**default.layouts, kind: _laid(default, changes, period, registry)},
        ever=ever,
    )


def _laid(
    default: Pack, changes: Iterable[PackChange], period: Period, registry: Registry
) -> dict[str, Layout]:
    laid = dict(default.layouts[kind_of(period)])
    for change in changes:
        if change.holds_for(period):
            measure = registry[change.measure]
            laid[measure.id] = _changed(laid.get(measure.id), change, measure)
    return laid


def _order(period: Period) -> tuple[int, int]:
    return period.end.toordinal(), period.start.toordinal()


def _changed(layout: Layout | None, change: PackChange, measure: AnyMeasure) -> Layout:
    before = layout or Layout(False)
    dimensions = _named(before, measure)
    if change.step in {Step.TOTAL_ONLY, Step.EACH_STRAND}:
        return replace(before, each_strand=change.step is Step.EACH_STRAND)
    left = tuple(name for name in dimensions if name != change.breakdown)
    added = (change.breakdown,) if change.step is Step.WITH_BREAKDOWN else ()
    return replace(before, dimensions=left + added)


def _both(one: Layout | None, other: Layout, measure: AnyMeasure) -> Layout:
    if one is None or one == other:
        return other
    dimensions = dict.fromkeys((*_named(one, measure), *_named(other, measure)))
    crossed = tuple(dict.fromkeys((*one.crossed, *other.crossed)))
    return Layout(one.each_strand or other.each_strand, tuple(dimensions), crossed)


def _named(layout: Layout, measure: AnyMeasure) -> tuple[str, ...]:
    return tuple(measure.finest) if EVERY in layout.dimensions else layout.dimensions


def _unknown(measure: str) -> str:
    return (
        f"There is no measure {measure}, so no table of it. Nothing was changed. "
        "Choose one of the measures in the list."
    )


def _not_so(measure: AnyMeasure, by: str) -> str:
    return (
        f"{measure.id} is not counted by {by}, so no table can show it. Nothing was changed. "
        "Choose another breakdown."
    )
