"""The key figures as a supervisor reads them: every period at once, from one pass over the cases.

These are the true figures by date, for the screen only; what leaves is the return. Of a period
that still runs, only what is settled by today is counted.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

from idva_desktop.casework.reporting.figures import case_histories, service_history
from idva_desktop.casework.reporting.per_fte import PER_FTE, per_fte, posts
from idva_desktop.casework.session import Session
from idva_desktop.domain.calendar import Period
from idva_desktop.domain.contract import contract
from idva_desktop.domain.progress import Progress, Stage, unwatched
from idva_desktop.domain.records import StaffPeriod
from idva_desktop.domain.roles import Role
from idva_desktop.returns.cells import Status, figures
from idva_desktop.returns.facts import Fact
from idva_desktop.returns.measure import STRANDS, TOTAL, AnyMeasure, Shape
from idva_desktop.returns.measures import MEASURES, facts_of
from idva_desktop.returns.return_tables import percentage

ALL_STRANDS = TOTAL
QUARTERS_SHOWN = 6
"""How many quarters a trend shows."""

_HEADLINES = ("K03", "K06", "K09", "K11")  # one of each kind: reached, assessed, changed, felt
_PROGRESS_EVERY = 5000
_FIGURES = frozenset({"met", "base", "count", "end"})


class Verdict(Enum):
    """How a figure stands against its target."""

    MET = "met"
    UNDER = "under"
    NOTHING = "nothing to divide"
    NO_TARGET = "no target"
    NOT_COUNTED = "not counted"
    WITHHELD = "withheld"
    NOT_ISSUED = "not in the return"


@dataclass(frozen=True, slots=True)
class KpiMeasure:
    """A measure as the screen shows it.

    Attributes:
        id: ``K01`` … ``K22``.
        title: its name.
        definition: numerator and denominator in a sentence.
        target: percentage aimed at, or ``None``.
        is_rate: whether its figure is a percentage.
    """

    id: str
    title: str
    definition: str
    target: int | None
    is_rate: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """One measure in one period and strand.

    Attributes:
        parts: every count by its part, as in ``figures``: ``met`` and ``base``, ``count``,
            ``start`` … ``end``, ``suspended``, ``minutes``, ``median_weeks``, ``per_fte``.
        target: percentage aimed at, or ``None``.
        counted: whether the measure counts this strand at all (K06 leaves ISVA out).
        withheld: parts that a return holds and does not show; true figures have none.
        issued: whether a return holds it at all; true figures always are.
    """

    parts: Mapping[str, int]
    target: int | None = None
    counted: bool = True
    withheld: frozenset[str] = frozenset()
    issued: bool = True

    @property
    def is_rate(self) -> bool:
        """Whether the figure is a percentage."""
        return "base" in self.parts or "base" in self.withheld

    @property
    def is_withheld(self) -> bool:
        """Whether the figure stands in a return and is not shown there."""
        return bool(self.withheld & _FIGURES)

    @property
    def is_tally(self) -> bool:
        """Whether these are counts of different kinds, by kind, which add up to nothing (K20)."""
        told = self.parts.keys() | self.withheld
        return self.counted and self.issued and not {"base", "count", "end"} & told

    @property
    def figure(self) -> int | None:
        """The percentage, the count, or the caseload at the end; ``None`` where not applicable."""
        if not self.counted or self.is_withheld:
            return None
        if self.is_rate:
            return percentage(self.parts["met"], self.parts["base"])
        return self.parts.get("count", self.parts.get("end"))

    @property
    def verdict(self) -> Verdict:
        """How the exact figure, before rounding, stands against the target."""
        if not self.issued:
            return Verdict.NOT_ISSUED
        if not self.counted:
            return Verdict.NOT_COUNTED
        if self.is_withheld:
            return Verdict.WITHHELD
        if self.is_rate and not self.parts["base"]:
            return Verdict.NOTHING
        if self.target is None or not self.is_rate:
            return Verdict.NO_TARGET
        met = self.parts["met"] * 100 >= self.target * self.parts["base"]
        return Verdict.MET if met else Verdict.UNDER

    @property
    def points_under(self) -> int:
        """Whole percentage points below the target; 0 where it is missed by less than half."""
        return (self.target or 0) - (self.figure or 0) if self.verdict is Verdict.UNDER else 0


_NOT_COUNTED = Reading({}, counted=False)

Readings = dict[tuple[str, str, str], Reading]
"""Readings by period, measure and strand."""


@dataclass(frozen=True, slots=True)
class KpiBoard:
    """Every figure of every period.

    Attributes:
        measures: in order.
        quarters: those with data, in order; the last may still run.
        longer: financial years, and the contract to date, in order.
        today: the London date up to which was counted.
        absent: what is read where nothing stands.
    """

    measures: tuple[KpiMeasure, ...]
    quarters: tuple[Period, ...]
    longer: tuple[Period, ...]
    today: date
    _readings: Mapping[tuple[str, str, str], Reading]
    absent: Reading = _NOT_COUNTED

    @property
    def headlines(self) -> tuple[KpiMeasure, ...]:
        """The four measures with a target that stand on cards."""
        aimed = [measure for measure in self.measures if measure.target is not None]
        aimed.sort(key=lambda measure: measure.id not in _HEADLINES)
        return tuple(sorted(aimed[: len(_HEADLINES)], key=lambda measure: measure.id))

    @property
    def first_choice(self) -> Period | None:
        """The last quarter that is over, or the running one where there is no other."""
        over = [quarter for quarter in self.quarters if not self.is_running(quarter)]
        return next(iter([*over[-1:], *self.quarters[-1:]]), None)

    def is_running(self, period: Period) -> bool:
        """Say whether a period is not over yet."""
        return period.end > self.today

    def reading(self, measure: str, period: Period, strand: str = ALL_STRANDS) -> Reading:
        """Return one figure."""
        return self._readings.get((period.name, measure, strand), self.absent)

    def trend(
        self, measure: str, period: Period, strand: str = ALL_STRANDS
    ) -> list[tuple[Period, Reading]]:
        """Return the last six quarters up to the end of ``period``, oldest first."""
        upto = [quarter for quarter in self.quarters if quarter.end <= period.end]
        return [
            (quarter, self.reading(measure, quarter, strand)) for quarter in upto[-QUARTERS_SHOWN:]
        ]


def kpi_board(session: Session, progress: Progress = unwatched) -> KpiBoard:
    """Count every measure in every quarter with data, every year and the contract to date.

    Args:
        session: a supervisor's; in a job, over a door of its own.
        progress: told how far it is.

    Raises:
        RefusedError: the member is no supervisor.
    """
    session.need(Role.SUPERVISOR)
    progress(Stage("Reading the cases", 0, 0))
    vault = session.vault
    facts = facts_of(case_histories(vault), service_history(vault))
    by_quarter = _by_quarter(facts, session.today, progress)
    quarters = _quarters(by_quarter, session.today)
    longer = (*_years(quarters), *_contract(quarters))
    readings: Readings = {}
    held = posts(session)
    for done, period in enumerate((*quarters, *longer)):
        progress(Stage("Counting", done, len(quarters) + len(longer)))
        readings.update(_readings(_facts_for(by_quarter, period), period, session.today))
        if not period.is_quarter:
            within = [quarter for quarter in quarters if quarter.start in period]
            readings.update(_events_of(readings, within, period))
        _add_per_fte(readings, held, period, session.today)
    return KpiBoard(
        measures_shown(MEASURES.values(), session.today), quarters, longer, session.today, readings
    )


def _add_per_fte(
    readings: Readings, held: Sequence[StaffPeriod], period: Period, today: date
) -> None:
    place = (period.name, PER_FTE.measure, TOTAL)
    reading = readings.get(place)
    if reading is not None:
        found = per_fte(held, period, today, reading.parts[PER_FTE.of])
        if found is not None:
            parts = {**reading.parts, PER_FTE.part: found}
            readings[place] = replace(reading, parts=parts)


def measures_shown(measures: Iterable[AnyMeasure], today: date) -> tuple[KpiMeasure, ...]:
    """Return measures as the screen shows them, each with the target of today."""
    return tuple(
        KpiMeasure(
            each.id,
            each.title,
            each.definition,
            each.target_on(today),
            each.shape is Shape.RATE,
        )
        for each in measures
    )


def _by_quarter(facts: Iterable[Fact], today: date, progress: Progress) -> dict[Period, list[Fact]]:
    """Sort facts by quarter; those that settle after today are not known yet."""
    found: dict[Period, list[Fact]] = defaultdict(list)
    quarter_of: dict[date, Period] = {}
    for number, fact in enumerate(facts):
        if number % _PROGRESS_EVERY == 0:
            progress(Stage("Reading the cases", 0, 0))
        if fact.day <= today:
            if fact.day not in quarter_of:
                quarter_of[fact.day] = Period.quarter_of(fact.day)
            found[quarter_of[fact.day]].append(fact)
    return found


def _quarters(by_quarter: Iterable[Period], today: date) -> tuple[Period, ...]:
    """Return every quarter from the first with data to the present one."""
    first = min((quarter.start for quarter in by_quarter), default=None)
    quarters: list[Period] = []
    while first is not None and first <= today:
        quarters.append(Period.quarter_of(first))
        first = quarters[-1].end
    return tuple(quarters)


def _years(quarters: Sequence[Period]) -> tuple[Period, ...]:
    names = dict.fromkeys(f"{quarter.name[:4]}-FY" for quarter in quarters)
    return tuple(Period.parse(name) for name in names)


def _contract(quarters: Sequence[Period]) -> Iterator[Period]:
    """Yield the contract to date, where a quarter lies in it."""
    terms = contract()
    within = [quarter for quarter in quarters if quarter.start >= terms.starts_on]
    if within:
        last = min(int(within[-1].name[:4]), _last_year(terms.name))
        yield Period.parse(f"{terms.name}@{last}-FY")


def _last_year(name: str) -> int:
    """Return the year in which the last financial year of a contract such as 2025-28 begins."""
    return int(name[:2] + name[-2:]) - 1


def _facts_for(by_quarter: Mapping[Period, list[Fact]], period: Period) -> Iterator[Fact]:
    """Yield the facts of a period, and of a stock all, since it counts what is still open.

    The events of a longer period are the sum of its quarters: there may be a million of them.
    """
    for quarter, facts in by_quarter.items():
        inside = quarter.start in period
        for fact in facts:
            shape = MEASURES[fact.measure].shape
            wanted = inside and (period.is_quarter or shape is not Shape.EVENTS)
            if wanted or shape is Shape.STOCK:
                yield fact


def _events_of(
    readings: Readings, quarters: Sequence[Period], period: Period
) -> Iterator[tuple[tuple[str, str, str], Reading]]:
    """Add up the events of a longer period."""
    for measure in MEASURES.values():
        if measure.shape is Shape.EVENTS:
            for strand in (*STRANDS, TOTAL):
                summed: Counter[str] = Counter()
                for quarter in quarters:
                    summed.update(readings[quarter.name, measure.id, strand].parts)
                yield (period.name, measure.id, strand), Reading(summed)


def _readings(
    facts: Iterable[Fact], period: Period, today: date
) -> Iterator[tuple[tuple[str, str, str], Reading]]:
    parts: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    empty: set[tuple[str, str]] = set()
    for cell in figures(facts, MEASURES, period):
        key = cell.key
        place = (key.measure, key.strand)
        if MEASURES[key.measure].shape is Shape.SERVICE:
            parts[place][key.category] = cell.value or 0
        if (key.dimension, key.category) != (TOTAL, TOTAL):
            continue
        if cell.status is Status.EMPTY:
            empty.add(place)
        parts[place][key.part] = cell.value or 0
    for (measure, strand), counts in parts.items():
        counted = (measure, strand) not in empty
        aim = MEASURES[measure].target_on(min(today, period.end - timedelta(days=1)))
        reading = Reading(counts, aim, counted)
        yield (period.name, measure, strand), reading
