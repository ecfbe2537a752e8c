"""Booking: each counted unit enters one return, once, and never moves.

A unit is reported in the first return issued after both its day and its entry, so quarters add
up to the year whatever arrives late. The first return ever sets the baseline: what is dated
before it is history and never late. Four rules keep the books consistent with themselves:

* the strand under which a unit is first booked holds for all its later bookings, so a caseload
  cannot fall below nought when a case changes its strand;
* a closing implies an opening: a case that was open at the baseline and is entered after it
  joins the caseload as opened in the return that books it;
* a unit booked under a strand for which a measure is empty (K06: ISVA) is not counted there;
* what is once booked stays, whatever is corrected, reopened or erased.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from idva_desktop.domain.calendar import Period
from idva_desktop.returns.facts import Fact
from idva_desktop.returns.measure import AnyMeasure, Registry, Shape

START = "start"
"""The step of a case that was open when the first return began."""


@dataclass(frozen=True, slots=True)
class Booking:
    """One unit as it was reported.

    Attributes:
        quarter: the quarter whose return reported it.
        fact: the fact as it stood then, its strand frozen.
        late: whether its day lies before that quarter.
    """

    quarter: str
    fact: Fact
    late: bool = False

    @property
    def place(self) -> tuple[str, str, str]:
        """What can be booked only once: measure, unit and, for a stock, the step."""
        return _place(self.fact)

    def to_plain(self) -> dict[str, Any]:
        """Return what the journal keeps: of thousands of contacts, only what is said of them."""
        fact = {
            entry.name: getattr(self.fact, entry.name)
            for entry in fields(Fact)
            if getattr(self.fact, entry.name) != entry.default
        }
        fact["dimensions"] = dict(self.fact.dimensions)
        if not fact["dimensions"]:
            del fact["dimensions"]
        fact["day"] = self.fact.day.isoformat()
        return {"quarter": self.quarter, "late": self.late, "fact": fact}

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "Booking":
        """Read what the journal kept."""
        fact = dict(plain["fact"])
        fact["day"] = date.fromisoformat(fact["day"])
        return cls(plain["quarter"], Fact(**fact), plain["late"])


def _place(fact: Fact) -> tuple[str, str, str]:
    # Only a stock's facts need their step; elsewhere a corrected answer must not book again.
    stock = fact.category in {START, "opened", "closed"} and fact.met is None
    return fact.measure, fact.unit, (fact.category or "") if stock else ""


@dataclass
class _Books:
    """What is booked so far, while one quarter is being booked."""

    measures: Registry
    quarter: Period
    taken: set[tuple[str, str, str]]
    strands: dict[str, str]
    new: list[Booking]

    def add(self, fact: Fact) -> None:
        if _place(fact) in self.taken:
            return
        strand = self.strands.setdefault(fact.case or fact.unit, fact.strand)
        if strand in self.measures[fact.measure].empty_strands:
            return
        late = fact.day < self.quarter.start and fact.category != START
        self.taken.add(_place(fact))
        self.new.append(Booking(self.quarter.name, replace(fact, strand=strand), late))


def book(
    facts: Iterable[Fact],
    measures: Registry,
    earlier: Sequence[Booking],
    quarter: Period,
    began: Period | None = None,
) -> list[Booking]:
    """Book what the return of ``quarter`` reports.

    Args:
        facts: the truth now, of any day.
        measures: what is counted; facts of other measures are left alone.
        earlier: every booking of the returns before, in order; empty for the first return.
        quarter: the quarter to report, later than all booked ones.
        began: the quarter of the first return ever, which sets the baseline even where nobody was
            in it; ``None`` where this is the first, or where its bookings say which it was.

    Returns:
        The new bookings in a settled order.
    """
    books = _Books(measures, quarter, {booking.place for booking in earlier}, {}, [])
    for booking in earlier:
        books.strands.setdefault(booking.fact.case or booking.fact.unit, booking.fact.strand)
    if began is None:
        began = Period.parse(earlier[0].quarter) if earlier else quarter
    baseline = began.start
    known = sorted(
        (fact for fact in facts if fact.measure in measures and fact.day < quarter.end),
        key=lambda fact: (fact.measure, fact.unit, fact.category or "", fact.day),
    )
    stocks = [measure for measure in measures.values() if measure.shape is Shape.STOCK]
    for stock in stocks:
        own = [fact for fact in known if fact.measure == stock.id]
        closes = stock.closings not in measures
        _book_stock(books, own, baseline, first=began == quarter, closes=closes)
    for fact in known:
        if measures[fact.measure].shape is not Shape.STOCK and fact.day >= baseline:
            books.add(fact)
    for stock in stocks:
        _imply(books, stock)
    return sorted(books.new, key=lambda booking: booking.place)


def _book_stock(
    books: _Books, own: Iterable[Fact], baseline: date, *, first: bool, closes: bool
) -> None:
    steps: dict[str, dict[str, Fact]] = {}
    for fact in own:
        if fact.category:
            steps.setdefault(fact.unit, {})[fact.category] = fact
    for unit, step in steps.items():
        opened, closed = step.get("opened"), step.get("closed")
        if closed is not None and closed.day < baseline:
            continue
        if opened is not None and (opened.measure, unit, START) not in books.taken:
            at_start = first and opened.day < baseline
            books.add(replace(opened, category=START) if at_start else opened)
        if closed is not None and closes:
            books.add(closed)


def _imply(books: _Books, stock: AnyMeasure) -> None:
    """Close in the stock what is counted as closed, and open what is closed unopened."""
    for booking in [*books.new]:
        if booking.fact.measure != stock.closings:
            continue
        closed = Fact(
            measure=stock.id,
            unit=booking.fact.unit,
            client=booking.fact.client,
            day=booking.fact.day,
            strand=booking.fact.strand,
            category="closed",
        )
        books.add(closed)
        if (stock.id, closed.unit, START) not in books.taken:
            books.add(replace(closed, category="opened"))


def late_clients(bookings: Iterable[Booking]) -> int:
    """Count the distinct clients behind what was entered after its own quarter was issued."""
    return len({booking.fact.client for booking in bookings if booking.late})


def clients_behind(bookings: Iterable[Booking]) -> Counter[tuple[str, str, str]]:
    """Count the distinct clients behind the events of each measure, quarter and category."""
    seen = {
        (booking.fact.measure, booking.quarter, booking.fact.category or "", booking.fact.client)
        for booking in bookings
    }
    return Counter((measure, quarter, category) for measure, quarter, category, _ in seen)
