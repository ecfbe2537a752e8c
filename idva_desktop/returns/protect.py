"""Withholding: what is too small, and what would give it away.

What is too small is withheld first; :mod:`idva_desktop.returns.withholding` then adds, in each
part of the ledger that tells nothing of the others, what would give it away.
"""

import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial

from idva_desktop.domain.progress import Progress, Stage, unwatched
from idva_desktop.returns.atoms import World, same
from idva_desktop.returns.cells import Cell, CellKey, Status
from idva_desktop.returns.certificate import together
from idva_desktop.returns.components import split
from idva_desktop.returns.constraints import Lattice, Rule, stated, statement, withheld_before
from idva_desktop.returns.exceptions import GivenAway
from idva_desktop.returns.given_away import given_away
from idva_desktop.returns.measure import TOTAL, Shape
from idva_desktop.returns.nearest import Candidate
from idva_desktop.returns.showing import has_too_small_a_base, is_empty, needed
from idva_desktop.returns.targets import Target, targets
from idva_desktop.returns.withholding import withhold

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
        worlds: tables that agree with everything released, this return included; what a table
            leaves out is as in truth.
        given: what recorded returns gave away before, and therefore nothing can leave open.
    """

    cells: tuple[Cell, ...]
    reasons: dict[CellKey, Reason]
    worlds: tuple[World, ...]
    given: GivenAway = field(default_factory=GivenAway)


def protect(
    lattice: Lattice,
    earlier: Iterable[Cell],
    keys: Sequence[CellKey],
    seed: bytes,
    progress: Progress = unwatched,
    known: Sequence[World] = (),
) -> Protected:
    """Choose the cells to show, so that no target can be learnt or bounded.

    Args:
        lattice: all sums, the new return's quarter included.
        earlier: every cell released before; fixed.
        keys: the cells of the new return.
        seed: secret to the vault. It settles which of several equally good cells is withheld,
            so that the choice tells a reader little; the same seed gives the same return.
        progress: told how far it is; may raise to stop.
        known: worlds to begin with, complete with the truth; those that do not agree with what
            was released are left aside.

    Raises:
        ProtectionError: no proof of safety was found; nothing may be written.
    """
    earlier = list(earlier)
    goals, withheld = targets(lattice), withheld_before(lattice, earlier)
    own = {key: rule for key in keys if (rule := _statement(lattice, key)) is not None}
    given = given_away(lattice, goals, [*withheld, *own.values()])
    goals = [given.marked(goal) for goal in goals]
    withheld = [rule for rule in withheld if same(rule.form) not in given.settled]
    before = {_position(cell.key) for cell in earlier if cell.status is Status.WITHHELD}
    offered = _Offered({key: place for place, key in enumerate(keys)}, lattice, given)
    small = {same(goal.form) for goal in goals if _is_barred(lattice, goal)}
    for key, rule in own.items():
        offered.take(key, rule, _weight(key, seed, before), small=same(rule.form) in small)
    barred, hidden, candidates = offered.barred, offered.hidden, offered.candidates
    rules = [*lattice.rules(), *stated(lattice, earlier)]
    worlds: list[Sequence[World]] = []
    components = split(dict(lattice.truth), rules, candidates, goals, withheld)
    for done, component in enumerate(components):
        stage = Stage("Withholding what would give a small count away", done, len(components))
        small_here = [i for i, place in enumerate(component.places) if place in barred]
        threshold = lattice.pack.threshold
        taken = [{atom: world.get(atom, 0) for atom in component.truth} for world in known]
        found = withhold(component, small_here, threshold, partial(progress, stage), taken)
        worlds.append(found.worlds)
        hidden |= {component.places[index] for index in found.hidden}
    cells = [_cell(lattice, key, place in hidden) for place, key in enumerate(keys)]
    reasons = {
        keys[place]: Reason.SMALL if place in barred else Reason.GIVES_AWAY for place in hidden
    }
    return Protected(tuple(cells), reasons, tuple(together(worlds)), given)


@dataclass
class _Offered:
    """The cells of a return: which could be shown, and which may not in any case.

    Attributes:
        places: of each cell in the return.
        lattice: all sums.
        given: what recorded returns gave away before.
        barred: places of the cells that may not be shown.
        hidden: those of them that need not be left open: nobody here knows them, or recorded
            returns told them before.
        candidates: all the others, each with its place.
    """

    places: Mapping[CellKey, int]
    lattice: Lattice
    given: GivenAway
    barred: set[int] = field(default_factory=set)
    hidden: set[int] = field(default_factory=set)
    candidates: list[tuple[int, Candidate]] = field(default_factory=list)

    def take(self, key: CellKey, rule: Rule, weight: float, *, small: bool) -> None:
        """Take one cell up; what it needs must have come before."""
        place, other = self.places[key], needed(self.lattice, key)
        needs = None if other is None else self.places[other]
        if needs in self.hidden or not self.lattice.is_known(key):
            self.barred.add(place)
            self.hidden.add(place)
            return
        if small or has_too_small_a_base(self.lattice, key):
            self.barred.add(place)
            if same(rule.form) in self.given.settled:
                self.hidden.add(place)
                return
        self.candidates.append((place, Candidate(rule, weight, needs)))


def _statement(lattice: Lattice, key: CellKey) -> Rule | None:
    """Return what a cell would say if it were shown; ``None`` where it is empty by definition."""
    if is_empty(lattice, key):
        return None
    return statement(lattice.cell(key), key, lattice.true_value(key))


def _is_barred(lattice: Lattice, goal: Target) -> bool:
    """Say whether a figure is too small to be shown, and not merely one that could be."""
    events = lattice.measures[goal.measure].shape is Shape.EVENTS
    return events or goal.truth < lattice.pack.threshold


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
