"""What every reader knows: how each cell adds up from atoms, and what holds between measures.

The identities are those of ``kpis.md``: base = met + not met; the suspended are counted apart;
strands and categories add up to totals; end = start + opened - closed, with K16's closed those
of K15; quarters add up to years; K06 and K07 have one denominator. And inclusions: who answered
at exit (K09, K11, K13) is among those closed (K15).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate

from idva_desktop.domain.calendar import Period
from idva_desktop.domain.errors import ReturnError
from idva_desktop.returns.atoms import Atom, Form, less, same, total, value
from idva_desktop.returns.booking import START, Booking
from idva_desktop.returns.cells import Cell, CellKey, Status, amounts
from idva_desktop.returns.measure import TOTAL, AnyMeasure, Registry, Shape
from idva_desktop.returns.pack import Pack

MINUTES_AN_HOUR = 60
_MINUTES_A_CONTACT = 100_000  # no more than a way to say: without a contact, no time


@dataclass(frozen=True, slots=True)
class Rule:
    """A sum that lies between two whole numbers, in every world.

    Attributes:
        form: the sum.
        low: the least it can be.
        high: the most, or ``None`` for no limit.
    """

    form: Form
    low: int
    high: int | None

    def agrees(self, world: Mapping[Atom, int]) -> bool:
        """Say whether the sum lies between the two in ``world``."""
        found = value(self.form, world)
        return self.low <= found and (self.high is None or found <= self.high)


def displayed(minutes: int) -> int:
    """Return whole hours, halves rounded up."""
    return (minutes + MINUTES_AN_HOUR // 2) // MINUTES_AN_HOUR


def statement(form: Form, key: CellKey, shown: int) -> Rule:
    """Return what a shown figure says of its sum; hours are rounded, so they say less."""
    if key.part == "hours":
        half = MINUTES_AN_HOUR // 2
        return Rule(form, shown * MINUTES_AN_HOUR - half, shown * MINUTES_AN_HOUR + half - 1)
    return Rule(form, shown, shown)


@dataclass
class Lattice:
    """All sums that returns can speak of, from the first quarter issued to the last.

    Attributes:
        measures: those of the pack that exist.
        pack: which breakdowns there are.
        quarters: every quarter issued or about to be, in order, without gaps.
        truth: the value of every atom that is not nought.
    """

    measures: Registry
    pack: Pack
    quarters: Sequence[Period]
    bookings: Sequence[Booking]
    truth: Counter[Atom] = field(init=False)

    def __post_init__(self) -> None:
        """Count the bookings into atoms."""
        self.truth = Counter()
        for booking in self.bookings:
            if booking.fact.measure in self.measures:
                for atom, amount in self._atoms_of(booking):
                    self.truth[atom] += amount

    # How facts become atoms.

    def _atoms_of(self, booking: Booking) -> Iterator[tuple[Atom, int]]:
        fact, quarter = booking.fact, booking.quarter
        measure = self.measures[fact.measure]
        if measure.shape is Shape.STOCK:
            if fact.category != "closed" or measure.closings not in self.measures:
                yield Atom(measure.id, fact.category or START, quarter, fact.strand), 1
            return
        if measure.shape is Shape.EVENTS:
            yield self._event_atom(measure, quarter, fact.category or TOTAL), 1
            yield Atom(measure.id, "minutes", quarter), fact.minutes
            return
        part = self._atomic_part(measure, booking)
        yield Atom(measure.id, part, quarter, fact.strand), 1
        if part in {"suspended", "unpaired"}:
            return
        answered = dict(fact.dimensions)
        if measure.answer and fact.category:
            answered[measure.answer] = fact.category
        for dimension, span in self._spans(measure, quarter):
            category = answered.get(dimension, "")
            if category not in measure.breakdowns[dimension]:
                raise ReturnError(
                    f"An answer counted in {measure.id} is not in the list of its "
                    f"{dimension.replace('_', ' ')}, so the return would not add up. "
                    "Nothing was written."
                )
            if category != measure.met_when:
                yield Atom(measure.id, part, span, TOTAL, dimension, category), 1

    @staticmethod
    def _atomic_part(measure: AnyMeasure, booking: Booking) -> str:
        counted = amounts(measure, booking.fact)
        if "met" in counted:
            return "met" if counted["met"] else "not_met"
        return next(iter(counted))

    @staticmethod
    def _event_atom(measure: AnyMeasure, quarter: str, category: str) -> Atom:
        return Atom(measure.id, "count", quarter, TOTAL, measure.answer or TOTAL, category)

    def _spans(self, measure: AnyMeasure, quarter: str) -> Iterator[tuple[str, str]]:
        """Yield each breakdown with the period of its atoms: the quarter, or its year."""
        for dimension in sorted(self.pack.dimensions_by_quarter(measure)):
            yield dimension, quarter
        for dimension in sorted(self.pack.dimensions_by_year(measure)):
            yield dimension, f"{quarter[:4]}-FY"

    # How cells add up from atoms.

    def within(self, period: Period) -> list[Period]:
        """Return the quarters of the lattice that lie in ``period``."""
        return [each for each in self.quarters if period.start <= each.start < period.end]

    def cell(self, key: CellKey) -> Form:
        """Return the sum that the cell ``key`` states."""
        measure = self.measures[key.measure]
        period = Period.parse(key.period)
        spans = self.within(period)
        if key.part == "hours":
            return total({Atom(key.measure, "minutes", each.name): 1} for each in spans)
        if key.dimension != TOTAL:
            return self.category(measure, key.part, spans, key.dimension, key.category)
        by_strand = key.strand == TOTAL and measure.shape is not Shape.EVENTS
        strands = measure.strands if by_strand else (key.strand,)
        if key.part in {"start", "end"}:
            until = period.end if key.part == "end" else period.start
            return total(self.stock(measure, until, strand) for strand in strands)
        return total(
            self.part(measure, key.part, each.name, strand) for each in spans for strand in strands
        )

    def part(self, measure: AnyMeasure, part: str, quarter: str, strand: str) -> Form:
        """Return one part of a measure in one quarter and strand; events have no strands."""
        if measure.shape is Shape.EVENTS:
            codes = measure.answers if measure.answer else (TOTAL,)
            return {self._event_atom(measure, quarter, code): 1 for code in codes}
        if part == "base":
            return {Atom(measure.id, each, quarter, strand): 1 for each in ("met", "not_met")}
        if part == "closed" and measure.closings in self.measures:
            return {Atom(str(measure.closings), "count", quarter, strand): 1}
        return {Atom(measure.id, part, quarter, strand): 1}

    def category(
        self,
        measure: AnyMeasure,
        part: str,
        spans: Sequence[Period],
        dimension: str,
        category: str,
    ) -> Form:
        """Return one category of a breakdown, over some quarters."""
        names = [each.name for each in spans]
        if measure.shape is Shape.EVENTS:
            return {self._event_atom(measure, name, category): 1 for name in names}
        if dimension not in self.pack.dimensions_by_quarter(measure):
            names = sorted({f"{name[:4]}-FY" for name in names})
        if category == measure.met_when:
            return total(
                self.part(measure, "met", name, strand)
                for name in names
                for strand in measure.strands
            )
        atomic = {"base": ("not_met",) if measure.met_when else ("met", "not_met")}
        return {
            Atom(measure.id, each, name, TOTAL, dimension, category): 1
            for name in names
            for each in atomic.get(part, (part,))
        }

    def stock(self, measure: AnyMeasure, until: date, strand: str) -> Form:
        """Return how many are open in the morning of the day ``until``."""
        first = self.quarters[0].name
        forms: list[Form] = [{Atom(measure.id, START, first, strand): 1}]
        for each in self.quarters:
            if each.start < until:
                forms.append(self.part(measure, "opened", each.name, strand))
                forms.append(less(self.part(measure, "closed", each.name, strand)))
        return total(forms)

    def true_value(self, key: CellKey) -> int:
        """Return what the cell would show."""
        found = value(self.cell(key), self.truth)
        return displayed(found) if key.part == "hours" else found

    # What holds between them.

    def rules(self) -> list[Rule]:
        """Return every identity and inclusion that readers know, beyond what cells state."""
        found: list[Rule] = []
        for measure in self.measures.values():
            found += self._breakdown_rules(measure)
            if measure.shape is Shape.STOCK:
                found += [
                    Rule(self.stock(measure, each.end, strand), 0, None)
                    for each in self.quarters
                    for strand in measure.strands
                ]
            if measure.shape is Shape.EVENTS:
                found += self._time_rules(measure)
            if measure.parent in self.measures:
                found += self._inclusions(measure, self.measures[str(measure.parent)])
            if measure.same_base in self.measures:
                found += self._shared_bases(measure, self.measures[str(measure.same_base)])
        return found

    def _breakdown_rules(self, measure: AnyMeasure) -> Iterator[Rule]:
        if measure.shape in {Shape.EVENTS, Shape.STOCK}:
            return
        atomic = ("met", "not_met") if measure.shape is Shape.RATE else ("count",)
        spans: dict[tuple[str, str], list[str]] = {}
        for each in self.quarters:
            for dimension, span in self._spans(measure, each.name):
                spans.setdefault((dimension, span), []).append(each.name)
        for (dimension, span), quarters in spans.items():
            for part in atomic:
                codes = measure.breakdowns[dimension]
                if dimension == measure.answer and measure.met_when:
                    if part == "met":
                        continue
                    codes = tuple(code for code in codes if code != measure.met_when)
                whole = total(
                    self.part(measure, part, name, strand)
                    for name in quarters
                    for strand in measure.strands
                )
                split = {Atom(measure.id, part, span, TOTAL, dimension, code): 1 for code in codes}
                yield Rule(total([split, less(whole)]), 0, 0)

    def _time_rules(self, measure: AnyMeasure) -> Iterator[Rule]:
        for each in self.quarters:
            contacts = self.part(measure, "count", each.name, TOTAL)
            most = {atom: _MINUTES_A_CONTACT * factor for atom, factor in contacts.items()}
            time = {Atom(measure.id, "minutes", each.name): -1}
            yield Rule(total([most, time]), 0, None)

    def _inclusions(self, child: AnyMeasure, parent: AnyMeasure) -> Iterator[Rule]:
        """Yield child <= parent, by quarter where that is so, and by all quarters so far.

        An exit questionnaire that is entered late is booked after its case, so single quarters
        need not nest. Readers who believe they do are kept out all the same: where the rule
        holds of the bookings it is a rule of every world.
        """
        for strand in child.strands:
            if strand in parent.empty_strands:
                continue
            each = [
                total([self._whole(parent, quarter.name, strand), less(inside)])
                for quarter in self.quarters
                for inside in [self._whole(child, quarter.name, strand)]
            ]
            for form in (*each, *accumulate(each, lambda done, more: total([done, more]))):
                if value(form, self.truth) >= 0:
                    yield Rule(form, 0, None)

    def _shared_bases(self, one: AnyMeasure, other: AnyMeasure) -> Iterator[Rule]:
        """Yield that two denominators are the same, where that is so of the bookings.

        A case that changes its strand between two returns can be in one of them alone.
        """
        for strand in one.strands:
            for quarter in self.quarters if strand in other.strands else ():
                bases = [self.part(each, "base", quarter.name, strand) for each in (one, other)]
                form = total([bases[0], less(bases[1])])
                if value(form, self.truth) == 0:
                    yield Rule(form, 0, 0)

    def _whole(self, measure: AnyMeasure, quarter: str, strand: str) -> Form:
        part = "base" if measure.shape is Shape.RATE else "count"
        unpaired = [self.part(measure, "unpaired", quarter, strand)] if measure.has_unpaired else []
        return total([self.part(measure, part, quarter, strand), *unpaired])


def stated(lattice: Lattice, cells: Iterable[Cell]) -> list[Rule]:
    """Return what the shown ones of ``cells`` state."""
    return [
        statement(lattice.cell(cell.key), cell.key, cell.value)
        for cell in cells
        if cell.value is not None and cell.key.measure in lattice.measures
    ]


def withheld_before(lattice: Lattice, cells: Iterable[Cell]) -> list[Rule]:
    """Return what the withheld ones of ``cells`` would have stated, each sum once.

    Nobody who has every return may find that it is so: some world must say otherwise.
    """
    found: dict[object, Rule] = {}
    for cell in cells:
        if cell.status is Status.WITHHELD and cell.key.measure in lattice.measures:
            form = lattice.cell(cell.key)
            if form:
                rule = statement(form, cell.key, lattice.true_value(cell.key))
                found.setdefault((same(form), rule.low), rule)
    return list(found.values())
