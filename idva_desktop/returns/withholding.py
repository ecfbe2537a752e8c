"""The search for the cells to withhold in one component, and for the worlds that prove it.

For each target and side (0, and T or more) the cheapest world is searched that agrees with
everything released before and with the cells still shown; the cells that change in it are
withheld. Every withheld cell, of this return and of all before, needs one more world in which it
is not what it is, or a reader could work it out. A last pass shows again what no target needs.
Worlds are whole numbers throughout: a bound that is reached with half a person proves nothing.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import reduce
from operator import or_

import highspy
import numpy as np
from numpy.typing import NDArray

from idva_desktop.domain.errors import ProtectionError
from idva_desktop.returns.atoms import Form, World
from idva_desktop.returns.components import Component
from idva_desktop.returns.constraints import Rule
from idva_desktop.returns.tallies import Ranges, Tally, bits, limits
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

_MOST_TOGETHER = 16
_FARTHEST = 10_000  # how far from its truth an atom is looked for at last


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
    known: Iterable[World] = (),
) -> Withholding:
    """Withhold what is too small, and what would give it away.

    Args:
        component: all that tells something of its targets.
        small: indices of the candidates that may not be shown in any case.
        threshold: T.
        still_wanted: called before each search; may raise to stop.
        known: worlds of the last return, brought up to date; what they show need not be searched.

    Raises:
        ProtectionError: no proof of safety was found.
    """
    search = _Search(component, threshold, still_wanted)
    search.take_up(known)
    return search.run(small)


@dataclass(frozen=True, slots=True)
class _Found:
    """A world, with what it shows and which cells it would contradict, both as sets of bits."""

    amounts: NDArray[np.int64]
    reached: int
    changes: int


class _Search:
    def __init__(
        self, component: Component, threshold: int, still_wanted: Callable[[], None]
    ) -> None:
        self._component = component
        self._still_wanted = still_wanted
        self._threshold = threshold
        self._hidden: set[int] = set()
        self._barred: frozenset[int] = frozenset()
        self._asked_by: dict[int, Pair] = {}
        self._refused: Counter[Pair] = Counter()
        if not all(rule.agrees(component.truth) for rule in component.rules):
            raise ProtectionError(
                "The counts do not agree with the returns issued before, so the record of "
                "returns is damaged. Nothing was written. Run an audit."
            )
        most = max((goal.truth for goal in component.targets), default=0)
        self._reach = 4 * threshold + most
        self._finder = self._finder_within(self._reach)
        goals, before = len(component.targets), len(component.withheld)
        self._first = (0, goals, 2 * goals, 2 * goals + before)
        """The first bit of each demand."""
        atoms = list(component.truth)
        self._forms, self._rules = (
            Tally(self._asked_forms(), atoms),
            Ranges(component.rules, atoms),
        )
        self._lows, self._highs = limits([*component.withheld, *_rules(component)])
        self._truth = np.array([component.truth[atom] for atom in atoms], dtype=np.int64)
        self._worlds = [self._found(self._truth)]
        self._fixed = self._pairs_of_targets() + [
            (_Demand.OTHER_BEFORE, index) for index in range(len(component.withheld))
        ]

    def take_up(self, known: Iterable[World]) -> None:
        """Keep those of the last return's worlds that agree with all that is fixed."""
        for world in known:
            amounts = np.array([world.get(atom, 0) for atom in self._component.truth], np.int64)
            if self._rules.hold(amounts) and (amounts != self._truth).any():
                self._worlds.append(self._found(amounts))

    def _finder_within(self, reach: int) -> WorldFinder:
        component = self._component
        forms = self._asked_forms()
        return WorldFinder(
            component.truth, component.rules, component.candidates, forms, reach=reach
        )

    def _asked_forms(self) -> list[Form]:
        """Return every sum that is asked for, in the order of :meth:`_asked`."""
        component = self._component
        return [
            *(goal.form for goal in component.targets),
            *(rule.form for rule in component.withheld),
            *(candidate.rule.form for candidate in component.candidates),
        ]

    def _pairs_of_targets(self) -> list[Pair]:
        goals = self._component.targets
        order = sorted(range(len(goals)), key=lambda index: goals[index].truth)
        return [
            *((_Demand.THRESHOLD, index) for index in order if not goals[index].never_enough),
            *((_Demand.NOUGHT, index) for index in order if not goals[index].never_nought),
        ]

    def run(self, small: Iterable[int]) -> Withholding:
        """Withhold until every demand is met, then show what can be shown."""
        self._withhold(small)
        self._barred = frozenset(self._hidden)
        for pair in self._fixed:
            self._open(pair)
        while (unmet := self._first_unmet()) is not None:
            self._open(unmet)
        self._show_again()
        return Withholding(frozenset(self._hidden), tuple(self._handful()))

    def _first_unmet(self) -> Pair | None:
        reached = self._reached(self._hidden)
        pairs = self._pairs(self._hidden)
        return next((pair for pair in pairs if not self._bit(pair) & reached), None)

    def _pairs(self, hidden: Iterable[int]) -> list[Pair]:
        return self._fixed + [(_Demand.OTHER_NOW, index) for index in sorted(hidden)]

    def _withhold(self, indices: Iterable[int]) -> None:
        """Withhold cells, and those that are not shown without them."""
        self._hidden |= set(indices)
        for index, candidate in enumerate(self._component.candidates):
            if candidate.needs in self._hidden:
                self._hidden.add(index)

    def _found(self, amounts: NDArray[np.int64]) -> _Found:
        goals, before = len(self._component.targets), len(self._component.withheld)
        sums = self._forms.of(amounts)
        other = (sums[goals:] < self._lows) | (sums[goals:] > self._highs)
        reached = np.concatenate([sums[:goals] == 0, sums[:goals] >= self._threshold, other])
        return _Found(amounts, bits(reached), bits(other[before:]))

    def _bit(self, pair: Pair) -> int:
        """Return the bit of a pair among what a world reached."""
        demand, index = pair
        return 1 << (self._first[demand] + index)

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
            amounts = self._finder.find([(place, side)], hidden, free=free)
            if amounts is not None:
                yield self._found(amounts)

    def _reached(self, hidden: Iterable[int]) -> int:
        """Return what the worlds show that contradict no cell but ``hidden``."""
        shown = ~_mask(hidden)
        return reduce(or_, (w.reached for w in self._worlds if not w.changes & shown), 0)

    def _is_open(self, pair: Pair) -> bool:
        bit, shown = self._bit(pair), ~_mask(self._hidden)
        return any(each.reached & bit and not each.changes & shown for each in self._worlds)

    def _open(self, pair: Pair) -> None:
        if self._is_open(pair):
            return
        found = self._cheapest(pair)
        if found is None and self._reach < _FARTHEST:
            # What recorded returns leave open can be large, and what is counted of each many
            # times as large: a table may lie far from the one that stands in for the truth.
            self._reach = _FARTHEST
            self._finder = self._finder_within(self._reach)
            found = self._cheapest(pair)
        if found is None:
            raise ProtectionError(
                "A count cannot be protected even by withholding everything, so the record of "
                "earlier returns is damaged or already gives it away. "
                "Nothing was written. Run an audit."
            )
        self._worlds.append(found)
        for index in _indices(found.changes):
            self._asked_by.setdefault(index, pair)
        self._withhold(_indices(found.changes))

    def _cheapest(self, pair: Pair) -> _Found | None:
        return min(self._search(pair, self._hidden, free=True), key=self._cost, default=None)

    def _cost(self, found: _Found) -> float:
        candidates = self._component.candidates
        changed = _indices(found.changes)
        return sum(candidates[index].weight for index in changed if index not in self._hidden)

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
        covered = self._reached(self._hidden - shown)
        missing = [
            pair for pair in self._pairs(self._hidden - shown) if not self._bit(pair) & covered
        ]
        # What a cell was withheld for, what others could not be shown for, and what it has most
        # in common with is asked first: there a refusal comes soon.
        first = self._asked_by.get(index)
        common = self._in_common(index)
        missing.sort(
            key=lambda pair: (pair != first, -self._refused[pair], -common[self._asked(pair)[0]])
        )
        together = 1
        while missing:
            found = self._search_together(missing[:together], self._hidden - shown)
            if found is not None:
                self._worlds.append(found)
                covered |= found.reached
                missing = [pair for pair in missing if not self._bit(pair) & covered]
                together = min(2 * together, _MOST_TOGETHER)
            elif together > 1:
                together //= 2
            elif self._may_follow(missing[0], shown):
                shown.add(missing.pop(0)[1])
            else:
                self._refused[missing[0]] += 1
                return set()
        return shown

    def _in_common(self, index: int) -> NDArray[np.int64]:
        """Return how much of each sum that is asked for lies in the cell ``index``."""
        form = self._component.candidates[index].rule.form
        inside = np.array([int(atom in form) for atom in self._component.truth], dtype=np.int64)
        return self._forms.of(inside)

    def _search_together(self, pairs: Sequence[Pair], hidden: Collection[int]) -> _Found | None:
        """Return one world that shows all of some pairs; of one alone on either side."""
        if len(pairs) == 1:
            return next(self._search(pairs[0], hidden, free=False), None)
        self._still_wanted()
        demands = [(place, sides[0]) for place, sides in map(self._asked, pairs)]
        amounts = self._finder.find(demands, hidden, free=False)
        return None if amounts is None else self._found(amounts)

    def _may_follow(self, pair: Pair, shown: Collection[int]) -> bool:
        demand, index = pair
        if demand is not _Demand.OTHER_NOW or index in self._barred:
            return False
        needs = self._component.candidates[index].needs
        return needs not in self._hidden or needs in shown

    def _handful(self) -> list[World]:
        """Return as few worlds as serve every pair, the most useful first."""
        shown = ~_mask(self._hidden)
        good = [each for each in self._worlds if not each.changes & shown]
        missing = reduce(or_, map(self._bit, self._pairs(self._hidden)), 0)
        kept: list[World] = []
        while missing:
            best = max(good, key=lambda each: (each.reached & missing).bit_count())
            kept.append(dict(zip(self._component.truth, best.amounts.tolist(), strict=True)))
            missing &= ~best.reached
        return kept


def _others(rule: Rule) -> list[Side]:
    """Return the ranges that a sum has, other than what the figure says of it."""
    above = [] if rule.high is None else [(float(rule.high + 1), highspy.kHighsInf)]
    return [*above, (-highspy.kHighsInf, float(rule.low - 1))]


def _rules(component: Component) -> list[Rule]:
    return [candidate.rule for candidate in component.candidates]


def _mask(indices: Iterable[int]) -> int:
    return reduce(or_, (1 << index for index in indices), 0)


def _indices(mask: int) -> list[int]:
    return [index for index in range(mask.bit_length()) if mask >> index & 1]
