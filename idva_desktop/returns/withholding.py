"""The search for the cells to withhold in one component, and for the worlds that prove it.

For each target and side (0, and T or more) the cheapest world is searched that agrees with
everything released before and with the cells still shown; the cells that change in it are
withheld. Every withheld cell, of this return and of all before, needs one more world in which it
is not what it is, or a reader could work it out. A last pass shows again what no target needs.
Worlds are whole numbers throughout: a bound that is reached with half a person proves nothing.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum

import highspy

from idva_desktop.domain.errors import ProtectionError
from idva_desktop.returns.atoms import Form, World, value
from idva_desktop.returns.components import Component
from idva_desktop.returns.constraints import Rule
from idva_desktop.returns.worlds import WorldFinder


class _Demand(IntEnum):
    """What some world must show."""

    NOUGHT = 0
    """A target at 0."""
    THRESHOLD = 1
    """A target at T or more."""
    OTHER_BEFORE = 2
    """A cell withheld earlier at another figure than its own."""
    OTHER_NOW = 3
    """A cell of this return at another figure than its own."""


Pair = tuple[_Demand, int]
"""What is demanded, and the index of the target, earlier cell or candidate it is demanded of."""

Side = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Withholding:
    """What one component needs.

    Attributes:
        hidden: indices of the candidates to withhold.
        worlds: the tables that prove it; the truth is one more.
    """

    hidden: frozenset[int]
    worlds: tuple[World, ...]


def withhold(
    component: Component,
    small: Iterable[int],
    threshold: int,
    still_wanted: Callable[[], None],
) -> Withholding:
    """Withhold what is too small, and what would give it away.

    Args:
        component: all that tells something of its targets.
        small: indices of the candidates that may not be shown in any case.
        threshold: T.
        still_wanted: called before each search; may raise to stop.

    Raises:
        ProtectionError: no proof of safety was found.
    """
    search = _Search(component, threshold, still_wanted)
    return search.run(small)


@dataclass(frozen=True, slots=True)
class _Found:
    """A world, with what it shows and which cells it would contradict."""

    world: World
    reached: frozenset[Pair]
    changes: frozenset[int]


class _Search:
    def __init__(
        self, component: Component, threshold: int, still_wanted: Callable[[], None]
    ) -> None:
        self._component = component
        self._still_wanted = still_wanted
        self._threshold = threshold
        self._hidden: set[int] = set()
        self._barred: frozenset[int] = frozenset()
        if not all(rule.agrees(component.truth) for rule in component.rules):
            raise ProtectionError(
                "The counts do not agree with the returns issued before, so the record of "
                "returns is damaged. Nothing was written. Run an audit."
            )
        most = max((goal.truth for goal in component.targets), default=0)
        self._finder = WorldFinder(
            component.truth,
            component.rules,
            component.candidates,
            self._forms(),
            reach=4 * threshold + most,
        )
        self._worlds = [self._found(component.truth)]
        self._fixed = self._pairs_of_targets() + [
            (_Demand.OTHER_BEFORE, index) for index in range(len(component.withheld))
        ]

    def _forms(self) -> list[Form]:
        """Return every sum that is asked for, in the order of :meth:`_asked`."""
        component = self._component
        return [
            *(goal.form for goal in component.targets),
            *(rule.form for rule in component.withheld),
            *(candidate.rule.form for candidate in component.candidates),
        ]

    def _pairs_of_targets(self) -> list[Pair]:
        goals = self._component.targets
        sides = (_Demand.THRESHOLD, _Demand.NOUGHT)
        return [
            (side, index)
            for side in sides
            for index in sorted(range(len(goals)), key=lambda index: goals[index].truth)
        ]

    def run(self, small: Iterable[int]) -> Withholding:
        """Withhold until every demand is met, then show what can be shown."""
        self._withhold(small)
        self._barred = frozenset(self._hidden)
        for pair in self._fixed:
            self._open(pair)
        while unmet := [pair for pair in self._pairs(self._hidden) if not self._is_open(pair)]:
            self._open(unmet[0])
        self._show_again()
        return Withholding(frozenset(self._hidden), tuple(self._handful()))

    def _pairs(self, hidden: Iterable[int]) -> list[Pair]:
        return self._fixed + [(_Demand.OTHER_NOW, index) for index in sorted(hidden)]

    def _withhold(self, indices: Iterable[int]) -> None:
        """Withhold cells, and those that are not shown without them."""
        self._hidden |= set(indices)
        for index, candidate in enumerate(self._component.candidates):
            if candidate.needs in self._hidden:
                self._hidden.add(index)

    def _found(self, world: World) -> _Found:
        component = self._component
        reached: set[Pair] = set()
        for index, goal in enumerate(component.targets):
            at_0, at_t = goal.reached(value(goal.form, world), self._threshold)
            if at_0:
                reached.add((_Demand.NOUGHT, index))
            if at_t:
                reached.add((_Demand.THRESHOLD, index))
        for index, rule in enumerate(component.withheld):
            if not rule.agrees(world):
                reached.add((_Demand.OTHER_BEFORE, index))
        changes = frozenset(
            index
            for index, candidate in enumerate(component.candidates)
            if not candidate.rule.agrees(world)
        )
        reached.update((_Demand.OTHER_NOW, index) for index in changes)
        return _Found(world, frozenset(reached), changes)

    def _asked(self, pair: Pair) -> tuple[int, list[Side]]:
        """Return the sum that is asked for, and the ranges of which one must hold."""
        demand, index = pair
        component = self._component
        if demand is _Demand.NOUGHT:
            return index, [(0.0, 0.0)]
        if demand is _Demand.THRESHOLD:
            return index, [(float(self._threshold), highspy.kHighsInf)]
        if demand is _Demand.OTHER_BEFORE:
            return len(component.targets) + index, _others(component.withheld[index])
        place = len(component.targets) + len(component.withheld) + index
        return place, _others(component.candidates[index].rule)

    def _search(self, pair: Pair, hidden: Collection[int], *, free: bool) -> Iterator[_Found]:
        place, sides = self._asked(pair)
        for side in sides:
            self._still_wanted()
            world = self._finder.find(place, side, hidden, free=free)
            if world is not None:
                yield self._found(world)

    def _is_open(self, pair: Pair) -> bool:
        return any(pair in each.reached and each.changes <= self._hidden for each in self._worlds)

    def _open(self, pair: Pair) -> None:
        if self._is_open(pair):
            return
        found = min(self._search(pair, self._hidden, free=True), key=self._cost, default=None)
        if found is None:
            raise ProtectionError(
                "A count cannot be protected even by withholding everything, so the record of "
                "earlier returns is damaged or already gives it away. "
                "Nothing was written. Run an audit."
            )
        self._worlds.append(found)
        self._withhold(found.changes)

    def _cost(self, found: _Found) -> float:
        candidates = self._component.candidates
        return sum(candidates[index].weight for index in found.changes - self._hidden)

    def _show_again(self) -> None:
        candidates = self._component.candidates
        for index in sorted(self._hidden - self._barred, key=lambda i: -candidates[i].weight):
            if index in self._hidden and candidates[index].needs not in self._hidden:
                self._hidden -= self._shown_with(index)

    def _shown_with(self, index: int) -> set[int]:
        """Return the cells that can be shown if ``index`` is: none, or it and what follows of it.

        A withheld cell that a reader could then work out is shown as well where it may be: it
        tells them nothing new.
        """
        shown = {index}
        covered: set[Pair] = set()
        for each in self._worlds:
            if index not in each.changes and each.changes <= self._hidden:
                covered |= each.reached
        for pair in self._pairs(self._hidden - shown):
            if pair in covered:
                continue
            found = next(self._search(pair, self._hidden - shown, free=False), None)
            if found is not None:
                self._worlds.append(found)
                covered |= found.reached
            elif self._may_follow(pair, shown):
                shown.add(pair[1])
            else:
                return set()
        return shown

    def _may_follow(self, pair: Pair, shown: Collection[int]) -> bool:
        demand, index = pair
        if demand is not _Demand.OTHER_NOW or index in self._barred:
            return False
        needs = self._component.candidates[index].needs
        return needs not in self._hidden or needs in shown

    def _handful(self) -> list[World]:
        """Return as few worlds as serve every pair, the most useful first."""
        good = [each for each in self._worlds if each.changes <= self._hidden]
        missing, kept = set(self._pairs(self._hidden)), list[World]()
        while missing:
            best = max(good, key=lambda each: len(each.reached & missing))
            kept.append(best.world)
            missing -= best.reached
        return kept


def _others(rule: Rule) -> list[Side]:
    """Return the ranges that a sum has, other than what the figure says of it."""
    above = [] if rule.high is None else [(float(rule.high + 1), highspy.kHighsInf)]
    return [*above, (-highspy.kHighsInf, float(rule.low - 1))]
