"""Closing: cases that ended, and how many are open."""

from collections.abc import Iterator

from idva_desktop.domain.records import Closure
from idva_desktop.domain.vocab import NOT_ASKED
from idva_desktop.returns.facts import Fact
from idva_desktop.returns.histories import CaseHistory
from idva_desktop.returns.measure import EACH_STRAND, TOTAL_ALONE, Layout, Measure, Shape, enters
from idva_desktop.returns.measures.declaring import (
    CLOSED,
    CaseMeasure,
    closing,
    codes,
    fact,
    grouped_by_list,
)


def _closed(case: CaseHistory) -> Iterator[Fact]:
    ended = closing(case)
    if ended and case.support_started:
        weeks = max(0, (ended[1] - case.support_started).days // 7)
        reason = ended[0].reason or NOT_ASKED
        yield fact("K15", case, ended[1], category=reason, weeks=weeks)


def _caseload(case: CaseHistory) -> Iterator[Fact]:
    if case.support_started:
        yield fact("K16", case, case.support_started, category="opened")
    if ended := closing(case):
        yield fact("K16", case, ended[1], category="closed")


_REASONS = (*codes("closure_reason"), NOT_ASKED)

DECLARED: tuple[CaseMeasure, ...] = (
    Measure(
        id="K15",
        title="Closures",
        definition="Cases closed in the period, of those whose support had begun; by reason.",
        shape=Shape.COUNT,
        facts=_closed,
        sources=(*CLOSED, (Closure, "reason")),
        answer="reason",
        answers=_REASONS,
        broader={
            "reason_group": grouped_by_list("reason", _REASONS, "closure_reason", "reason_group")
        },
        median_weeks=True,
        enters=enters(Layout(True, ("reason",)), Layout(True, ("reason",)), TOTAL_ALONE),
    ),
    Measure(
        id="K16",
        title="Caseload",
        definition=(
            "Cases open at the start, and support begun, less cases closed, "
            "gives cases open at the end."
        ),
        shape=Shape.STOCK,
        facts=_caseload,
        sources=CLOSED,
        closings="K15",
        enters=enters(EACH_STRAND, EACH_STRAND, TOTAL_ALONE),
    ),
)
