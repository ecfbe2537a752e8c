"""From a figure to the cases behind it: for the supervisor, by reference, and as an act.

What is listed is what the member may open. The list never says how many it leaves out: a case may
be missing because it was erased since, or because it is not there for this member, and nothing
tells the two apart. Figures themselves stay whole.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from idva_desktop.casework.reporting.figures import BROKEN_DOWN, case_histories
from idva_desktop.casework.session import Session
from idva_desktop.domain.calendar import Period
from idva_desktop.domain.errors import AnswerError
from idva_desktop.domain.records import Case
from idva_desktop.domain.roles import Role
from idva_desktop.journal.acts import LEDGER_OWNER, Act
from idva_desktop.returns.behind import facts_behind
from idva_desktop.returns.cells import CellKey
from idva_desktop.returns.dimensions import dimensions_of
from idva_desktop.returns.facts import Fact
from idva_desktop.returns.histories import CaseHistory
from idva_desktop.returns.measures import MEASURES
from idva_desktop.returns.measures.declaring import CaseMeasure


@dataclass(frozen=True, slots=True)
class CaseBehind:
    """One case of a list behind a figure.

    Attributes:
        id: opens the case.
        reference: its pseudonymous reference; a list shows nothing else of it.
    """

    id: str
    reference: str


def cases_behind(session: Session, figure: CellKey) -> tuple[CaseBehind, ...]:
    """Return the cases that a figure counts, as far as the member may open them.

    Looking is recorded with the figure and with how many cases were listed.

    Args:
        session: a supervisor's.
        figure: where the figure stands, as in ``figures``; the part ``not_met`` gives those that
            ``base`` counts and ``met`` does not.

    Raises:
        RefusedError: the member is no supervisor.
        AnswerError: no figure stands there.
    """
    session.need(Role.SUPERVISOR)
    measure = MEASURES.get(figure.measure)
    if measure is None:
        raise AnswerError(f"There is no figure {figure.measure}. Choose one of the key figures.")
    period = Period.parse(figure.period)
    counted = {
        case.case
        for case in case_histories(session.vault, contacts_in=period)
        if any(facts_behind(measure, _facts(measure, case, figure), figure))
    }
    found = [
        CaseBehind(case.id, case.reference or "")
        for case in session.vault.fetch(Case)
        if case.id in counted
    ]
    place = (figure.measure, figure.part, figure.strand, figure.dimension, figure.category)
    notes: dict[str, str | int] = {
        "period": figure.period,
        "form": "/".join(place),
        "count": len(found),
    }
    session.vault.commit(Act("read", about=LEDGER_OWNER, notes=notes))
    return tuple(sorted(found, key=lambda case: case.reference))


def _facts(measure: CaseMeasure, case: CaseHistory, figure: CellKey) -> Iterator[Fact]:
    """Yield the facts of one case, with the dimension that the figure asks for."""
    asked = figure.dimension in measure.breakdowns or measure.shape not in BROKEN_DOWN
    for fact in measure.facts(case):
        yield fact if asked else replace(fact, dimensions=dimensions_of(case))
