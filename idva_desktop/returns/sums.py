"""How each cell adds up from atoms, from the first quarter issued to the last."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from idva_desktop.domain.calendar import Period
from idva_desktop.domain.errors import ReturnError
from idva_desktop.returns.atoms import Atom, Form, less, total, value
from idva_desktop.returns.booking import START, Booking
from idva_desktop.returns.cells import CellKey, amounts
from idva_desktop.returns.measure import TOTAL, AnyMeasure, Registry, Shape
from idva_desktop.returns.pack import Pack
from idva_desktop.returns.recorded import Recorded

MINUTES_AN_HOUR = 60


def displayed(minutes: int) -> int:
    """Return whole hours, halves rounded up."""
    return (minutes + MINUTES_AN_HOUR // 2) // MINUTES_AN_HOUR


def parts_answered(measure: AnyMeasure, dimension: str) -> tuple[str, ...]:
    """Return the parts that have atoms of their own in a breakdown."""
    if measure.shape is not Shape.RATE:
        return ("count",)
    if dimension == measure.answer and measure.met_when:
        return ("not_met",)
    if dimension == measure.answer and measure.answered_when_met:
        return ("met",)
    return ("met", "not_met")


@dataclass
class Sums:
    """All sums that returns can speak of, from the first quarter issued to the last.

    Attributes:
        measures: those of the pack that exist.
        pack: which breakdowns there are.
        quarters: every quarter recorded, issued or about to be, in order, without gaps.
        recorded: what was sent before the first quarter issued; its quarters come first.
        booked: what the bookings count of every atom; the truth, but for recorded quarters.
        truth: the value of every atom that is not nought, with what stands in for those.
        by_quarter: of each measure, the breakdowns that have unknowns in each quarter.
        by_year: of each measure, those that have them in each year alone.
        crossed: of each measure, those that have them in each strand.
    """

    measures: Registry
    pack: Pack
    quarters: Sequence[Period]
    bookings: Sequence[Booking]
    recorded: Recorded = field(default_factory=Recorded)
    booked: Counter[Atom] = field(init=False)
    truth: Counter[Atom] = field(init=False)
    by_quarter: dict[str, frozenset[str]] = field(init=False)
    by_year: dict[str, frozenset[str]] = field(init=False)
    crossed: dict[str, frozenset[str]] = field(init=False)

    def __post_init__(self) -> None:
        """Count the bookings into atoms."""
        pack, known = self.pack, self.measures
        self.by_quarter = {id_: pack.dimensions_by_quarter(each) for id_, each in known.items()}
        self.by_year = {id_: pack.dimensions_by_year(each) for id_, each in known.items()}
        self.crossed = {
            id_: frozenset(name for name in each.finest if pack.is_crossed(each, name))
            for id_, each in known.items()
        }
        self._quarterly = {id_ for id_, each in known.items() if pack.has_quarters(each)}
        self._stranded = {id_ for id_, each in known.items() if pack.has_strands(each)}
        self.booked = Counter()
        for booking in self.bookings:
            if booking.fact.measure in self.measures:
                for atom, amount in self._atoms_of(booking):
                    self.booked[atom] += amount
        self.truth = self.booked + Counter(self.recorded.stand_in)

    # How facts become atoms.

    def _atoms_of(self, booking: Booking) -> Iterator[tuple[Atom, int]]:
        fact, quarter = booking.fact, booking.quarter
        measure = self.measures[fact.measure]
        if measure.shape is Shape.STOCK:
            if fact.category != "closed" or measure.closings not in self.measures:
                yield Atom(measure.id, fact.category or START, quarter, fact.strand), 1
            return
        if not measure.by_strand:
            yield self._event_atom(measure, quarter, fact.category or TOTAL), fact.amount
            if measure.shape is Shape.EVENTS:
                yield Atom(measure.id, "minutes", quarter), fact.minutes
            return
        yield from self._counted_atoms(measure, booking)

    def _counted_atoms(self, measure: AnyMeasure, booking: Booking) -> Iterator[tuple[Atom, int]]:
        fact, quarter = booking.fact, booking.quarter
        part = self._atomic_part(measure, booking)
        if part in {"suspended", "unpaired"} or not self.is_made_of_answers(measure):
            yield Atom(measure.id, part, *self._at(measure, quarter, fact.strand)), 1
        if part in {"suspended", "unpaired"}:
            return
        answered = dict(fact.dimensions)
        if measure.answer and fact.category:
            answered[measure.answer] = fact.category
        for dimension, span in self.spans(measure, quarter):
            if part not in parts_answered(measure, dimension):
                continue
            category = answered.get(dimension, "")
            if category not in measure.finest[dimension]:
                raise ReturnError(
                    f"An answer counted in {measure.id} is not in the list of its "
                    f"{dimension.replace('_', ' ')}, so the return would not add up. "
                    "Nothing was written."
                )
            strand = fact.strand if dimension in self.crossed[measure.id] else TOTAL
            yield Atom(measure.id, part, span, strand, dimension, category), 1

    @staticmethod
    def _atomic_part(measure: AnyMeasure, booking: Booking) -> str:
        counted = amounts(measure, booking.fact)
        if "met" in counted:
            return "met" if counted["met"] else "not_met"
        return next(iter(counted))

    @staticmethod
    def _event_atom(measure: AnyMeasure, quarter: str, category: str) -> Atom:
        return Atom(measure.id, "count", quarter, TOTAL, measure.answer or TOTAL, category)

    def spans(self, measure: AnyMeasure, quarter: str) -> Iterator[tuple[str, str]]:
        """Yield each breakdown with the period of its atoms: the quarter, or its year."""
        for dimension in sorted(self.by_quarter[measure.id]):
            yield dimension, quarter
        for dimension in sorted(self.by_year[measure.id]):
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
            strands = measure.strands if key.strand == TOTAL else (key.strand,)
            return self.category(measure, key.part, spans, key.dimension, key.category, strands)
        by_strand = key.strand == TOTAL and measure.by_strand
        strands = measure.strands if by_strand else (key.strand,)
        if key.part in {"start", "end"}:
            until = period.end if key.part == "end" else period.start
            ends = key.part == "end"
            return total(self.stock(measure, until, strand, ends=ends) for strand in strands)
        return self.over(measure, key.part, spans, strands)

    def _at(self, measure: AnyMeasure, quarter: str, strand: str) -> tuple[str, str]:
        """Return the period and the strand of the atoms of a measure.

        What no return shows by quarter or by strand has no unknowns there: whatever its total,
        some finer counts add up to it.
        """
        if measure.shape is Shape.STOCK:
            return quarter, strand
        span = quarter if measure.id in self._quarterly else f"{quarter[:4]}-FY"
        return span, strand if measure.id in self._stranded else TOTAL

    def is_made_of_answers(self, measure: AnyMeasure) -> bool:
        """Say whether a total has no unknown of its own, since its answers are all there is."""
        whole = measure.met_when is None and not measure.answered_when_met
        if not whole or measure.shape is Shape.STOCK or measure.id in self._stranded:
            return False
        by_quarter = measure.answer in self.by_quarter[measure.id]
        by_year = measure.answer in self.by_year[measure.id]
        return by_quarter if measure.id in self._quarterly else by_year

    def blocks(self, measure: AnyMeasure) -> Iterator[tuple[list[Period], tuple[str, ...]]]:
        """Yield the quarters and strands whose counts of a measure are one unknown each."""
        spans: dict[str, list[Period]] = {}
        columns: dict[str, list[str]] = {}
        for quarter in self.quarters:
            spans.setdefault(self._at(measure, quarter.name, "")[0], []).append(quarter)
        for strand in measure.strands:
            columns.setdefault(self._at(measure, "", strand)[1], []).append(strand)
        for quarters in spans.values():
            for strands in columns.values():
                yield quarters, tuple(strands)

    def over(
        self, measure: AnyMeasure, part: str, quarters: Iterable[Period], strands: Iterable[str]
    ) -> Form:
        """Return one part of a measure over some quarters and strands."""
        found: dict[Atom, int] = {}
        columns = tuple(strands)
        for quarter in quarters:
            for strand in columns:
                found |= self.part(measure, part, quarter.name, strand)
        return found

    def part(self, measure: AnyMeasure, part: str, quarter: str, strand: str) -> Mapping[Atom, int]:
        """Return one part of a measure in one quarter and strand; events have no strands."""
        if not measure.by_strand:
            codes = measure.answers if measure.answer else (TOTAL,)
            return {self._event_atom(measure, quarter, code): 1 for code in codes}
        if part == "closed" and measure.closings in self.measures:
            return self.part(self.measures[str(measure.closings)], "count", quarter, strand)
        place = self._at(measure, quarter, strand)
        atomic = ("met", "not_met") if part == "base" else (part,)
        if part not in {"suspended", "unpaired"} and self.is_made_of_answers(measure):
            answers = [(str(measure.answer), code) for code in measure.answers]
            return {Atom(measure.id, each, *place, *a): 1 for each in atomic for a in answers}
        return {Atom(measure.id, each, *place): 1 for each in atomic}

    def category(
        self,
        measure: AnyMeasure,
        part: str,
        spans: Sequence[Period],
        dimension: str,
        category: str,
        strands: Sequence[str] = (),
    ) -> Form:
        """Return one category of a breakdown, over some quarters.

        Args:
            measure: whose.
            part: of it.
            spans: the quarters.
            dimension: what the category is of.
            category: its code.
            strands: some strands of a crossed breakdown; blank for all of them.
        """
        if dimension in measure.broader:
            of = measure.finest_of(dimension)
            return total(
                self.category(measure, part, spans, of, each, strands)
                for each in measure.members(dimension, category)
            )
        names = [each.name for each in spans]
        if not measure.by_strand:
            return {self._event_atom(measure, name, category): 1 for name in names}
        if dimension not in self.by_quarter[measure.id]:
            names = sorted({f"{name[:4]}-FY" for name in names})
        if category == measure.met_when:
            return self.over(measure, "met", spans, strands or measure.strands)
        atomic = {"base": ("not_met",) if measure.met_when else ("met", "not_met")}
        columns: Sequence[str] = (TOTAL,)
        if dimension in self.crossed[measure.id]:
            columns = strands or measure.strands
        return {
            Atom(measure.id, each, name, strand, dimension, category): 1
            for name in names
            for strand in columns
            for each in atomic.get(part, (part,))
        }

    def stock(self, measure: AnyMeasure, until: date, strand: str, *, ends: bool = False) -> Form:
        """Return how many are open in the morning of the day ``until``.

        Args:
            measure: the stock.
            until: the day.
            strand: the strand.
            ends: on the day of the first issued quarter, what recorded returns ended with, and
                not what the first one issued began with; the two are one where both are right.
        """
        quarters, count = self.quarters, len(self.recorded.quarters)
        if count:
            past, own = quarters[:count], quarters[count:]
            ended = past[-1].end
            quarters = past if until < ended or not own or (ends and until == ended) else own
        forms: list[Form] = [{Atom(measure.id, START, quarters[0].name, strand): 1}]
        for each in quarters:
            if each.start < until:
                forms.append(self.part(measure, "opened", each.name, strand))
                forms.append(less(self.part(measure, "closed", each.name, strand)))
        return total(forms)

    def true_value(self, key: CellKey) -> int:
        """Return what the cell would show."""
        found = value(self.cell(key), self.truth)
        return displayed(found) if key.part == "hours" else found

    # What recorded returns leave open.

    def is_free(self, form: Form) -> bool:
        """Say whether a sum counts something of quarters whose cases nobody here knows."""
        spans = self.recorded.spans
        return bool(spans) and any(atom.period in spans for atom in form)

    def is_known(self, key: CellKey) -> bool:
        """Say whether the true figure of a cell is sure, whatever recorded returns leave open."""
        return key in self.recorded.settled or self._is_told(key)

    def is_unknown(self, key: CellKey) -> bool:
        """Say whether a cell is one of ours of which earlier returns did not tell their share."""
        past = self.recorded.quarters
        ours = bool(past) and Period.parse(key.period).end > past[-1].end
        return ours and not self._is_told(key)

    def _is_told(self, key: CellKey) -> bool:
        if not self.recorded.quarters or not self.is_free(self.cell(key)):
            return True
        if key.part == "hours":  # whole hours do not add up to the minutes behind them
            return False
        past = [each for each in self.within(Period.parse(key.period)) if self._is_past(each)]
        if key.part == "start":
            return self.is_carried_over and self.recorded.tells(key, past[:1])
        return self.recorded.tells(key, past)

    def _is_past(self, quarter: Period) -> bool:
        return quarter in self.recorded.quarters

    def carried_over(self) -> Iterator[Form]:
        """Yield what is nought where the first return began with what the recorded ended with."""
        count = len(self.recorded.quarters)
        if not 0 < count < len(self.quarters):
            return
        day = self.quarters[count].start
        for measure in self.measures.values():
            if measure.shape is Shape.STOCK:
                for strand in measure.strands:
                    ended = self.stock(measure, day, strand, ends=True)
                    yield total([ended, less(self.stock(measure, day, strand))])

    @property
    def is_carried_over(self) -> bool:
        """Whether the caseload goes on where the recorded returns left it."""
        return not any(value(form, self.truth) for form in self.carried_over())
