"""Tables that lie near the truth, found without the demand for whole numbers: quickly, and local.

How far a table lies from the truth is what an answer costs, and that cost never changes, so each
answer starts from the last one. A table that changes little serves many questions: it stays good
while other cells are shown again.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from idva_desktop.domain.errors import ProtectionError
from idva_desktop.returns.atoms import Atom, Form, World, value
from idva_desktop.returns.constraints import Rule

SECONDS_A_SEARCH = 20.0

Demand = tuple[int, tuple[float, float]]
"""A row, and between what it must lie."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cell of the new return that could be shown.

    Attributes:
        rule: what showing it states.
        weight: what withholding it costs.
        needs: index of a cell without which it is not shown, or ``None``.
    """

    rule: Rule
    weight: float
    needs: int | None = None


class NearestTables:
    """Answers one question at a time; the model is built once.

    Columns: how far each atom lies above its truth, how far below, then how far each candidate
    lies above its figure, and how far below. Rows: the rules, the candidates, and the targets,
    which bite only while they are asked for.

    Args:
        truth: the true value of every atom.
        high: the most that each atom can be.
        rules: what holds in every world.
        candidates: the cells of the new return.
        targets: the sums asked for.
        of_people: what it costs to count one person more or fewer in an atom.
        of_cells: what it costs to lie one away from the figure of a cell.
    """

    def __init__(
        self,
        truth: World,
        high: Mapping[Atom, int],
        rules: Sequence[Rule],
        candidates: Sequence[Candidate],
        targets: Sequence[Form],
        *,
        of_people: float,
        of_cells: float,
    ) -> None:
        self._truth = truth
        self._amounts = np.array(list(truth.values()), dtype=np.float64)
        self._column = {atom: index for index, atom in enumerate(truth)}
        self._count = len(candidates)
        self._solver = new_solver()
        for atom, amount in truth.items():
            self._solver.addVar(0.0, float(high[atom] - amount))
        for amount in truth.values():
            self._solver.addVar(0.0, float(amount))
        for _ in range(2 * self._count):
            self._solver.addVar(0.0, highspy.kHighsInf)
        atoms, apart = 2 * len(truth), 2 * self._count
        costs = np.repeat([of_people, of_cells], [atoms, apart])
        self._solver.changeColsCost(atoms + apart, np.arange(atoms + apart, dtype=np.int32), costs)
        self._apart = np.arange(atoms, atoms + apart, dtype=np.int32)
        for rule in rules:
            self._add(rule.form, rule.low, rule.high)
        for index, candidate in enumerate(candidates):
            rule, above = candidate.rule, atoms + index
            self._add(rule.form, rule.low, rule.high, {above: -1.0, above + self._count: 1.0})
        self._targets = targets
        self._rows: dict[int, tuple[int, int]] = {}  # of each asked: its row, and its true value

    def _add(
        self,
        form: Form,
        low: float,
        high: float | None,
        apart: Mapping[int, float] | None = None,
    ) -> None:
        up = {self._column[atom]: float(factor) for atom, factor in form.items()}
        down = {column + len(self._truth): -factor for column, factor in up.items()}
        row = up | down | dict(apart or {})
        true = value(form, self._truth)
        most = highspy.kHighsInf if high is None else float(high - true)
        columns = np.array(list(row), dtype=np.int32)
        factors = np.array(list(row.values()))
        self._solver.addRow(float(low - true), most, len(row), columns, factors)

    def _demanded(self, demand: Demand) -> Demand:
        """Return the row of a target, and between what it must lie if the truth is nought.

        Many are never asked for, so a row is added when it is.
        """
        target, (low, high) = demand
        if target not in self._rows:
            form = self._targets[target]
            self._rows[target] = self._solver.getNumRow(), value(form, self._truth)
            self._add(form, -highspy.kHighsInf, None)
        row, true = self._rows[target]
        return row, (low - true, high - true)

    def find(
        self, demands: Collection[Demand], withheld: Collection[int]
    ) -> NDArray[np.float64] | None:
        """Return the nearest table in which only withheld cells have other figures, if any.

        Args:
            demands: which targets must lie between what.
            withheld: indices of the candidates that are not shown.

        Raises:
            ProtectionError: the search took too long, or the solver failed.
        """
        room = np.zeros(self._count)
        room[list(withheld)] = highspy.kHighsInf
        if self._count:
            self._solver.changeColsBounds(
                len(self._apart), self._apart, np.zeros(len(self._apart)), np.tile(room, 2)
            )
        count = len(self._truth)
        found = answer(self._solver, 2 * count, [self._demanded(each) for each in demands])
        return None if found is None else self._amounts + found[:count] - found[count:]


def new_solver() -> highspy.Highs:
    """Return a silent solver that gives the same answer in every run."""
    solver = highspy.Highs()  # type: ignore[no-untyped-call]  # highspy leaves it untyped
    solver.silent()
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("random_seed", 1)
    solver.setOptionValue("mip_rel_gap", 0.0)
    return solver


def answer(
    solver: highspy.Highs, count: int, demands: Iterable[Demand]
) -> NDArray[np.float64] | None:
    """Return the first ``count`` columns of the answer, ``None`` where there is none.

    Args:
        solver: the model; unchanged afterwards.
        count: how many columns are asked for.
        demands: rows that must lie between what for this once.

    Raises:
        ProtectionError: the search took too long, or the solver failed.
    """
    rows = list(demands)
    for row, side in rows:
        solver.changeRowBounds(row, *side)
    try:
        return _answer(solver, count)
    finally:
        for row, _ in rows:
            solver.changeRowBounds(row, -highspy.kHighsInf, highspy.kHighsInf)


def _answer(solver: highspy.Highs, count: int) -> NDArray[np.float64] | None:
    # The solver's clock runs on from one question to the next.
    solver.setOptionValue("time_limit", solver.getRunTime() + SECONDS_A_SEARCH)
    solver.run()
    status = solver.getModelStatus()
    if status == highspy.HighsModelStatus.kInfeasible:
        return None
    if status != highspy.HighsModelStatus.kOptimal:
        raise ProtectionError(
            "No proof of safety was found in the time allowed, so the return was not made. "
            "Nothing was written. Try again, or ask for fewer tables."
        )
    # Any change to the model forgets the answer, so it is read at once.
    return np.asarray(solver.getSolution().col_value)[:count]
