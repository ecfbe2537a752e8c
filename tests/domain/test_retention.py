"""How long a case is kept, on its boundary days, and the month of a request for one's own data."""

import json
from datetime import date, timedelta

import pytest

from idva_desktop.domain.calendar import Span
from idva_desktop.domain.contract import contract, read_contract
from idva_desktop.domain.errors import ContractError
from idva_desktop.domain.retention import KeptCase, retention_due, subject_access_due
from idva_desktop.resource_files import resource

TODAY = date(2026, 6, 1)
A_DAY = timedelta(days=1)


def test_an_open_case_never_falls_due() -> None:
    assert retention_due(KeptCase(None, served=True, last_contact=date(2000, 1, 1)), TODAY) is None


def test_legal_hold_stops_all() -> None:
    old = KeptCase(date(2000, 1, 1), served=True, legal_hold=True)
    assert retention_due(old, TODAY) is None


@pytest.mark.parametrize(
    ("case", "due"),
    [
        (KeptCase(date(2026, 3, 2), reached=True, last_contact=date(2026, 3, 1)), (2026, 4, 12)),
        (KeptCase(date(2026, 3, 2), last_contact=date(2025, 8, 31)), (2026, 3, 2)),
        (KeptCase(date(2025, 8, 31), last_contact=date(2025, 8, 31)), (2026, 2, 28)),
        (KeptCase(date(2025, 8, 31)), (2026, 2, 28)),
        (KeptCase(date(2024, 3, 1), served=True, last_contact=date(2024, 2, 29)), (2030, 2, 28)),
        (KeptCase(date(2026, 4, 20), served=True, last_contact=date(2026, 4, 1)), (2032, 4, 1)),
    ],
)
def test_each_outcome_is_kept_for_its_own_time(case: KeptCase, due: tuple[int, int, int]) -> None:
    assert retention_due(case, TODAY) == date(*due)


def test_contact_after_the_end_counts_from_the_contact() -> None:
    case = KeptCase(date(2026, 3, 2), reached=True, last_contact=date(2026, 3, 30))
    assert retention_due(case, TODAY) == date(2026, 5, 11)


def test_the_contract_may_keep_what_was_served_for_longer() -> None:
    text = resource("contract.json").read_text("utf-8").replace('"years": 6', '"years": 12')
    case = KeptCase(date(2026, 4, 20), served=True, last_contact=date(2026, 4, 1))
    assert retention_due(case, TODAY, read_contract(text)) == date(2038, 4, 1)


@pytest.mark.parametrize("years", ["5", "13", "0", "true", '"six"'])
def test_the_contract_may_not_keep_it_for_any_time(years: str) -> None:
    shipped = resource("contract.json").read_text("utf-8")
    with pytest.raises(ContractError, match="retention"):
        read_contract(shipped.replace('"years": 6', f'"years": {years}'))


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (date(2026, 9, 3), date(2026, 10, 5)),  # 3 October 2026 is a Saturday
        (date(2026, 1, 31), date(2026, 3, 2)),  # 28 February 2026 is a Saturday
        (date(2025, 11, 26), date(2025, 12, 29)),  # Boxing Day, then a weekend
        (date(2026, 3, 2), date(2026, 4, 2)),
        (date(2026, 3, 3), date(2026, 4, 7)),  # Good Friday and Easter Monday
    ],
)
def test_a_request_is_answered_in_one_calendar_month(received: date, due: date) -> None:
    assert subject_access_due(received) == due


def test_a_month_after_the_last_of_january_is_the_last_of_february() -> None:
    assert Span(months=1).after(date(2024, 1, 31)) == date(2024, 2, 29)
    assert Span(years=1).after(date(2024, 2, 29)) == date(2025, 2, 28)
    assert Span(weeks=6).after(date(2026, 3, 1)) == date(2026, 4, 12)


def test_later_terms_say_only_what_changes() -> None:
    plain = json.loads(resource("contract.json").read_text("utf-8"))
    plain["terms"].append({"valid_from": "2026-04-01", "working_days": {"first_contact": 1}})
    found = read_contract(json.dumps(plain))
    assert found.terms_on(date(2026, 3, 31)).working_days["first_contact"] == 2
    assert found.terms_on(date(2026, 4, 1)).working_days["first_contact"] == 1
    assert found.terms_on(date(2026, 4, 1)).working_days["support_begun"] == 10
    assert found.terms[-1].retention == contract().terms[0].retention
