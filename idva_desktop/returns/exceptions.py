"""What recorded returns alone already gave away, each with a proof that needs no solver.

No later return can take back what an earlier one told, so a count that it settled cannot be
proved open. It is excepted, and only it: the exception is proved by adding up rules that hold
anyway and figures that were sent, each so many times, until nothing but a bound is left.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction
from typing import Any

from idva_desktop.returns.atoms import Atom, Form, less, same
from idva_desktop.returns.constraints import Lattice, Rule, stated
from idva_desktop.returns.targets import Target

Sums = tuple[tuple[int, int, int], ...]
"""Which rule, and how often: numerator and denominator."""

FormKey = frozenset[tuple[Atom, int]]
"""What two forms of the same sum have in common."""


class Excepted(StrEnum):
    """What of a count or a figure need not be left open."""

    NOT_NOUGHT = "not nought"
    NOT_ENOUGH = "below the threshold"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Proof:
    """That recorded returns alone gave something away.

    Attributes:
        what: what was given away.
        index: of the target, or of the withheld figure.
        sums: rules that add up to the bound; for a settled figure, to the lower and the upper.
    """

    what: Excepted
    index: int
    sums: tuple[Sums, ...]

    def to_plain(self) -> list[object]:
        """Return what the certificate keeps."""
        return [self.what.value, self.index, [[list(part) for part in s] for s in self.sums]]

    @classmethod
    def from_plain(cls, plain: Sequence[Any]) -> "Proof":
        """Read what a certificate kept.

        Raises:
            ValueError: it is no such thing; TypeError as well.
        """
        what, index, sums = plain
        read = tuple(tuple((int(r), int(n), int(d)) for r, n, d in each) for each in sums)
        return cls(Excepted(what), int(index), read)


@dataclass(frozen=True, slots=True)
class GivenAway:
    """The exceptions, by the sum that they are of.

    Attributes:
        not_nought: sums that are known not to be 0.
        not_enough: sums that are known to lie below the threshold.
        settled: figures that were withheld and can be worked out: proofs of both sides.
    """

    not_nought: Mapping[FormKey, Sums] = field(default_factory=dict)
    not_enough: Mapping[FormKey, Sums] = field(default_factory=dict)
    settled: Mapping[FormKey, tuple[Sums, Sums]] = field(default_factory=dict)

    def marked(self, target: Target) -> Target:
        """Return the target with what it need not leave open."""
        key = same(target.form)
        return replace(
            target, never_nought=key in self.not_nought, never_enough=key in self.not_enough
        )


def least(form: Form, rules: Sequence[Rule], proof: Sums) -> Fraction | None:
    """Return what a sum is at least, by adding rules up; ``None`` where that proves nothing.

    Unknowns are nought or more, so a sum is no less than rules that are together no more than it.
    """
    rest: dict[Atom, Fraction] = {atom: Fraction(factor) for atom, factor in form.items()}
    bound = Fraction(0)
    for index, numerator, denominator in proof:
        if not 0 <= index < len(rules) or denominator <= 0:
            return None
        rule, times = rules[index], Fraction(numerator, denominator)
        limit = rule.low if times > 0 else rule.high
        if limit is None:
            return None
        bound += times * limit
        for atom, factor in rule.form.items():
            rest[atom] = rest.get(atom, Fraction(0)) - times * factor
    return bound if min(rest.values(), default=Fraction(0)) >= 0 else None


def is_not_nought(form: Form, rules: Sequence[Rule], proof: Sums) -> bool:
    """Say whether the proof shows that a sum is not 0."""
    bound = least(form, rules, proof)
    return bound is not None and bound > 0


def is_below(form: Form, threshold: int, rules: Sequence[Rule], proof: Sums) -> bool:
    """Say whether the proof shows that a sum lies below the threshold."""
    bound = least(less(form), rules, proof)
    return bound is not None and -bound < threshold


def is_settled(rule: Rule, rules: Sequence[Rule], proofs: tuple[Sums, Sums]) -> bool:
    """Say whether the proofs show that a sum is what the rule says and nothing else."""
    low, high = least(rule.form, rules, proofs[0]), least(less(rule.form), rules, proofs[1])
    if low is None or high is None or rule.high is None:
        return False
    return low > rule.low - 1 and -high < rule.high + 1


def known_rules(lattice: Lattice) -> list[Rule]:
    """Return what a reader of the recorded returns alone knows; proofs count in this list."""
    return [*lattice.rules(), *stated(lattice, lattice.recorded.cells)]
