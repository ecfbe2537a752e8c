"""What the supervisor sees of a return before it leaves: every cell, why not, and every check.

Why a cell is withheld is told here and nowhere else: the package has one symbol for every reason.
"""

from dataclasses import dataclass, replace
from enum import Enum

from idva_desktop.casework.issued_ledger import ledger
from idva_desktop.casework.reporting.issuing import package, prepare_return
from idva_desktop.casework.reporting.package_check import other_than_issued
from idva_desktop.casework.reporting.return_checks import Checks, checks_of_return
from idva_desktop.casework.reporting.return_design import in_force
from idva_desktop.casework.reporting.return_lines import (
    STRAND_ORDER,
    PreviewRow,
    QuestionTable,
    laid_out,
)
from idva_desktop.casework.session import Session
from idva_desktop.domain.calendar import Period
from idva_desktop.domain.progress import Progress, Stage, unwatched
from idva_desktop.domain.records import ReturnDesign
from idva_desktop.returns.cells import Cell, CellKey, Status
from idva_desktop.returns.measure import OutcomeOf, Shape
from idva_desktop.returns.measures import MEASURES
from idva_desktop.returns.pack import Pack
from idva_desktop.returns.prepare import PreparedReturn
from idva_desktop.returns.protect import Reason


class Why(Enum):
    """Why a cell is withheld; for the supervisor's eyes only."""

    SMALL = "under the threshold"
    FEW_CLIENTS = "too few clients stand behind these events"
    SMALL_BASE = "a share of too few"
    GIVES_AWAY = "would give another away"
    FROZEN = "issued; the reasons are not kept"


@dataclass(frozen=True, slots=True)
class WithheldBecause:
    """The answer to "why is this withheld?".

    Attributes:
        why: the reason.
        limit: the number that the reason speaks of: the threshold, or the smallest base.
        beside: strands shown in the same row, from which it could be worked out.
    """

    why: Why
    limit: int
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """A return on the screen.

    Attributes:
        prepared: what issuing takes.
        headline: each measure by strand.
        questions: each further breakdown.
        checks: what was proved.
        design: the changes that make its tables other than the default, those of one table
            together.
    """

    prepared: PreparedReturn
    headline: tuple[PreviewRow, ...]
    questions: tuple[QuestionTable, ...]
    checks: Checks
    design: tuple[tuple[ReturnDesign, ...], ...] = ()

    def why(self, cell: Cell) -> WithheldBecause | None:
        """Say why a cell is withheld; ``None`` for one that is not."""
        if cell.status is not Status.WITHHELD:
            return None
        return _why(self.prepared, cell.key)


def preview_return(session: Session, period: Period, progress: Progress = unwatched) -> Preview:
    """Prepare a return, make its package in memory, and attack it together with all before.

    Raises:
        RefusedError: the member is no supervisor.
        ReturnError: this period cannot be issued now, or cannot be proved safe.
        CancelledError: the person stopped it.
    """
    prepared = prepare_return(session, period, progress)
    progress(Stage("Making the files", 0, 0))
    files = package(session, prepared)
    held = ledger(session)
    found = checks_of_return(prepared, files, held, session.today, progress)
    if told := other_than_issued(session, prepared, files):
        found = replace(found, faults=(*found.faults, told))
    tables = tuple(in_force(session, period))
    return Preview(prepared, *laid_out(prepared.released.cells), found, tables)


def _of_the_service(key: CellKey) -> bool:
    """Say whether a cell tells how the service did and so names nobody (``returns.md``, 3)."""
    return key.part == "met" and MEASURES[key.measure].outcome_of is OutcomeOf.SERVICE


def _why(prepared: PreparedReturn, key: CellKey) -> WithheldBecause:
    row = prepared.released
    reason = prepared.reasons.get(key)
    if reason is None:
        return WithheldBecause(Why.FROZEN, row.threshold)
    beside = tuple(
        cell.key.strand
        for strand in STRAND_ORDER
        for cell in row.cells
        if cell.status is Status.SHOWN
        and cell.key.strand == strand
        and _line(cell.key) == _line(key)
    )
    if reason is Reason.GIVES_AWAY:
        return WithheldBecause(Why.GIVES_AWAY, row.threshold, beside)
    if MEASURES[key.measure].shape is Shape.EVENTS:
        return WithheldBecause(Why.FEW_CLIENTS, row.threshold)
    if _of_the_service(key):
        return WithheldBecause(Why.SMALL_BASE, Pack.default().service_base_from)
    return WithheldBecause(Why.SMALL, row.threshold)


def _line(key: CellKey) -> tuple[str, str, str, str]:
    return key.measure, key.part, key.dimension, key.category
