"""Entering returns that were sent before this program was in use: rows, losses and the proof.

They become constraints of the ledger like any return, but they book nothing, and what they gave
away is not undone: it is listed, and whatever they left open is proved to stay so from here on.
"""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from idva_desktop.domain.calendar import Period
from idva_desktop.domain.errors import ReturnError
from idva_desktop.domain.progress import Progress, Stage, unwatched
from idva_desktop.returns.attack import Bounds, Published, attack
from idva_desktop.returns.cells import Cell, CellKey, Status, parts
from idva_desktop.returns.certificate import Certificate
from idva_desktop.returns.joint_attack import is_client_count
from idva_desktop.returns.ledger import Ledger, Released
from idva_desktop.returns.measure import STRANDS, TOTAL, Registry
from idva_desktop.returns.pack import Pack
from idva_desktop.returns.protect import protect
from idva_desktop.returns.recorded import unsaid_answers
from idva_desktop.returns.soundness import require_sound
from idva_desktop.returns.stand_in import lattice_of
from idva_desktop.returns.verify import verify

_ANYTHING = Bounds(0, None)


@dataclass(frozen=True, slots=True)
class Loss:
    """One count that the earlier returns gave away.

    Attributes:
        key: where it would stand; part ``not_met`` is a complement.
        low: the least it can be.
        high: the most; the same as the least where it is known.
        was_shown: whether they show it as it is; else others of their figures tell it.
    """

    key: CellKey
    low: int
    high: int
    was_shown: bool


@dataclass(frozen=True, slots=True)
class PreparedRecord:
    """Earlier returns that can be entered.

    Attributes:
        rows: the rows of the ledger, one a period.
        losses: what they gave away, sorted.
        certificate: that all else is open.
    """

    rows: tuple[Released, ...]
    losses: tuple[Loss, ...]
    certificate: Certificate

    @property
    def shown(self) -> int:
        """How many figures they show."""
        return sum(cell.value is not None for row in self.rows for cell in row.cells)


def prepare_record(
    cells: Sequence[Cell],
    measures: Registry,
    pack: Pack,
    ledger: Ledger,
    seed: bytes,
    progress: Progress = unwatched,
) -> PreparedRecord:
    """Make the rows of earlier returns, list what they gave away and prove the rest open.

    Args:
        cells: their figures, of one or several periods.
        measures: the registry.
        pack: the design of the returns to come, the contract's own tables among them.
        ledger: what was recorded before; nothing may have been issued.
        seed: secret to the vault, as for a return.
        progress: told how far it is; may raise to stop.

    Raises:
        ReturnError: returns were issued already, a period was recorded before, or the figures
            contradict one another.
        ProtectionError: no proof was found of what is left open.
    """
    measures = pack.measures(measures)
    require_sound(measures)
    rows = tuple(_rows(cells, pack, ledger))
    progress(Stage("Looking for what they give away", 0, 0))
    before = ledger
    for row in rows[:-1]:
        before = before.extended(row)
    whole = before.extended(rows[-1])
    lattice = lattice_of(measures, pack, whole, (), (), Period.parse(rows[-1].period))
    sent = [cell for row in whole.rows for cell in row.cells]
    protected = protect(lattice, sent, (), seed, progress)
    proof = Certificate.of(rows[-1].hash, lattice, sent, protected.worlds, protected.given)
    verify(lattice, before, rows[-1], proof)
    losses = losses_of(sent, measures, pack.threshold, _tables(rows, measures, pack))
    return PreparedRecord(rows, tuple(losses), proof)


def _rows(cells: Sequence[Cell], pack: Pack, ledger: Ledger) -> Iterator[Released]:
    names = {cell.key.period for cell in cells}
    periods = sorted(map(Period.parse, names), key=lambda each: (each.end, -each.start.toordinal()))
    head = ledger.head
    for period in periods:
        _require_new(period, ledger)
        own = tuple(sorted(cell for cell in cells if cell.key.period == period.name))
        row = Released(period.name, pack.name, pack.threshold, own, (), head, recorded=True)
        head = row.hash
        yield row


def _require_new(period: Period, ledger: Ledger) -> None:
    """Refuse a period that comes too late to be recorded.

    Raises:
        ReturnError: it was recorded before, overlaps what was issued, or anything was issued.
    """
    held = ledger.reported(period.name)
    if held is not None and held.recorded:
        raise ReturnError(
            f"{period.title()} is recorded already, and nothing is restated. Nothing was entered. "
            "Leave it out of the file."
        )
    issued = [Period.parse(row.period) for row in ledger.rows if not row.recorded]
    over = [each.name for each in issued if each.start < period.end and period.start < each.end]
    if over:
        raise ReturnError(
            f"{period.title()} overlaps with what this program issued ({', '.join(over)}), so it "
            "was not sent before the program was in use. Nothing was entered."
        )
    if issued:
        raise ReturnError(
            f"Returns were issued already, the first for {issued[0].name}, and were proved safe "
            "without the figures in this file. Earlier returns are recorded before the first one "
            "is issued. Nothing was entered. If these figures were sent, treat it as an incident."
        )


def _tables(rows: Iterable[Released], measures: Registry, pack: Pack) -> Iterator[CellKey]:
    """Yield the breakdowns that returns to come would have of these periods."""
    own = replace(pack, layouts=pack.summed)
    for row in rows:
        keys = own.cells(Period.parse(row.period), measures)
        yield from (key for key in keys if key.dimension != TOTAL)


def losses_of(
    cells: Iterable[Cell], measures: Registry, threshold: int, tables: Iterable[CellKey] = ()
) -> list[Loss]:
    """Return the client counts that returns give away, and withheld figures that they settle.

    An answer of a breakdown is named only where more is known of it than follows from its total.

    Args:
        cells: everything that was sent.
        measures: the definitions.
        threshold: T.
        tables: answers that returns to come would show, whether those sent speak of them or not.
    """
    rows = list(cells)
    sent = {cell.key for cell in rows}
    tied = _tied(measures, {key.measure for key in sent})
    asked = (key for key in tables if key.measure in tied and key not in sent)
    left_out = (*_unsaid(rows, tied), *unsaid_answers(rows, measures))
    unsaid = {key: Cell(key, None, Status.WITHHELD) for key in asked}
    unsaid |= {cell.key: cell for cell in left_out}
    bounds = attack([*rows, *unsaid.values()], Published.of(measures))
    shown = {cell.key for cell in rows if cell.status is Status.SHOWN}
    withheld = {cell.key for cell in rows if cell.status is Status.WITHHELD}

    def is_lost(key: CellKey, found: Bounds) -> bool:
        if found.exact and key in withheld:
            return True
        if found.high is None or found.high >= threshold or not is_client_count(measures, key):
            return False
        whole = bounds.get(replace(key, dimension=TOTAL, category=TOTAL), _ANYTHING)
        return key in sent or key.dimension == TOTAL or found.low > 0 or _is_tighter(found, whole)

    return [
        Loss(key, found.low, found.low if found.high is None else found.high, key in shown)
        for key, found in sorted(bounds.items())
        if is_lost(key, found)
    ]


def _tied(measures: Registry, named: AbstractSet[str]) -> Registry:
    """Return the measures of which figures of ``named`` can tell something, by any way round."""
    ties = [
        {each.id, each.parent, each.closings, *(same.measure for same in each.same)} - {None}
        for each in measures.values()
    ]
    found: set[str | None] = {*named}
    while more := [tie for tie in ties if found & tie and not tie <= found]:
        found.update(*more)
    return {id_: measure for id_, measure in measures.items() if id_ in found}


def _is_tighter(found: Bounds, whole: Bounds) -> bool:
    return found.high is not None and (whole.high is None or found.high < whole.high)


def _unsaid(rows: Sequence[Cell], measures: Registry) -> Iterator[Cell]:
    """Yield the counts by strand that a period does not speak of: others may tell them too."""
    said = {cell.key for cell in rows}
    for period in sorted({key.period for key in said}):
        for measure in measures.values():
            for part in parts(measure):
                for strand in (*STRANDS, TOTAL) if measure.by_strand else ():
                    key = CellKey(period, measure.id, part, strand)
                    if key not in said:
                        empty = strand in measure.empty_strands
                        yield Cell(key, None, Status.EMPTY if empty else Status.WITHHELD)
