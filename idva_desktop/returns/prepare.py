"""From facts to a protected and proved return: the one door of this package for casework."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from idva_desktop.domain.calendar import Period
from idva_desktop.domain.errors import ReturnError
from idva_desktop.domain.progress import Progress, Stage, unwatched
from idva_desktop.returns.booking import Booking, book, late_clients
from idva_desktop.returns.cells import CellKey, Status
from idva_desktop.returns.certificate import Certificate, brought_up, required
from idva_desktop.returns.constraints import Lattice
from idva_desktop.returns.facts import Fact
from idva_desktop.returns.ledger import Ledger, Released, books
from idva_desktop.returns.measure import Registry
from idva_desktop.returns.pack import Pack
from idva_desktop.returns.protect import Reason, protect
from idva_desktop.returns.soundness import require_sound
from idva_desktop.returns.stand_in import lattice_of
from idva_desktop.returns.verify import verify


@dataclass(frozen=True, slots=True)
class PreparedReturn:
    """A return that is proved safe and not yet issued.

    Attributes:
        released: the ledger row that issuing appends, with every cell as readers see it.
        reasons: why each withheld cell is withheld; for the screen, never for the package.
        late: distinct clients entered after their own quarter was issued; withheld in the
            package where small.
        worlds: how many tables prove it; 0 where it was issued before.
        targets: how many small counts it proves open; 0 where it was issued before.
        again: whether this period was issued before; the row is that of the ledger then.
        earlier: the returns issued before this one, for the trends.
        certificate: the proof; no return leaves without it.
        lattice: all that it was protected from, for the checks before it leaves and for what
            simpler tables would give back; ``None`` where it was issued before.
    """

    released: Released
    reasons: dict[CellKey, Reason]
    late: int
    worlds: int
    targets: int = 0
    again: bool = False
    earlier: tuple[Released, ...] = ()
    certificate: Certificate | None = None
    lattice: Lattice | None = None

    @property
    def shown(self) -> int:
        """How many cells are shown."""
        return sum(cell.status is Status.SHOWN for cell in self.released.cells)

    @property
    def withheld(self) -> int:
        """How many cells are withheld."""
        return sum(cell.status is Status.WITHHELD for cell in self.released.cells)


def prepare(  # everything that a return depends on, and nothing hidden
    period: Period,
    facts: Iterable[Fact],
    measures: Registry,
    pack: Pack,
    ledger: Ledger,
    seed: bytes,
    today: date,
    progress: Progress = unwatched,
) -> PreparedReturn:
    """Book, count, protect and prove the return of one period. Writes nothing.

    Args:
        period: a quarter, a year or a contract to date.
        facts: the truth now, of any day; only quarters look at it.
        measures: the registry; measures that the pack does not name are left out.
        pack: which cells a return holds.
        ledger: everything issued before.
        seed: at least 16 secret bytes that stay the same for the life of the vault.
        today: the London date; a period must be over.
        progress: told how far it is; may raise to stop.

    Raises:
        ReturnError: this period cannot be issued now.
        ProtectionError: no proof of safety.
    """
    measures = pack.measures(measures)
    require_sound(measures)
    before = ledger.issued(period.name)
    if before is not None:
        return _again(before, ledger)
    keys = _keys(period, pack, measures)
    ledger.require_next(period, today)
    quarters, new = ledger.quarters, list[Booking]()
    if books(period, quarters):
        new = book(facts, measures, ledger.bookings, period, next(iter(quarters), None))
        quarters = [*quarters, period]
    lattice = lattice_of(measures, pack, ledger, quarters, [*ledger.bookings, *new], period)
    earlier = [cell for row in ledger.rows for cell in row.cells]
    known = brought_up(ledger.proofs.get(ledger.head), lattice)
    protected = protect(lattice, earlier, keys, seed, progress, known)
    released = Released(
        period.name, pack.name, pack.threshold, protected.cells, tuple(new), ledger.head
    )
    progress(Stage("Proving it", 0, 0))
    proof = Certificate.of(
        released.hash, lattice, [*earlier, *protected.cells], protected.worlds, protected.given
    )
    verify(lattice, ledger, released, proof)
    return PreparedReturn(
        released,
        protected.reasons,
        _late(period, lattice.bookings),
        len(proof.worlds),
        len(proof.pairs),
        earlier=tuple(row for row in ledger.rows if not row.recorded),
        certificate=proof,
        lattice=lattice,
    )


def _keys(period: Period, pack: Pack, measures: Registry) -> list[CellKey]:
    keys = pack.cells(period, measures)
    if not keys:
        raise ReturnError(
            f"The tables agreed with this contract have none for {period.title()}, so there is "
            "no return of it. Nothing was written. Name another period."
        )
    return keys


def _again(before: Released, ledger: Ledger) -> PreparedReturn:
    """Return what was issued, for the same bytes again; only with the proof that was kept."""
    return PreparedReturn(
        before,
        {},
        _late(Period.parse(before.period), ledger.bookings),
        0,
        again=True,
        earlier=tuple(row for row in ledger.rows[: ledger.rows.index(before)] if not row.recorded),
        certificate=required(ledger.proofs.get(before.hash), before.hash),
    )


def _late(period: Period, bookings: Iterable[Booking]) -> int:
    return late_clients(
        booking
        for booking in bookings
        if period.start <= Period.parse(booking.quarter).start < period.end
    )
