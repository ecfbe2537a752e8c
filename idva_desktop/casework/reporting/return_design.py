"""The contract's own tables: dated changes of the default, and what simpler ones would give.

A change is an act in the journal with the second person's signature over it. It holds from one
return on; what was issued keeps its tables for ever.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from idva_desktop.casework.issued_ledger import ledger
from idva_desktop.casework.second_person import require_other
from idva_desktop.casework.session import Save, Session, new_id
from idva_desktop.domain.calendar import Period
from idva_desktop.domain.errors import ReturnError
from idva_desktop.domain.progress import Progress, Stage, unwatched
from idva_desktop.domain.records import ReturnDesign
from idva_desktop.domain.roles import Role
from idva_desktop.journal.acts import LEDGER_OWNER, Act
from idva_desktop.returns.cells import CellKey, Status
from idva_desktop.returns.certificate import brought_up
from idva_desktop.returns.design_changes import Change, DesignChange, design_changes
from idva_desktop.returns.measure import TOTAL
from idva_desktop.returns.measures import MEASURES
from idva_desktop.returns.pack import Pack
from idva_desktop.returns.pack_changes import (
    PackChange,
    Step,
    pack_for,
    require_possible,
)
from idva_desktop.returns.prepare import PreparedReturn
from idva_desktop.returns.protect import Protected, protect
from idva_desktop.returns.stand_in import lattice_of

_ALONE = "Nobody decides alone what a return shows. Nothing was changed; ask a second member."


def pack_in_force(session: Session, period: Period) -> Pack:
    """Return the tables in force for the return of a period."""
    changes = [change_of(held) for held in decided(session)]
    issued = _issued(session) if changes else []
    return pack_for(Pack.default(), changes, period, MEASURES, issued)


def _issued(session: Session) -> list[Period]:
    rows = ledger(session).rows
    return [Period.parse(row.period) for row in rows if not row.recorded]


def decided(session: Session) -> list[ReturnDesign]:
    """Return every change that was decided, in order."""
    return session.vault.fetch(ReturnDesign, owner=LEDGER_OWNER)


def change_of(held: ReturnDesign) -> PackChange:
    """Return a change as protection has it."""
    step = Step(held.change or "")
    return PackChange(held.since or "", step, held.measure or "", held.breakdown or "")


def in_force(session: Session, period: Period) -> list[tuple[ReturnDesign, ...]]:
    """Return the changes that make the tables of a return other than the default, in order.

    What was decided of one measure at once stays together: one table in the place of another.
    """
    last: dict[tuple[str, str, str], ReturnDesign] = {}
    for held in decided(session):
        change = change_of(held)
        if change.holds_for(period):
            last.pop(change.place, None)
            last[change.place] = held
    default = Pack.default()
    usual = default.cells(period, MEASURES)
    found = [
        held
        for held in last.values()
        if pack_for(default, [change_of(held)], period, MEASURES).cells(period, MEASURES) != usual
    ]
    at_once = groupby(found, key=lambda held: (held.approval, held.measure))
    return [tuple(of) for _, of in at_once]


def as_changes(found: DesignChange, period: Period) -> list[PackChange]:
    """Return what choosing a simpler design would change, from the return of ``period`` on."""
    if found.change is Change.BY_TOTAL_ONLY:
        return [PackChange(period.name, Step.TOTAL_ONLY, found.measure)]
    left_out = PackChange(period.name, Step.WITHOUT_BREAKDOWN, found.measure, found.dimension)
    if not found.into:
        return [left_out]
    return [left_out, PackChange(period.name, Step.WITH_BREAKDOWN, found.measure, found.into)]


def simpler_designs(
    session: Session, prepared: PreparedReturn, progress: Progress = unwatched
) -> list[DesignChange]:
    """Work out what each simpler table would give back of a prepared return, the best first.

    Raises:
        RefusedError: the member is no supervisor.
        ReturnError: the return was issued; its tables stay.
        CancelledError: the person stopped it.
    """
    session.need(Role.SUPERVISOR)
    lattice = prepared.lattice
    if lattice is None:
        raise ReturnError("This return was issued, so its tables stay as they are.")
    progress(Stage("Trying simpler tables", 0, 0))
    held = ledger(session)
    row = prepared.released
    # The same beginning as when the return is prepared, so that it gives what is promised.
    known = brought_up(held.proofs.get(held.head), lattice)
    earlier = [cell for each in held.rows for cell in each.cells]
    now = Protected(row.cells, prepared.reasons, ())
    seed = session.vault.return_seed()
    return design_changes(lattice, earlier, now, seed, progress, known)


@dataclass(frozen=True, slots=True)
class TriedTable:
    """A finer table, and what it would show and cost.

    Attributes:
        change: what is asked for.
        given_back: figures that would be shown and are not now; those of the table itself too.
        given_up: figures that are shown now and would not be.
        new: how many figures the table adds to the return, shown or withheld.
    """

    change: PackChange
    given_back: tuple[CellKey, ...]
    given_up: tuple[CellKey, ...]
    new: int

    @property
    def gain(self) -> int:
        """How many more figures the reader would have."""
        return len(self.given_back) - len(self.given_up)


def finer_tables(prepared: PreparedReturn) -> list[PackChange]:
    """Return every table that a contract may ask for and that this return does not have."""
    if prepared.lattice is None:
        return []
    period = prepared.released.period
    keys = [cell.key for cell in prepared.released.cells]
    has = {(key.measure, key.dimension) for key in keys}
    stranded = {key.measure for key in keys if key.strand != TOTAL}
    found: list[PackChange] = []
    for measure in (MEASURES[id_] for id_ in sorted({key.measure for key in keys})):
        if measure.by_strand and measure.id not in stranded:
            found.append(PackChange(period, Step.EACH_STRAND, measure.id))
        found += [
            PackChange(period, Step.WITH_BREAKDOWN, measure.id, name)
            for name in measure.breakdowns
            if not {(measure.id, name), (measure.id, measure.finest_of(name))} & has
        ]
    return sorted(found, key=lambda each: (each.measure, each.breakdown))


def try_table(
    session: Session,
    prepared: PreparedReturn,
    change: PackChange,
    progress: Progress = unwatched,
) -> TriedTable:
    """Work out what a finer table would show, and what it would cost the other figures.

    Raises:
        RefusedError: the member is no supervisor.
        ReturnError: no return of this service may have it, or the return was issued.
        CancelledError: the person stopped it.
    """
    session.need(Role.SUPERVISOR)
    lattice = prepared.lattice
    if lattice is None:
        raise ReturnError("This return was issued, so its tables stay as they are.")
    held, period = ledger(session), Period.parse(prepared.released.period)
    require_possible([change], pack_in_force(session, period), MEASURES)
    progress(Stage("Trying the table", 0, 0))
    changes = [*(change_of(each) for each in decided(session)), change]
    issued = [Period.parse(row.period) for row in held.rows if not row.recorded]
    pack = pack_for(Pack.default(), changes, period, MEASURES, issued)
    measures = pack.measures(MEASURES)
    quarters = [*held.quarters, *([period] if period.is_quarter else [])]
    then = lattice_of(measures, pack, held, quarters, lattice.bookings, period)
    known = brought_up(held.proofs.get(held.head), then)
    earlier = [cell for each in held.rows for cell in each.cells]
    keys, seed = pack.cells(period, measures), session.vault.return_seed()
    found = protect(then, earlier, keys, seed, progress, known)
    before = {cell.key for cell in prepared.released.cells if cell.status is Status.SHOWN}
    after = {cell.key for cell in found.cells if cell.status is Status.SHOWN}
    return TriedTable(
        change,
        tuple(sorted(after - before)),
        tuple(sorted(before - after)),
        len(keys) - len(prepared.released.cells),
    )


def change_tables(
    session: Session, changes: Sequence[PackChange], *, approver: str, passphrase: str
) -> None:
    """Make changes part of the contract's own tables, all or none of them.

    Args:
        session: the supervisor's.
        changes: each from a return that is not issued yet.
        approver: the second member's name.
        passphrase: the second member's passphrase.

    Raises:
        RefusedError: the member is no supervisor, or would decide alone.
        ReturnError: no return of this service may have such tables, or that return was issued.
        WrongPassphraseError: the second member did not prove themselves.
    """
    session.need(Role.SUPERVISOR)
    require_other(session, approver, _ALONE)
    held = ledger(session)
    for change in changes:
        period = Period.parse(change.since)
        if held.issued(change.since):
            raise ReturnError(
                f"The return of {period.title()} was issued, and its tables stay as they are. "
                "Nothing was changed. Choose a return that is not issued yet."
            )
        require_possible(changes, pack_in_force(session, period), MEASURES)
    with session.vault.prove_member(approver, passphrase) as second:
        require_other(session, second, _ALONE)
        signature = second.sign(_message(changes)).hex()
        saves = [
            Save(
                ReturnDesign,
                new_id(),
                LEDGER_OWNER,
                {
                    "since": change.since,
                    "change": change.step.value,
                    "measure": change.measure,
                    "breakdown": change.breakdown or None,
                    "decided_at": session.clock(),
                    "decided_by": session.name,
                    "approved_by": second.member.name,
                    "approval": signature,
                },
            )
            for change in changes
        ]
        notes: dict[str, str | int] = {"approver": second.member.id, "approval": signature}
        made = tuple(save.change() for save in saves)
        session.vault.commit(Act("change_return", made, notes=notes))


def _message(changes: Sequence[PackChange]) -> bytes:
    """Return what the second person signs: each change on a line of its own."""
    lines = (f"{each.since} {each.step} {each.measure} {each.breakdown}" for each in changes)
    return "\n".join(("IDVA Desktop change of the return", *lines)).encode()
