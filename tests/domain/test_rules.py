"""Each rule on its boundary days, from the shipped contract."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from idva_desktop.domain.contract import contract
from idva_desktop.domain.record import Record
from idva_desktop.domain.records import (
    CourtOrder,
    Entitlement,
    MaracEpisode,
    ProcessStep,
    RiskAssessment,
    SafetyPlan,
    TriggerEvent,
)
from idva_desktop.domain.rule import sources_of
from idva_desktop.domain.rules import CaseDates, due_items, limits_on
from tests.domain.rule_days import Plain, by, changed, due, rule_of

RECEIVED = CaseDates(received=date(2026, 4, 1))
STARTED = CaseDates(
    received=date(2026, 3, 2),
    decision="accepted",
    decided=date(2026, 3, 2),
    started=date(2026, 3, 5),
    first_attempt=date(2026, 3, 2),
    first_contact=date(2026, 3, 3),
    strand="IDVA",
)
ASSESSED = replace(STARTED, last_assessed=date(2026, 3, 9), last_band="medium")
TODAY = date(2026, 6, 1)


def with_records(dates: CaseDates, *records: Record) -> CaseDates:
    """Return the dates of a case that holds these records."""
    found = {
        source: source.happenings([held for held in records if isinstance(held, source.kind)])
        for source in sources_of(contract().rules)
    }
    return replace(dates, found=found)


@pytest.mark.parametrize(
    ("received", "attempt", "contact"),
    [
        (date(2026, 4, 1), date(2026, 4, 2), date(2026, 4, 7)),  # Easter: 3 and 6 April
        (date(2026, 4, 2), date(2026, 4, 7), date(2026, 4, 8)),
        (date(2026, 12, 24), date(2026, 12, 29), date(2026, 12, 30)),  # Boxing Day moved
        (date(2026, 3, 27), date(2026, 3, 30), date(2026, 3, 31)),  # the clocks change between
        (date(2026, 10, 23), date(2026, 10, 26), date(2026, 10, 27)),  # and back
        (date(2025, 5, 2), date(2025, 5, 6), date(2025, 5, 7)),  # early May bank holiday
    ],
)
def test_first_contact_is_counted_in_working_days_of_england(
    received: date, attempt: date, contact: date
) -> None:
    fresh = CaseDates(received=received)
    assert by("first_attempt", fresh) == attempt
    tried = replace(fresh, first_attempt=attempt)
    assert due("first_attempt", tried) is None
    assert by("first_contact", tried) == contact


def test_first_contact_is_not_asked_before_an_attempt() -> None:
    assert due("first_contact", RECEIVED) is None


def test_every_referral_is_decided_on_the_day() -> None:
    assert by("decision", RECEIVED) == RECEIVED.received
    assert due("decision", replace(RECEIVED, decision="accepted")) is None


def test_support_begins_within_ten_working_days_of_acceptance() -> None:
    accepted = replace(RECEIVED, decision="accepted", decided=date(2026, 4, 1))
    assert by("support_begun", accepted) == date(2026, 4, 17)
    assert due("support_begun", replace(accepted, started=date(2026, 4, 2))) is None


def test_risk_and_plan_are_due_within_five_working_days_of_the_start() -> None:
    assert by("risk_assessed", STARTED) == date(2026, 3, 12)
    assert by("plan_approved", STARTED) == date(2026, 3, 12)


def test_no_risk_assessment_is_asked_where_only_isva_support_is_given() -> None:
    assert due("risk_assessed", replace(STARTED, strand="ISVA")) is None
    assert due("risk_assessed", replace(STARTED, strand="BOTH")) is not None


def test_at_high_risk_the_plan_is_due_on_the_day_of_the_assessment() -> None:
    high = replace(STARTED, last_assessed=date(2026, 3, 9), last_band="high")
    found = [item for item in due_items(high, TODAY) if item.what == "Safety plan approval"]
    assert [(item.by, item.rule_id) for item in found] == [(date(2026, 3, 9), "plan_approved_high")]


def test_one_thing_asked_by_two_rules_is_due_by_the_earlier_day() -> None:
    late = replace(STARTED, last_assessed=date(2026, 4, 9), last_band="high")
    found = [item for item in due_items(late, TODAY) if item.what == "Safety plan approval"]
    assert [item.by for item in found] == [date(2026, 3, 12)]


@pytest.mark.parametrize(("band", "days"), [("high", 28), ("medium", 90), ("standard", 90)])
def test_risk_is_reviewed_by_its_band(band: str, days: int) -> None:
    dates = replace(ASSESSED, last_band=band)
    assert by("risk_review", dates) == date(2026, 3, 9) + timedelta(days=days)


def test_the_days_of_a_review_are_those_that_the_limits_tell() -> None:
    assert (limits_on(TODAY).review_days, limits_on(TODAY).review_days_high) == (90, 28)
    other = changed(lambda plain: rule_of(plain, "risk_review").update(within={"days": 60}))
    assert limits_on(TODAY, other).review_days == limits_on(TODAY, other).review_days_high == 60


# Suspended


def test_unsafe_contact_suspends_and_gives_no_day() -> None:
    paused = replace(RECEIVED, paused=True)
    for rule_id, dates in (
        ("first_attempt", paused),
        ("first_contact", replace(paused, first_attempt=date(2026, 4, 2))),
    ):
        item = due(rule_id, dates)
        assert item is not None
        assert item.by is None
        assert item.rule == "Suspended: contact would be unsafe"


def test_what_needs_no_contact_is_not_suspended() -> None:
    assert by("decision", replace(RECEIVED, paused=True)) is not None


def test_what_is_suspended_stands_last() -> None:
    found = due_items(replace(RECEIVED, paused=True), TODAY)
    assert [item.rule_id for item in found] == ["decision", "first_attempt"]


@pytest.mark.parametrize(
    "over",
    [replace(ASSESSED, closed=date(2026, 5, 1)), replace(ASSESSED, decision="signposted")],
)
def test_nothing_is_due_in_a_case_that_is_over(over: CaseDates) -> None:
    assert due_items(over, TODAY) == []


# Assessed again


def _event(code: str, on: date) -> TriggerEvent:
    return TriggerEvent(id=code, owner="case", event=code, on=on)


@pytest.mark.parametrize(
    ("held", "words"),
    [
        (_event("new_incident", date(2026, 5, 22)), "new incident"),
        (_event("separation", date(2026, 5, 22)), "separation"),
        (_event("perpetrator_returned", date(2026, 5, 22)), "the perpetrator is back"),
        (_event("client_asked", date(2026, 5, 22)), "the client asked"),
        (
            ProcessStep(id="1", owner="case", stage="trial", on=date(2026, 5, 22)),
            "Court or misconduct date",
        ),
        (CourtOrder(id="1", owner="case", made_on=date(2026, 5, 22)), "Order made"),
        (CourtOrder(id="1", owner="case", expires_on=date(2026, 5, 22)), "Order expired"),
        (CourtOrder(id="1", owner="case", breached_on=date(2026, 5, 22)), "Order breached"),
    ],
)
def test_a_change_asks_for_a_new_assessment(held: Record, words: str) -> None:
    dates = with_records(ASSESSED, held)
    item = due("risk_again", dates, TODAY)
    assert item is not None
    assert item.by == date(2026, 5, 26)  # 25 May 2026 is a bank holiday
    assert item.rule == f"{words[:1].upper()}{words[1:]}: within 1 working day"
    same_day = replace(dates, last_band="high")
    at_once = due("risk_again", same_day, TODAY)
    assert at_once is not None
    assert at_once.by == date(2026, 5, 22)
    assert at_once.rule.endswith("within the same day")


def test_an_assessment_on_the_day_of_the_change_or_later_settles_it() -> None:
    change = _event("separation", date(2026, 5, 22))
    for on, settled in ((date(2026, 5, 21), False), (date(2026, 5, 22), True)):
        risk = RiskAssessment(id="r", owner="case", on=on, band="medium")
        dates = replace(with_records(ASSESSED, change, risk), last_assessed=on)
        assert (due("risk_again", dates, TODAY) is None) == settled


def test_a_change_that_lies_ahead_asks_for_nothing_yet() -> None:
    order = CourtOrder(id="1", owner="case", expires_on=TODAY + timedelta(days=1))
    dates = with_records(ASSESSED, order)
    assert due("risk_again", dates, TODAY) is None
    assert by("risk_again", dates, TODAY + timedelta(days=1)) == TODAY + timedelta(days=2)


def test_before_the_first_assessment_no_second_one_is_asked() -> None:
    dates = with_records(STARTED, _event("separation", date(2026, 5, 22)))
    assert due("risk_again", dates, TODAY) is None


# A second person


def test_a_high_risk_assessment_waits_for_a_supervisor_until_it_is_signed() -> None:
    risk = RiskAssessment(id="r", owner="case", on=date(2026, 5, 22), band="high")
    item = due("risk_signed", with_records(ASSESSED, risk), TODAY)
    assert item is not None
    assert item.supervisor
    assert item.by == date(2026, 5, 22)
    signed = replace(risk, signed_by="Supervisor B")
    assert due("risk_signed", with_records(ASSESSED, signed), TODAY) is None


def test_an_older_unsigned_assessment_waits_no_more() -> None:
    old = RiskAssessment(id="r", owner="case", on=date(2026, 5, 1), band="high")
    new = RiskAssessment(id="s", owner="case", on=date(2026, 5, 22), band="medium")
    assert due("risk_signed", with_records(ASSESSED, old, new), TODAY) is None


def test_a_sent_plan_waits_for_a_supervisor() -> None:
    plan = SafetyPlan(id="p", owner="case", state="sent", sent_on=date(2026, 5, 22))
    assert by("plan_signed", with_records(ASSESSED, plan), TODAY) == date(2026, 5, 26)
    high = replace(with_records(ASSESSED, plan), last_band="high")
    assert by("plan_signed", high, TODAY) == date(2026, 5, 22)


# MARAC and what the employer or the police owe


def test_a_criterion_met_is_referred_within_five_working_days_or_refused() -> None:
    episode = MaracEpisode(id="m", owner="case", met_on=date(2026, 5, 18))
    assert by("marac_referral", with_records(ASSESSED, episode), TODAY) == date(2026, 5, 26)
    for settled in (
        replace(episode, referred_on=date(2026, 5, 19)),
        replace(episode, not_referred_reason="Not safe now"),
    ):
        assert due("marac_referral", with_records(ASSESSED, settled), TODAY) is None


def test_high_risk_prompts_a_decision_that_any_later_episode_settles() -> None:
    prompted = replace(ASSESSED, marac_prompted=date(2026, 5, 18))
    assert by("marac_decision", prompted, TODAY) == date(2026, 5, 19)
    before = MaracEpisode(id="m", owner="case", met_on=date(2026, 5, 17))
    assert due("marac_decision", with_records(prompted, before), TODAY) is not None
    on_the_day = replace(before, met_on=date(2026, 5, 18))
    assert due("marac_decision", with_records(prompted, on_the_day), TODAY) is None


def test_an_entitlement_shows_a_fortnight_ahead_each_by_its_name() -> None:
    rights = [
        Entitlement(id=right, owner="case", right=right, due=TODAY + timedelta(days=14))
        for right in ("updates", "review")
    ]
    dates = with_records(ASSESSED, *rights)
    found = [item for item in due_items(dates, TODAY) if item.rule_id == "entitlement_due"]
    assert len({item.what for item in found}) == 2
    assert len({item.key for item in found}) == 2
    early = due_items(dates, TODAY - timedelta(days=1))
    assert not any(item.rule_id == "entitlement_due" for item in early)
    met = with_records(ASSESSED, *(replace(right, state="met") for right in rights))
    assert due("entitlement_due", met, TODAY) is None


# Data


def test_changing_a_number_changes_no_code() -> None:
    def sooner(plain: Plain) -> None:
        plain["terms"][0]["working_days"]["first_contact"] = 1
        rule_of(plain, "risk_review")["within"] = {"days": {"high": 14, "other": 60}}

    held = changed(sooner)
    tried = replace(RECEIVED, first_attempt=date(2026, 4, 1))
    asked = due("first_contact", tried, held=held)
    assert asked is not None
    assert (asked.by, asked.rule) == (date(2026, 4, 2), "Within 1 working day of receipt")
    review = due("risk_review", replace(ASSESSED, last_band="high"), held=held)
    assert review is not None
    assert (review.by, review.rule) == (date(2026, 3, 23), "At least every 14 days")


def test_terms_hold_for_what_started_under_them() -> None:
    def later(plain: Plain) -> None:
        plain["terms"].append({"valid_from": "2026-04-01", "working_days": {"first_attempt": 3}})

    held = changed(later)
    for received, last in ((date(2026, 3, 31), (2026, 4, 1)), (date(2026, 4, 1), (2026, 4, 8))):
        item = due("first_attempt", CaseDates(received=received), held=held)
        assert item is not None
        assert item.by == date(*last)


def test_a_rule_holds_for_starts_within_its_own_days() -> None:
    def dated(plain: Plain) -> None:
        rule_of(plain, "first_attempt").update(valid_from="2026-04-01", valid_until="2026-04-02")

    held = changed(dated)
    for day, asks in ((31, False), (32, True), (33, True), (34, False)):
        received = date(2026, 3, 1) + timedelta(days=day - 1)
        item = due("first_attempt", CaseDates(received=received), held=held)
        assert (item is not None) == asks


def test_every_rule_names_its_source() -> None:
    assert all("design" in rule.source or "contract" in rule.source for rule in contract().rules)
