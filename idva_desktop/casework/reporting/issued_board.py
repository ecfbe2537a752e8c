"""The key figures as the Met has them: what issued returns show, and nothing else.

Made from the ledger alone, so that a supervisor can let somebody look at the screen.
"""

from collections import defaultdict
from collections.abc import Iterable

from idva_desktop.casework.issued_ledger import ledger
from idva_desktop.casework.reporting.kpi_board import KpiBoard, Reading, Readings, measures_shown
from idva_desktop.casework.session import Session
from idva_desktop.domain.calendar import Period
from idva_desktop.domain.progress import Progress, Stage, unwatched
from idva_desktop.domain.roles import Role
from idva_desktop.returns.cells import Cell, Status
from idva_desktop.returns.measure import TOTAL, Shape
from idva_desktop.returns.measures import MEASURES


def issued_board(session: Session, progress: Progress = unwatched) -> KpiBoard:
    """Read every figure of every return issued so far.

    Args:
        session: a supervisor's; in a job, over a door of its own.
        progress: told how far it is.

    Raises:
        RefusedError: the member is no supervisor.
        ProtectionError: the record of earlier returns is damaged.
    """
    session.need(Role.SUPERVISOR)
    progress(Stage("Reading the issued returns", 0, 0))
    readings: Readings = {}
    rows = [row for row in ledger(session).rows if not row.recorded]
    for row in rows:
        told: dict[tuple[str, str], list[Cell]] = defaultdict(list)
        for cell in row.cells:
            if cell.key.dimension == TOTAL or MEASURES[cell.key.measure].shape is Shape.SERVICE:
                told[cell.key.measure, cell.key.strand].append(cell)
        for (measure, strand), cells in told.items():
            target = MEASURES[measure].target_on(Period.parse(row.period).start)
            readings[row.period, measure, strand] = _as_issued(target, cells)
    periods = sorted((Period.parse(row.period) for row in rows), key=lambda each: each.start)
    issued = {measure for _, measure, _ in readings}
    return KpiBoard(
        measures_shown((each for each in MEASURES.values() if each.id in issued), session.today),
        tuple(each for each in periods if each.is_quarter),
        tuple(each for each in periods if not each.is_quarter),
        session.today,
        readings,
        Reading({}, issued=False),
    )


def _as_issued(target: int | None, cells: Iterable[Cell]) -> Reading:
    parts: dict[str, int] = {}
    withheld: set[str] = set()
    counted = True
    for cell in cells:
        # What the service keeps of itself is told by kind.
        part = cell.key.part if cell.key.category == TOTAL else cell.key.category
        if cell.status is Status.WITHHELD:
            withheld.add(part)
        elif cell.value is not None:
            parts[part] = cell.value
        else:
            counted = False
    return Reading(parts, target, counted, frozenset(withheld))
