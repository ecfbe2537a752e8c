"""Returns are attacked together from their files alone, as a reader who has them would."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from idva_desktop.domain.calendar import Period
from idva_desktop.domain.errors import ReturnError
from idva_desktop.returns.cells import Cell, CellKey, Status
from idva_desktop.returns.joint_attack import learnt_from
from idva_desktop.returns.measure import OutcomeOf
from idva_desktop.returns.measures import MEASURES
from idva_desktop.returns.parcel import Parcel
from tests.returns.real_measures_years import PACK, issued_year, lattice_of, naive, true_counts

_CASES = 250
_PUBLIC_KEY = bytes(32)


@pytest.fixture(scope="module")
def parcels() -> list[Parcel]:
    measures = PACK.measures(MEASURES)
    return [
        Parcel(Period.parse(row.period), row.threshold, row.cells, measures, (), _PUBLIC_KEY)
        for row in issued_year(_CASES).rows
    ]


def _with_cell(parcel: Parcel, cell: Cell) -> Parcel:
    cells = (cell if each.key == cell.key else each for each in parcel.cells)
    return replace(parcel, cells=tuple(cells))


def _true(key: CellKey) -> int:
    return lattice_of(issued_year(_CASES)).true_value(key)


def _withheld(parcel: Parcel) -> Iterable[CellKey]:
    return (cell.key for cell in parcel.cells if cell.status is Status.WITHHELD)


def test_a_protected_year_gives_nothing_away_to_one_who_has_all_its_files(
    parcels: list[Parcel],
) -> None:
    assert not learnt_from(parcels).any


def test_the_usual_rule_is_found_out_from_the_files_alone(parcels: list[Parcel]) -> None:
    keys = [cell.key for parcel in parcels for cell in parcel.cells]
    true = true_counts(lattice_of(issued_year(_CASES)), keys)
    leaky = [replace(each, cells=tuple(naive(each.cells, true, range(5)))) for each in parcels]
    found = learnt_from(leaky)
    assert len(found.recovered) > 20
    assert found.shown == ()


@pytest.mark.parametrize("count", [0, 1, 4])
def test_a_small_count_of_clients_that_is_shown_is_said(parcels: list[Parcel], count: int) -> None:
    first = parcels[0]
    key = next(
        key
        for key in _withheld(first)
        if MEASURES[key.measure].outcome_of is OutcomeOf.CLIENT
        and key.part == "count"
        and _true(key) == count
    )
    found = learnt_from([_with_cell(first, Cell(key, count))])
    assert found.shown == (key,)
    assert found.any


def test_a_small_count_of_what_the_service_did_names_nobody(parcels: list[Parcel]) -> None:
    key = CellKey("2025-Q1", "K20", "count", "_T", "event", "complaint")
    found = learnt_from([_with_cell(parcels[0], Cell(key, 1))])
    assert _true(key) < PACK.threshold
    assert not found.any


def test_files_that_contradict_one_another_are_refused(parcels: list[Parcel]) -> None:
    key = CellKey("2025-FY", "K01", "count")
    year = next(each for each in parcels if each.period.name == "2025-FY")
    others = [each for each in parcels if each is not year]
    with pytest.raises(ReturnError, match="contradict"):
        learnt_from([*others, _with_cell(year, Cell(key, _true(key) + 1))])
