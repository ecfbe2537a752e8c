"""What is checked of a return before it leaves; one that fails keeps it from being issued.

Preparing proves a return and refuses what it cannot prove. Here it is judged once more by what
would leave: the figures are read back from the files, and only then held against the proof.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from idva_desktop.casework.reporting.package_check import package_faults
from idva_desktop.domain.calendar import Period
from idva_desktop.domain.errors import ProtectionError, ReturnError
from idva_desktop.domain.progress import Progress, Stage, unwatched
from idva_desktop.returns.attack import Published, recovered
from idva_desktop.returns.cells import Cell, CellKey, Status
from idva_desktop.returns.certificate import UNPROVED, Certificate, required
from idva_desktop.returns.exceptions import Excepted
from idva_desktop.returns.ledger import Ledger
from idva_desktop.returns.measure import TOTAL
from idva_desktop.returns.measures import MEASURES
from idva_desktop.returns.prepare import PreparedReturn
from idva_desktop.returns.recorded import unsaid_answers
from idva_desktop.returns.submission import Submission, read_cells
from idva_desktop.returns.verify import verify


@dataclass(frozen=True, slots=True)
class Checks:
    """What was checked of a return, each a number that was counted.

    Attributes:
        faults: where a file of the package says something else than another, as sentences.
        cells: how many cells there are.
        targets: how many small counts have to be able to be 0, and to be T or more.
        unproved: how many sides of them have no table that shows it.
        worlds: how many tables, each a made-up service that gives the same figures, show it.
        mismatch: what the proof, added up against the files, says against them; "" if nothing.
        recovered: how many withheld client counts the attack over all returns worked out.
        earlier: how many returns were issued before.
        missing: the names of returns that had to be issued before this one and are not there.
        late: distinct clients entered after their own quarter was issued.
        answers: how many different codes the package holds.
        foreign: how many of its words are not codes of the declared lists.
        today: what the clock says.
        issued_until: the last day of all that was issued, this return included.
    """

    faults: tuple[str, ...]
    cells: int
    targets: int
    unproved: int
    worlds: int
    mismatch: str
    recovered: int
    earlier: int
    missing: tuple[str, ...]
    late: int
    answers: int
    foreign: int
    today: date
    issued_until: date

    @property
    def clock_is_right(self) -> bool:
        """Whether everything issued lies before today."""
        return self.issued_until <= self.today

    @property
    def proved(self) -> bool:
        """Whether every small count is proved open on both sides, by the figures that leave."""
        return not self.unproved and not self.mismatch

    @property
    def passed(self) -> bool:
        """Whether nothing speaks against issuing, the second person apart."""
        against = (self.faults, self.recovered, self.foreign, self.missing)
        return self.proved and self.clock_is_right and not any(against)


def checks_of_return(
    prepared: PreparedReturn,
    files: Submission,
    held: Ledger,
    today: date,
    progress: Progress = unwatched,
) -> Checks:
    """Check a return as it would leave.

    Args:
        prepared: what issuing takes.
        files: its package.
        held: everything issued so far.
        today: the London date.
        progress: told how far it is; may raise to stop.
    """
    own, period = prepared.released.cells, Period.parse(prepared.released.period)
    progress(Stage("Reading the files back", 0, 0))
    faults = package_faults(files)
    progress(Stage("Adding the proof up", 0, 0))
    mismatch = _mismatch(prepared, files, held)
    progress(Stage("Trying to work it back", 0, 0))
    earlier = [row for row in held.rows if row.period != period.name]
    known = [cell for row in earlier if not row.recorded for cell in row.cells]
    sent = [cell for row in earlier if row.recorded for cell in row.cells]
    proof = required(prepared.certificate, prepared.released.hash)
    goes_on = prepared.lattice is None or prepared.lattice.is_carried_over
    begun = None if goes_on else (held.quarters or [period])[0].start
    return Checks(
        faults=faults,
        cells=len(own),
        targets=len(proof.pairs),
        unproved=_unproved(proof),
        worlds=len(proof.worlds),
        mismatch=mismatch,
        recovered=_recovered(sent, [*known, *own], begun),
        earlier=sum(not row.recorded for row in earlier),
        missing=tuple(_missing(held, period)),
        late=prepared.late,
        answers=len({(cell.key.dimension, cell.key.category) for cell in own}),
        foreign=sum(not _declared(cell.key) for cell in own),
        today=today,
        issued_until=max(Period.parse(row.period).end for row in (prepared.released, *held.rows)),
    )


def _mismatch(prepared: PreparedReturn, files: Submission, held: Ledger) -> str:
    """Return what speaks against the figures in the files, held against the proof."""
    try:
        told = tuple(read_cells(files.files["cells.csv"]))
    except ReturnError as error:
        return str(error)
    if prepared.lattice is None:
        same = told == tuple(sorted(prepared.released.cells))
        return "" if same else "The files do not hold the figures that were issued."
    try:
        row = replace(prepared.released, cells=told)
        verify(prepared.lattice, held, row, required(prepared.certificate, row.hash))
    except ProtectionError as error:
        return str(error)
    return ""


def _missing(held: Ledger, period: Period) -> Iterator[str]:
    """Yield what had to be issued before ``period`` and is not there."""
    issued = {row.period for row in held.rows}
    if period.is_year:
        needed = [quarter.name for quarter in period.quarters()]
    elif not period.is_quarter:
        needed = [f"{year}-FY" for year in range(period.start.year, period.end.year)]
    else:
        quarters = [each for each in held.quarters if each.end <= period.start]
        day = quarters[0].start if quarters else period.start
        needed = []
        while day < period.start:
            needed.append(Period.quarter_of(day).name)
            day = Period.quarter_of(day).end
    yield from (name for name in needed if name not in issued)


def _unproved(proof: Certificate) -> int:
    """Count the sides that no table shows, but for what was proved to be told before."""
    sides = sum(side == UNPROVED for pair in proof.pairs for side in pair)
    return sides - sum(each.what is not Excepted.SETTLED for each in proof.given)


def _recovered(sent: list[Cell], ours: list[Cell], begun: date | None) -> int:
    """Count what all returns together settle and what was sent before did not settle alone.

    Args:
        sent: what returns said that were sent before the program was in use.
        ours: what was issued, and this return.
        begun: the day on which ours began with another caseload than those ended with, or ``None``.
    """
    hidden = {cell.key for cell in ours if cell.status is Status.WITHHELD}
    if not sent:
        return len(_settled(ours, hidden, begun))
    earlier = [*sent, *unsaid_answers(sent, MEASURES)]
    unsaid = [cell.withheld() if cell.status is Status.SHOWN else cell for cell in ours]
    before = _settled([*earlier, *unsaid], hidden, None)
    return len(_settled([*earlier, *ours], hidden, begun).items() - before.items())


def _settled(cells: list[Cell], hidden: set[CellKey], begun: date | None) -> dict[CellKey, int]:
    found = recovered(cells, replace(Published.of(MEASURES), begun=begun))
    return {key: found[key] for key in hidden & found.keys()}


def _declared(key: CellKey) -> bool:
    """Say whether a cell is named by declared codes alone, so that nobody's own word is in it."""
    if key.dimension == TOTAL:
        return key.category == TOTAL
    return key.category in MEASURES[key.measure].breakdowns.get(key.dimension, ())
