"""The proof of a return as it is kept with it: complete worlds, and which of them proves what.

Nothing here searches: :mod:`idva_desktop.returns.protect` finds the worlds, this module writes
them down, and :mod:`idva_desktop.returns.verify` adds them up again. A certificate holds true
counts, so it stays in the vault and never leaves with a return.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from idva_desktop.domain.errors import ProtectionError
from idva_desktop.returns.atoms import Atom, Form, World
from idva_desktop.returns.cells import Cell
from idva_desktop.returns.constraints import Lattice, Rule, stated, withheld_before
from idva_desktop.returns.targets import Target, targets

UNPROVED = -1
"""In place of a world where there is none; such a certificate proves nothing."""

_UNREADABLE = (
    "The proof of safety of this return is missing or cannot be read, so it does not leave. "
    "Nothing was written. Run an audit, or restore the last backup."
)


@dataclass(frozen=True, slots=True)
class Obligations:
    """All that must hold of one ledger: what worlds agree with, and what they must leave open.

    Attributes:
        rules: identities, inclusions and every figure ever released.
        targets: small counts, each to be 0 in one world and T or more in another.
        withheld: what each withheld figure would have stated; some world must say otherwise.
    """

    rules: list[Rule]
    targets: list[Target]
    withheld: list[Rule]

    @classmethod
    def of(cls, lattice: Lattice, cells: Sequence[Cell]) -> "Obligations":
        """Return what holds of ``cells``, all that were ever released."""
        return cls(
            [*lattice.rules(), *stated(lattice, cells)],
            targets(lattice),
            withheld_before(lattice, cells),
        )

    def atoms(self, lattice: Lattice) -> set[Atom]:
        """Return every atom that a complete world has."""
        found = set(lattice.truth)
        for rule in (*self.rules, *self.withheld):
            found.update(rule.form)
        for target in self.targets:
            found.update(target.form)
        return found


@dataclass(frozen=True, slots=True)
class Certificate:
    """The proof of one return.

    Attributes:
        row: hash of the ledger row that it proves, so of all rows before it as well.
        schema: hash of the measures and the pack that it was made with.
        atoms: every unknown, sorted.
        worlds: complete tables, a whole number for each atom; the first is the truth.
        pairs: for each target, in order, the worlds in which it is 0, and T or more.
        others: for each withheld figure, in order, a world in which it is another.
    """

    row: str
    schema: str
    atoms: tuple[Atom, ...]
    worlds: tuple[tuple[int, ...], ...]
    pairs: tuple[tuple[int, int], ...]
    others: tuple[int, ...]

    @classmethod
    def of(
        cls, row: str, lattice: Lattice, released: Sequence[Cell], worlds: Iterable[World]
    ) -> "Certificate":
        """Write a proof down.

        Args:
            row: hash of the ledger row.
            lattice: all sums, the new return's period included.
            released: every cell ever released, the new ones included.
            worlds: what was found; what a world leaves out is as in truth.
        """
        asked = Obligations.of(lattice, released)
        atoms = tuple(sorted(asked.atoms(lattice)))
        truth = dict(lattice.truth)
        whole = [truth, *(truth | world for world in worlds)]
        threshold = lattice.pack.threshold

        def first(form: Form, low: int, high: int | None) -> int:
            rule = Rule(form, low, high)
            return next((at for at, world in enumerate(whole) if rule.agrees(world)), UNPROVED)

        return cls(
            row,
            schema(lattice),
            atoms,
            tuple(tuple(world.get(atom, 0) for atom in atoms) for world in whole),
            tuple((first(t.form, 0, 0), first(t.form, threshold, None)) for t in asked.targets),
            tuple(
                next((at for at, w in enumerate(whole) if not rule.agrees(w)), UNPROVED)
                for rule in asked.withheld
            ),
        )

    def complete(self) -> list[World]:
        """Return the worlds by atom."""
        return [dict(zip(self.atoms, world, strict=True)) for world in self.worlds]

    def to_plain(self) -> dict[str, Any]:
        """Return what the journal keeps beside the ledger row."""
        content = self._content()
        return content | {"hash": _hash(content)}

    def _content(self) -> dict[str, Any]:
        return {
            "row": self.row,
            "schema": self.schema,
            "atoms": [list(atom) for atom in self.atoms],
            "worlds": [list(world) for world in self.worlds],
            "pairs": [list(pair) for pair in self.pairs],
            "others": list(self.others),
        }

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "Certificate":
        """Read what the journal kept.

        Raises:
            ProtectionError: it is not what was written.
        """
        try:
            found = cls(
                plain["row"],
                plain["schema"],
                tuple(Atom(*atom) for atom in plain["atoms"]),
                tuple(tuple(world) for world in plain["worlds"]),
                tuple((low, high) for low, high in plain["pairs"]),
                tuple(plain["others"]),
            )
            whole = plain["hash"] == _hash(found._content())
        except (KeyError, TypeError, ValueError):
            whole = False
        if not whole:
            raise ProtectionError(_UNREADABLE)
        return found


def required(certificate: Certificate | None, row: str) -> Certificate:
    """Return the certificate of a ledger row.

    Raises:
        ProtectionError: there is none, or it is another's. No certificate, no export.
    """
    if certificate is None or certificate.row != row:
        raise ProtectionError(_UNREADABLE)
    return certificate


def together(parts: Iterable[Sequence[World]]) -> list[World]:
    """Join worlds of components that tell nothing of one another into as few whole ones.

    Args:
        parts: the worlds of each component; what they leave out is as in truth.
    """
    joined: list[World] = []
    for worlds in zip_longest(*parts, fillvalue={}):
        whole: World = {}
        for world in worlds:
            whole |= world
        joined.append(whole)
    return joined


def schema(lattice: Lattice) -> str:
    """Return the hash of what the sums and the targets are made from, besides the cases."""
    content = {
        "threshold": lattice.pack.threshold,
        "service_base_from": lattice.pack.service_base_from,
        "pack": repr(
            sorted((kind, sorted(of.items())) for kind, of in lattice.pack.layouts.items())
        ),
        "measures": [
            [
                each.id,
                each.shape.value,
                each.outcome_of.value,
                each.answer,
                each.met_when,
                each.has_suspended,
                each.has_unpaired,
                each.parent,
                sorted(each.empty_strands),
                each.per_parent,
                sorted(map(repr, each.same)),
                each.closings,
                sorted((name, list(codes)) for name, codes in each.breakdowns.items()),
            ]
            for each in lattice.measures.values()
        ],
    }
    return _hash(content)


def _hash(content: Mapping[str, Any]) -> str:
    plain = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()
