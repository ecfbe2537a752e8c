"""The true figures of a period, unprotected: for the supervisor's eyes, never to be handed on."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from idva_desktop.casework.erasing.erased_counts import stubs, with_erased
from idva_desktop.casework.reporting.per_fte import PER_FTE, per_fte, posts
from idva_desktop.casework.session import Session
from idva_desktop.domain.calendar import Period
from idva_desktop.domain.roles import Role
from idva_desktop.returns.cells import Cell, CellKey
from idva_desktop.returns.cells import figures as counted
from idva_desktop.returns.dimensions import categories_by_dimension, dimensions_of
from idva_desktop.returns.facts import Fact
from idva_desktop.returns.histories import CaseHistory
from idva_desktop.returns.history_rows import build_histories, build_service_history
from idva_desktop.returns.measure import AnyMeasure, Shape
from idva_desktop.returns.measures import MEASURES, service_facts
from idva_desktop.returns.service_history import ServiceHistory
from idva_desktop.vault.vault import Vault

COLUMNS = ("period", "measure", "part", "strand", "dimension", "category", "value", "status")
"""The columns of ``cells.csv``."""

BROKEN_DOWN = (Shape.COUNT, Shape.RATE)
"""The shapes of measures that figures show by every dimension."""


def case_histories(vault: Vault, *, contacts_in: Period | None = None) -> list[CaseHistory]:
    """Return the countable history of every case, and of erased ones what is still to be issued.

    Args:
        vault: hands out countable answers and nothing else.
        contacts_in: the period of which single contacts are wanted; all of them if ``None``.
    """
    with vault.one_state():  # a case that is erased meanwhile is counted whole, or as erased
        rows = with_erased(vault.countable_rows, stubs(vault))
        return build_histories(rows, contacts_in=contacts_in)


def service_history(vault: Vault) -> ServiceHistory:
    """Return what may be counted of the service's own records."""
    return build_service_history(vault.countable_rows)


def figures(session: Session, period: Period) -> list[Cell]:
    """Count the plain truth by date: each measure by strand and by one further dimension at a time.

    Raises:
        RefusedError: the member is no supervisor.
    """
    session.need(Role.SUPERVISOR)
    cases = case_histories(session.vault, contacts_in=period)
    facts = chain(_facts(cases, period), service_facts(service_history(session.vault)))
    cells = counted(facts, _broadened(), period)
    return sorted([*cells, *_per_fte(session, cells, period)])


def _per_fte(session: Session, cells: Iterable[Cell], period: Period) -> Iterator[Cell]:
    """Yield the caseload for each full post, where posts are recorded."""
    for cell in cells:
        if cell.key == CellKey(period.name, PER_FTE.measure, PER_FTE.of):
            found = per_fte(posts(session), period, session.today, cell.value or 0)
            if found is not None:
                yield Cell(replace(cell.key, part=PER_FTE.part), found)


def as_lines(cells: Iterable[Cell]) -> Iterator[str]:
    """Yield the heading and each figure as a line of ``cells.csv``."""
    yield ",".join(COLUMNS)
    for row in _rows(cells):
        line = io.StringIO()
        csv.writer(line, lineterminator="").writerow(row[name] for name in COLUMNS)
        yield line.getvalue()


def to_plain(cells: Iterable[Cell]) -> list[dict[str, str | int | None]]:
    """Return the figures as JSON has them: one object a row of ``cells.csv``, by column."""
    return list(_rows(cells))


def _rows(cells: Iterable[Cell]) -> Iterator[dict[str, str | int | None]]:
    for cell in cells:
        key = cell.key
        yield {
            "period": key.period,
            "measure": key.measure,
            "part": key.part,
            "strand": key.strand,
            "dimension": key.dimension,
            "category": key.category,
            "value": cell.value,
            "status": str(cell.status),
        }


def _broadened() -> dict[str, AnyMeasure]:
    """Return the measures with every dimension; a return's own have what may leave."""
    every = categories_by_dimension()
    return {
        measure.id: replace(measure, dimensions=every) if measure.shape in BROKEN_DOWN else measure
        for measure in MEASURES.values()
    }


def _facts(cases: Iterable[CaseHistory], period: Period) -> Iterator[Fact]:
    for case in cases:
        dimensions: dict[str, str] = {}
        for measure in MEASURES.values():
            for fact in measure.facts(case):
                if measure.shape not in BROKEN_DOWN:
                    yield fact
                elif fact.day in period:
                    dimensions = dimensions or dimensions_of(case)
                    yield fact if fact.dimensions else replace(fact, dimensions=dimensions)
