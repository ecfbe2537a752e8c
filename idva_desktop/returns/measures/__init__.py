"""The key performance indicators: each is one entry in a module, and everything is made from it.

Each case has one day on which the outcome of a measure is settled. For a time limit it is the
due date, and the outcome is what was true at the end of that day: so every case falls into
exactly one period, and nothing that happens later changes an old figure. Time limits and targets
are configuration (``resources/contract.json``). A contact noted before the referral was received
counts as made in time. Where a case was referred again, each referral is counted.

To add a measure, declare it in the module of its theme: the screen, the cases behind a figure,
every file, the default pack and the definitions take it from there.
"""

from collections.abc import Iterable, Iterator

from idva_desktop.returns.facts import Fact
from idva_desktop.returns.histories import CaseHistory
from idva_desktop.returns.measures import (
    change,
    closing,
    feedback,
    intake,
    justice,
    reach,
    safety,
    service,
    work,
)
from idva_desktop.returns.measures.declaring import CaseMeasure
from idva_desktop.returns.service_history import ServiceHistory

_THEMES = (intake, safety, change, feedback, justice, closing, work, reach, service)

MEASURES: dict[str, CaseMeasure] = {
    measure.id: measure
    for measure in sorted(
        (measure for theme in _THEMES for measure in theme.DECLARED), key=lambda each: each.id
    )
}
"""Every measure by its id, in order."""


def facts_of(
    cases: Iterable[CaseHistory], service_history: ServiceHistory | None = None
) -> Iterator[Fact]:
    """Yield every fact of every measure: of each case, and of the service's own records."""
    for case in cases:
        for measure in MEASURES.values():
            yield from measure.facts(case)
    if service_history is not None:
        yield from service_facts(service_history)


def service_facts(service_history: ServiceHistory) -> Iterator[Fact]:
    """Yield the facts that belong to no case."""
    for measure in MEASURES.values():
        if measure.service_facts is not None:
            yield from measure.service_facts(service_history)
