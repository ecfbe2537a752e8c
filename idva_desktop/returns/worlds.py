"""The search for worlds: whole-number tables that agree with what is released (HiGHS)."""

from collections.abc import Collection, Sequence

import highspy
import numpy as np
from numpy.typing import NDArray

from idva_desktop.returns.atoms import Form, World
from idva_desktop.returns.constraints import Rule
from idva_desktop.returns.nearest import Candidate, Demand, NearestTables, answer, new_solver
from idva_desktop.returns.sums import MINUTES_AN_HOUR

_WHOLE = 1e-6
_COSTS = ((1.0, 0.0), (0.01, 1.0))
"""What a nearest table pays for people and for cells that differ, in the order of the trials."""
_LARGE = 600
"""Atoms from which a world that is nearly the cheapest is taken: the last proof takes longest."""
_NEARLY = 0.1


class WorldFinder:
    """Finds worlds of one component, one question at a time; the model is built once.

    Columns: each atom (whole numbers), then for each candidate whether it is withheld (0 or 1).
    Rows: the rules, two for each candidate, one for each candidate that needs another, and one
    for each target, which bites only while that target is asked for.

    Args:
        truth: the true value of every atom of the component; its keys are the atoms.
        rules: what holds in every world, earlier releases among them.
        candidates: the cells of the new return.
        targets: the sums asked for.
        reach: how far an atom may lie above its truth; more only makes the search wider.
    """

    def __init__(
        self,
        truth: World,
        rules: Sequence[Rule],
        candidates: Sequence[Candidate],
        targets: Sequence[Form],
        reach: int,
    ) -> None:
        self._atoms = list(truth)
        self._truth = np.array([float(amount) for amount in truth.values()])
        self._column = {atom: index for index, atom in enumerate(self._atoms)}
        self._candidates = candidates
        self._weights = np.array([candidate.weight for candidate in candidates])
        # Time is told in hours, so another figure lies an hour of minutes away.
        self._high = {
            atom: amount + reach + MINUTES_AN_HOUR * (atom.part == "minutes")
            for atom, amount in truth.items()
        }
        self._most = np.array([float(amount) for amount in self._high.values()])
        self._rows: list[tuple[float, float, list[int], list[float]]] = []
        for rule in rules:
            high = highspy.kHighsInf if rule.high is None else rule.high
            self._add_row(rule.low, high, rule.form)
        for index, candidate in enumerate(candidates):
            self._add_candidate(index, candidate)
        self._whole = self._build()
        self._targets, self._asked = targets, dict[int, int]()
        # A table that counts few people elsewhere has few atoms for whole numbers to be looked
        # for in; one that changes few cells has many.
        self._nearest = tuple(
            NearestTables(
                truth, self._high, rules, candidates, targets, of_people=people, of_cells=cells
            )
            for people, cells in _COSTS
        )

    def _add_row(
        self, low: float, high: float, form: Form, extra: Sequence[tuple[int, float]] = ()
    ) -> None:
        columns = [self._column[atom] for atom in form] + [column for column, _ in extra]
        factors = [float(factor) for factor in form.values()] + [factor for _, factor in extra]
        self._rows.append((low, high, columns, factors))

    def _add_candidate(self, index: int, candidate: Candidate) -> None:
        column = len(self._atoms) + index
        rule = candidate.rule
        stated_high = rule.low if rule.high is None else rule.high
        most = sum(factor * self._high[atom] for atom, factor in rule.form.items() if factor > 0)
        least = sum(factor * self._high[atom] for atom, factor in rule.form.items() if factor < 0)
        up, down = float(max(0, most - stated_high)), float(max(0, rule.low - least))
        self._add_row(-highspy.kHighsInf, stated_high, rule.form, [(column, -up)])
        self._add_row(rule.low, highspy.kHighsInf, rule.form, [(column, down)])
        if candidate.needs is not None:
            needed = len(self._atoms) + candidate.needs
            self._add_row(0.0, highspy.kHighsInf, {}, [(column, 1.0), (needed, -1.0)])

    def _build(self) -> highspy.Highs:
        count = len(self._atoms) + len(self._candidates)
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = count, len(self._rows)
        model.col_cost_ = np.zeros(count)
        model.col_lower_ = np.zeros(count)
        model.col_upper_ = np.array(
            [float(self._high[atom]) for atom in self._atoms] + [1.0] * len(self._candidates)
        )
        model.row_lower_ = np.array([row[0] for row in self._rows])
        model.row_upper_ = np.array([row[1] for row in self._rows])
        model.integrality_ = [highspy.HighsVarType.kInteger] * count
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.cumsum([0] + [len(row[2]) for row in self._rows])
        model.a_matrix_.index_ = np.array([c for row in self._rows for c in row[2]], dtype=np.int32)
        model.a_matrix_.value_ = np.array([f for row in self._rows for f in row[3]], dtype=float)
        solver = new_solver()
        # Tables of small numbers are whole soon; guessing at them first takes longer.
        solver.setOptionValue("mip_heuristic_run_feasibility_jump", False)
        solver.passModel(model)
        return solver

    def _row_of(self, target: int) -> int:
        """Return the row of a target; few are ever asked for here, so it is added when it is."""
        if target not in self._asked:
            self._asked[target] = self._whole.getNumRow()
            form = self._targets[target]
            columns = np.array([self._column[atom] for atom in form], dtype=np.int32)
            factors = np.array(list(form.values()), dtype=np.float64)
            self._whole.addRow(-highspy.kHighsInf, highspy.kHighsInf, len(form), columns, factors)
        return self._asked[target]

    def find(
        self, demands: Collection[Demand], withheld: Collection[int], *, free: bool
    ) -> NDArray[np.int64] | None:
        """Find the world that changes the cheapest shown cells, or any where none may change.

        Args:
            demands: which targets must lie between what, all of them in the one world.
            withheld: indices of the candidates that are not shown.
            free: whether shown cells may change, at their cost; else they keep their figure.

        Returns:
            The world's amounts in the order of the atoms, or ``None`` if there is none.

        Raises:
            ProtectionError: the search took too long, or the solver failed.
        """
        # What costs nothing is cheapest. Whole numbers come by themselves more often than not,
        # and else are nearly always found among the atoms that a nearest table changes.
        for tables in self._nearest:
            near = tables.find(demands, withheld)
            if near is None:
                break
            if np.abs(near - np.rint(near)).max(initial=0.0) < _WHOLE:
                return _rounded(near)
            self._let_move(np.abs(near - self._truth) > _WHOLE)
            found = self._ask(demands, withheld, free=False)
            if found is not None:
                return _rounded(found)
        if near is None and not free:
            return None
        self._let_move(np.ones(len(self._atoms), dtype=np.bool_))
        found = self._ask(demands, withheld, free=free)
        return None if found is None else _rounded(found)

    def _let_move(self, which: NDArray[np.bool_]) -> None:
        """Let atoms have other amounts than their true ones; all others keep these."""
        count = len(self._atoms)
        self._whole.changeColsBounds(
            count,
            np.arange(count, dtype=np.int32),
            np.where(which, 0.0, self._truth),
            np.where(which, self._most, self._truth),
        )

    def _ask(
        self,
        demands: Collection[Demand],
        withheld: Collection[int],
        *,
        free: bool,
    ) -> NDArray[np.float64] | None:
        solver = self._whole
        nearly = _NEARLY if free and len(self._atoms) > _LARGE else 0.0
        solver.setOptionValue("mip_rel_gap", nearly)
        first, count = len(self._atoms), len(self._candidates)
        indices = np.arange(first, first + count, dtype=np.int32)
        hidden = np.array([float(i in withheld) for i in range(count)])
        if count:
            solver.changeColsBounds(count, indices, hidden, np.maximum(hidden, float(free)))
            solver.changeColsCost(count, indices, self._weights * (1.0 - hidden) * free)
        rows = [(self._row_of(target), side) for target, side in demands]
        return answer(solver, len(self._atoms), rows)


def _rounded(amounts: NDArray[np.float64]) -> NDArray[np.int64]:
    return np.rint(amounts).astype(np.int64)
