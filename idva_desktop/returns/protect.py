"""Withholding: what is too small, and what would give it away.

What is too small is withheld first; :mod:`idva_desktop.returns.withholding` then adds, in each
part of the ledger that tells nothing of the others, what would give it away.
"""

import hashlib
import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial

from idva_desktop.domain.progress import Progress, Stage, unwatched
from idva_desktop.returns.atoms import World, same
from idva_desktop.returns.cells import Cell, CellKey, Status
from idva_desktop.returns.certificate import together
from idva_desktop.returns.components import split
from idva_desktop.returns.constraints import Lattice, stated, statement, withheld_before
from idva_desktop.returns.measure import TOTAL
from idva_desktop.returns.nearest import Candidate
from idva_desktop.returns.showing import has_too_small_a_base, is_empty, needed
from idva_desktop.returns.targets import targets
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
    worlds: list[Sequence[World]] = []
    withheld = withheld_before(lattice, earlier)
    components = split(dict(lattice.truth), rules, candidates, goals, withheld)
    for done, component in enumerate(components):
        stage = Stage("Withholding what would give a small count away", done, len(components))
        small_here = [i for i, place in enumerate(component.places) if place in barred]
        threshold = lattice.pack.threshold
        own = [{atom: world.get(atom, 0) for atom in component.truth} for world in known]
        found = withhold(component, small_here, threshold, partial(progress, stage), own)
        worlds.append(found.worlds)
        hidden |= {component.places[index] for index in found.hidden}
    cells = [_cell(lattice, key, place in hidden) for place, key in enumerate(keys)]
    reasons = {
        keys[place]: Reason.SMALL if place in barred else Reason.GIVES_AWAY for place in hidden
    }
    return Protected(tuple(cells), reasons, tuple(together(worlds)))


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
