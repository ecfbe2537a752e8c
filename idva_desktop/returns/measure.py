"""What one measure is, declared once; every figure, screen and file is made from this."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Generic, TypeVar

from idva_desktop.returns.facts import Fact

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


class OutcomeOf(StrEnum):
    """Whom the outcome of a rate tells of."""

    CLIENT = "client"
    """Numerator and complement are client counts: both are protected."""
    SERVICE = "service"
    """The outcome names nobody (rung in time): only the base is protected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Generic[Case]):
    """One key performance indicator.

    Attributes:
        id: ``"K01"`` … ``"K22"``, as in the files.
        title: what the reader sees above the figure.
        definition: numerator and denominator in one sentence, for the notes of a return.
        shape: how facts become figures.
        facts: makes the facts of one case, from everything known of it.
        outcome_of: whom the outcome tells of; see :class:`OutcomeOf`.
        answer: dimension of :attr:`Fact.category`, such as ``"decision"`` (K02), or ``None``.
        answers: every category that :attr:`answer` can have, from the code lists. A return lists
            all of them, since a missing row would tell that nobody was counted there.
        met_when: the answer that is the numerator (K02: ``"accepted"``), or ``None`` where
            :attr:`Fact.met` says it.
        has_suspended: cases unsafe to contact leave the base and are counted apart (K03, K04).
        has_unpaired: cases without a second reading leave the base and are counted apart (K09).
        median_weeks: the median of :attr:`Fact.weeks` is shown where there are enough (K15).
        parent: id of the measure among whose units this one's lie, or ``None``. Readers know it,
            so it is one of the constraints (K09, K11, K13: K15).
        empty_strands: strands that are empty by definition (K06: ISVA).
        same_base: id of the measure whose denominator is this one's, strand by strand (K06: K07),
            or ``None``. Readers can tell it from the definitions.
        closings: id of the measure that counts this stock's closings (K16: K15); the same units.
        dimensions: the further breakdowns that its facts carry, one at a time (K01): name of the
            dimension, and every category it can have.
        target: the contract's default target as a percentage, or ``None``.
    """

    id: str
    title: str
    definition: str
    shape: Shape
    facts: Callable[[Case], Iterable[Fact]]
    outcome_of: OutcomeOf = OutcomeOf.CLIENT
    answer: str | None = None
    answers: tuple[str, ...] = ()
    met_when: str | None = None
    has_suspended: bool = False
    has_unpaired: bool = False
    median_weeks: bool = False
    parent: str | None = None
    empty_strands: frozenset[str] = frozenset()
    same_base: str | None = None
    closings: str | None = None
    dimensions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    target: int | None = None

    @property
    def breakdowns(self) -> dict[str, tuple[str, ...]]:
        """Every dimension by which this measure can be shown, with its categories."""
        own = {self.answer: self.answers} if self.answer else {}
        return own | dict(self.dimensions)

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
