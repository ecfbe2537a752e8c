"""What every reader of returns can write down: how cells tie, by the published definitions.

Neither the vault nor the code that protects is used here: every cell of the lattice is an unknown
of its own, and these equations tie them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple

from idva_desktop.domain.calendar import Period
from idva_desktop.returns.cells import Cell, CellKey, Status
from idva_desktop.returns.measure import AnyMeasure, Broader, Registry, SameAs

_ALL = "_T"
_NO_LIMIT = float("inf")


class Equation(NamedTuple):
    """A sum of cells that lies between two numbers.

    Attributes:
        factors: how often each cell counts.
        low: the least it can be.
        high: the most.
        sure: whether it holds of every return. What the definitions say of two measures need not
            hold where something was entered late; a reader who sees that does without it.
    """

    factors: dict[CellKey, int]
    low: float = 0.0
    high: float = 0.0
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Published:
    """What the definitions say, beyond that parts add up.

    Attributes:
        parents: measure to the measure among whose units its own lie (K09: K15).
        closings: stock to the measure that counts its closings (K16: K15).
        per_parent: measure to how many of its units one of the parent's can have (K12: 8).
        same: measure to what of it is the same as a part of another (K06: K07's denominator).
        answers: measure to the dimension of its own answers.
        accepted: rate to the dimension and category that is its numerator
            (K02: ``decision``, ``accepted``).
        broader: measure to its broader breakdowns, by name.
        begun: the day on which returns of this program begin, where others were sent before: what
            is open in the morning need not be what those ended with.
    """

    parents: Mapping[str, str] = field(default_factory=dict)
    closings: Mapping[str, str] = field(default_factory=dict)
    per_parent: Mapping[str, int] = field(default_factory=dict)
    same: Mapping[str, tuple[SameAs, ...]] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    accepted: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    broader: Mapping[str, Mapping[str, Broader]] = field(default_factory=dict)
    begun: date | None = None

    @classmethod
    def of(cls, measures: Registry) -> "Published":
        """Return what the declarations of ``measures`` tell a reader."""
        return cls.told(definition_of(each) for each in measures.values())

    @classmethod
    def told(cls, definitions: Iterable[Mapping[str, Any]]) -> "Published":
        """Return what the definitions in ``return.json`` tell."""
        every = list({str(each["id"]): each for each in definitions}.values())
        return cls(
            parents={each["id"]: each["among"] for each in every if "among" in each},
            closings={each["id"]: each["closings"] for each in every if "closings" in each},
            per_parent={each["id"]: each["among_each"] for each in every if "among_each" in each},
            same={
                each["id"]: tuple(SameAs(**same) for same in each["same"])
                for each in every
                if "same" in each
            },
            answers={each["id"]: each["answer"] for each in every if "answer" in each},
            accepted={
                each["id"]: (each["answer"], each["met_when"])
                for each in every
                if "met_when" in each
            },
            broader={each["id"]: broader_told(each) for each in every if "broader" in each},
        )


def broader_told(definition: Mapping[str, Any]) -> dict[str, Broader]:
    """Return the broader breakdowns of a measure, as ``return.json`` defines them."""
    return {
        str(name): Broader(
            str(told["of"]), {str(code): tuple(of) for code, of in told["groups"].items()}
        )
        for name, told in definition.get("broader", {}).items()
    }


def definition_of(measure: AnyMeasure) -> dict[str, Any]:
    """Return what a return tells its reader of how a measure ties with others."""
    told: dict[str, Any] = {
        "id": measure.id,
        "among": measure.parent,
        "among_each": measure.per_parent if measure.per_parent > 1 else None,
        "closings": measure.closings,
        "same": [asdict(each) for each in measure.same] or None,
        "answer": measure.answer,
        "met_when": measure.met_when,
        "client_answers": sorted(measure.client_answers) or None,
        "broader": {name: asdict(each) for name, each in measure.broader.items()} or None,
    }
    return {name: said for name, said in told.items() if said is not None}


class Equations:
    """The equations between all cells that the definitions imply."""

    def __init__(self, rows: Sequence[Cell], published: Published) -> None:
        self._published = published
        keys = [cell.key for cell in rows]
        empty = {cell.key for cell in rows if cell.status is Status.EMPTY}
        self._empty = {(key.measure, key.strand) for key in empty}
        self._periods = {key.period: Period.parse(key.period) for key in keys}
        self._monthly = any(
            period.is_month or period.is_to_date for period in self._periods.values()
        )
        self._quarters = sorted(
            {each.name for period in self._periods.values() for each in self._within_of(period)}
        )
        self._parts: dict[str, set[str]] = {}
        self._crossed = {
            (key.measure, key.dimension) for key in keys if _ALL not in {key.dimension, key.strand}
        }
        self._categories: dict[tuple[str, str, str], dict[str, set[str]]] = {}
        for key in keys:
            part = "minutes" if key.part == "hours" else key.part
            self._parts.setdefault(key.measure, set()).add(part)
            if key.dimension != _ALL:
                place = (key.measure, part, key.dimension)
                entry = self._categories.setdefault(place, {})
                entry.setdefault(key.category, set()).add(key.period)
                self._know_members(key, part)
        for parts in self._parts.values():
            if "met" in parts:
                parts.add("not_met")

    def _know_members(self, key: CellKey, part: str) -> None:
        """Take up what a broader category is made of, whether or not it is in any return."""
        broader = self._published.broader.get(key.measure, {}).get(key.dimension)
        if broader is not None:
            if (key.measure, key.dimension) in self._crossed:
                self._crossed.add((key.measure, broader.of))
            entry = self._categories.setdefault((key.measure, part, broader.of), {})
            for code in broader.groups.get(key.category, ()):
                entry.setdefault(code, set()).add(key.period)

    def _within_of(self, period: Period) -> Iterator[Period]:
        return period.months() if self._monthly else period.quarters()

    def _years_of(self, names: Iterable[str]) -> list[str]:
        """Return the years in which some periods lie, whether or not they were returned."""
        spans = (self._within_of(self._periods[name]) for name in names)
        return sorted({f"{each.name[:4]}-FY" for span in spans for each in span})

    def unknowns(self, equations: Iterable[Equation]) -> list[CellKey]:
        """Return every cell that some equation speaks of."""
        return sorted({key for equation in equations for key in equation.factors})

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
        return Equation({key: factor for key, factor in factors.items() if factor})

    def _long_periods(
        self, measure: str, part: str, strands: Iterable[str], place: tuple[str, str] = (_ALL, _ALL)
    ) -> Iterator[Equation]:
        for name, period in self._periods.items():
            if name not in self._quarters:
                for strand in strands:
                    yield self._sum(
                        CellKey(name, measure, part, strand, *place),
                        [
                            CellKey(quarter.name, measure, part, strand, *place)
                            for quarter in self._within_of(period)
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
            yield Equation({key("start"): 1, key("opened"): 1, key("closed"): -1, key("end"): -1})
        closings = self._published.closings.get(measure)
        if closings in self._parts:
            yield self._sum(key("closed"), [key("count", str(closings))])
        for same in self._published.same.get(measure, ()):
            theirs = key(same.of, same.measure)
            before = _quarter_before(quarter, same.quarters_before)
            known = same.measure in self._parts and strand in self._strands(same.measure)
            if known and same.category == _ALL and before in self._quarters:
                earlier = replace(theirs, period=before)
                yield Equation({key(same.part): 1, earlier: -1}, sure=False)
        parent = self._published.parents.get(measure)
        if parent in self._parts and strand in self._strands(str(parent)):
            inside = {key("base" if "base" in parts else "count"): 1}
            if "unpaired" in parts:
                inside[key("unpaired")] = 1
            most = self._published.per_parent.get(measure, 1)
            yield _no_more(inside, {key("count", str(parent)): most})

    def _stock(self, measure: str, strands: Iterable[str]) -> Iterator[Equation]:
        for strand in strands:
            for one, two in zip(self._quarters, self._quarters[1:], strict=False):
                end = CellKey(one, measure, "end", strand)
                day = Period.parse(two).start
                if Period.parse(one).end == day != self._published.begun:
                    yield self._sum(CellKey(two, measure, "start", strand), [end])
            for name, period in self._periods.items():
                if name not in self._quarters:
                    first, *_, last = [quarter.name for quarter in self._within_of(period)]
                    for part, quarter in (("start", first), ("end", last)):
                        whole = CellKey(name, measure, part, strand)
                        yield self._sum(whole, [CellKey(quarter, measure, part, strand)])

    def _breakdowns(self) -> Iterator[Equation]:
        for (measure, part, dimension), categories in self._categories.items():
            shown = {period for periods in categories.values() for period in periods}
            by_quarter = any(period in self._quarters for period in shown)
            crossed = (measure, dimension) in self._crossed
            columns = [*self._strands(measure), _ALL] if crossed else [_ALL]
            for category in categories if by_quarter else ():
                yield from self._long_periods(measure, part, columns, (dimension, category))
            periods = self._quarters if by_quarter else self._years_of(shown)
            for name in () if by_quarter else sorted(shown - {*periods}):
                for strand in columns:
                    for category in categories:
                        whole = CellKey(name, measure, part, strand, dimension, category)
                        years = self._years_of([name])
                        yield self._sum(whole, [replace(whole, period=year) for year in years])
            if dimension == self._published.answers.get(measure):
                yield from self._of_answers(measure, part, periods, list(categories))
            for name in periods:
                for strand in columns:
                    yield from self._broken_down(name, measure, part, strand, dimension, categories)
                    yield from self._members(name, measure, part, strand, dimension)
                for code in categories if crossed else ():
                    yield self._sum(
                        CellKey(name, measure, part, _ALL, dimension, code),
                        [
                            CellKey(name, measure, part, strand, dimension, code)
                            for strand in self._strands(measure)
                        ],
                    )

    def _members(
        self, name: str, measure: str, part: str, strand: str, dimension: str
    ) -> Iterator[Equation]:
        """Yield what the categories of a broader breakdown are made of."""
        broader = self._published.broader.get(measure, {}).get(dimension)
        if broader is None:
            return
        for code, members in broader.groups.items():
            whole = CellKey(name, measure, part, strand, dimension, code)
            yield self._sum(
                whole, [replace(whole, dimension=broader.of, category=each) for each in members]
            )

    def _broken_down(  # where a breakdown stands, each by its name
        self,
        name: str,
        measure: str,
        part: str,
        strand: str,
        dimension: str,
        categories: Iterable[str],
    ) -> Iterator[Equation]:
        whole = CellKey(name, measure, part, strand)
        yield self._sum(
            whole, [replace(whole, dimension=dimension, category=c) for c in categories]
        )
        if (dimension, part) == (self._published.accepted.get(measure, ("",))[0], "base"):
            accepted = CellKey(name, measure, part, strand, *self._published.accepted[measure])
            yield self._sum(accepted, [CellKey(name, measure, "met", strand)])

    def _of_answers(
        self, measure: str, part: str, periods: Iterable[str], codes: Iterable[str]
    ) -> Iterator[Equation]:
        """Yield what the definitions say of single answers: the same, or no more than."""
        own = self._published.answers[measure]
        parent = self._published.parents.get(measure)
        for name in periods:
            for same in self._published.same.get(measure, ()):
                if same.category == _ALL or same.part != part or same.measure not in self._parts:
                    continue
                place = (self._published.answers.get(same.measure, _ALL), same.of_category)
                there = place if same.of_category != _ALL else (_ALL, _ALL)
                theirs = CellKey(name, same.measure, same.of, _ALL, *there)
                answer = CellKey(name, measure, part, _ALL, own, same.category)
                yield Equation({answer: 1, theirs: -1}, sure=False)
            if parent in self._parts and measure in self._published.per_parent and part == "base":
                for code in codes:
                    answer = CellKey(name, measure, part, _ALL, own, code)
                    yield _no_more({answer: 1}, {CellKey(name, str(parent), "count"): 1})


def _quarter_before(name: str, quarters: int) -> str:
    """Return the name of the quarter that lies so many before; of a month, the month."""
    if "-M" in name:
        place = int(name[:4]) * 12 + int(name[-2:]) - 1 - 3 * quarters
        return f"{place // 12}-M{place % 12 + 1:02d}"
    place = int(name[:4]) * 4 + int(name[-1]) - 1 - quarters
    return f"{place // 4}-Q{place % 4 + 1}"


def _no_more(inside: dict[CellKey, int], whole: dict[CellKey, int]) -> Equation:
    """Return that some cells together are no more than others."""
    least = {key: -factor for key, factor in inside.items()}
    return Equation({**whole, **least}, 0.0, _NO_LIMIT, sure=False)
