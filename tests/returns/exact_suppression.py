"""The fewest cells that must be withheld, by an exact method: a measure of the fast one's quality.

A master problem chooses cells; a linear problem asks, of each demand, whether what is chosen lets
it be met; where it does not, its duals give an inequality that every safe choice satisfies
(Fischetti and Salazar). Worlds may hold fractions here, and withheld cells need not be ambiguous,
so what is found is a bound that no safe choice of whole-number worlds can be better than.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import highspy
import numpy as np
import pytest
from numpy.typing import NDArray

from idva_desktop.returns import protect as protecting
from idva_desktop.returns.atoms import Atom, less
from idva_desktop.returns.components import Component
from idva_desktop.returns.constraints import Rule
from idva_desktop.returns.nearest import Candidate
from idva_desktop.returns.withholding import Withholding, withhold

_CLOSE = 1e-6


@dataclass(frozen=True, slots=True)
class Demand:
    """A sum that some world must show at ``at_least`` or more; turn the sign for at most."""

    form: Mapping[Atom, float]
    at_least: float


def fewest(
    truth: Mapping[Atom, float],
    rules: Sequence[Rule],
    candidates: Sequence[Candidate],
    demands: Sequence[Demand],
    barred: Collection[int],
) -> set[int]:
    """Return a smallest set of candidates to withhold, the barred ones among them.

    Args:
        truth: every atom with its value.
        rules: what holds in every world.
        candidates: cells that could be shown; each weighs what withholding it costs.
        demands: what some world must show.
        barred: candidates that are withheld in any case.
    """
    asking = _Asking(truth, rules, candidates)
    choosing = _Choosing(candidates, barred)
    for whole in (False, True):
        while cuts := asking.cuts(choosing.choice(whole=whole), demands):
            choosing.add(cuts)
    return {index for index, x in enumerate(choosing.choice(whole=True)) if x > 0.5}


@dataclass(frozen=True, slots=True)
class Solved:
    """A component as the program solved it.

    Attributes:
        component: what hangs together.
        small: candidates that are withheld in any case.
        threshold: T.
        withheld: how many the program withholds.
    """

    component: Component
    small: list[int]
    threshold: int
    withheld: int

    def fewest(self) -> int:
        """Return how many must be withheld at the least."""
        part = self.component
        demands = [
            demand
            for goal in part.targets
            for demand in (Demand(goal.form, self.threshold), Demand(less(goal.form), 0))
        ]
        alike = [Candidate(each.rule, 1.0, each.needs) for each in part.candidates]
        return len(fewest(part.truth, part.rules, alike, demands, self.small))


@contextmanager
def solving_watched() -> Iterator[list[Solved]]:
    """Collect each component that is solved meanwhile."""
    found: list[Solved] = []

    def watched(
        component: Component, small: list[int], threshold: int, *more: object
    ) -> Withholding:
        search: Callable[..., Withholding] = withhold
        answer = search(component, small, threshold, *more)
        found.append(Solved(component, small, threshold, len(answer.hidden)))
        return answer

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(protecting, "withhold", watched)
        yield found


Cut = tuple[NDArray[np.float64], float]


def _solver() -> highspy.Highs:
    solver = highspy.Highs()  # type: ignore[no-untyped-call]  # highspy leaves it untyped
    solver.silent()
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("mip_rel_gap", 0.0)
    return solver


class _Asking:
    """Asks how far a sum can go when some cells are withheld."""

    def __init__(
        self,
        truth: Mapping[Atom, float],
        rules: Sequence[Rule],
        candidates: Sequence[Candidate],
    ) -> None:
        self._column = {atom: index for index, atom in enumerate(truth)}
        # Nothing is bounded from above, so the room of a withheld cell is as wide as all there is.
        self._room = 2.0 * sum(truth.values()) + 100.0
        self._solver = _solver()
        for _ in truth:
            self._solver.addVar(0.0, self._room)
        for rule in rules:
            self._add(rule)
        self._first = self._solver.getNumRow()
        for candidate in candidates:
            self._add(candidate.rule)
        self._low = np.array([float(each.rule.low) for each in candidates])
        self._high = np.array(
            [
                float(each.rule.low if each.rule.high is None else each.rule.high)
                for each in candidates
            ]
        )

    def _add(self, rule: Rule) -> None:
        columns = np.array([self._column[atom] for atom in rule.form], dtype=np.int32)
        factors = np.array([float(factor) for factor in rule.form.values()])
        high = highspy.kHighsInf if rule.high is None else float(rule.high)
        self._solver.addRow(float(rule.low), high, len(columns), columns, factors)

    def cuts(self, chosen: NDArray[np.float64], demands: Sequence[Demand]) -> list[Cut]:
        """Return an inequality for each demand that ``chosen`` does not meet."""
        for index, x in enumerate(chosen):
            self._solver.changeRowBounds(
                self._first + index,
                self._low[index] - self._room * x,
                self._high[index] + self._room * x,
            )
        found = (self._cut(chosen, demand) for demand in demands)
        return [cut for cut in found if cut is not None]

    def _cut(self, chosen: NDArray[np.float64], demand: Demand) -> Cut | None:
        for atom, factor in demand.form.items():
            self._solver.changeColCost(self._column[atom], -float(factor))
        self._solver.run()
        reached = -self._solver.getInfo().objective_function_value
        duals = np.abs(np.asarray(self._solver.getSolution().row_dual)[self._first :])
        for atom in demand.form:
            self._solver.changeColCost(self._column[atom], 0.0)
        if reached >= demand.at_least - _CLOSE * max(1.0, abs(demand.at_least)):
            return None
        factors = duals * self._room
        short = demand.at_least - reached + float(factors @ chosen)
        return np.minimum(factors / short, 1.0), 1.0


class _Choosing:
    """Chooses the cheapest cells that satisfy every inequality found so far."""

    def __init__(self, candidates: Sequence[Candidate], barred: Collection[int]) -> None:
        self._solver = _solver()
        self._count = len(candidates)
        for index, candidate in enumerate(candidates):
            self._solver.addVar(float(index in barred), 1.0)
            self._solver.changeColCost(index, candidate.weight)
        for index, candidate in enumerate(candidates):
            if candidate.needs is not None:
                pair = np.array([index, candidate.needs], dtype=np.int32)
                self._solver.addRow(0.0, highspy.kHighsInf, 2, pair, np.array([1.0, -1.0]))

    def add(self, cuts: Sequence[Cut]) -> None:
        """Add inequalities."""
        for factors, low in cuts:
            columns = np.flatnonzero(factors > _CLOSE).astype(np.int32)
            self._solver.addRow(low, highspy.kHighsInf, len(columns), columns, factors[columns])

    def choice(self, *, whole: bool) -> NDArray[np.float64]:
        """Return the share of each cell that is withheld."""
        kind = highspy.HighsVarType.kInteger if whole else highspy.HighsVarType.kContinuous
        columns = np.arange(self._count, dtype=np.int32)
        if self._count:
            self._solver.changeColsIntegrality(self._count, columns, np.full(self._count, kind))
        self._solver.run()
        values = np.asarray(self._solver.getSolution().col_value)
        chosen: NDArray[np.float64] = np.rint(values) if whole else np.clip(values, 0.0, 1.0)
        return chosen
