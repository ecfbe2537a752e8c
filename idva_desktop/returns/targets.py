"""What no reader may learn: small client counts, and how far each must stay open.

Every client count that a reader could form on the lattice strand x outcome x period, from 0 to
T - 1, complements and differences included, must be able to be 0 and to be T or more in worlds
that agree with everything ever released.

Sums over withheld cells need no targets of their own to be safe from above: if a reader could
isolate such a sum below T, none of its parts could reach T, and each small part must. Sums over
strands are targets all the same, since a sum must be able to be 0 as a whole.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from idva_desktop.domain.calendar import Period
from idva_desktop.returns.atoms import Form, same, total, value
from idva_desktop.returns.constraints import Lattice
from idva_desktop.returns.measure import TOTAL, AnyMeasure, OutcomeOf, Shape

_MONTHS_A_QUARTER = 3


@dataclass(frozen=True, slots=True)
class Target:
    """A count that must stay open.

    Attributes:
        measure: id of its measure, for messages.
        form: the sum it is.
        truth: its value; below T for clients, any for events behind which fewer than T stand, and
            for what recorded returns leave open.
        never_nought: recorded returns alone already tell that it is not 0.
        never_enough: recorded returns alone already tell that it lies below T.
    """

    measure: str
    form: Form
    truth: int
    never_nought: bool = False
    never_enough: bool = False

    def reached(self, found: int, threshold: int) -> tuple[bool, bool]:
        """Say whether a world in which it is ``found`` shows it at 0, and at T or more."""
        return found == 0, found >= threshold


def targets(lattice: Lattice) -> list[Target]:
    """List all targets, each sum once.

    Args:
        lattice: the sums of all returns, with their true values.
    """
    found: dict[frozenset[tuple[object, int]], Target] = {}
    for measure, form in _client_sums(lattice):
        if form and _may_be_small(lattice, form):
            target = Target(measure.id, form, value(form, lattice.truth))
            found.setdefault(frozenset(same(form)), target)
    for measure, form in _event_sums(lattice):
        if form:
            target = Target(measure.id, form, value(form, lattice.truth))
            found.setdefault(frozenset(same(form)), target)
    return list(found.values())


def _may_be_small(lattice: Lattice, form: Form) -> bool:
    """Say whether a sum lies below the threshold, or could where its cases are not known."""
    threshold = lattice.pack.threshold
    if not lattice.is_free(form):
        return value(form, lattice.truth) < threshold
    return min(form.values()) < 0 or value(form, lattice.booked) < threshold


def _spans(quarters: Sequence[Period]) -> Iterator[Sequence[Period]]:
    """Yield every quarter, every year so far, and all so far."""
    years: dict[str, list[Period]] = defaultdict(list)
    for quarter in quarters:
        yield [quarter]
        years[quarter.name[:4]].append(quarter)
    yield from (year for year in years.values() if len(year) > 1)
    if quarters[0].is_month:
        for year in years.values():
            yield from _spans_of_months(year)
    if len(years) > 1:
        yield quarters


def _spans_of_months(year: Sequence[Period]) -> Iterator[Sequence[Period]]:
    """Yield the whole quarters among the months of a year, and the year to date of each month."""
    for first in range(0, len(year) - 2, _MONTHS_A_QUARTER):
        yield year[first : first + _MONTHS_A_QUARTER]
    yield from (year[:count] for count in range(2, len(year)))


def _strand_sets(measure: AnyMeasure) -> Iterator[tuple[str, ...]]:
    for size in range(1, len(measure.strands) + 1):
        yield from combinations(measure.strands, size)


def _client_sums(lattice: Lattice) -> Iterator[tuple[AnyMeasure, Form]]:
    for measure in lattice.measures.values():
        if measure.shape is Shape.SERVICE:
            yield from _own_sums(lattice, measure)
        if not measure.by_strand:
            continue
        asked = (*measure.finest, *lattice.pack.broader(measure))
        for span in _spans(lattice.quarters):
            for part in _client_parts(measure):
                for strands in _strand_sets(measure):
                    yield measure, lattice.over(measure, part, span, strands)
            for dimension in asked:
                codes = measure.breakdowns[dimension]
                yield from _category_sums(lattice, measure, span, dimension, codes)
        if measure.shape is Shape.STOCK:
            yield from _stock_sums(lattice, measure)


def _own_sums(lattice: Lattice, measure: AnyMeasure) -> Iterator[tuple[AnyMeasure, Form]]:
    """Yield what counts clients among what the service keeps of itself; the rest is no target."""
    for span in _spans(lattice.quarters):
        for code in sorted(measure.client_answers):
            yield measure, lattice.category(measure, "count", span, str(measure.answer), code)


def _client_parts(measure: AnyMeasure) -> tuple[str, ...]:
    apart = ("suspended",) * measure.has_suspended + ("unpaired",) * measure.has_unpaired
    if measure.shape is Shape.STOCK:
        return ("opened", "closed")
    if measure.shape is Shape.COUNT:
        return ("count", *apart)
    if measure.outcome_of is OutcomeOf.SERVICE:
        return ("base", *apart)
    return ("met", "not_met", "base", *apart)


def _category_sums(
    lattice: Lattice,
    measure: AnyMeasure,
    span: Sequence[Period],
    dimension: str,
    codes: Iterable[str],
) -> Iterator[tuple[AnyMeasure, Form]]:
    finest = measure.finest_of(dimension)
    by_quarter = finest in lattice.by_quarter[measure.id]
    if not by_quarter and finest not in lattice.by_year[measure.id]:
        return
    # A breakdown that only years show has no sum for less than a year.
    if not by_quarter and len({quarter.name[:4] for quarter in span}) == len(span):
        return
    counts = _client_parts(measure)
    if finest == measure.answer and measure.met_when is not None:
        parts: tuple[str, ...] = ("base",)
    elif finest == measure.answer and measure.answered_when_met:
        parts = tuple(part for part in counts if part == "met")
    else:
        parts = tuple(part for part in counts if part in {"count", "base", "met", "not_met"})
    crossed = finest in lattice.crossed[measure.id]
    for strands in _strand_sets(measure) if crossed else ((),):
        for code in codes:
            for part in parts:
                form = lattice.category(measure, part, span, dimension, code, strands)
                yield measure, form


def _stock_sums(lattice: Lattice, measure: AnyMeasure) -> Iterator[tuple[AnyMeasure, Form]]:
    days = [lattice.quarters[0].start, *(quarter.end for quarter in lattice.quarters)]
    for day in days:
        for strands in _strand_sets(measure):
            for ends in (False, True) if lattice.recorded.quarters else (False,):
                yield (
                    measure,
                    total(lattice.stock(measure, day, each, ends=ends) for each in strands),
                )


def _event_sums(lattice: Lattice) -> Iterator[tuple[AnyMeasure, Form]]:
    """Yield the sums of events behind which fewer than T distinct clients stand.

    Beside each category: all such categories of a span together, which a reader could isolate
    where they alone are withheld.
    """
    for measure in lattice.measures.values():
        if measure.shape is not Shape.EVENTS:
            continue
        codes = measure.answers if measure.answer else (TOTAL,)
        broader = [measure.broader[name] for name in lattice.pack.broader(measure)]
        for span in _spans(lattice.quarters):
            clients = clients_behind(lattice, measure, span)
            few = [code for code in codes if len(clients[code]) < lattice.pack.threshold]
            groups = [[code] for code in few] + ([few] if few else []) + [list(codes)]
            for each in broader:
                groups += map(list, each.groups.values())
            for group in groups:
                together = set().union(*(clients[code] for code in group))
                if len(together) < lattice.pack.threshold:
                    yield measure, _events(lattice, measure, span, group)


def _events(
    lattice: Lattice, measure: AnyMeasure, span: Sequence[Period], codes: Iterable[str]
) -> Form:
    dimension = measure.answer or TOTAL
    return total(lattice.category(measure, "count", span, dimension, code) for code in codes)


def clients_behind(
    lattice: Lattice, measure: AnyMeasure, span: Sequence[Period]
) -> dict[str, set[str]]:
    """Return the clients behind each category of events, as booked in ``span``."""
    names = {quarter.name for quarter in span}
    behind: dict[str, set[str]] = defaultdict(set)
    for booking in lattice.bookings:
        if booking.fact.measure == measure.id and booking.quarter in names:
            behind[booking.fact.category or TOTAL].add(booking.fact.client)
    return behind
