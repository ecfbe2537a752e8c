"""The plain truth is for the supervisor, and is read through the door for counting alone."""

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from idva_desktop.casework.reporting.figures import (
    COLUMNS,
    as_lines,
    case_histories,
    figures,
    to_plain,
)
from idva_desktop.casework.session import Session
from idva_desktop.domain.calendar import Period
from idva_desktop.domain.errors import RefusedError
from idva_desktop.domain.records import Identity
from idva_desktop.returns.measures import MEASURES
from tests.vault.made_vault import MadeVault, make_vault

YEAR = Period.parse("2025-FY")


@pytest.fixture
def caseworkers_vault(tmp_path: Path) -> MadeVault:
    return make_vault(tmp_path / "caseworker")


def test_only_a_supervisor_sees_the_plain_truth(caseworkers_vault: MadeVault) -> None:
    with caseworkers_vault.open() as vault, pytest.raises(RefusedError, match="supervisor"):
        figures(Session(vault), YEAR)


def test_a_name_cannot_be_asked_for_at_the_door_for_counting(provider: Session) -> None:
    with pytest.raises(RefusedError):
        list(provider.vault.countable_rows(Identity, ["given_name"]))


def test_histories_are_of_every_case(provider: Session) -> None:
    histories = case_histories(provider.vault)
    assert len(histories) == 455
    assert sum(len(history.contacts) for history in histories) == 5535
    before = case_histories(provider.vault, contacts_in=Period.parse("2024-Q1"))
    assert not any(history.contacts for history in before)


def test_a_period_without_data_counts_nought_everywhere(provider: Session) -> None:
    cells = figures(provider, Period.parse("2024-Q2"))
    assert {cell.key.measure for cell in cells} == set(MEASURES)
    assert {cell.value for cell in cells if cell.status != "z"} == {0}
    assert {cell.key.measure for cell in cells if cell.status == "z"} == {"K06"}


@pytest.mark.parametrize("form", ["lines", "json"])
def test_rows_are_those_of_the_files(provider: Session, form: str) -> None:
    cells = figures(provider, YEAR)
    forms: dict[str, Callable[[], list[dict[str, object]]]] = {
        "lines": lambda: list(csv.DictReader(as_lines(cells))),
        "json": lambda: json.loads(json.dumps(to_plain(cells))),
    }
    rows = forms[form]()
    assert len(rows) == len(cells)
    assert tuple(rows[0]) == COLUMNS
    (total,) = [
        row
        for row in rows
        if (row["measure"], row["strand"], row["dimension"]) == ("K01", "_T", "_T")
    ]
    assert (str(total["value"]), total["status"], total["period"]) == ("284", "A", "2025-FY")


def test_every_breakdown_adds_up_to_its_total(provider: Session) -> None:
    cells = figures(provider, YEAR)
    by_key = {cell.key: cell.value or 0 for cell in cells}
    sums: dict[tuple[str, str, str, str], int] = {}
    for key, value in by_key.items():
        # What the service keeps of itself is of different kinds and has no total.
        if key.category != "_T" and MEASURES[key.measure].has_total:
            where = (key.measure, key.part, key.strand, key.dimension)
            sums[where] = sums.get(where, 0) + value
    totals = {
        (key.measure, key.part, key.strand): value
        for key, value in by_key.items()
        if key.dimension == "_T"
    }
    assert len(sums) > 500
    for (measure, part, strand, dimension), added in sums.items():
        assert added == totals[measure, part, strand], (measure, part, strand, dimension)


def test_quarters_add_up_to_the_year(provider: Session) -> None:
    year = {cell.key: cell.value or 0 for cell in figures(provider, YEAR)}
    added = dict.fromkeys(year, 0)
    for quarter in YEAR.quarters():
        for cell in figures(provider, quarter):
            key = replace(cell.key, period=YEAR.name)
            added[key] = added.get(key, 0) + (cell.value or 0)
    stock = {"start", "end", "median_weeks"}
    assert {k: v for k, v in added.items() if k.part not in stock} == {
        k: v for k, v in year.items() if k.part not in stock
    }
