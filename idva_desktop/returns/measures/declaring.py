"""What the declarations of measures share: making facts, working out due days, listing codes."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from typing import Any

from idva_desktop.domain.calendar import add_working_days
from idva_desktop.domain.contract import contract
from idva_desktop.domain.records import Case, Closure, Referral
from idva_desktop.domain.vocab import NOT_ASKED, code_list
from idva_desktop.returns.facts import Fact
from idva_desktop.returns.histories import CaseHistory, ClosureHistory, ReferralHistory
from idva_desktop.returns.measure import Broader, Measure, Source

CaseMeasure = Measure[CaseHistory]

ISVA_ONLY = "ISVA"
YES, NO = "yes", "no"

COUNTED: tuple[Source, ...] = ((Case, "client"), (Case, "strand"), (Referral, "strand"))
"""What every measure of cases comes from: who is counted, in which column."""
BEGUN: tuple[Source, ...] = (*COUNTED, (Case, "support_started"))
"""Those whose support began."""
CLOSED: tuple[Source, ...] = (*BEGUN, (Closure, "closed_on"))
"""Those closed, of those whose support had begun."""


def sources(kind: type, *questions: str) -> tuple[Source, ...]:
    """Return questions of one record."""
    return tuple((kind, question) for question in questions)


@cache
def due(start: date, limit: str) -> date:
    """Return the last day of a limit in working days, by the terms of the day it starts on."""
    return add_working_days(start, contract().terms_on(start).working_days[limit])


def by(day: date | None, last: date) -> bool:
    """Say whether it was done by the end of the due date."""
    return day is not None and day <= last


def codes(name: str) -> tuple[str, ...]:
    """Return every code of a list, those of earlier versions included."""
    return tuple(code.code for code in code_list(name).every())


def grouped(of: str, answers: Iterable[str], group: Callable[[str], str]) -> Broader:
    """Return a broader breakdown, in the order in which its categories come first.

    Args:
        of: the dimension whose categories are put together.
        answers: all of these.
        group: the broader category of each.
    """
    groups: dict[str, tuple[str, ...]] = {}
    for answer in answers:
        groups[group(answer)] = (*groups.get(group(answer), ()), answer)
    return Broader(of, groups)


def grouped_by_list(of: str, answers: Iterable[str], name: str, dimension: str) -> Broader:
    """Return a broader breakdown whose categories a code list gives for each of its codes."""
    codes_of = code_list(name)
    return grouped(
        of,
        answers,
        # A blank is an answer that no list has.
        lambda code: code if code == NOT_ASKED else codes_of.group(dimension, code),
    )


def fact(
    measure: str,
    case: CaseHistory,
    day: date,
    unit: str = "",
    /,
    **outcome: Any,  # noqa: ANN401 - the further attributes of a fact, each of its own type
) -> Fact:
    """Make a fact of one case; the unit is the case itself unless it is said."""
    return Fact(
        measure=measure,
        unit=unit or case.case,
        client=case.client,
        day=day,
        strand=case.strand,
        **outcome,
    )


def within(
    measure: str,
    case: CaseHistory,
    day: date,
    what: str,
    /,
    **outcome: Any,  # noqa: ANN401 - as above
) -> Fact:
    """Make a fact of one thing within a case, such as an area of need; it keeps the strand."""
    return fact(measure, case, day, f"{case.case}/{what}", case=case.case, **outcome)


def referrals(case: CaseHistory) -> Iterator[tuple[ReferralHistory, str]]:
    """Yield each referral with its unit: of the first, the case itself."""
    for place, referral in enumerate(case.referrals):
        yield referral, referral.id if place else case.case


def closing(case: CaseHistory) -> tuple[ClosureHistory, date] | None:
    """Return the closing and its day, of a case whose support had begun."""
    if case.support_started is None or case.closure is None or case.closure.closed_on is None:
        return None
    return case.closure, case.closure.closed_on
