"""A table that stands in for the cases behind recorded returns, since nobody here knows them.

It agrees with every figure that was sent, with the sums that must hold, and with as much of what
readers believe as can hold together (a caseload goes on where the last return left it; who
answered at exit is among those closed). Where a belief cannot hold, a reader does without it too.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import highspy
import numpy as np

from idva_desktop.domain.calendar import Period
from idva_desktop.domain.errors import ReturnError
from idva_desktop.returns.atoms import Atom, World, same, value
from idva_desktop.returns.booking import Booking
from idva_desktop.returns.cells import CellKey
from idva_desktop.returns.constraints import Lattice, Rule, stated, statement
from idva_desktop.returns.exceptions import known_rules
from idva_desktop.returns.given_away import given_away
from idva_desktop.returns.ledger import Ledger
from idva_desktop.returns.measure import Registry
from idva_desktop.returns.nearest import answer, new_solver
from idva_desktop.returns.pack import Pack
from idva_desktop.returns.recorded import Recorded, quarters_between

_CONTRADICTION = (
    "The figures of the earlier returns cannot all be true together: parts are more than their "
    "whole, or a year is not the sum of its quarters. Nothing was entered. Compare the file with "
    "the returns as they were sent."
)


def lattice_of(
    measures: Registry,
    pack: Pack,
    ledger: Ledger,
    quarters: Sequence[Period],
    bookings: Sequence[Booking],
    period: Period,
) -> Lattice:
    """Return all sums of a ledger, with what stands in for its recorded quarters.

    Args:
        measures: the registry, those of the pack.
        pack: the design of the returns to come; what was sent before may have been finer.
        ledger: what was recorded and issued before.
        quarters: those issued, and the one about to be.
        bookings: of these quarters.
        period: what the return to come covers.

    Raises:
        ReturnError: the recorded figures contradict one another.
    """
    cells = tuple(cell for row in ledger.rows if row.recorded for cell in row.cells)
    if not cells:
        return Lattice(measures, pack, quarters, bookings)
    past = quarters_between(cells, quarters[0] if quarters else None)
    wide = pack.widened(cell.key for cell in cells)
    bare = Lattice(measures, wide, [*past, *quarters], bookings, Recorded(past, cells))
    held = Recorded(past, cells, _stand_in(bare))
    whole = replace(bare, recorded=held)
    names = {row.period for row in ledger.rows if not row.recorded} | {period.name}
    asked = [each for each in map(Period.parse, sorted(names)) if not each.is_quarter]
    settled = frozenset(key for each in asked for key in _settled(whole, pack, each))
    return replace(whole, recorded=replace(held, settled=settled)) if settled else whole


def _settled(lattice: Lattice, pack: Pack, period: Period) -> Iterator[CellKey]:
    """Yield the cells of a return whose figures are sure, although not all their share was sent."""
    rules = {
        key: statement(form, key, lattice.true_value(key))
        for key in pack.cells(period, lattice.measures)
        if lattice.is_unknown(key) and key.part not in {"hours", "start"}
        if (form := lattice.cell(key))
    }
    asked = [*known_rules(lattice), *rules.values()]
    atoms = dict.fromkeys(atom for rule in asked for atom in rule.form)
    booked = ((atom, lattice.booked[atom]) for atom in atoms if not lattice.is_free({atom: 1}))
    sure = [Rule({atom: 1}, amount, amount) for atom, amount in booked]
    found = given_away(lattice, [], list(rules.values()), sure).settled
    return (key for key, rule in rules.items() if same(rule.form) in found)


def _stand_in(lattice: Lattice) -> World:
    told = [*lattice.told_rules()]
    sure = [rule for rule, is_sure in told if is_sure]
    search = _Search(lattice, [*sure, *stated(lattice, lattice.recorded.cells)])
    if not search.allows(()):
        raise ReturnError(_CONTRADICTION)
    believed = [rule for rule, is_sure in told if not is_sure and lattice.is_free(rule.form)]
    return search.table([*search.compatible(believed, [])])


class _Search:
    """Looks for whole numbers for the free unknowns; what was booked stays as it is."""

    def __init__(self, lattice: Lattice, rules: Sequence[Rule]) -> None:
        self._lattice = lattice
        self._rules = [rule for rule in rules if lattice.is_free(rule.form)]

    def allows(self, more: Iterable[Rule]) -> bool:
        """Say whether anything agrees with the rules and with ``more``."""
        return self._solved(more) is not None

    def compatible(self, rules: Sequence[Rule], kept: list[Rule]) -> Iterator[Rule]:
        """Yield as many of ``rules``, in their order, as can hold together."""
        if self.allows([*kept, *rules]):
            kept += rules
            yield from rules
        elif len(rules) > 1:
            half = len(rules) // 2
            yield from self.compatible(rules[:half], kept)
            yield from self.compatible(rules[half:], kept)

    def table(self, more: Iterable[Rule]) -> World:
        """Return the table; what it leaves out is nought."""
        found = self._solved(more)
        if found is None:
            raise ReturnError(_CONTRADICTION)
        return found

    def _solved(self, more: Iterable[Rule]) -> World | None:
        spans, booked = self._lattice.recorded.spans, self._lattice.booked
        columns: dict[Atom, int] = {}
        rows: list[tuple[float, float, dict[int, float]]] = []
        for rule in (*self._rules, *more):
            row = {
                columns.setdefault(atom, len(columns)): float(factor)
                for atom, factor in rule.form.items()
                if atom.period in spans
            }
            known = value(rule.form, booked)
            high = highspy.kHighsInf if rule.high is None else float(rule.high - known)
            rows.append((float(rule.low - known), high, row))
        solver = new_solver()
        for _ in columns:
            solver.addVar(0.0, highspy.kHighsInf)
        everything = np.arange(len(columns), dtype=np.int32)
        solver.changeColsCost(len(columns), everything, np.ones(len(columns)))
        whole = np.full(len(columns), highspy.HighsVarType.kInteger)
        solver.changeColsIntegrality(len(columns), everything, whole)
        for low, high, row in rows:
            places, factors = np.array(list(row), dtype=np.int32), np.array(list(row.values()))
            solver.addRow(low, high, len(row), places, factors)
        found = answer(solver, len(columns), ())
        if found is None:
            return None
        amounts = np.rint(found).astype(int).tolist()
        return {atom: amounts[place] for atom, place in columns.items() if amounts[place]}
