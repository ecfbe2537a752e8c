"""What a reader of several returns can work out: the attack that protection must withstand.

It knows what every reader has: the rows of ``cells.csv`` and the published definitions. Neither
the vault nor the code that protects is used; here every lattice cell is an unknown of its own
and the equations tie them, so that a mistake on either side shows on the other.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import highspy
import numpy as np

from idva_desktop.domain.errors import ReturnError
from idva_desktop.returns.cells import Cell, CellKey
from idva_desktop.returns.reader_equations import Equation, Equations, Published

__all__ = ["Bounds", "Published", "attack", "recovered"]

_Limits = Mapping[CellKey, tuple[float, float]]
_MANY = 1_000_000
_WHOLE = 1e-6
_CONTRADICTION = (
    "These returns contradict one another, so at least one of them was changed or is not of "
    "this service. Nothing was written. Compare them with the originals."
)
_UNFINISHED = "The attack did not finish, so it proves nothing. Try again."


@dataclass(frozen=True, slots=True)
class Bounds:
    """Between what a count must lie, for all that the reader knows.

    Attributes:
        low: the least it can be.
        high: the most; ``None`` where nothing bounds it.
    """

    low: int
    high: int | None

    @property
    def exact(self) -> bool:
        """Whether the count is recovered."""
        return self.low == self.high

    def protects(self, threshold: int) -> bool:
        """Say whether the count can be 0 and can be ``threshold`` or more."""
        return self.low == 0 and (self.high is None or self.high >= threshold)


def attack(cells: Iterable[Cell], published: Published) -> dict[CellKey, Bounds]:
    """Bound every count of the lattice from the figures shown.

    Args:
        cells: rows of any number of returns of one service.
        published: the definitions.

    Returns:
        Bounds for every cell, shown or withheld, and for every complement: part ``not_met``.

    Raises:
        ReturnError: the returns contradict one another.
    """
    limits, groups = _open_groups(cells, published)
    found = {key: solver.bounds(key) for part, solver in groups for key in part}
    for key, (low, high) in limits.items():
        if low == high:
            found[key] = Bounds(int(low), int(high))
    return found


def recovered(cells: Iterable[Cell], published: Published) -> dict[CellKey, int]:
    """Return every count that is certain and not itself shown: far quicker than all bounds.

    Args:
        cells: rows of any number of returns of one service.
        published: the definitions.

    Raises:
        ReturnError: the returns contradict one another.
    """
    _, groups = _open_groups(cells, published)
    found: dict[CellKey, int] = {}
    for part, solver in groups:
        found |= {key: value for key in part if (value := solver.settled(key)) is not None}
    return found


def _open_groups(
    cells: Iterable[Cell], published: Published
) -> tuple[_Limits, Iterator[tuple[list[CellKey], "_Solver"]]]:
    """Return between what each count is said to lie, and the groups of those that are open."""
    rows = list(cells)
    known = {cell.key: cell.value for cell in rows if cell.value is not None}
    lattice = Equations(rows, published)
    equations = list(lattice.equations())
    unknowns = lattice.unknowns(equations)
    limits = {key: _limits(key, known.get(_as_shown(key))) for key in unknowns}
    _require_agreement(equations, limits)
    parts = _parts(unknowns, equations, limits)
    return limits, ((part, _solver(part, [*_touching(part, equations)], limits)) for part in parts)


def _as_shown(key: CellKey) -> CellKey:
    return replace(key, part="hours") if key.part == "minutes" else key


def _limits(key: CellKey, shown: int | None) -> tuple[float, float]:
    if shown is None:
        return 0.0, float(_MANY)
    if key.part == "minutes":
        return max(0.0, 60.0 * shown - 30), 60.0 * shown + 29
    return float(shown), float(shown)


def _parts(
    unknowns: Sequence[CellKey],
    equations: Iterable[Equation],
    limits: _Limits,
) -> list[list[CellKey]]:
    """Group the unknowns that equations tie together; what is shown ties nothing."""
    root = {key: key for key in unknowns}

    def find(key: CellKey) -> CellKey:
        while root[key] != key:
            root[key] = root[root[key]]
            key = root[key]
        return key

    for factors, *_ in equations:
        open_keys = [key for key in factors if limits[key][0] != limits[key][1]]
        for key in open_keys[1:]:
            root[find(key)] = find(open_keys[0])
    groups: dict[CellKey, list[CellKey]] = {}
    for key in unknowns:
        if limits[key][0] != limits[key][1]:
            groups.setdefault(find(key), []).append(key)
    return list(groups.values())


def _touching(part: Sequence[CellKey], equations: Iterable[Equation]) -> Iterator[Equation]:
    inside = set(part)
    return (equation for equation in equations if not inside.isdisjoint(equation.factors))


def _require_agreement(equations: Iterable[Equation], limits: _Limits) -> None:
    """Refuse figures that do not add up although all of them are shown."""
    for factors, low, high, sure in equations:
        is_shown = all(limits[key][0] == limits[key][1] for key in factors)
        found = sum(factor * limits[key][0] for key, factor in factors.items())
        if is_shown and sure and not low <= found <= high:
            raise ReturnError(_CONTRADICTION)


def _solver(part: Sequence[CellKey], equations: Sequence[Equation], limits: _Limits) -> "_Solver":
    # Answers at exit that come late can outnumber the closures of one quarter; a reader who sees
    # that what the definitions say of two measures cannot hold does without it.
    for believed in (equations, [each for each in equations if each.sure]):
        solver = _Solver(part, believed, limits)
        if solver.is_possible():
            return solver
    raise ReturnError(_CONTRADICTION)


class _Solver:
    """Whole-number bounds within one group of unknowns.

    Each question is put without the demand for whole numbers first, from the last answer on; it
    is put again with that demand only where the answer is no whole number and none that was met
    before is as good.
    """

    def __init__(
        self,
        part: Sequence[CellKey],
        equations: Sequence[Equation],
        limits: _Limits,
    ) -> None:
        self._column = {key: index for index, key in enumerate(part)}
        self._least = np.full(len(part), np.inf)
        self._most = np.full(len(part), -np.inf)
        self._relaxed = self._build(part, equations, limits)
        self._whole = self._build(part, equations, limits)
        columns = np.arange(len(part), dtype=np.int32)
        kinds = np.full(len(part), highspy.HighsVarType.kInteger)
        self._whole.changeColsIntegrality(len(part), columns, kinds)

    def _build(
        self,
        part: Sequence[CellKey],
        equations: Sequence[Equation],
        limits: _Limits,
    ) -> highspy.Highs:
        solver = highspy.Highs()  # type: ignore[no-untyped-call]  # highspy leaves it untyped
        solver.silent()
        solver.setOptionValue("threads", 1)
        solver.setOptionValue("mip_rel_gap", 0.0)
        for key in part:
            solver.addVar(*limits[key])
        for factors, low, high, _ in equations:
            fixed = sum(f * limits[key][0] for key, f in factors.items() if key not in self._column)
            open_ = {self._column[key]: f for key, f in factors.items() if key in self._column}
            solver.addRow(
                low - fixed,
                high - fixed,
                len(open_),
                np.array(list(open_), dtype=np.int32),
                np.array(list(open_.values()), dtype=float),
            )
        return solver

    def is_possible(self) -> bool:
        """Say whether any whole numbers agree with what is shown."""
        return self._extreme(0, highspy.ObjSense.kMinimize) is not None

    def bounds(self, key: CellKey) -> Bounds:
        """Return between what ``key`` must lie."""
        column = self._column[key]
        at_0 = self._least[column] == 0
        low = 0 if at_0 else self._extreme(column, highspy.ObjSense.kMinimize)
        high = self._extreme(column, highspy.ObjSense.kMaximize)
        if low is None or high is None:
            raise ReturnError(_UNFINISHED)
        return Bounds(low, None if high >= _MANY else high)

    def settled(self, key: CellKey) -> int | None:
        """Return what ``key`` must be; ``None`` where it can be one thing or another."""
        column, ends = self._column[key], list[int | None]()
        for sense in (highspy.ObjSense.kMinimize, highspy.ObjSense.kMaximize):
            # Whatever was met while others were asked for is possible for this one as well.
            if self._least[column] < self._most[column]:
                return None
            ends.append(self._extreme(column, sense))
        least, most = ends
        if least is None or most is None:
            raise ReturnError(_UNFINISHED)
        return least if least == most else None

    def _extreme(self, column: int, sense: highspy.ObjSense) -> int | None:
        """Return the least or the most that it can be, ``None`` if nothing is possible."""
        found = self._answer(self._relaxed, column, sense)
        if found is None:
            return None
        if sense == highspy.ObjSense.kMinimize:
            found, met = np.ceil(found - _WHOLE), self._least[column]
        else:
            found, met = np.floor(found + _WHOLE), self._most[column]
        if found != met:
            found = self._answer(self._whole, column, sense)
        return None if found is None else round(found)

    def _answer(self, solver: highspy.Highs, column: int, sense: highspy.ObjSense) -> float | None:
        solver.changeColCost(column, 1.0)
        solver.changeObjectiveSense(sense)
        solver.run()
        # Any change to the model forgets the answer, so it is read before the cost is put back.
        done = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        found = solver.getInfo().objective_function_value if done else None
        if done:
            values = np.asarray(solver.getSolution().col_value)
            whole = np.rint(values)
            if np.abs(values - whole).max(initial=0.0) < _WHOLE:
                self._least = np.minimum(self._least, whole)
                self._most = np.maximum(self._most, whole)
        solver.changeColCost(column, 0.0)
        return found
