"""The proof of a return, checked by adding up: no solver, nothing taken on trust from one.

A bound can only prove danger; a world proves safety. Each world is a complete table of whole
numbers that gives every figure ever released. If each small count is 0 in one of them and T or
more in another, then no reader of the figures can tell that it is neither. And if each withheld
figure is something else in some world, then no reader can work it out.
"""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from idva_desktop.domain.errors import ProtectionError
from idva_desktop.returns.atoms import Atom, World, value
from idva_desktop.returns.cells import Cell
from idva_desktop.returns.certificate import (
    Certificate,
    Obligations,
    across,
    by_atom,
    required,
    schema,
)
from idva_desktop.returns.constraints import Lattice, Rule
from idva_desktop.returns.exceptions import (
    Excepted,
    Proof,
    is_below,
    is_not_nought,
    is_settled,
    known_rules,
)
from idva_desktop.returns.ledger import Ledger, Released
from idva_desktop.returns.showing import is_allowed
from idva_desktop.returns.targets import Target

_NO_PROOF = (
    "The proof of safety does not agree with the figures released, so the return was not "
    "made. Nothing was written. Prepare it again, and run an audit if this is repeated."
)


def verify(lattice: Lattice, ledger: Ledger, row: Released, certificate: Certificate) -> None:
    """Prove that a return gives nothing away, or refuse it.

    Args:
        lattice: all sums with their true values, the new return's period included.
        ledger: every return before.
        row: the new return.
        certificate: its proof.

    Raises:
        ProtectionError: a figure is not the true one or may not be shown, the certificate is of
            another return, a world is no complete one or contradicts what is released, or a
            target is not open on both sides.
    """
    required(certificate, row.hash)
    if row.before != ledger.head or certificate.schema != schema(lattice):
        raise ProtectionError(_NO_PROOF)
    if not row.recorded:
        _require_allowed(lattice, row.cells)
    rows = [*ledger.rows, row]
    recorded = tuple(cell for each in rows if each.recorded for cell in each.cells)
    if recorded != lattice.recorded.cells:
        raise ProtectionError(_NO_PROOF)
    released = [cell for each in rows for cell in each.cells]
    asked = Obligations.of(lattice, released)
    worlds = _worlds(lattice, asked, certificate)
    _require_agreement(by_atom(certificate.atoms, certificate.worlds), asked.rules)
    given = _given_away(lattice, asked, certificate)
    _require_pairs(asked, worlds, certificate, lattice.pack.threshold, given)


def _require_allowed(lattice: Lattice, cells: Sequence[Cell]) -> None:
    beside = {cell.key: cell for cell in cells}
    for cell in cells:
        if not is_allowed(lattice, cell, beside):
            raise ProtectionError(
                f"A figure of {cell.key.measure} does not agree with the cases behind it or may "
                "not be shown. Nothing was written. Prepare the return again."
            )


def _worlds(lattice: Lattice, asked: Obligations, certificate: Certificate) -> list[World]:
    """Return the worlds, each with every atom, the first of them the truth."""
    width = len(certificate.atoms)
    if not asked.atoms(lattice) <= set(certificate.atoms) or not certificate.worlds:
        raise ProtectionError(_NO_PROOF)
    if any(len(world) != width or not _are_counts(world) for world in certificate.worlds):
        raise ProtectionError(_NO_PROOF)
    worlds = certificate.complete()
    if any(amount != lattice.truth.get(atom, 0) for atom, amount in worlds[0].items()):
        raise ProtectionError(_NO_PROOF)
    return worlds


def _are_counts(world: Iterable[int]) -> bool:
    return all(type(amount) is int and amount >= 0 for amount in world)


def _require_agreement(columns: Mapping[Atom, Sequence[int]], rules: Iterable[Rule]) -> None:
    """Add up every rule in every world."""
    for rule in rules:
        found = across(rule.form, columns) if rule.form else [0]
        if not (rule.allows(min(found)) and rule.allows(max(found))):
            raise ProtectionError(_NO_PROOF)


_Given = AbstractSet[tuple[Excepted, int]]


def _given_away(lattice: Lattice, asked: Obligations, certificate: Certificate) -> _Given:
    """Return what recorded returns are proved to have given away before, by adding up."""
    if not certificate.given:
        return frozenset()
    rules, threshold = known_rules(lattice), lattice.pack.threshold

    def holds(proof: Proof) -> bool:
        if proof.what is Excepted.SETTLED:
            low, high = proof.sums
            return is_settled(asked.withheld[proof.index], rules, (low, high))
        form = asked.targets[proof.index].form
        if proof.what is Excepted.NOT_NOUGHT:
            return is_not_nought(form, rules, proof.sums[0])
        return is_below(form, threshold, rules, proof.sums[0])

    try:
        proved = all(holds(proof) for proof in certificate.given)
    except (LookupError, ValueError):
        proved = False
    if not proved:
        raise ProtectionError(_NO_PROOF)
    return {(proof.what, proof.index) for proof in certificate.given}


def _require_pairs(
    asked: Obligations,
    worlds: Sequence[World],
    certificate: Certificate,
    threshold: int,
    given: _Given,
) -> None:
    counts = len(asked.targets), len(asked.withheld)
    if counts != (len(certificate.pairs), len(certificate.others)):
        raise ProtectionError(_NO_PROOF)
    for index, (target, (at_0, at_t)) in enumerate(
        zip(asked.targets, certificate.pairs, strict=True)
    ):
        nought = at_0 in range(len(worlds)) and value(target.form, worlds[at_0]) == 0
        more = at_t in range(len(worlds)) and value(target.form, worlds[at_t]) >= threshold
        nought = nought or (Excepted.NOT_NOUGHT, index) in given
        more = more or (Excepted.NOT_ENOUGH, index) in given
        if not (nought and more):
            raise ProtectionError(_unsafe(target))
    for index, (rule, at) in enumerate(zip(asked.withheld, certificate.others, strict=True)):
        if (Excepted.SETTLED, index) in given:
            continue
        if at not in range(len(worlds)) or rule.agrees(worlds[at]):
            raise ProtectionError(
                "A withheld figure could be worked out from the figures released, so the return "
                "was not made. Nothing was written. Prepare it again."
            )


def _unsafe(target: Target) -> str:
    return (
        f"A count of {target.measure} is not proved safe, so the return was not made. "
        "Nothing was written. Prepare it again."
    )
