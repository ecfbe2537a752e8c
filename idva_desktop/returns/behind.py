"""Which facts stand behind one figure: what is counted there, and nothing else."""

from collections.abc import Iterable, Iterator

from idva_desktop.domain.calendar import Period
from idva_desktop.returns.cells import CellKey, amounts, broken_down, stock_parts
from idva_desktop.returns.facts import Fact
from idva_desktop.returns.measure import TOTAL, AnyMeasure, Shape

_OF_ALL_COUNTED = "median_weeks"


def facts_behind(measure: AnyMeasure, facts: Iterable[Fact], key: CellKey) -> Iterator[Fact]:
    """Yield the facts that the figure ``key`` counts.

    Args:
        measure: the measure of the figure.
        facts: of that measure alone, of any day; of a stock, all of each case.
        key: where the figure stands; the part ``not_met`` is the complement of ``met``.
    """
    period = Period.parse(key.period)
    own = [fact for fact in facts if key.strand in {TOTAL, fact.strand}]
    if measure.shape is Shape.STOCK:
        yield from _of_stock(own, period, key.part)
        return
    for fact in own:
        if fact.day in period and _answers(measure, fact, key) and _counts(measure, fact, key):
            yield fact


def _of_stock(facts: Iterable[Fact], period: Period, part: str) -> Iterator[Fact]:
    steps: dict[str, dict[str, Fact]] = {}
    for fact in facts:
        steps.setdefault(fact.unit, {})[fact.category or ""] = fact
    for step in steps.values():
        opened, closed = step.get("opened"), step.get("closed")
        if opened and part in stock_parts(opened.day, closed.day if closed else None, period):
            yield opened


def _answers(measure: AnyMeasure, fact: Fact, key: CellKey) -> bool:
    if key.dimension == TOTAL:
        return True
    dimension = measure.finest_of(key.dimension)
    said = fact.category if dimension == measure.answer else fact.dimensions.get(dimension)
    return said in measure.members(key.dimension, key.category)


def _counts(measure: AnyMeasure, fact: Fact, key: CellKey) -> bool:
    counted = amounts(measure, fact)
    if key.part == "not_met":
        return "base" in counted and not counted["met"]
    part = "count" if key.part in {_OF_ALL_COUNTED, "hours", "minutes"} else key.part
    return counted.get(part, 0) > 0 and broken_down(measure, part, key.dimension)
