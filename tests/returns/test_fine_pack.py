"""Months, quarters and years to date of six linked two-way tables: overlaps give much away."""

from collections.abc import Mapping
from typing import Any

import pytest

from idva_desktop.domain.calendar import Period
from idva_desktop.domain.errors import ReturnError
from idva_desktop.returns.attack import Bounds, attack
from idva_desktop.returns.cells import Cell, CellKey, Status
from idva_desktop.returns.constraints import Lattice
from idva_desktop.returns.ledger import Ledger, Released
from idva_desktop.returns.measures import MEASURES
from idva_desktop.returns.pack import Pack
from idva_desktop.returns.prepare import prepare
from idva_desktop.returns.protect import protect
from tests.returns.fine_years import FINE, FIRST_QUARTER, fine_lattice, issued_finely
from tests.returns.issued_years import SEED, TODAY, cells_of
from tests.returns.made_up_cases import facts_of_service
from tests.returns.real_measures_years import (
    PUBLISHED,
    bounded,
    naive,
    small_counts,
    true_counts,
    worked_out,
)

_CASES = 250


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return issued_finely(_CASES, FIRST_QUARTER)


@pytest.fixture(scope="module")
def lattice(ledger: Ledger) -> Lattice:
    return fine_lattice(ledger)


@pytest.fixture(scope="module")
def bounds(ledger: Ledger) -> dict[CellKey, Bounds]:
    return attack(cells_of(ledger), PUBLISHED)


def test_months_and_their_quarter_give_no_small_count_away(
    ledger: Ledger, lattice: Lattice, bounds: Mapping[CellKey, Bounds]
) -> None:
    assert len(small_counts(true_counts(lattice, bounds))) > 300
    assert bounded(lattice, bounds) == []
    assert list(worked_out(cells_of(ledger), bounds)) == []
    assert sum(cell.status is Status.SHOWN for cell in cells_of(ledger)) > 50


def test_the_attack_never_excludes_the_truth(
    lattice: Lattice, bounds: Mapping[CellKey, Bounds]
) -> None:
    for key, count in true_counts(lattice, bounds).items():
        found = bounds[key]
        assert found.low <= count <= (count if found.high is None else found.high), key


def test_every_small_count_and_withheld_cell_is_proved(ledger: Ledger) -> None:
    for row in ledger.rows:
        proof = ledger.proofs[row.hash]
        assert len(proof.pairs) > 200
        assert all(at in range(len(proof.worlds)) for pair in proof.pairs for at in pair)
        assert all(at in range(len(proof.worlds)) for at in proof.others)


def test_hiding_small_counts_alone_gives_them_away(ledger: Ledger, lattice: Lattice) -> None:
    cells = cells_of(ledger)
    true = true_counts(lattice, (cell.key for cell in cells))
    bounds = attack(naive(cells, true, range(FINE.threshold)), PUBLISHED)
    assert len(bounded(lattice, bounds)) > 100


def test_protecting_each_return_alone_gives_some_away(ledger: Ledger, lattice: Lattice) -> None:
    cells: list[Cell] = []
    for row in ledger.rows:
        cells += protect(lattice, [], [cell.key for cell in row.cells], SEED).cells
    assert len(bounded(lattice, attack(cells, PUBLISHED))) > 10


def _prepare(name: str, ledger: Ledger, pack: Pack) -> Released:
    period, facts = Period.parse(name), facts_of_service(_CASES)
    return prepare(period, facts, MEASURES, pack, ledger, SEED, TODAY).released


def test_a_contract_without_monthly_tables_has_no_return_of_a_month() -> None:
    with pytest.raises(ReturnError, match="have none for April 2025"):
        _prepare("2025-M01", Ledger(), Pack.default())


def test_months_begin_with_the_first_return_or_never() -> None:
    begun = Ledger().extended(_prepare("2025-Q1", Ledger(), FINE))
    with pytest.raises(ReturnError, match="began with quarters"):
        _prepare("2025-M04", begun, FINE)


@pytest.mark.parametrize("name", ["2025-Q2", "2025-YTD06", "2025-FY", "2025-M05"])
def test_a_sum_of_months_waits_for_each_of_them(ledger: Ledger, name: str) -> None:
    with pytest.raises(ReturnError, match="2025-M04"):
        _prepare(name, ledger, FINE)


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ({"strands": "each", "crossed": ["command"]}, "rank or command"),
        ({"strands": "each", "crossed": [["sex", "age_band"]]}, "never crossed"),
        ({"strands": "total", "crossed": ["route"]}, "without a figure for each strand"),
    ],
)
def test_no_configuration_crosses_what_names_a_person(entry: dict[str, Any], reason: str) -> None:
    plain = {"name": "x", "threshold": 5, "service_base_from": 10, "month": {"K01": entry}}
    with pytest.raises(ReturnError, match=reason):
        Pack.from_plain(plain)
