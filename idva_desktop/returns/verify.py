"""The proof of a return, checked by adding up: no solver, nothing taken on trust from one.

A bound can only prove danger; a world proves safety. Each world is a complete table of whole
numbers that gives every figure ever released. If each small count is 0 in one of them and T or
more in another, then no reader of the figures can tell that it is neither. And if each withheld
figure is something else in some world, then no reader can work it out.
"""

from collections.abc import Iterable, Sequence

from idva_desktop.domain.errors import ProtectionError
from idva_desktop.returns.atoms import Atom, World, value
from idva_desktop.returns.cells import Cell
from idva_desktop.returns.constraints import Lattice, Rule, stated, withheld_before
from idva_desktop.returns.showing import is_allowed
from idva_desktop.returns.targets import Target, targets


def verify(
    lattice: Lattice, earlier: Sequence[Cell], cells: Sequence[Cell], worlds: Sequence[World]
) -> None:
    """Prove that a return gives nothing away, or refuse it.

    Args:
        lattice: all sums with their true values, the new return's quarter included.
        earlier: every cell released before.
        cells: the cells of the new return.
        worlds: what was found for it; what a world leaves out is as in truth.

    Raises:
        ProtectionError: a figure is not the true one or may not be shown, a world contradicts
            what is released, or a target is not open on both sides.
    """
    beside = {cell.key: cell for cell in cells}
    for cell in cells:
        if not is_allowed(lattice, cell, beside):
            raise ProtectionError(
                f"A figure of {cell.key.measure} does not agree with the cases behind it or may "
                "not be shown. Nothing was written. Prepare the return again."
            )
    truth = dict(lattice.truth)
    rules = [*lattice.rules(), *stated(lattice, earlier), *stated(lattice, cells)]
    _require(truth, rules)
    speaking: dict[Atom, list[int]] = {}
    for index, rule in enumerate(rules):
        for atom in rule.form:
            speaking.setdefault(atom, []).append(index)
    whole = [truth]
    for world in worlds:
        complete = truth | world
        touched = sorted({index for atom in world for index in speaking.get(atom, ())})
        _require(complete, [rules[index] for index in touched])
        whole.append(complete)
    for target in targets(lattice):
        _require_open(target, whole, lattice.pack.threshold)
    for rule in withheld_before(lattice, [*earlier, *cells]):
        _require_ambiguous(rule, whole)


def _require(world: World, rules: Iterable[Rule]) -> None:
    if min(world.values(), default=0) < 0 or not all(rule.agrees(world) for rule in rules):
        raise ProtectionError(
            "The proof of safety does not agree with the figures released, so the return was not "
            "made. Nothing was written. Prepare it again, and run an audit if this is repeated."
        )


def _require_open(target: Target, worlds: Iterable[World], threshold: int) -> None:
    found = [value(target.form, world) for world in worlds]
    if min(found) != 0 or max(found) < threshold:
        raise ProtectionError(
            f"A count of {target.measure} is not proved safe, so the return was not made. "
            "Nothing was written. Prepare it again."
        )


def _require_ambiguous(rule: Rule, worlds: Iterable[World]) -> None:
    if all(rule.agrees(world) for world in worlds):
        raise ProtectionError(
            "A withheld figure could be worked out from the figures released, so the return was "
            "not made. Nothing was written. Prepare it again."
        )
