"""Change: what is otherwise at the end of support than it was at its start, and a year later."""

from collections.abc import Iterator, Sequence
from datetime import date

from idva_desktop.domain.calendar import Span
from idva_desktop.domain.records import (
    AbuseIncident,
    Closure,
    Need,
    Referral,
    RiskAssessment,
)
from idva_desktop.returns.facts import Fact
from idva_desktop.returns.histories import CaseHistory, NeedHistory
from idva_desktop.returns.measure import (
    EACH_STRAND,
    TOTAL_ALONE,
    Layout,
    Measure,
    SameAs,
    Shape,
    enters,
)
from idva_desktop.returns.measures.declaring import (
    CLOSED,
    NO,
    YES,
    CaseMeasure,
    closing,
    codes,
    fact,
    sources,
    within,
)

_BANDS = ("standard", "medium", "high")
_NOT_OF_THE_EIGHT = ("justice", "safety")
AREAS = tuple(area for area in codes("need_area") if area not in _NOT_OF_THE_EIGHT)
"""The eight areas of the Ministry of Justice; justice and safety stand beside them."""
_A_YEAR = Span(months=12)
_QUARTERS_A_YEAR = 4


def _risk_reduced(case: CaseHistory) -> Iterator[Fact]:
    ended = closing(case)
    if ended is None:
        return
    entry = case.entry.band if case.entry else None
    leaving = case.exit.band if case.exit else None
    if entry is None or leaving is None:
        yield fact("K09", case, ended[1], unpaired=True)
    elif _BANDS.index(entry) > 0:
        met = _BANDS.index(leaving) < _BANDS.index(entry)
        yield fact("K09", case, ended[1], met=met)


def _abuse_ceased(case: CaseHistory) -> Iterator[Fact]:
    ended = closing(case)
    if ended is None or ended[0].abuse_at_entry == NO:
        return
    at_entry, at_exit = ended[0].abuse_at_entry, ended[0].abuse_last_month
    if at_entry != YES or at_exit not in {YES, NO}:
        yield fact("K10", case, ended[1], unpaired=True)
    else:
        yield fact("K10", case, ended[1], met=at_exit == NO)


def _copes(case: CaseHistory) -> Iterator[Fact]:
    ended = closing(case)
    if ended is None:
        return
    for area, entry, leaving in _levels(case.needs):
        if entry is None or (entry > 0 and leaving is None):
            yield within("K12", case, ended[1], area, category=area, unpaired=True)
        elif entry > 0 and leaving is not None:
            yield within("K12", case, ended[1], area, category=area, met=leaving < entry)


def _levels(needs: Sequence[NeedHistory]) -> Iterator[tuple[str, int | None, int | None]]:
    """Yield each area with its first level at entry and its last at exit."""
    dated = sorted(needs, key=lambda need: need.on or date.max)
    for area in AREAS:
        own = [need for need in dated if need.area == area]
        entries = [need.level_entry for need in own if need.level_entry is not None]
        exits = [need.level_exit for need in own if need.level_exit is not None]
        if own:
            yield area, next(iter(entries), None), exits[-1] if exits else None


def _repeated(case: CaseHistory) -> Iterator[Fact]:
    if ended := closing(case):
        ran_out = _A_YEAR.after(ended[1])
        met = any(ended[1] < day <= ran_out for day in case.again)
        yield fact("K21", case, ran_out, met=met)


DECLARED: tuple[CaseMeasure, ...] = (
    Measure(
        id="K09",
        title="Risk reduced",
        definition=(
            "A lower risk band at exit than at entry, of cases closed in the period with both "
            "readings and medium or high at entry; those without both are shown apart."
        ),
        shape=Shape.RATE,
        facts=_risk_reduced,
        sources=(*CLOSED, *sources(RiskAssessment, "on", "stage", "band")),
        has_unpaired=True,
        parent="K15",
        enters=enters(TOTAL_ALONE, EACH_STRAND, TOTAL_ALONE),
    ),
    Measure(
        id="K10",
        title="Abuse ceased",
        definition=(
            "No abuse in the last month at exit, of cases closed in the period with abuse at "
            "entry and both answers; those without both are shown apart."
        ),
        shape=Shape.RATE,
        facts=_abuse_ceased,
        sources=(*CLOSED, *sources(Closure, "abuse_at_entry", "abuse_last_month")),
        has_unpaired=True,
        parent="K15",
        enters=enters(TOTAL_ALONE, EACH_STRAND, TOTAL_ALONE),
    ),
    Measure(
        id="K12",
        title="Needs reduced",
        definition=(
            "A lower level of need at exit than at entry, of the areas of cases closed in the "
            "period with level 1 or more at entry and both readings; in each of eight areas. "
            "Areas without both readings are shown apart."
        ),
        shape=Shape.RATE,
        facts=_copes,
        sources=(*CLOSED, *sources(Need, "area", "on", "level_entry", "level_exit")),
        answer="area",
        answers=AREAS,
        has_unpaired=True,
        parent="K15",
        per_parent=len(AREAS),
        enters=enters(TOTAL_ALONE, Layout(True, ("area",)), TOTAL_ALONE),
    ),
    Measure(
        id="K21",
        title="Repeat victimisation",
        definition=(
            "Clients referred again, or abused again as the service learned, within 12 months of "
            "closing, of those whose 12 months ran out in the period."
        ),
        shape=Shape.RATE,
        facts=_repeated,
        sources=(
            *CLOSED,
            (Referral, "received_at"),
            *sources(AbuseIncident, "learned_on", "after_closing"),
        ),
        same=(SameAs(part="base", measure="K15", of="count", quarters_before=_QUARTERS_A_YEAR),),
        enters=enters(year=TOTAL_ALONE),
    ),
)
