"""Cells of figures and returns, and the plain count of facts into them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from statistics import median
from typing import NamedTuple

from idva_desktop.domain.calendar import Period
from idva_desktop.returns.facts import Fact
from idva_desktop.returns.measure import STRANDS, TOTAL, AnyMeasure, Registry, Shape

MEDIAN_FROM = 10
"""Fewest cases of which a median is shown (``returns.md``, Method 7)."""


class Status(StrEnum):
    """What the reader learns of a cell."""

    SHOWN = "A"
    WITHHELD = "c"
    EMPTY = "z"
    """Empty by definition, such as K06 for ISVA; says nothing of anybody."""
    NOT_COLLECTED = "x"


@dataclass(frozen=True, slots=True, order=True)
class CellKey:
    """Where a figure stands: the first six columns of ``cells.csv``.

    Attributes:
        period: ``2025-Q2``, ``2025-FY`` or ``2025-28@2026-FY``.
        measure: ``K01`` … ``K22``.
        part: ``count``; ``met``, ``base``; ``start``, ``opened``, ``closed``, ``end``;
            ``suspended``; ``unpaired``; ``minutes`` in figures, ``hours`` in a return;
            ``median_weeks``; ``per_fte`` in figures alone.
        strand: a strand or ``_T``.
        dimension: what the category is of, or ``_T``.
        category: a code of the dimension, or ``_T``.
    """

    period: str
    measure: str
    part: str
    strand: str = TOTAL
    dimension: str = TOTAL
    category: str = TOTAL


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """One figure. ``value`` is ``None`` unless ``status`` is shown."""

    key: CellKey
    value: int | None
    status: Status = Status.SHOWN

    def withheld(self) -> "Cell":
        """Return this cell without its figure."""
        return replace(self, value=None, status=Status.WITHHELD)


class Place(NamedTuple):
    """Where a fact is counted within one measure and period."""

    part: str
    strand: str
    dimension: str
    category: str


def amounts(measure: AnyMeasure, fact: Fact) -> dict[str, int]:
    """Return what ``fact`` adds to each part of ``measure`` (not for a stock)."""
    if fact.suspended:
        return {"suspended": 1}
    if fact.unpaired:
        return {"unpaired": 1}
    if measure.shape is Shape.RATE:
        return {"base": 1, "met": int(measure.is_met(fact))}
    if measure.shape is Shape.EVENTS:
        return {"count": 1, "minutes": fact.minutes}
    return {"count": fact.amount}


def parts(measure: AnyMeasure) -> tuple[str, ...]:
    """Return the additive parts of ``measure``, as ``figures`` shows them."""
    shaped = {
        Shape.COUNT: ("count",),
        Shape.RATE: ("met", "base"),
        Shape.STOCK: ("start", "opened", "closed", "end"),
        Shape.EVENTS: ("count", "minutes"),
        Shape.SERVICE: ("count",),
    }[measure.shape]
    suspended = ("suspended",) if measure.has_suspended else ()
    return shaped + suspended + (("unpaired",) if measure.has_unpaired else ())


def broken_down(measure: AnyMeasure, part: str, dimension: str) -> bool:
    """Say whether ``part`` is shown by ``dimension``.

    The decisions of K02 are ``base`` by ``decision``: each decision is met or not as a whole.
    Those who left the denominator have no answer; why somebody withdrew (K14) is asked only of
    those who did.
    """
    dimension = measure.finest_of(dimension)
    if part in {"suspended", "unpaired"}:
        return dimension != measure.answer
    if measure.answered_when_met and dimension == measure.answer:
        return part == "met"
    return not (dimension == measure.answer and measure.met_when and part == "met")


def figures(facts: Iterable[Fact], measures: Registry, period: Period) -> list[Cell]:
    """Count the plain truth by date: every strand, and one further dimension at a time.

    Args:
        facts: facts of any day; of a stock, all since the first case.
        measures: what to count.
        period: the days to count.

    Returns:
        Cells in the order of the files, unprotected: for the supervisor's eyes only.
    """
    by_measure: dict[str, list[Fact]] = {id_: [] for id_ in measures}
    for fact in facts:
        if fact.measure in by_measure:
            by_measure[fact.measure].append(fact)
    cells: list[Cell] = []
    for id_, measure in measures.items():
        if measure.shape is Shape.STOCK:
            counted = _stock(by_measure[id_], period)
        else:
            dated = [fact for fact in by_measure[id_] if fact.day in period]
            counted = count(measure, dated)
            cells += _medians(measure, dated, period.name)
        cells += _grid(measure, counted, period.name)
    return sorted(cells)


def count(measure: AnyMeasure, facts: Iterable[Fact]) -> Counter[Place]:
    """Count facts of one measure (not a stock) into strands, totals and breakdowns."""
    counted: Counter[Place] = Counter()
    for alike, (dimension, category), number, minutes in _alike(facts):
        answered = [(dimension, category)] if measure.has_total else []
        if measure.answer and alike.category and dimension == TOTAL:
            answered.append((measure.answer, alike.category))
        answered += [place for told in tuple(answered) for place in measure.broader_than(*told)]
        for part, amount in amounts(measure, alike).items():
            added = minutes if part == "minutes" else amount * number
            for place in answered:
                if broken_down(measure, part, place[0]):
                    for strand in _columns(measure, alike.strand):
                        counted[Place(part, strand, *place)] += added
    return counted


def _columns(measure: AnyMeasure, strand: str) -> tuple[str, ...]:
    return (strand, TOTAL) if measure.shape is not Shape.SERVICE else (TOTAL,)


_Alike = tuple[object, ...]
"""What decides, of a fact of one measure, what it adds and to which strand."""


def _alike(facts: Iterable[Fact]) -> Iterator[tuple[Fact, tuple[str, str], int, int]]:
    """Yield one fact for all that count alike in a category, their number and their minutes.

    A million contacts differ in a few dozen ways, so they are told apart once and placed together.
    """
    examples: dict[_Alike, Fact] = {}
    numbers: Counter[tuple[_Alike, tuple[str, str]]] = Counter()
    minutes: Counter[tuple[_Alike, tuple[str, str]]] = Counter()
    for fact in facts:
        apart = (fact.suspended, fact.unpaired)
        alike: _Alike = (fact.strand, fact.category, fact.met, fact.amount, *apart)
        examples.setdefault(alike, fact)
        for answer in ((TOTAL, TOTAL), *fact.dimensions.items()):
            numbers[alike, answer] += 1
            if fact.minutes:
                minutes[alike, answer] += fact.minutes
    for (alike, answer), number in numbers.items():
        yield examples[alike], answer, number, minutes[alike, answer]


def _stock(facts: list[Fact], period: Period) -> Counter[Place]:
    counted: Counter[Place] = Counter()
    opened = {fact.unit: fact for fact in facts if fact.category == "opened"}
    closed = {fact.unit: fact.day for fact in facts if fact.category == "closed"}
    for unit, fact in opened.items():
        for part in stock_parts(fact.day, closed.get(unit), period):
            counted[Place(part, fact.strand, TOTAL, TOTAL)] += 1
            counted[Place(part, TOTAL, TOTAL, TOTAL)] += 1
    return counted


def stock_parts(opened: date, closed: date | None, period: Period) -> Iterator[str]:
    """Yield the parts of a stock in which a unit stands, by the days it was open."""
    if closed is not None:
        # A closing noted with a day before the opening takes effect with the opening.
        closed = max(closed, opened)
    if opened < period.start and (closed is None or closed >= period.start):
        yield "start"
    if opened in period:
        yield "opened"
    if closed is not None and closed in period:
        yield "closed"
    if opened < period.end and (closed is None or closed >= period.end):
        yield "end"


def _medians(measure: AnyMeasure, facts: list[Fact], period: str) -> Iterator[Cell]:
    if not measure.median_weeks:
        return
    for strand in (*STRANDS, TOTAL):
        weeks = [
            fact.weeks
            for fact in facts
            if fact.weeks is not None and strand in {fact.strand, TOTAL}
        ]
        if len(weeks) >= MEDIAN_FROM:
            yield Cell(CellKey(period, measure.id, "median_weeks", strand), int(median(weeks)))


def _grid(measure: AnyMeasure, counted: Counter[Place], period: str) -> Iterator[Cell]:
    found = {(place.dimension, place.category) for place in counted}
    declared = {(name, code) for name, codes in measure.breakdowns.items() for code in codes}
    whole = {(TOTAL, TOTAL)} if measure.has_total else set()
    strands = (*STRANDS, TOTAL) if measure.shape is not Shape.SERVICE else (TOTAL,)
    for dimension, category in sorted(whole | declared | found):
        for part in parts(measure):
            if not broken_down(measure, part, dimension):
                continue
            for strand in strands:
                key = CellKey(period, measure.id, part, strand, dimension, category)
                if strand in measure.empty_strands:
                    yield Cell(key, None, Status.EMPTY)
                else:
                    yield Cell(key, counted[Place(part, strand, dimension, category)])
