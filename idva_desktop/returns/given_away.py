"""The search for what recorded returns alone gave away, and for the sums that prove it (HiGHS)."""

from collections.abc import Sequence
from fractions import Fraction

import highspy
import numpy as np
from numpy.typing import NDArray

from idva_desktop.returns.atoms import Form, less, same
from idva_desktop.returns.components import Component, split
from idva_desktop.returns.constraints import MINUTES_A_CONTACT, Lattice, Rule
from idva_desktop.returns.exceptions import FormKey, GivenAway, Sums, known_rules, least
from idva_desktop.returns.nearest import new_solver
from idva_desktop.returns.targets import Target

_MANY = 1_000_000  # more than any count; what is bounded by nothing else is open
_NEAR = 1e-6
_PARTS = (5040, 100 * MINUTES_A_CONTACT)
"""The finest fractions in which a rule may count: of clients, and of minutes as contacts."""


def given_away(
    lattice: Lattice,
    goals: Sequence[Target],
    withheld: Sequence[Rule],
    more: Sequence[Rule] = (),
) -> GivenAway:
    """Return what recorded returns alone tell of ``goals`` and of figures withheld.

    Args:
        lattice: all sums.
        goals: every target.
        withheld: what withheld figures would have stated.
        more: what somebody knows besides; for what leaves the program there is nothing.
    """
    if not lattice.recorded.cells:
        return GivenAway()
    rules = [*known_rules(lattice), *more]
    places = {id(rule): place for place, rule in enumerate(rules)}
    sent = {id(rule) for rule in rules[len(lattice.rules()) :]}
    threshold = lattice.pack.threshold
    nought: dict[FormKey, Sums] = {}
    enough: dict[FormKey, Sums] = {}
    settled: dict[FormKey, tuple[Sums, Sums]] = {}
    for component in split(dict(lattice.truth), rules, [], goals, withheld):
        told = {places[id(rule)] for rule in component.rules}
        if not any(id(rule) in sent for rule in component.rules):
            continue
        reader = _Reader(component, rules, sorted(told))
        for goal in component.targets:
            if (proof := reader.above(goal.form, 0)) is not None:
                nought[same(goal.form)] = proof
            if (proof := reader.below(goal.form, threshold)) is not None:
                enough[same(goal.form)] = proof
        for rule in component.withheld:
            low = reader.above(rule.form, rule.low - 1)
            high = None if rule.high is None else reader.below(rule.form, rule.high + 1)
            if low is not None and high is not None:
                settled[same(rule.form)] = low, high
    return GivenAway(nought, enough, settled)


class _Reader:
    """Bounds sums within one component by what was sent, and says by which rules."""

    def __init__(self, component: Component, rules: Sequence[Rule], told: Sequence[int]) -> None:
        self._rules, self._told = rules, told
        self._column = {atom: place for place, atom in enumerate(component.truth)}
        self._solver = new_solver()
        for _ in self._column:
            self._solver.addVar(0.0, float(_MANY))
        for place in told:
            rule = rules[place]
            high = highspy.kHighsInf if rule.high is None else float(rule.high)
            columns, factors = self._row(rule.form)
            self._solver.addRow(float(rule.low), high, len(columns), columns, factors)
        # Tables met on the way: most questions are answered by one of them.
        self._met = [np.array([float(component.truth[atom]) for atom in self._column])]

    def above(self, form: Form, limit: int) -> Sums | None:
        """Return a proof that a sum is more than ``limit``, if what was sent tells it."""
        if min(self._seen(form)) <= limit + _NEAR:
            return None
        return self._proof(form, Fraction(limit))

    def below(self, form: Form, limit: int) -> Sums | None:
        """Return a proof that a sum is less than ``limit``, if what was sent tells it."""
        if max(self._seen(form)) >= limit - _NEAR:
            return None
        return self._proof(less(form), Fraction(-limit))

    def _seen(self, form: Form) -> list[float]:
        columns, factors = self._row(form)
        return [float(table[columns] @ factors) for table in self._met]

    def _row(self, form: Form) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
        columns = np.array([self._column[atom] for atom in form], dtype=np.int32)
        return columns, np.array([float(factor) for factor in form.values()])

    def _proof(self, form: Form, limit: Fraction) -> Sums | None:
        columns, factors = self._row(form)
        self._solver.changeColsCost(len(columns), columns, factors)
        self._solver.run()
        solution = self._solver.getSolution()
        table, weights = np.asarray(solution.col_value), np.asarray(solution.row_dual)
        done = self._solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        self._solver.changeColsCost(len(columns), columns, np.zeros(len(columns)))
        if not done:
            return None
        self._met.append(table)
        for parts in _PARTS:
            shares = [
                (place, Fraction(float(weight)).limit_denominator(parts))
                for place, weight in zip(self._told, weights, strict=True)
                if abs(weight) > _NEAR
            ]
            proof = tuple((place, each.numerator, each.denominator) for place, each in shares)
            bound = least(form, self._rules, proof)
            if bound is not None and bound > limit:
                return proof
        return None
