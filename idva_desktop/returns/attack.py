"""What a reader of several returns can work out: the attack that protection must withstand.

It knows what every reader has: the rows of ``cells.csv`` and the published definitions. Neither
the vault nor the code that protects is used; here every lattice cell is an unknown of its own
and the equations tie them, so that a mistake on either side shows on the other.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import highspy
import numpy as np

from idva_desktop.domain.calendar import Period
from idva_desktop.domain.errors import ReturnError
from idva_desktop.returns.cells import Cell, CellKey, Status
from idva_desktop.returns.measure import Registry

_ALL = "_T"
_MANY = 1_000_000
_WHOLE = 1e-6
_CONTRADICTION = (
    "These returns contradict one another, so at least one of them was changed or is not of "
    "this service. Nothing was written. Compare them with the originals."
)
Equation = tuple[dict[CellKey, int], float, float]


@dataclass(frozen=True, slots=True)
class Published:
    """What the definitions say, beyond that parts add up.

    Attributes:
        parents: measure to the measure among whose units its own lie (K09: K15).
        closings: stock to the measure that counts its closings (K16: K15).
        same_base: rate to the rate that has its denominator, strand by strand (K06: K07).
        accepted: rate to the dimension and category that is its numerator
            (K02: ``decision``, ``accepted``).
    """

    parents: Mapping[str, str] = field(default_factory=dict)
    closings: Mapping[str, str] = field(default_factory=dict)
    same_base: Mapping[str, str] = field(default_factory=dict)
    accepted: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, measures: Registry) -> "Published":
        """Return what the declarations of ``measures`` tell a reader."""
        return cls(
            {each.id: each.parent for each in measures.values() if each.parent},
            {each.id: each.closings for each in measures.values() if each.closings},
            {each.id: each.same_base for each in measures.values() if each.same_base},
            {
                each.id: (each.answer, each.met_when)
                for each in measures.values()
                if each.answer and each.met_when
            },
        )


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
    rows = list(cells)
    known = {cell.key: cell.value for cell in rows if cell.value is not None}
    lattice = _Lattice(rows, published)
    equations = list(lattice.equations())
    unknowns = lattice.unknowns(equations)
    limits = {key: _limits(key, known.get(_as_shown(key))) for key in unknowns}
    _require_agreement(equations, limits)
    found: dict[CellKey, Bounds] = {}
    for part in _parts(unknowns, equations, limits):
        found |= _bounds_of(part, [*_touching(part, equations)], limits)
    for key, (low, high) in limits.items():
        if low == high:
            found[key] = Bounds(int(low), int(high))
    return found


def _as_shown(key: CellKey) -> CellKey:
    return replace(key, part="hours") if key.part == "minutes" else key


def _limits(key: CellKey, shown: int | None) -> tuple[float, float]:
    if shown is None:
        return 0.0, float(_MANY)
    if key.part == "minutes":
        return max(0.0, 60.0 * shown - 30), 60.0 * shown + 29
    return float(shown), float(shown)


class _Lattice:
    """The equations between all cells that the definitions imply."""

    def __init__(self, rows: Sequence[Cell], published: Published) -> None:
        self._published = published
        keys = [cell.key for cell in rows]
        empty = {cell.key for cell in rows if cell.status is Status.EMPTY}
        self._empty = {(key.measure, key.strand) for key in empty}
        self._periods = {key.period: Period.parse(key.period) for key in keys}
        self._quarters = sorted(
            {each.name for period in self._periods.values() for each in period.quarters()}
        )
        self._parts: dict[str, set[str]] = {}
        self._categories: dict[tuple[str, str, str], dict[str, set[str]]] = {}
        for key in keys:
            part = "minutes" if key.part == "hours" else key.part
            self._parts.setdefault(key.measure, set()).add(part)
            if key.dimension != _ALL:
                place = (key.measure, part, key.dimension)
                entry = self._categories.setdefault(place, {})
                entry.setdefault(key.category, set()).add(key.period)
        for parts in self._parts.values():
            if "met" in parts:
                parts.add("not_met")

    def unknowns(self, equations: Iterable[Equation]) -> list[CellKey]:
        """Return every cell that some equation speaks of."""
        return sorted({key for equation, _, _ in equations for key in equation})

    def equations(self) -> Iterator[Equation]:
        """Yield every equation as factors, least and most."""
        for measure, parts in self._parts.items():
            strands = self._strands(measure)
            for part in parts:
                for quarter in self._quarters:
                    yield self._sum(
                        CellKey(quarter, measure, part),
                        [CellKey(quarter, measure, part, strand) for strand in strands],
                    )
                if part not in {"start", "end"}:
                    yield from self._long_periods(measure, part, [*strands, _ALL])
            for quarter in self._quarters:
                for strand in strands:
                    yield from self._within(measure, parts, quarter, strand)
            if "end" in parts:
                yield from self._stock(measure, [*strands, _ALL])
        yield from self._breakdowns()

    def _strands(self, measure: str) -> list[str]:
        return [s for s in ("BOTH", "IDVA", "ISVA") if (measure, s) not in self._empty]

    @staticmethod
    def _sum(whole: CellKey, pieces: Iterable[CellKey]) -> Equation:
        factors = {whole: -1}
        for piece in pieces:
            factors[piece] = factors.get(piece, 0) + 1
        return {key: factor for key, factor in factors.items() if factor}, 0.0, 0.0

    def _long_periods(
        self, measure: str, part: str, strands: Iterable[str], place: tuple[str, str] = (_ALL, _ALL)
    ) -> Iterator[Equation]:
        for name, period in self._periods.items():
            if not period.is_quarter:
                for strand in strands:
                    yield self._sum(
                        CellKey(name, measure, part, strand, *place),
                        [
                            CellKey(quarter.name, measure, part, strand, *place)
                            for quarter in period.quarters()
                        ],
                    )

    def _within(
        self, measure: str, parts: set[str], quarter: str, strand: str
    ) -> Iterator[Equation]:
        def key(part: str, of: str = measure) -> CellKey:
            return CellKey(quarter, of, part, strand)

        if "met" in parts:
            yield self._sum(key("base"), [key("met"), key("not_met")])
        if "end" in parts:
            yield {key("start"): 1, key("opened"): 1, key("closed"): -1, key("end"): -1}, 0.0, 0.0
        closings = self._published.closings.get(measure)
        if closings in self._parts:
            yield self._sum(key("closed"), [key("count", str(closings))])
        other = self._published.same_base.get(measure)
        if other in self._parts and strand in self._strands(str(other)):
            yield self._sum(key("base"), [key("base", str(other))])
        parent = self._published.parents.get(measure)
        if parent in self._parts and strand in self._strands(str(parent)):
            inside = {key("base" if "base" in parts else "count"): -1}
            if "unpaired" in parts:
                inside[key("unpaired")] = -1
            yield {key("count", str(parent)): 1, **inside}, 0.0, np.inf

    def _stock(self, measure: str, strands: Iterable[str]) -> Iterator[Equation]:
        for strand in strands:
            for one, two in zip(self._quarters, self._quarters[1:], strict=False):
                end = CellKey(one, measure, "end", strand)
                if Period.parse(one).end == Period.parse(two).start:
                    yield self._sum(CellKey(two, measure, "start", strand), [end])
            for name, period in self._periods.items():
                if not period.is_quarter:
                    first, *_, last = [quarter.name for quarter in period.quarters()]
                    for part, quarter in (("start", first), ("end", last)):
                        whole = CellKey(name, measure, part, strand)
                        yield self._sum(whole, [CellKey(quarter, measure, part, strand)])

    def _breakdowns(self) -> Iterator[Equation]:
        for (measure, part, dimension), categories in self._categories.items():
            shown = {period for periods in categories.values() for period in periods}
            by_quarter = any(self._periods[period].is_quarter for period in shown)
            for category in categories if by_quarter else ():
                yield from self._long_periods(measure, part, [_ALL], (dimension, category))
            for name in self._quarters if by_quarter else sorted(shown):
                yield self._sum(
                    CellKey(name, measure, part),
                    [CellKey(name, measure, part, _ALL, dimension, code) for code in categories],
                )
                if (dimension, part) == (self._published.accepted.get(measure, ("",))[0], "base"):
                    accepted = CellKey(
                        name, measure, part, _ALL, *self._published.accepted[measure]
                    )
                    yield self._sum(accepted, [CellKey(name, measure, "met")])


def _parts(
    unknowns: Sequence[CellKey],
    equations: Iterable[Equation],
    limits: Mapping[CellKey, tuple[float, float]],
) -> list[list[CellKey]]:
    """Group the unknowns that equations tie together; what is shown ties nothing."""
    root = {key: key for key in unknowns}

    def find(key: CellKey) -> CellKey:
        while root[key] != key:
            root[key] = root[root[key]]
            key = root[key]
        return key

    for factors, _, _ in equations:
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
    return (equation for equation in equations if not inside.isdisjoint(equation[0]))


def _require_agreement(
    equations: Iterable[Equation], limits: Mapping[CellKey, tuple[float, float]]
) -> None:
    """Refuse figures that do not add up although all of them are shown."""
    for factors, low, high in equations:
        is_shown = all(limits[key][0] == limits[key][1] for key in factors)
        found = sum(factor * limits[key][0] for key, factor in factors.items())
        if is_shown and np.isfinite(high) and not low <= found <= high:
            raise ReturnError(_CONTRADICTION)


def _bounds_of(
    part: Sequence[CellKey],
    equations: Sequence[Equation],
    limits: Mapping[CellKey, tuple[float, float]],
) -> dict[CellKey, Bounds]:
    # Answers at exit that come late can outnumber the closures of one quarter; a reader who sees
    # that the inclusions cannot hold does without them.
    for believed in (equations, [each for each in equations if np.isfinite(each[2])]):
        solver = _Solver(part, believed, limits)
        if solver.is_possible():
            return {key: solver.bounds(key) for key in part}
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
        limits: Mapping[CellKey, tuple[float, float]],
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
        limits: Mapping[CellKey, tuple[float, float]],
    ) -> highspy.Highs:
        solver = highspy.Highs()  # type: ignore[no-untyped-call]  # highspy leaves it untyped
        solver.silent()
        solver.setOptionValue("threads", 1)
        solver.setOptionValue("mip_rel_gap", 0.0)
        for key in part:
            solver.addVar(*limits[key])
        for factors, low, high in equations:
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
            raise ReturnError("The attack did not finish, so it proves nothing. Try again.")
        return Bounds(low, None if high >= _MANY else high)

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
