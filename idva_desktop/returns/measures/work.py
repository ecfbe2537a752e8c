"""Work: who keeps it, what was asked of the employer, and the days that were lost."""

from collections.abc import Iterator

from idva_desktop.domain.records import Closure
from idva_desktop.domain.vocab import NOT_ASKED
from idva_desktop.returns.facts import Fact
from idva_desktop.returns.histories import CaseHistory, ClosureHistory
from idva_desktop.returns.measure import TOTAL_ALONE, Measure, Shape, enters
from idva_desktop.returns.measures.declaring import (
    CLOSED,
    YES,
    CaseMeasure,
    closing,
    codes,
    fact,
    sources,
)

_BANDS = (("none", 0), ("1_5", 5), ("6_20", 20), ("21_60", 60))
_MORE = "over_60"
_IN_PLACE = "in_place"
_ASKED_FOR = frozenset({_IN_PLACE, "not_in_place", "refused"})


def _days_absent(said: ClosureHistory) -> str:
    """Return the band: of the days counted, or else as somebody guessed it."""
    if said.days_off is None:
        return said.absence_band or NOT_ASKED
    days = said.days_off
    return next((band for band, most in _BANDS if days <= most), _MORE)


def _in_work(case: CaseHistory) -> Iterator[Fact]:
    ended = closing(case)
    if ended and ended[0].in_work_entry == YES:
        met = ended[0].in_work_exit == YES
        yield fact("K19", case, ended[1], met=met, category=_days_absent(ended[0]))


def _adjusted(case: CaseHistory) -> Iterator[Fact]:
    ended = closing(case)
    if ended and ended[0].adjustment in _ASKED_FOR:
        yield fact("K19A", case, ended[1], met=ended[0].adjustment == _IN_PLACE)


DECLARED: tuple[CaseMeasure, ...] = (
    Measure(
        id="K19",
        title="Still in work",
        definition=(
            "Clients in work at exit, of cases closed in the period and in work at entry; "
            "with the days absent, in bands."
        ),
        shape=Shape.RATE,
        facts=_in_work,
        sources=(
            *CLOSED,
            *sources(Closure, "in_work_entry", "in_work_exit", "days_off", "absence_band"),
        ),
        answer="days_absent",
        answers=codes("absence_band"),
        parent="K15",
        enters=enters(year=TOTAL_ALONE),
    ),
    Measure(
        id="K19A",
        title="Adjustments",
        definition=(
            "Adjustments at work in place, of cases closed in the period in which one was "
            "asked for."
        ),
        shape=Shape.RATE,
        facts=_adjusted,
        sources=(*CLOSED, (Closure, "adjustment")),
        parent="K15",
        enters=enters(year=TOTAL_ALONE),
    ),
)
