"""Splitting the ledger into parts that tell nothing of one another; each is solved alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from idva_desktop.returns.atoms import Atom, Form, World
from idva_desktop.returns.constraints import Rule
from idva_desktop.returns.nearest import Candidate
from idva_desktop.returns.targets import Target


@dataclass
class Component:
    """Atoms that some rule, cell or target ties together, and all that speaks of them.

    Attributes:
        truth: true value of each atom.
        rules: what holds in every world: identities, inclusions and earlier releases.
        candidates: cells of the new return; ``needs`` counts within this list.
        places: index of each candidate among all cells of the return.
        targets: what must stay open.
        withheld: what cells withheld earlier would have stated; no reader may work it out.
    """

    truth: World = field(default_factory=dict)
    rules: list[Rule] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    withheld: list[Rule] = field(default_factory=list)


class _Sets:
    """Disjoint sets of atoms."""

    def __init__(self) -> None:
        self._parent: dict[Atom, Atom] = {}

    def root(self, atom: Atom) -> Atom:
        parent = self._parent.setdefault(atom, atom)
        while parent != self._parent[parent]:
            parent = self._parent[parent]
        self._parent[atom] = parent
        return parent

    def tie(self, form: Form) -> None:
        atoms = iter(form)
        first = next(atoms, None)
        if first is not None:
            for atom in atoms:
                self._parent[self.root(atom)] = self.root(first)


def split(
    truth: World,
    rules: Iterable[Rule],
    candidates: Sequence[tuple[int, Candidate]],
    targets: Sequence[Target],
    withheld: Sequence[Rule] = (),
) -> list[Component]:
    """Split everything into components.

    Args:
        truth: value of every atom that is not nought.
        rules: identities, inclusions and earlier releases.
        candidates: cells of the new return with their place in it; ``needs`` is a place too.
        targets: what must stay open.
        withheld: what cells withheld earlier would have stated.
    """
    rules = [rule for rule in rules if rule.form]
    forms = [
        *(rule.form for rule in rules),
        *(candidate.rule.form for _, candidate in candidates),
        *(target.form for target in targets),
        *(rule.form for rule in withheld),
    ]
    sets = _tied(forms, candidates)
    found: dict[Atom, Component] = {}
    for form in forms:
        for atom in form:
            component = found.setdefault(sets.root(atom), Component())
            component.truth[atom] = truth.get(atom, 0)

    def of(form: Form) -> Component:
        return found[sets.root(next(iter(form)))]

    for rule in rules:
        of(rule.form).rules.append(rule)
    for target in targets:
        of(target.form).targets.append(target)
    for rule in withheld:
        of(rule.form).withheld.append(rule)
    for place, candidate in candidates:
        of(candidate.rule.form).places.append(place)
        of(candidate.rule.form).candidates.append(candidate)
    for component in found.values():
        _renumber(component)
    return list(found.values())


def _tied(forms: Iterable[Form], candidates: Sequence[tuple[int, Candidate]]) -> _Sets:
    sets = _Sets()
    by_place = dict(candidates)
    for form in forms:
        sets.tie(form)
    for _, candidate in candidates:
        if candidate.needs is not None:
            needed = by_place[candidate.needs]
            sets.tie({**candidate.rule.form, **needed.rule.form})
    return sets


def _renumber(component: Component) -> None:
    where = {place: index for index, place in enumerate(component.places)}
    component.candidates = [
        Candidate(each.rule, each.weight, None if each.needs is None else where[each.needs])
        for each in component.candidates
    ]
