"""A malformed contract file says where it is malformed, and the calendar of the contract holds."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from idva_desktop.domain.contract import contract, read_contract
from idva_desktop.domain.errors import ContractError
from tests.domain.rule_days import Plain, changed, rule_of, shipped


def test_the_shipped_file_is_well_formed() -> None:
    assert len(contract().rules) == len(shipped()["rules"])
    assert contract().name == "2025-28"


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"words"', "{]", "{'a': 1}"])
def test_a_file_that_is_no_object_is_refused(text: str) -> None:
    with pytest.raises(ContractError, match="cannot be read"):
        read_contract(text)


def _rule(**answers: object) -> Callable[[Plain], object]:
    return lambda plain: rule_of(plain, "risk_again").update(answers)


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (lambda plain: plain.pop("terms"), "terms"),
        (lambda plain: plain.update(terms={}), "terms"),
        (lambda plain: plain.update(name=3), "name"),
        (lambda plain: plain.update(starts_on="1 April"), "starts_on"),
        (lambda plain: plain.update(ends_on="2024-03-31"), "ends_on"),
        (lambda plain: plain.update(cut_off="2028-04-01"), "cut_off"),
        (lambda plain: plain.update(re_awarded_on=5), "re_awarded_on"),
        (lambda plain: plain["terms"][0]["working_days"].update(x=-1), "working_days, x"),
        (lambda plain: plain["terms"][0]["working_days"].update(x=1.5), "working_days, x"),
        (lambda plain: plain["terms"][0]["targets"].update(K03=101), "targets, K03"),
        (lambda plain: plain["terms"][0].update(retention={"lost": {"days": 1}}), "lost"),
        (lambda plain: plain["terms"][0].update(subject_access={"moons": 1}), "subject_access"),
        (lambda plain: plain.update(marac_areas=[{"area": "North"}]), "marac_areas 1, valid_from"),
        (
            lambda plain: plain["marac_areas"][0].update(repeat_from="dawn"),
            "marac_areas 1, repeat_from",
        ),
        (lambda plain: plain.update(rules=3), "rules"),
        (lambda plain: plain["rules"].insert(0, 3), "rules 1:"),
        (lambda plain: plain["rules"].append(plain["rules"][0]), "(first_attempt), id"),
        (_rule(source=""), "(risk_again), source"),
        (_rule(asks=None), "(risk_again), asks"),
        (_rule(wihtin={"days": 1}), "(risk_again), wihtin"),
        (_rule(within={"fortnights": 1}), "(risk_again), within"),
        (_rule(within={"days": 1, "months": 1}), "(risk_again), within"),
        (_rule(within={"working_days": "no_such_limit"}), "within, working_days"),
        (_rule(within={"days": "first_contact"}), "(risk_again), within"),
        (_rule(within={"days": {"high": 1}}), "within, days, other"),
        (_rule(within={"days": {"high": 1, "other": 2, "low": 3}}), "within, days, low"),
        (_rule(within={"days": "-3"}), "within, days"),
        (_rule(done="no_such_happening"), "(risk_again), done"),
        (_rule(**{"from": []}), "(risk_again), from"),
        (_rule(**{"from": {"record": "no_such_kind", "day": "on"}}), "from 1, record"),
        (_rule(**{"from": {"record": "issued_return", "day": "on"}}), "from 1, record"),
        (_rule(**{"from": {"record": "court_order", "day": "order"}}), "from 1, day"),
        (_rule(**{"from": {"record": "court_order", "day": "lost"}}), "from 1, day"),
        (
            _rule(**{"from": {"record": "court_order", "day": "made_on", "where": {"x": None}}}),
            "from 1, where, x",
        ),
        (
            _rule(**{"from": {"record": "court_order", "day": "made_on", "where": {"order": "x"}}}),
            "from 1, where, order",
        ),
        (
            _rule(**{"from": {"record": "court_order", "day": "made_on", "says": "conditions"}}),
            "from 1, says",
        ),
        (_rule(strands=["ADVA"]), "(risk_again), strands"),
        (_rule(bands=["extreme"]), "(risk_again), bands"),
        (_rule(urgent="yes"), "(risk_again), urgent"),
        (_rule(ahead_days=-1), "(risk_again), ahead_days"),
        (_rule(valid_from="soon"), "(risk_again), valid_from"),
    ],
)
def test_a_malformed_file_says_where(change: Callable[[Plain], object], place: str) -> None:
    with pytest.raises(ContractError) as refused:
        changed(change)
    assert place in str(refused.value)
    assert "Nothing was changed" in str(refused.value)


def test_contacts_are_read_by_name_and_not_one_by_one() -> None:
    with pytest.raises(ContractError, match="first_contact"):
        changed(_rule(**{"from": {"record": "contact", "day": "at"}}))


# The calendar of the contract


def _ending(**days: Any) -> Callable[[date], bool]:  # noqa: ANN401 - days as JSON has them
    return read_contract(json.dumps(shipped() | days)).takes_referrals


def test_referrals_are_taken_until_the_day_before_the_cut_off() -> None:
    takes = contract().takes_referrals
    assert takes(date(2028, 1, 31))
    assert not takes(date(2028, 2, 1))
    assert not takes(date(2028, 3, 31))


def test_a_re_award_opens_the_door_again_from_its_day() -> None:
    takes = _ending(re_awarded_on="2028-02-15")
    assert takes(date(2028, 1, 31))
    assert not takes(date(2028, 2, 14))
    assert takes(date(2028, 2, 15))


def test_a_re_award_before_the_cut_off_leaves_it_open() -> None:
    takes = _ending(re_awarded_on="2027-12-01")
    assert takes(date(2028, 2, 1))


def test_a_contract_without_a_cut_off_takes_referrals() -> None:
    assert _ending(cut_off=None)(date(2099, 1, 1))
