"""When a figure may be shown at all, whatever else is shown beside it."""

from dataclasses import replace

from idva_desktop.returns.cells import Cell, CellKey, Status
from idva_desktop.returns.constraints import Lattice
from idva_desktop.returns.measure import OutcomeOf


def is_empty(lattice: Lattice, key: CellKey) -> bool:
    """Say whether the cell is empty by definition, and so no figure of anybody."""
    return key.strand in lattice.measures[key.measure].empty_strands


def needed(lattice: Lattice, key: CellKey) -> CellKey | None:
    """Return the cell without which ``key`` is not shown, or ``None``.

    A service's numerator needs its base; support time needs the number of contacts.
    """
    if key.part == "hours":
        return replace(key, part="count")
    service = lattice.measures[key.measure].outcome_of is OutcomeOf.SERVICE
    return replace(key, part="base") if service and key.part == "met" else None


def has_too_small_a_base(lattice: Lattice, key: CellKey) -> bool:
    """Say whether a service's numerator has too small a base to be shown."""
    base = needed(lattice, key)
    if base is None or key.part != "met":
        return False
    return lattice.true_value(base) < lattice.pack.service_base_from


def is_allowed(lattice: Lattice, cell: Cell, beside: dict[CellKey, Cell]) -> bool:
    """Say whether ``cell`` is as it may be, beside the other cells of its return."""
    if (cell.status is Status.EMPTY) != is_empty(lattice, cell.key):
        return False
    if cell.status is not Status.SHOWN:
        return cell.value is None
    other = needed(lattice, cell.key)
    return (
        lattice.is_known(cell.key)
        and cell.value == lattice.true_value(cell.key)
        and not has_too_small_a_base(lattice, cell.key)
        and (other is None or beside[other].status is Status.SHOWN)
    )
