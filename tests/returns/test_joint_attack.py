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


def test_what_was_sent_before_is_held_apart_and_excuses_no_leak(parcels: list[Parcel]) -> None:
    first, second = parcels[:2]
    keys = [cell.key for cell in (*first.cells, *second.cells)]
    true = true_counts(lattice_of(issued_year(_CASES)), keys)
    sent = naive(first.cells, true, range(5))
    leaky = replace(second, cells=tuple(naive(second.cells, true, range(5))))
    found = learnt_from([leaky], sent, MEASURES)
    assert found.before
    assert {key.period for key in found.recovered} == {"2025-Q2"}
    assert not set(found.recovered) & set(found.before)
    kept = learnt_from([second], first.cells, MEASURES)
    assert not kept.any
    assert (kept.before, kept.guessed) == ((), ())


def _caseload(period: str, **counts: int | None) -> tuple[Cell, ...]:
    return tuple(
        Cell(
            CellKey(period, "K16", part),
            count,
            Status.WITHHELD if count is None else Status.SHOWN,
        )
        for part, count in counts.items()
    )


def test_a_caseload_that_need_not_go_on_where_it_was_left_is_only_guessed_at() -> None:
    """Nobody can tell from files whether it did; a return that says otherwise settles it."""
    period, measures = Period.parse("2025-Q3"), {"K16": MEASURES["K16"]}
    cells = _caseload("2025-Q3", start=None, opened=54, closed=34, end=None)
    ours = Parcel(period, PACK.threshold, cells, measures, (), _PUBLIC_KEY)
    sent = _caseload("2025-Q2", end=9876)
    found = learnt_from([ours], sent, MEASURES)
    assert not found.any
    assert found.guessed == (CellKey("2025-Q3", "K16", "end"),)
    said = replace(ours, cells=_caseload("2025-Q3", start=49, opened=54, closed=34, end=69))
    assert learnt_from([said], sent, MEASURES).guessed == ()
