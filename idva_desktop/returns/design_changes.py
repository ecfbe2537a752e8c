"""What a simpler design of one return's tables would give back, at the same safety.

Where much is withheld, fewer and coarser cells tell the reader more: a breakdown left out or put
together into broader categories, or a measure by its total alone, frees the cells that were
withheld to protect it. Each change is tried in full, with the same targets and the same earlier
returns, so what it promises is what would be shown.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from idva_desktop.domain.progress import Progress, Stage, unwatched
from idva_desktop.returns.atoms import World
from idva_desktop.returns.cells import Cell, CellKey, Status
from idva_desktop.returns.constraints import Lattice
from idva_desktop.returns.measure import TOTAL, AnyMeasure, Registry
from idva_desktop.returns.protect import Protected, protect


class Change(StrEnum):
    """What is made simpler."""

    BY_TOTAL_ONLY = "by total only"
    WITHOUT_BREAKDOWN = "without a breakdown"
    IN_GROUPS = "in broader categories"


@dataclass(frozen=True, slots=True)
class DesignChange:
    """One change of a return's tables, and what it gives and takes.

    Attributes:
        change: what is made simpler.
        measure: id of the measure.
        dimension: the breakdown that is left out; ``_T`` where the strands are.
        given_back: figures that would be shown and are not now.
        given_up: figures that are shown now and would not be in the return.
        into: the broader breakdown that stands in its place, or ``""``.
    """

    change: Change
    measure: str
    dimension: str
    given_back: tuple[CellKey, ...]
    given_up: tuple[CellKey, ...]
    into: str = ""

    @property
    def gain(self) -> int:
        """How many more figures the reader would have."""
        return len(self.given_back) - len(self.given_up)


def design_changes(  # all that a return is protected from, and the return
    lattice: Lattice,
    earlier: Iterable[Cell],
    protected: Protected,
    seed: bytes,
    progress: Progress = unwatched,
    known: Sequence[World] = (),
) -> list[DesignChange]:
    """Work out what each simpler design would give back, the most useful first.

    Args:
        lattice: all sums, the return's period included.
        earlier: every cell released before.
        protected: the return as it is designed now.
        seed: secret to the vault, as in :func:`protect`.
        progress: told how far it is; may raise to stop.
        known: worlds to begin with, as in :func:`protect`.

    Returns:
        Changes that give something back. A change may still take more than it gives.

    Raises:
        ProtectionError: no proof of safety was found for one of them.
    """
    fixed = list(earlier)
    shown = {cell.key for cell in protected.cells if cell.status is Status.SHOWN}
    withheld = {cell.key for cell in protected.cells if cell.status is Status.WITHHELD}
    keys = [cell.key for cell in protected.cells]
    tried = list(_changes(keys, withheld, lattice.measures))
    found: list[DesignChange] = []
    for done, (change, measure, dimension, into) in enumerate(tried):
        progress(Stage("Trying simpler tables", done, len(tried)))
        left = [key for key in keys if not _falls_away(key, change, measure, dimension)]
        left += _in_groups(keys, lattice.measures[measure], dimension, into)
        sums = replace(lattice, pack=lattice.pack.widened(left)) if into else lattice
        then = protect(sums, fixed, sorted(left), seed, known=known)
        back = {cell.key for cell in then.cells if cell.status is Status.SHOWN}
        if given_back := tuple(sorted(back - shown)):
            given_up = tuple(sorted(shown - back))
            found.append(DesignChange(change, measure, dimension, given_back, given_up, into))
    return sorted(found, key=lambda each: (-each.gain, each.measure, each.dimension, each.into))


_Tried = tuple[Change, str, str, str]
"""What is tried: of which measure, of which breakdown, and what stands in its place."""


def _changes(
    keys: Iterable[CellKey], withheld: Iterable[CellKey], measures: Registry
) -> Iterator[_Tried]:
    """Yield each change that takes away some figure that is withheld now, so that it may help."""
    held = {(key.measure, key.dimension) for key in keys}
    totals = {(key.measure, key.dimension) for key in keys if key.strand == TOTAL}
    seen: set[tuple[str, str]] = set()
    for key in sorted(withheld):
        if (key.measure, key.dimension) in seen:
            continue
        if key.dimension == TOTAL:
            if key.strand == TOTAL or (key.measure, TOTAL) not in totals:
                continue
            yield Change.BY_TOTAL_ONLY, key.measure, TOTAL, ""
        else:
            yield Change.WITHOUT_BREAKDOWN, key.measure, key.dimension, ""
            for name, broader in measures[key.measure].broader.items():
                if broader.of == key.dimension and (key.measure, name) not in held:
                    yield Change.IN_GROUPS, key.measure, key.dimension, name
        seen.add((key.measure, key.dimension))


def _falls_away(key: CellKey, change: Change, measure: str, dimension: str) -> bool:
    if key.measure != measure:
        return False
    if change is Change.BY_TOTAL_ONLY:
        return key.dimension == TOTAL and key.strand != TOTAL
    return key.dimension == dimension


def _in_groups(
    keys: Iterable[CellKey], measure: AnyMeasure, dimension: str, into: str
) -> set[CellKey]:
    """Return the cells of a broader breakdown that stand for those of a finer one."""
    groups = measure.breakdowns[into] if into else ()
    return {
        replace(key, dimension=into, category=code)
        for key in keys
        if (key.measure, key.dimension) == (measure.id, dimension)
        for code in groups
    }
