"""Withholding: what is too small, and what would give it away.

For each target and side (0, and T or more) the cheapest world is searched that agrees with
everything released before and with the cells still shown; the cells that change in it are
withheld. A last pass shows again what no target needs. Worlds are whole numbers throughout: a
bound that is reached with half a person proves nothing.
"""

import hashlib
import hmac
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial

import highspy

from idva_desktop.domain.errors import ProtectionError
from idva_desktop.domain.progress import Progress, Stage, unwatched
from idva_desktop.returns.atoms import World, same, value
from idva_desktop.returns.cells import Cell, CellKey, Status
from idva_desktop.returns.components import Component, split
from idva_desktop.returns.constraints import Lattice, stated, statement
from idva_desktop.returns.measure import TOTAL
from idva_desktop.returns.showing import has_too_small_a_base, is_empty, needed
from idva_desktop.returns.targets import targets
from idva_desktop.returns.worlds import Candidate, WorldFinder

_PREFER_TOTALS = 0.25
_SECRET_SPREAD = 0.2
_STEADY = 0.5


class Reason(StrEnum):
    """Why a cell is withheld. Shown inside the program only; the package has one symbol."""

    SMALL = "under the threshold"
    GIVES_AWAY = "would give another away"


@dataclass(frozen=True, slots=True)
class Protected:
    """A protected return.

    Attributes:
        cells: every cell, in the order of the files; withheld ones without their figure.
        reasons: why, for each withheld cell.
        worlds: tables that agree with everything released, this return included; each holds the
            atoms of one component, and is complete with the truth elsewhere.
    """

    cells: tuple[Cell, ...]
    reasons: dict[CellKey, Reason]
    worlds: tuple[World, ...]


def protect(
    lattice: Lattice,
    earlier: Iterable[Cell],
    keys: Sequence[CellKey],
    seed: bytes,
    progress: Progress = unwatched,
) -> Protected:
    """Choose the cells to show, so that no target can be learnt or bounded.

    Args:
        lattice: all sums, the new return's quarter included.
        earlier: every cell released before; fixed.
        keys: the cells of the new return.
        seed: secret to the vault. It settles which of several equally good cells is withheld,
            so that the choice tells a reader little; the same seed gives the same return.
        progress: told how far it is; may raise to stop.

    Raises:
        ProtectionError: no proof of safety was found; nothing may be written.
    """
    earlier = list(earlier)
    goals = targets(lattice)
    before = {_position(cell.key) for cell in earlier if cell.status is Status.WITHHELD}
    small = {same(goal.form) for goal in goals}
    barred: set[int] = set()
    candidates: list[tuple[int, Candidate]] = []
    for place, key in enumerate(keys):
        if is_empty(lattice, key):
            continue
        other = needed(lattice, key)
        needs = None if other is None else keys.index(other)
        form = lattice.cell(key)
        rule = statement(form, key, lattice.true_value(key))
        candidates.append((place, Candidate(rule, _weight(key, seed, before), needs)))
        if same(form) in small or has_too_small_a_base(lattice, key):
            barred.add(place)
    rules = [*lattice.rules(), *stated(lattice, earlier)]
    hidden: set[int] = set()
    worlds: list[World] = []
    components = split(dict(lattice.truth), rules, candidates, goals)
    for done, component in enumerate(components):
        stage = Stage("Withholding what would give a small count away", done, len(components))
        search = _Search(component, lattice.pack.threshold, partial(progress, stage))
        search.withhold(i for i, place in enumerate(component.places) if place in barred)
        worlds += search.run()
        hidden |= {component.places[index] for index in search.hidden}
    cells = [_cell(lattice, key, place in hidden) for place, key in enumerate(keys)]
    reasons = {
        keys[place]: Reason.SMALL if place in barred else Reason.GIVES_AWAY for place in hidden
    }
    return Protected(tuple(cells), reasons, tuple(worlds))


def _cell(lattice: Lattice, key: CellKey, hidden: bool) -> Cell:
    if is_empty(lattice, key):
        return Cell(key, None, Status.EMPTY)
    return Cell(key, None, Status.WITHHELD) if hidden else Cell(key, lattice.true_value(key))


def _position(key: CellKey) -> CellKey:
    return replace(key, period="")


def _weight(key: CellKey, seed: bytes, before: set[CellKey]) -> float:
    """Return what withholding costs: a little more for totals, spread by the secret seed.

    What was withheld before costs less: a cell that is missing in one quarter alone is found
    again from the year, so a steady pattern lets more of the year be shown.
    """
    position = _position(key)
    digest = hmac.new(seed, repr(position).encode(), hashlib.sha256).digest()
    spread = _SECRET_SPREAD * digest[0] / 255
    is_total = (key.strand == TOTAL) + (key.category == TOTAL)
    weight = 1.0 + _PREFER_TOTALS * is_total / 2 + spread
    return weight * (_STEADY if position in before else 1.0)


Pair = tuple[int, int]
"""Index of a target, and the side to reach: 0, or 1 for T or more."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A world, with what it shows and which cells it would contradict."""

    world: World
    reached: frozenset[Pair]
    changes: frozenset[int]


class _Search:
    """The search for the cells to withhold in one component."""

    def __init__(
        self, component: Component, threshold: int, still_wanted: Callable[[], None]
    ) -> None:
        self._component = component
        self._still_wanted = still_wanted
        self._threshold = threshold
        self.hidden: set[int] = set()
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
            [goal.form for goal in component.targets],
            reach=4 * threshold + most,
        )
        self._worlds = [self._found(component.truth)]

    def withhold(self, indices: Iterable[int]) -> None:
        """Withhold cells, and those that are not shown without them."""
        self.hidden |= set(indices)
        for index, candidate in enumerate(self._component.candidates):
            if candidate.needs in self.hidden:
                self.hidden.add(index)

    def run(self) -> list[World]:
        """Withhold until every target is open on both sides, then show what can be shown."""
        goals = self._component.targets
        barred = set(self.hidden)
        pairs = [(index, side) for index in range(len(goals)) for side in (0, 1)]
        pairs.sort(key=lambda pair: (-pair[1], goals[pair[0]].truth))
        for pair in pairs:
            if not self._is_open(pair, self._worlds):
                self._open(pair)
        self._show_again(pairs, barred)
        return self._handful(pairs)

    def _found(self, world: World) -> _Found:
        component = self._component
        reached = frozenset(
            (index, side)
            for index, goal in enumerate(component.targets)
            for side, is_reached in enumerate(
                goal.reached(value(goal.form, world), self._threshold)
            )
            if is_reached
        )
        changes = frozenset(
            index
            for index, candidate in enumerate(component.candidates)
            if not candidate.rule.agrees(world)
        )
        return _Found(world, reached, changes)

    def _search(self, pair: Pair, hidden: set[int], *, free: bool) -> _Found | None:
        self._still_wanted()
        side = (float(self._threshold), highspy.kHighsInf) if pair[1] else (0.0, 0.0)
        world = self._finder.find(pair[0], side, hidden, free=free)
        return None if world is None else self._found(world)

    def _is_open(self, pair: Pair, worlds: Iterable[_Found]) -> bool:
        return any(pair in each.reached and each.changes <= self.hidden for each in worlds)

    def _open(self, pair: Pair) -> None:
        found = self._search(pair, self.hidden, free=True)
        if found is None:
            measure = self._component.targets[pair[0]].measure
            raise ProtectionError(
                f"A count of {measure} cannot be protected even by withholding everything, so "
                "the record of earlier returns is damaged or already gives it away. "
                "Nothing was written. Run an audit."
            )
        self._worlds.append(found)
        self.withhold(found.changes)

    def _show_again(self, pairs: Sequence[Pair], barred: set[int]) -> None:
        candidates = self._component.candidates
        for index in sorted(self.hidden - barred, key=lambda i: -candidates[i].weight):
            if candidates[index].needs not in self.hidden and self._stays_open(index, pairs):
                self.hidden.discard(index)

    def _stays_open(self, index: int, pairs: Sequence[Pair]) -> bool:
        """Say whether every pair keeps a world where one more cell is shown; keep those found."""
        fewer = self.hidden - {index}
        covered: set[Pair] = set()
        for each in self._worlds:
            if each.changes <= fewer:
                covered |= each.reached
        for pair in pairs:
            if pair in covered:
                continue
            found = self._search(pair, fewer, free=False)
            if found is None:
                return False
            self._worlds.append(found)
            covered |= found.reached
        return True

    def _handful(self, pairs: Sequence[Pair]) -> list[World]:
        """Return as few worlds as serve every pair, the most useful first."""
        good = [each for each in self._worlds if each.changes <= self.hidden]
        missing, kept = set(pairs), list[World]()
        while missing:
            best = max(good, key=lambda each: len(each.reached & missing))
            kept.append(best.world)
            missing -= best.reached
        return kept
