"""Justice: how criminal investigations end."""

from collections.abc import Iterator

from idva_desktop.domain.records import ProcessStep
from idva_desktop.domain.vocab import NOT_ASKED
from idva_desktop.returns.facts import Fact
from idva_desktop.returns.histories import CaseHistory
from idva_desktop.returns.measure import EACH_STRAND, TOTAL_ALONE, Measure, Shape, enters
from idva_desktop.returns.measures.declaring import COUNTED, CaseMeasure, codes, sources, within

_WITHDREW = "withdrew"
_ENDS = frozenset(
    {_WITHDREW, "no_further_action", "charged", "convicted", "acquitted", "sentenced"}
)


def _ended(case: CaseHistory) -> Iterator[Fact]:
    """Settled by the first step that ends the investigation: what the court does is another's."""
    steps = [step for step in case.steps if step.process == "criminal" and step.stage in _ENDS]
    dated = sorted((step.on, place) for place, step in enumerate(steps) if step.on)
    for on, place in dated[:1]:
        met = steps[place].stage == _WITHDREW
        reason = (steps[place].reason or NOT_ASKED) if met else None
        yield within("K14", case, on, "criminal", met=met, category=reason)


DECLARED: tuple[CaseMeasure, ...] = (
    Measure(
        id="K14",
        title="Attrition",
        definition=(
            "Criminal investigations that ended because the client withdrew, of those that ended "
            "in the period: withdrawn, no further action, or charged."
        ),
        shape=Shape.RATE,
        facts=_ended,
        sources=(*COUNTED, *sources(ProcessStep, "process", "stage", "on", "reason")),
        answer="withdrawal_reason",
        answers=codes("withdrawal_reason"),
        answered_when_met=True,
        enters=enters(TOTAL_ALONE, EACH_STRAND, TOTAL_ALONE),
    ),
)
