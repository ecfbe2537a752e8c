"""The search for worlds: whole-number tables that agree with what is released (HiGHS)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from idva_desktop.domain.errors import ProtectionError
from idva_desktop.returns.atoms import Form, World
from idva_desktop.returns.constraints import Rule
from idva_desktop.returns.sums import MINUTES_AN_HOUR

_SECONDS_A_SEARCH = 20.0
_WHOLE = 1e-6


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


class _NoWorldError(Exception):
    """There is no such world; an answer that never leaves this module."""


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
        self._column = {atom: index for index, atom in enumerate(self._atoms)}
        self._candidates = candidates
        # Time is told in hours, so another figure lies an hour of minutes away.
        self._high = {
            atom: amount + reach + MINUTES_AN_HOUR * (atom.part == "minutes")
            for atom, amount in truth.items()
        }
        self._rows: list[tuple[float, float, list[int], list[float]]] = []
        for rule in rules:
            high = highspy.kHighsInf if rule.high is None else rule.high
            self._add_row(rule.low, high, rule.form)
        for index, candidate in enumerate(candidates):
            self._add_candidate(index, candidate)
        self._first_target = len(self._rows)
        for form in targets:
            self._add_row(-highspy.kHighsInf, highspy.kHighsInf, form)
        self._solver = self._build()

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
        solver = highspy.Highs()  # type: ignore[no-untyped-call]  # highspy leaves it untyped
        solver.silent()
        solver.setOptionValue("threads", 1)
        solver.setOptionValue("random_seed", 1)
        solver.setOptionValue("mip_rel_gap", 0.0)
        solver.passModel(model)
        return solver

    def find(
        self, target: int, side: tuple[float, float], withheld: Collection[int], *, free: bool
    ) -> World | None:
        """Find the world that changes the cheapest shown cells, or any where none may change.

        Args:
            target: index of the target.
            side: between what it must lie in the world.
            withheld: indices of the candidates that are not shown.
            free: whether shown cells may change, at their cost; else they keep their figure.

        Returns:
            The world, or ``None`` if there is none.

        Raises:
            ProtectionError: the search took too long, or the solver failed.
        """
        first = len(self._atoms)
        indices = np.arange(first, first + len(self._candidates), dtype=np.int32)
        hidden = np.array([float(i in withheld) for i in range(len(self._candidates))])
        weights = np.array([candidate.weight for candidate in self._candidates])
        solver = self._solver
        if len(indices):
            solver.changeColsBounds(len(indices), indices, hidden, np.maximum(hidden, float(free)))
            solver.changeColsCost(len(indices), indices, weights * (1.0 - hidden))
        row = self._first_target + target
        solver.changeRowBounds(row, *side)
        try:
            return (None if free else self._relaxed()) or self._whole()
        except _NoWorldError:
            return None
        finally:
            solver.changeRowBounds(row, -highspy.kHighsInf, highspy.kHighsInf)

    def _relaxed(self) -> World | None:
        """Return a world if the answer without the demand for whole numbers has them anyway."""
        self._solver.setOptionValue("solve_relaxation", True)
        try:
            values = self._run()
        finally:
            self._solver.setOptionValue("solve_relaxation", False)
        whole = np.rint(values)
        return self._world(whole) if np.abs(values - whole).max(initial=0.0) < _WHOLE else None

    def _whole(self) -> World:
        return self._world(np.rint(self._run()))

    def _world(self, whole: NDArray[np.float64]) -> World:
        return {atom: int(whole[column]) for atom, column in self._column.items()}

    def _run(self) -> NDArray[np.float64]:
        # The solver's clock runs on from one question to the next.
        limit = self._solver.getRunTime() + _SECONDS_A_SEARCH
        self._solver.setOptionValue("time_limit", limit)
        self._solver.run()
        status = self._solver.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            raise _NoWorldError
        if status != highspy.HighsModelStatus.kOptimal:
            raise ProtectionError(
                "No proof of safety was found in the time allowed, so the return was not made. "
                "Nothing was written. Try again, or ask for fewer tables."
            )
        # Any change to the model forgets the answer, so it is read at once.
        return np.asarray(self._solver.getSolution().col_value)[: len(self._atoms)]
