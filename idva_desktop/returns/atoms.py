"""The integer unknowns that a reader of returns has, and sums of them.

A reader who has every return knows sums of counts that they never see. The smallest of those
counts are the *atoms*: whole numbers, nought or more. One breakdown (by strand, by reason, by
sex …) has its own atoms, tied to the others of its measure only by their common total. That is
enough as long as no two breakdowns are crossed: whatever the margins, as long as they have the
same total, some crossed table has them (fill it from its north-west corner), so the crossed
counts restrict nothing. A pack that crosses breakdowns needs atoms for the crossed cells.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from idva_desktop.returns.measure import TOTAL


class Atom(NamedTuple):
    """One unknown.

    Attributes:
        measure: id of the measure.
        part: ``count``, ``met``, ``not_met``, ``suspended``, ``unpaired``, ``start``,
            ``opened``, ``closed`` or ``minutes``.
        period: the quarter; for a breakdown that only years show, the year.
        strand: the strand, or ``_T`` in a breakdown by something else.
        dimension: what the category is of, or ``_T``.
        category: a code, or ``_T``.
    """

    measure: str
    part: str
    period: str
    strand: str = TOTAL
    dimension: str = TOTAL
    category: str = TOTAL


Form = Mapping[Atom, int]
"""A sum of atoms, each with its whole-number factor."""


World = dict[Atom, int]
"""A value for every atom; nought where it is left out."""


def total(forms: Iterable[Form]) -> dict[Atom, int]:
    """Add forms up, leaving out what cancels."""
    added: dict[Atom, int] = {}
    for form in forms:
        for atom, factor in form.items():
            added[atom] = added.get(atom, 0) + factor
    return {atom: factor for atom, factor in added.items() if factor}


def less(form: Form) -> dict[Atom, int]:
    """Return the form with every sign turned."""
    return {atom: -factor for atom, factor in form.items()}


def value(form: Form, world: Mapping[Atom, int]) -> int:
    """Add the form up in one world; atoms that the world leaves out are nought."""
    return sum(factor * world.get(atom, 0) for atom, factor in form.items())


def same(form: Form) -> frozenset[tuple[Atom, int]]:
    """Return what two forms of the same sum have in common, to compare them by."""
    return frozenset(form.items())
