"""What one measure is, declared once; every figure, screen and file is made from this."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Generic, TypeVar

from idva_desktop.domain.calendar import Period
from idva_desktop.domain.contract import contract
from idva_desktop.domain.record import Record
from idva_desktop.returns.facts import Fact
from idva_desktop.returns.service_history import ServiceHistory

Case = TypeVar("Case")
"""Everything that measures may know of one case; the type is casework's, not ours."""

STRANDS = ("BOTH", "IDVA", "ISVA")
"""The strands in the order of the files; a case with both is its own, so that they add up."""

TOTAL = "_T"
"""The total of a column, as SDMX writes it."""


class Shape(StrEnum):
    """How a measure's facts become figures."""

    COUNT = "count"
    """One figure: how many (K01, K15)."""
    RATE = "rate"
    """``met`` of ``base`` (K02 to K09, K08R, K11, K13)."""
    STOCK = "stock"
    """``start``, ``opened``, ``closed``, ``end`` (K16)."""
    EVENTS = "events"
    """Many events a client, with minutes; never by strand (K22)."""
    SERVICE = "service"
    """What the service keeps of itself, by answer; never by strand, no total of it (K20)."""


class OutcomeOf(StrEnum):
    """Whom the outcome of a rate tells of."""

    CLIENT = "client"
    """Numerator and complement are client counts: both are protected."""
    SERVICE = "service"
    """The outcome names nobody (rung in time): only the base is protected."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How one measure is laid out in one kind of return.

    Attributes:
        each_strand: whether the strands are shown, and not the total alone.
        dimensions: breakdowns of the total strand, one at a time; ``*`` is every one it has.
        crossed: breakdowns of each strand and of the total, one at a time.
    """

    each_strand: bool
    dimensions: tuple[str, ...] = ()
    crossed: tuple[str, ...] = ()


EACH_STRAND, TOTAL_ALONE = Layout(True), Layout(False)
KINDS = ("month", "to_date", "quarter", "year", "contract")
"""The kinds of return."""


def enters(
    quarter: Layout | None = None, year: Layout | None = None, contract: Layout | None = None
) -> Mapping[str, Layout]:
    """Return where a measure enters the default pack: in which returns, and how laid out."""
    given = {"quarter": quarter, "year": year, "contract": contract}
    return {kind: layout for kind, layout in given.items() if layout is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class SameAs:
    """One part of a measure is by definition a part of another, strand by strand.

    Readers of the definitions know it, so it is one of the constraints.

    Attributes:
        part: part of this measure.
        measure: id of the other.
        of: its part.
        category: the answer of this measure whose part it is; ``_T`` for the measure as a whole.
        of_category: the answer of the other; ``_T`` for the other as a whole.
        quarters_before: by how many quarters the other lies earlier (K21: K15 of a year before).
    """

    part: str
    measure: str
    of: str
    category: str = TOTAL
    of_category: str = TOTAL
    quarters_before: int = 0


@dataclass(frozen=True, slots=True)
class Broader:
    """A coarser breakdown: the categories of another, put together into few that are larger.

    Attributes:
        of: the dimension whose categories these are.
        groups: each broader category, with every category of :attr:`of` that is in it; none of
            them is left out, and none is in two.
    """

    of: str
    groups: Mapping[str, tuple[str, ...]]


Source = tuple[type[Record], str]
"""A question of a record, all of which a measure may read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Generic[Case]):
    """One key performance indicator.

    Attributes:
        id: ``"K01"`` … ``"K22"``, as in the files.
        title: what the reader sees above the figure.
        definition: numerator and denominator in one sentence, for the notes of a return.
        shape: how facts become figures.
        facts: makes the facts of one case, from everything known of it.
        service_facts: makes the facts that belong to no case, from the service's own records (K20).
        sources: every question that the facts come from; all of them may be counted.
        outcome_of: whom the outcome tells of; see :class:`OutcomeOf`.
        answer: dimension of :attr:`Fact.category`, such as ``"decision"`` (K02), or ``None``.
        answers: every category that :attr:`answer` can have, from the code lists. A return lists
            all of them, since a missing row would tell that nobody was counted there.
        met_when: the answer that is the numerator (K02: ``"accepted"``), or ``None`` where
            :attr:`Fact.met` says it.
        answered_when_met: only the numerator has the answer (K14: why they withdrew).
        client_answers: of what the service keeps of itself, the answers that count clients (K20).
        has_suspended: cases unsafe to contact leave the base and are counted apart (K03, K04).
        has_unpaired: cases without a second reading leave the base and are counted apart (K09).
        median_weeks: the median of :attr:`Fact.weeks` is shown where there are enough (K15).
        parent: id of the measure among whose units this one's lie, or ``None``. Readers know it,
            so it is one of the constraints (K09 to K13, K19: K15).
        per_parent: how many of its units each of the parent's can have at most (K12: an area each).
        empty_strands: strands that are empty by definition (K06: ISVA).
        same: what is by definition the same as a part of another measure.
        closings: id of the measure that counts this stock's closings (K16: K15); the same units.
        dimensions: the further breakdowns that its facts carry, one at a time (K01): name of the
            dimension, and every category it can have.
        broader: coarser breakdowns that a contract can choose instead of a fine one, by name.
        enters: where it enters the default pack; see :func:`enters`.
        target: percentage aimed at where the contract says none, or ``None``.
        told: whether this was read from a return, whose target is the one that was told.
    """

    id: str
    title: str
    definition: str
    shape: Shape
    facts: Callable[[Case], Iterable[Fact]]
    service_facts: Callable[[ServiceHistory], Iterable[Fact]] | None = None
    sources: tuple[Source, ...] = ()
    outcome_of: OutcomeOf = OutcomeOf.CLIENT
    answer: str | None = None
    answers: tuple[str, ...] = ()
    met_when: str | None = None
    answered_when_met: bool = False
    client_answers: frozenset[str] = frozenset()
    has_suspended: bool = False
    has_unpaired: bool = False
    median_weeks: bool = False
    parent: str | None = None
    per_parent: int = 1
    empty_strands: frozenset[str] = frozenset()
    same: tuple[SameAs, ...] = ()
    closings: str | None = None
    dimensions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    broader: Mapping[str, Broader] = field(default_factory=dict)
    enters: Mapping[str, Layout] = field(default_factory=dict)
    target: int | None = None
    told: bool = False

    def target_on(self, day: date) -> int | None:
        """Return the percentage aimed at under the terms of ``day``, or ``None``."""
        if self.shape is not Shape.RATE or self.told:
            return self.target
        return contract().terms_on(day).targets.get(self.id, self.target)

    def target_in(self, period: Period) -> int | None:
        """Return the percentage aimed at on the last day of ``period``, or ``None``."""
        return self.target_on(period.end - timedelta(days=1))

    @property
    def by_strand(self) -> bool:
        """Whether it is counted strand by strand."""
        return self.shape not in {Shape.EVENTS, Shape.SERVICE}

    @property
    def has_total(self) -> bool:
        """Whether its answers add up to a figure of their own."""
        return self.shape is not Shape.SERVICE

    @property
    def finest(self) -> dict[str, tuple[str, ...]]:
        """Every dimension by which this measure is counted, with its categories."""
        own = {self.answer: self.answers} if self.answer else {}
        return own | dict(self.dimensions)

    @property
    def breakdowns(self) -> dict[str, tuple[str, ...]]:
        """Every dimension by which this measure can be shown, with its categories."""
        return self.finest | {name: tuple(each.groups) for name, each in self.broader.items()}

    def finest_of(self, dimension: str) -> str:
        """Return the dimension of whose categories those of ``dimension`` are made."""
        return self.broader[dimension].of if dimension in self.broader else dimension

    def members(self, dimension: str, category: str) -> tuple[str, ...]:
        """Return the counted categories of which a category is made: of a fine one, itself."""
        if dimension in self.broader:
            return self.broader[dimension].groups[category]
        return (category,)

    def broader_than(self, dimension: str, category: str) -> Iterator[tuple[str, str]]:
        """Yield each broader breakdown in which a counted category is, and under which name."""
        for name, broader in self.broader.items():
            if broader.of == dimension:
                yield from ((name, each) for each, of in broader.groups.items() if category in of)

    @property
    def strands(self) -> tuple[str, ...]:
        """The strands in which something can be counted."""
        return tuple(strand for strand in STRANDS if strand not in self.empty_strands)

    def is_met(self, fact: Fact) -> bool:
        """Say whether ``fact`` counts in the numerator of this rate."""
        return fact.category == self.met_when if self.met_when else bool(fact.met)


AnyMeasure = Measure[Any]
"""A measure, where only its shape matters and not what its cases are."""

Registry = Mapping[str, AnyMeasure]
"""Measures by id."""
