"""Which cells a return holds: the design of its tables, which protects more than any method.

A small service cannot carry fine tables. Each measure declares where it enters the default;
``resources/return_pack.json`` holds the thresholds. A contract's own is this one with dated changes
(:mod:`idva_desktop.returns.pack_changes`).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from idva_desktop.domain.calendar import Period
from idva_desktop.domain.shipped import shipped
from idva_desktop.returns.cells import CellKey, broken_down, parts
from idva_desktop.returns.measure import (
    KINDS,
    STRANDS,
    TOTAL,
    AnyMeasure,
    Layout,
    Registry,
)
from idva_desktop.returns.measures import MEASURES
from idva_desktop.returns.pack_design import require_simple

EVERY = "*"
"""In a layout: every fine breakdown that the measure has."""
_WITHIN_A_YEAR = ("month", "to_date", "quarter")
_WHOLE_YEARS = ("year", "contract")
_TOTAL_ONLY = frozenset({"suspended", "unpaired"})


@dataclass(frozen=True, slots=True)
class Pack:
    """The cells of the returns of one contract.

    Attributes:
        name: what the ledger notes beside a return.
        threshold: T; a client count from 0 to T - 1 may not be learnt.
        service_base_from: the smallest base of which a service's numerator is shown.
        layouts: measure id to layout, for ``quarter``, ``year`` and ``contract``; where a contract
            asks for them also for ``month`` and ``to_date``, a year to the end of a month.
        ever: every table that some return has had, ``None`` where that is :attr:`layouts`. Sums
            are made of these, since what was issued before has to add up too.
    """

    name: str
    threshold: int
    service_base_from: int
    layouts: Mapping[str, Mapping[str, Layout]]
    ever: Mapping[str, Mapping[str, Layout]] | None = None

    @property
    def summed(self) -> Mapping[str, Mapping[str, Layout]]:
        """The layouts that sums are made of."""
        return self.ever or self.layouts

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "Pack":
        """Read a pack that a contract configures.

        Raises:
            ReturnError: it asks for a table that no return of this service may hold.
        """
        for kind in KINDS:
            for id_, entry in plain.get(kind, {}).items():
                require_simple(id_, entry)
        return cls(
            plain["name"],
            plain["threshold"],
            plain["service_base_from"],
            {kind: _layouts(plain.get(kind, {})) for kind in KINDS},
        )

    @classmethod
    def default(cls, measures: Registry | None = None) -> "Pack":
        """Return the pack that the measures declare.

        Args:
            measures: the registry; the program's own if ``None``.
        """
        declared = MEASURES if measures is None else measures
        layouts = {
            kind: {id_: each.enters[kind] for id_, each in declared.items() if kind in each.enters}
            for kind in KINDS
        }

        def read(plain: Mapping[str, Any]) -> "Pack":
            return cls(plain["name"], plain["threshold"], plain["service_base_from"], layouts)

        return shipped("return_pack.json", read)

    def widened(self, keys: Iterable[CellKey]) -> "Pack":
        """Return this pack with sums for each of ``keys``: what was sent before may be finer."""
        ever = {kind: dict(laid) for kind, laid in self.summed.items()}
        for key in keys:
            laid = ever[kind_of(Period.parse(key.period))]
            known = laid.get(key.measure, Layout(False))
            dimensions = dict.fromkeys(known.dimensions)
            if key.dimension != TOTAL:
                dimensions[key.dimension] = None
            each_strand = known.each_strand or key.strand != TOTAL
            laid[key.measure] = Layout(each_strand, tuple(dimensions), known.crossed)
        return replace(self, ever=ever)

    def measures(self, registry: Registry) -> dict[str, AnyMeasure]:
        """Return the measures that some return holds."""
        named = {id_ for layout in self.summed.values() for id_ in layout}
        return {id_: measure for id_, measure in registry.items() if id_ in named}

    def cells(self, period: Period, measures: Registry) -> list[CellKey]:
        """List every cell of a return of ``period``, whatever the data, in the files' order."""
        layouts = self.layouts.get(kind_of(period), {})
        return sorted(
            key
            for id_, layout in layouts.items()
            if id_ in measures
            for key in _keys(period.name, measures[id_], layout)
        )

    def has_quarters(self, measure: AnyMeasure) -> bool:
        """Say whether quarters show ``measure``; otherwise it comes into being with the year."""
        return any(measure.id in self.summed.get(kind, {}) for kind in _WITHIN_A_YEAR)

    def has_strands(self, measure: AnyMeasure) -> bool:
        """Say whether some return shows ``measure`` by strand."""
        return any(layout.each_strand for layout in self._laid(measure))

    def dimensions_by_quarter(self, measure: AnyMeasure) -> frozenset[str]:
        """Return the dimensions of ``measure`` that quarters or months already show.

        The others come into being with the year, so readers have no unknown for their quarters.
        """
        return frozenset(map(measure.finest_of, self._named(measure, _WITHIN_A_YEAR)))

    def is_crossed(self, measure: AnyMeasure, dimension: str) -> bool:
        """Say whether some return shows ``dimension`` by strand: readers then have its cells."""
        crossed = {name for layout in self._laid(measure) for name in layout.crossed}
        return measure.finest_of(dimension) in map(measure.finest_of, crossed)

    def broader(self, measure: AnyMeasure) -> list[str]:
        """Return the broader breakdowns of ``measure`` that some return shows."""
        named = self._named(measure, KINDS)
        return [name for name in measure.broader if name in named]

    def dimensions_by_year(self, measure: AnyMeasure) -> frozenset[str]:
        """Return the dimensions of ``measure`` that only years show, or years taken together."""
        named = self._named(measure, _WHOLE_YEARS)
        return frozenset(map(measure.finest_of, named)) - self.dimensions_by_quarter(measure)

    def _laid(self, measure: AnyMeasure, kinds: Iterable[str] = KINDS) -> Iterator[Layout]:
        laid = (self.summed.get(kind, {}).get(measure.id) for kind in kinds)
        return (layout for layout in laid if layout is not None)

    def _named(self, measure: AnyMeasure, kinds: Iterable[str]) -> set[str]:
        """Return what returns of some kinds show ``measure`` by, as they name it."""
        laid = self._laid(measure, kinds)
        return {name for layout in laid for name in _dimensions(measure, layout)}


def kind_of(period: Period) -> str:
    """Return which kind of return a period has; one of :data:`KINDS`."""
    if period.is_month or period.is_to_date:
        return "month" if period.is_month else "to_date"
    if period.is_quarter:
        return "quarter"
    return "year" if period.is_year else "contract"


def _layouts(plain: Mapping[str, Any]) -> dict[str, Layout]:
    return {
        id_: Layout(
            entry.get("strands") == "each",
            tuple(entry.get("dimensions", ())),
            tuple(entry.get("crossed", ())),
        )
        for id_, entry in plain.items()
    }


def _dimensions(measure: AnyMeasure, layout: Layout) -> tuple[str, ...]:
    known = measure.breakdowns
    if EVERY in layout.dimensions:
        return tuple(measure.finest)
    return tuple(name for name in (*layout.dimensions, *layout.crossed) if name in known)


def _keys(period: str, measure: AnyMeasure, layout: Layout) -> Iterator[CellKey]:
    strands = (*STRANDS, TOTAL) if layout.each_strand else (TOTAL,)
    for part in parts(measure):
        if part == "minutes":
            yield CellKey(period, measure.id, "hours")
            continue
        for strand in (TOTAL,) if part in _TOTAL_ONLY else strands:
            if measure.has_total:
                yield CellKey(period, measure.id, part, strand)
        if part in _TOTAL_ONLY:
            continue
        for dimension in _dimensions(measure, layout):
            columns = (*STRANDS, TOTAL) if dimension in layout.crossed else (TOTAL,)
            if broken_down(measure, part, dimension):
                for category in measure.breakdowns[dimension]:
                    for strand in columns:
                        yield CellKey(period, measure.id, part, strand, dimension, category)
