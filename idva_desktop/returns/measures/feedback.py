"""What clients said when they left. Answers that were not given are no answers."""

from collections.abc import Iterator

from idva_desktop.domain.records import Closure
from idva_desktop.returns.facts import Fact
from idva_desktop.returns.histories import CaseHistory
from idva_desktop.returns.measure import (
    EACH_STRAND,
    TOTAL_ALONE,
    Measure,
    SameAs,
    Shape,
    Source,
    enters,
)
from idva_desktop.returns.measures.declaring import CLOSED, CaseMeasure, closing, fact

_AGREEMENT = frozenset({"agree", "neither", "disagree"})
_SATISFACTION = frozenset({"satisfied", "neither", "dissatisfied"})
_INVITED = _SATISFACTION | {"invited_no_answer"}


def _safer(case: CaseHistory) -> Iterator[Fact]:
    ended = closing(case)
    if ended and ended[0].feels_safer in _AGREEMENT:
        yield fact("K11", case, ended[1], met=ended[0].feels_safer == "agree")


def _satisfied(case: CaseHistory) -> Iterator[Fact]:
    ended = closing(case)
    if ended and ended[0].satisfaction in _SATISFACTION:
        yield fact("K13", case, ended[1], met=ended[0].satisfaction == "satisfied")


def _responded(case: CaseHistory) -> Iterator[Fact]:
    ended = closing(case)
    if ended and ended[0].satisfaction in _INVITED:
        yield fact("K13R", case, ended[1], met=ended[0].satisfaction in _SATISFACTION)


_SAID: tuple[Source, ...] = (*CLOSED, (Closure, "satisfaction"))

DECLARED: tuple[CaseMeasure, ...] = (
    Measure(
        id="K11",
        title="Feels safer",
        definition="Clients who agree that they feel safer, of those who answered at closing.",
        shape=Shape.RATE,
        facts=_safer,
        sources=(*CLOSED, (Closure, "feels_safer")),
        parent="K15",
        enters=enters(TOTAL_ALONE, EACH_STRAND, TOTAL_ALONE),
    ),
    Measure(
        id="K13",
        title="Satisfaction",
        definition="Clients satisfied with the support, of those who answered at closing.",
        shape=Shape.RATE,
        facts=_satisfied,
        sources=_SAID,
        parent="K15",
        enters=enters(TOTAL_ALONE, EACH_STRAND, TOTAL_ALONE),
    ),
    Measure(
        id="K13R",
        title="Response rate",
        definition="Clients who answered about satisfaction, of those closed and invited to.",
        shape=Shape.RATE,
        facts=_responded,
        sources=_SAID,
        parent="K15",
        same=(SameAs(part="met", measure="K13", of="base"),),
        enters=enters(TOTAL_ALONE, EACH_STRAND, TOTAL_ALONE),
    ),
)
