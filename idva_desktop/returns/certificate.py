"""The proof of a return as it is kept with it: complete worlds, and which of them proves what.

Nothing here searches: :mod:`idva_desktop.returns.protect` finds the worlds, this module writes
them down, and :mod:`idva_desktop.returns.verify` adds them up again. A certificate holds true
counts, so it stays in the vault and never leaves with a return.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import zip_longest
from typing import Any

from idva_desktop.domain.errors import ProtectionError
from idva_desktop.returns.atoms import Atom, Form, World, same
from idva_desktop.returns.cells import Cell
from idva_desktop.returns.constraints import Lattice, Rule, stated, withheld_before
from idva_desktop.returns.exceptions import Excepted, GivenAway, Proof
from idva_desktop.returns.targets import Target, targets

_SUMS_DEPEND_ON = frozenset(
    {
        "id",
        "shape",
        "outcome_of",
        "answer",
        "answers",
        "broader",
        "met_when",
        "answered_when_met",
        "has_suspended",
        "has_unpaired",
        "parent",
        "per_parent",
        "same",
        "closings",
        "dimensions",
    }
)
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
        given: for what recorded returns gave away before, proofs that they did.
    """

    row: str
    schema: str
    atoms: tuple[Atom, ...]
    worlds: tuple[tuple[int, ...], ...]
    pairs: tuple[tuple[int, int], ...]
    others: tuple[int, ...]
    given: tuple[Proof, ...] = ()

    @classmethod
    def of(
        cls,
        row: str,
        lattice: Lattice,
        released: Sequence[Cell],
        worlds: Iterable[World],
        given: GivenAway | None = None,
    ) -> "Certificate":
        """Write a proof down.

        Args:
            row: hash of the ledger row.
            lattice: all sums, the new return's period included.
            released: every cell ever released, the new ones included.
            worlds: what was found; what a world leaves out is as in truth.
            given: what recorded returns gave away before.
        """
        asked = Obligations.of(lattice, released)
        atoms = tuple(sorted(asked.atoms(lattice)))
        truth = dict(lattice.truth)
        whole = [truth, *(truth | world for world in worlds)]
        tables = tuple(tuple(world.get(atom, 0) for atom in atoms) for world in whole)
        columns = by_atom(atoms, tables)
        threshold = lattice.pack.threshold
        pairs = []
        for target in asked.targets:
            found = across(target.form, columns)
            enough = (at for at, count in enumerate(found) if count >= threshold)
            pairs.append((found.index(0) if 0 in found else UNPROVED, next(enough, UNPROVED)))
        others = []
        for rule in asked.withheld:
            other = (at for at, v in enumerate(across(rule.form, columns)) if not rule.allows(v))
            others.append(next(other, UNPROVED))
        excepted = _excepted(asked, pairs, others, given) if given else ()
        return cls(row, schema(lattice), atoms, tables, tuple(pairs), tuple(others), excepted)

    def complete(self) -> list[World]:
        """Return the worlds by atom."""
        return [dict(zip(self.atoms, world, strict=True)) for world in self.worlds]

    def to_plain(self) -> dict[str, Any]:
        """Return what the journal keeps beside the ledger row."""
        content = self._content()
        return content | {"hash": _hash(content)}

    def _content(self) -> dict[str, Any]:
        given = {"given": [each.to_plain() for each in self.given]} if self.given else {}
        return given | {
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
                tuple(Proof.from_plain(each) for each in plain.get("given", ())),
            )
            whole = plain["hash"] == _hash(found._content())
        except (KeyError, TypeError, ValueError):
            whole = False
        if not whole:
            raise ProtectionError(_UNREADABLE)
        return found


def _excepted(
    asked: Obligations,
    pairs: Sequence[tuple[int, int]],
    others: Sequence[int],
    given: GivenAway,
) -> tuple[Proof, ...]:
    """Return a proof for each side that no world shows because it was given away before."""
    found: list[Proof] = []
    for index, (target, (at_0, at_t)) in enumerate(zip(asked.targets, pairs, strict=True)):
        key = same(target.form)
        if at_0 == UNPROVED and key in given.not_nought:
            found.append(Proof(Excepted.NOT_NOUGHT, index, (given.not_nought[key],)))
        if at_t == UNPROVED and key in given.not_enough:
            found.append(Proof(Excepted.NOT_ENOUGH, index, (given.not_enough[key],)))
    for index, (rule, at) in enumerate(zip(asked.withheld, others, strict=True)):
        if at == UNPROVED and same(rule.form) in given.settled:
            found.append(Proof(Excepted.SETTLED, index, given.settled[same(rule.form)]))
    return tuple(found)


def by_atom(atoms: Sequence[Atom], worlds: Sequence[Sequence[int]]) -> dict[Atom, tuple[int, ...]]:
    """Return the values of each atom, world by world."""
    return dict(zip(atoms, zip(*worlds, strict=True), strict=True))


def across(form: Form, columns: Mapping[Atom, Sequence[int]]) -> list[int]:
    """Return the value of a sum in each world; the sum is not empty."""
    parts = [
        columns[atom] if factor == 1 else [factor * amount for amount in columns[atom]]
        for atom, factor in form.items()
    ]
    return [sum(amounts) for amounts in zip(*parts, strict=True)]


def required(certificate: Certificate | None, row: str) -> Certificate:
    """Return the certificate of a ledger row.

    Raises:
        ProtectionError: there is none, or it is another's. No certificate, no export.
    """
    if certificate is None or certificate.row != row:
        raise ProtectionError(_UNREADABLE)
    return certificate


def brought_up(last: Certificate | None, lattice: Lattice) -> list[World]:
    """Return the worlds of an earlier return as worlds of today: the truth, changed as they did.

    What one of them changed cancelled out in every figure released then, so it still does.
    """
    if last is None or not last.worlds:
        return []
    truth, then = dict(lattice.truth), last.worlds[0]
    found: list[World] = []
    for world in last.worlds[1:]:
        changed = dict(truth)
        for atom, was, became in zip(last.atoms, then, world, strict=True):
            if was != became:
                changed[atom] = changed.get(atom, 0) + became - was
        if min(changed.values()) >= 0:
            found.append(changed)
    return found


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
            sorted((kind, sorted(of.items())) for kind, of in lattice.pack.summed.items())
        ),
        "measures": [
            [
                repr(getattr(each, entry.name))
                for entry in fields(each)
                if entry.name in _SUMS_DEPEND_ON
            ]
            + [sorted(each.empty_strands), sorted(each.client_answers)]
            for each in lattice.measures.values()
        ],
    }
    return _hash(content)


def _hash(content: Mapping[str, Any]) -> str:
    plain = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()
