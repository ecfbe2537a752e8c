"""Tables that lie near the truth, found without the demand for whole numbers: quickly, and local.

How far each cell lies from its figure is what an answer costs, and that cost never changes, so
each answer starts from the last one. A table that changes few cells serves many questions: it
stays good while any other cell is shown again.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from idva_desktop.domain.errors import ProtectionError
from idva_desktop.returns.atoms import Atom, Form
from idva_desktop.returns.constraints import Rule

SECONDS_A_SEARCH = 20.0
_SPREAD = (5**0.5 - 1) / 2
"""Multiples of it lie evenly between one whole number and the next, and no two alike."""


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

    Columns: each atom, then how far each candidate lies above its figure, then how far below.
    Rows: the rules, the candidates, and the targets, which bite only while they are asked for.

    Args:
        high: the most that each atom can be.
        rules: what holds in every world.
        candidates: the cells of the new return.
        targets: the sums asked for.
        uneven: 0 where all cells cost alike; each other number has costs of its own, so that
            other tables are nearest.
    """

    def __init__(
        self,
        high: Mapping[Atom, int],
        rules: Sequence[Rule],
        candidates: Sequence[Candidate],
        targets: Sequence[Form],
        *,
        uneven: int = 0,
    ) -> None:
        self._column = {atom: index for index, atom in enumerate(high)}
        self._count = len(candidates)
        self._solver = new_solver()
        for most in high.values():
            self._solver.addVar(0.0, float(most))
        for _ in range(2 * self._count):
            self._solver.addVar(0.0, highspy.kHighsInf)
        self._apart = np.arange(len(high), len(high) + 2 * self._count, dtype=np.int32)
        if self._count:
            costs = np.ones(len(self._apart))
            costs += uneven * _SPREAD * np.arange(len(self._apart), dtype=np.float64) % 1.0
            self._solver.changeColsCost(len(self._apart), self._apart, costs)
        for rule in rules:
            self._add(rule.form, rule.low, rule.high)
        for index, candidate in enumerate(candidates):
            rule, above = candidate.rule, len(high) + index
            apart = {above: -1.0, above + self._count: 1.0}
            self._add(rule.form, rule.low, rule.high, apart)
        self._targets, self._rows = targets, dict[int, int]()

    def _add(
        self,
        form: Form,
        low: float,
        high: int | None,
        apart: Mapping[int, float] | None = None,
    ) -> None:
        row = {self._column[atom]: float(factor) for atom, factor in form.items()} | dict(
            apart or {}
        )
        most = highspy.kHighsInf if high is None else float(high)
        columns = np.array(list(row), dtype=np.int32)
        self._solver.addRow(float(low), most, len(row), columns, np.array(list(row.values())))

    def _row_of(self, target: int) -> int:
        """Return the row of a target; many are never asked for, so it is added when it is."""
        if target not in self._rows:
            self._rows[target] = self._solver.getNumRow()
            self._add(self._targets[target], -highspy.kHighsInf, None)
        return self._rows[target]

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
        rows = [(self._row_of(target), side) for target, side in demands]
        return answer(self._solver, len(self._column), rows)


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
