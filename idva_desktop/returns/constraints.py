"""What every reader knows: what holds between measures, and what a shown figure states.

The identities are those of ``kpis.md``: base = met + not met; the suspended are counted apart;
strands and categories add up to totals; end = start + opened - closed, with K16's closed those
of K15; quarters add up to years; what is the same by definition, such as the one denominator of K06
and K07. And inclusions: who answered at exit (K09 to K13, K19) is among those closed (K15).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from idva_desktop.domain.calendar import Period
from idva_desktop.returns.atoms import Atom, Form, less, same, total, value
from idva_desktop.returns.cells import Cell, CellKey, Status
from idva_desktop.returns.measure import TOTAL, AnyMeasure, SameAs, Shape
from idva_desktop.returns.sums import MINUTES_AN_HOUR, Sums, displayed, parts_answered

__all__ = [
    "MINUTES_A_CONTACT",
    "Lattice",
    "Rule",
    "displayed",
    "stated",
    "statement",
    "withheld_before",
]

MINUTES_A_CONTACT = 100_000
"""No more than a way to say: without a contact, no time."""


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
        return self.allows(value(self.form, world))

    def allows(self, found: int) -> bool:
        """Say whether ``found`` lies between the two."""
        return self.low <= found and (self.high is None or found <= self.high)


def statement(form: Form, key: CellKey, shown: int) -> Rule:
    """Return what a shown figure says of its sum; hours are rounded, so they say less."""
    if key.part == "hours":
        half = MINUTES_AN_HOUR // 2
        return Rule(form, shown * MINUTES_AN_HOUR - half, shown * MINUTES_AN_HOUR + half - 1)
    return Rule(form, shown, shown)


def _times(factor: int, form: Form) -> Form:
    return {atom: factor * count for atom, count in form.items()}


@dataclass
class Lattice(Sums):
    """All sums that returns can speak of, and what holds between them in every world."""

    def rules(self) -> list[Rule]:
        """Return every identity and inclusion that readers know, beyond what cells state.

        What they believe is one where it holds of the bookings: then it holds in every world.
        """
        told = [*self.told_rules()]
        return [rule for rule, is_sure in told if is_sure or rule.agrees(self.truth)]

    def told_rules(self) -> Iterator[tuple[Rule, bool]]:
        """Yield what the definitions say, and whether that is so whatever was entered late."""
        for measure in self.measures.values():
            yield from ((rule, True) for rule in self._sure_rules(measure))
            believed = [*self._believed_rules(measure)]
            yield from ((rule, False) for rule in believed if rule.form)
        yield from ((Rule(form, 0, 0), False) for form in self.carried_over())

    def _sure_rules(self, measure: AnyMeasure) -> Iterator[Rule]:
        yield from self._breakdown_rules(measure)
        if measure.shape is Shape.STOCK:
            for each in self.quarters:
                for strand in measure.strands:
                    yield Rule(self.stock(measure, each.end, strand, ends=True), 0, None)
        if measure.shape is Shape.EVENTS:
            yield from self._time_rules(measure)

    def _believed_rules(self, measure: AnyMeasure) -> Iterator[Rule]:
        if measure.parent in self.measures:
            yield from self._inclusions(measure, self.measures[str(measure.parent)])
        for same_as in measure.same:
            if same_as.measure in self.measures:
                yield from self._same(measure, same_as)

    def _breakdown_rules(self, measure: AnyMeasure) -> Iterator[Rule]:
        if not measure.by_strand or measure.shape is Shape.STOCK:
            return
        for dimension in measure.finest:
            if dimension == measure.answer and self.is_made_of_answers(measure):
                continue
            for span, quarters in self._spans_of(measure, dimension):
                for part in parts_answered(measure, dimension):
                    codes = measure.finest[dimension]
                    if dimension == measure.answer and measure.met_when:
                        codes = tuple(code for code in codes if code != measure.met_when)
                    crossed = dimension in self.crossed[measure.id]
                    for column in measure.strands if crossed else (TOTAL,):
                        strands = (column,) if crossed else measure.strands
                        whole = self.over(measure, part, quarters, strands)
                        split = {
                            Atom(measure.id, part, span, column, dimension, code): 1
                            for code in codes
                        }
                        yield Rule(total([split, less(whole)]), 0, 0)

    def _time_rules(self, measure: AnyMeasure) -> Iterator[Rule]:
        for each in self.quarters:
            contacts = self.part(measure, "count", each.name, TOTAL)
            most = {atom: MINUTES_A_CONTACT * factor for atom, factor in contacts.items()}
            time = {Atom(measure.id, "minutes", each.name): -1}
            yield Rule(total([most, time]), 0, None)

    def _inclusions(self, child: AnyMeasure, parent: AnyMeasure) -> Iterator[Rule]:
        """Yield child <= parent, by quarter where that is so, and by all quarters so far.

        An exit questionnaire that is entered late is booked after its case, so single quarters
        need not nest. Readers who believe they do are kept out all the same: where the rule
        holds of the bookings it is a rule of every world.
        """
        grown: dict[tuple[str, ...], list[Form]] = {}
        for quarters, strands in self.blocks(child):
            if parent.empty_strands.isdisjoint(strands):
                most = _times(child.per_parent, self._whole(parent, quarters, strands))
                inside = self._whole(child, quarters, strands)
                grown.setdefault(strands, []).append(total([most, less(inside)]))
        for each in grown.values():
            for form in (*each, *accumulate(each, lambda done, more: total([done, more]))):
                yield Rule(form, 0, None)
        if child.per_parent > 1 and child.answer:
            yield from self._answers_included(child, parent, child.answer)

    def _answers_included(
        self, child: AnyMeasure, parent: AnyMeasure, dimension: str
    ) -> Iterator[Rule]:
        """Yield that no answer alone counts more units than the parent has (K12: one an area)."""
        for _, quarters in self._spans_of(child, dimension):
            whole = self._whole(parent, quarters, parent.strands)
            for code in child.answers:
                inside = self.category(child, "base", quarters, dimension, code)
                yield Rule(total([whole, less(inside)]), 0, None)

    def _spans_of(self, measure: AnyMeasure, dimension: str) -> Iterator[tuple[str, list[Period]]]:
        """Yield the periods that have atoms of a breakdown, with their quarters."""
        spans: dict[str, list[Period]] = {}
        for quarter in self.quarters:
            for name, span in self.spans(measure, quarter.name):
                if name == dimension:
                    spans.setdefault(span, []).append(quarter)
        yield from spans.items()

    def _same(self, measure: AnyMeasure, same_as: SameAs) -> Iterator[Rule]:
        """Yield that two parts are the same, where that is so of the bookings.

        A case that changes its strand between two returns can be in one of them alone.
        """
        other = self.measures[same_as.measure]
        if same_as.category != TOTAL:
            yield from self._same_answers(measure, other, same_as)
            return
        step = 3 if self.quarters[0].is_month else 1
        places = {quarter.name: place for place, quarter in enumerate(self.quarters)}
        for quarters, strands in self.blocks(measure):
            before = [places[each.name] - step * same_as.quarters_before for each in quarters]
            if min(before) >= 0 and set(strands) <= set(other.strands):
                own = self.over(measure, same_as.part, quarters, strands)
                then = [self.quarters[place] for place in before]
                theirs = self.over(other, same_as.of, then, strands)
                yield Rule(total([own, less(theirs)]), 0, 0)

    def _same_answers(
        self, measure: AnyMeasure, other: AnyMeasure, same_as: SameAs
    ) -> Iterator[Rule]:
        spans = (
            self._spans_of(measure, str(measure.answer))
            if measure.by_strand
            else ((quarter.name, [quarter]) for quarter in self.quarters)
        )
        for _, quarters in spans:
            dimension = str(measure.answer)
            own = self.category(measure, same_as.part, quarters, dimension, same_as.category)
            if same_as.of_category != TOTAL:
                theirs = self.category(
                    other, same_as.of, quarters, str(other.answer), same_as.of_category
                )
            else:
                theirs = self.over(other, same_as.of, quarters, other.strands)
            yield Rule(total([own, less(theirs)]), 0, 0)

    def _whole(
        self, measure: AnyMeasure, quarters: Sequence[Period], strands: Sequence[str]
    ) -> Form:
        part = "base" if measure.shape is Shape.RATE else "count"
        parts = (part, "unpaired") if measure.has_unpaired else (part,)
        return total(self.over(measure, each, quarters, strands) for each in parts)


def stated(lattice: Lattice, cells: Iterable[Cell]) -> list[Rule]:
    """Return what the shown ones of ``cells`` state."""
    return [
        statement(lattice.cell(cell.key), cell.key, cell.value)
        for cell in cells
        if cell.value is not None and cell.key.measure in lattice.measures
    ]


def withheld_before(lattice: Lattice, cells: Iterable[Cell]) -> list[Rule]:
    """Return what the withheld ones of ``cells`` would have stated, each sum once.

    Nobody who has every return may find that it is so: some world must say otherwise. What is
    withheld because nobody here knows it is no secret of ours; the small counts in it are targets.
    """
    found: dict[object, Rule] = {}
    for cell in cells:
        if cell.status is Status.WITHHELD and cell.key.measure in lattice.measures:
            form = lattice.cell(cell.key)
            if form and not lattice.is_unknown(cell.key):
                rule = statement(form, cell.key, lattice.true_value(cell.key))
                found.setdefault((same(form), rule.low), rule)
    return list(found.values())
