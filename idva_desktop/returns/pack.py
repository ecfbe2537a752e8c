"""Which cells a return holds: the design of its tables, which protects more than any method.

A small service cannot carry fine tables. The default is ``resources/return_pack.json``; a
contract's own is configuration of the vault.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from idva_desktop.domain.calendar import Period
from idva_desktop.domain.shipped import shipped
from idva_desktop.returns.cells import CellKey, broken_down, parts
from idva_desktop.returns.measure import STRANDS, TOTAL, AnyMeasure, Registry

_EVERY = "*"
_TOTAL_ONLY = frozenset({"suspended", "unpaired"})


@dataclass(frozen=True, slots=True)
class Layout:
    """How one measure is laid out in one kind of return.

    Attributes:
        each_strand: whether the strands are shown, and not the total alone.
        dimensions: breakdowns of the total strand, one at a time; ``*`` is every one it has.
    """

    each_strand: bool
    dimensions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """The cells of the returns of one contract.

    Attributes:
        name: what the ledger notes beside a return.
        threshold: T; a client count from 0 to T - 1 may not be learnt.
        service_base_from: the smallest base of which a service's numerator is shown.
        layouts: measure id to layout, for ``quarter``, ``year`` and ``contract``.
    """

    name: str
    threshold: int
    service_base_from: int
    layouts: Mapping[str, Mapping[str, Layout]]

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "Pack":
        """Read a pack from its JSON."""
        return cls(
            plain["name"],
            plain["threshold"],
            plain["service_base_from"],
            {kind: _layouts(plain[kind]) for kind in ("quarter", "year", "contract")},
        )

    @classmethod
    def default(cls) -> "Pack":
        """Read the pack that the program is shipped with."""
        return shipped("return_pack.json", cls.from_plain)

    def measures(self, registry: Registry) -> dict[str, AnyMeasure]:
        """Return the measures that some return of this pack holds."""
        named = {id_ for layout in self.layouts.values() for id_ in layout}
        return {id_: measure for id_, measure in registry.items() if id_ in named}

    def cells(self, period: Period, measures: Registry) -> list[CellKey]:
        """List every cell of a return of ``period``, whatever the data, in the files' order."""
        layouts = self.layouts[_kind(period)]
        return sorted(
            key
            for id_, layout in layouts.items()
            if id_ in measures
            for key in _keys(period.name, measures[id_], layout)
        )

    def dimensions_by_quarter(self, measure: AnyMeasure) -> frozenset[str]:
        """Return the dimensions of ``measure`` that quarters already show.

        The others come into being with the year, so readers have no unknown for their quarters.
        """
        layout = self.layouts["quarter"].get(measure.id)
        return frozenset(_dimensions(measure, layout)) if layout else frozenset()

    def dimensions_by_year(self, measure: AnyMeasure) -> frozenset[str]:
        """Return the dimensions of ``measure`` that only years show."""
        layout = self.layouts["year"].get(measure.id)
        shown = frozenset(_dimensions(measure, layout)) if layout else frozenset()
        return shown - self.dimensions_by_quarter(measure)


def _kind(period: Period) -> str:
    if period.is_quarter:
        return "quarter"
    return "year" if period.is_year else "contract"


def _layouts(plain: Mapping[str, Any]) -> dict[str, Layout]:
    return {
        id_: Layout(entry.get("strands") == "each", tuple(entry.get("dimensions", ())))
        for id_, entry in plain.items()
    }


def _dimensions(measure: AnyMeasure, layout: Layout) -> tuple[str, ...]:
    known = measure.breakdowns
    if _EVERY in layout.dimensions:
        return tuple(known)
    return tuple(name for name in layout.dimensions if name in known)


def _keys(period: str, measure: AnyMeasure, layout: Layout) -> Iterator[CellKey]:
    strands = (*STRANDS, TOTAL) if layout.each_strand else (TOTAL,)
    for part in parts(measure):
        if part == "minutes":
            yield CellKey(period, measure.id, "hours")
            continue
        for strand in (TOTAL,) if part in _TOTAL_ONLY else strands:
            yield CellKey(period, measure.id, part, strand)
        if part in _TOTAL_ONLY:
            continue
        for dimension in _dimensions(measure, layout):
            if broken_down(measure, part, dimension):
                for category in measure.breakdowns[dimension]:
                    yield CellKey(period, measure.id, part, TOTAL, dimension, category)
