"""What is counted when a case ends, and a year after: outcomes, work, justice and repeats."""

from datetime import date
from typing import Any

import pytest

from idva_desktop.returns.facts import Fact
from idva_desktop.returns.histories import (
    CaseHistory,
    ClientHistory,
    ClosureHistory,
    NeedHistory,
    ReferralHistory,
    StepHistory,
)
from idva_desktop.returns.measures import MEASURES

BEGAN, ENDED = date(2025, 5, 12), date(2025, 6, 30)


def closed(**said: Any) -> CaseHistory:  # noqa: ANN401 - each attribute has its own type
    closure = ClosureHistory("c", ENDED, **said)
    return CaseHistory(
        case="case", client="client", strand="IDVA", support_started=BEGAN, closure=closure
    )


def with_(case: CaseHistory, **more: Any) -> CaseHistory:  # noqa: ANN401 - as above
    return CaseHistory(**{name: getattr(case, name) for name in case.__slots__} | more)


def facts(measure: str, history: CaseHistory) -> list[Fact]:
    return list(MEASURES[measure].facts(history))


@pytest.mark.parametrize(
    ("entry", "leaving", "met", "unpaired"),
    [
        ("yes", "no", True, False),
        ("yes", "yes", False, False),
        ("yes", None, None, True),
        ("yes", "prefer_not_to_say", None, True),
        (None, "no", None, True),
        ("not_asked", "no", None, True),
    ],
)
def test_abuse_is_compared_where_both_answers_are_there(
    entry: str | None, leaving: str | None, met: bool | None, unpaired: bool
) -> None:
    (fact,) = facts("K10", closed(abuse_at_entry=entry, abuse_last_month=leaving))
    assert (fact.met, fact.unpaired, fact.day) == (met, unpaired, ENDED)


def test_where_there_was_no_abuse_at_entry_none_can_cease() -> None:
    assert not facts("K10", closed(abuse_at_entry="no", abuse_last_month="no"))


def test_each_area_of_need_counts_once_and_only_where_there_was_a_need() -> None:
    needs = [
        NeedHistory("n", "health", date(2025, 5, 12), 3, None),
        NeedHistory("o", "health", date(2025, 6, 20), 2, 2),
        NeedHistory("p", "drugs_and_alcohol", date(2025, 5, 12), 0, 0),
        NeedHistory("q", "finance_and_benefits", date(2025, 5, 12), 2, None),
        NeedHistory("r", "safety", date(2025, 5, 12), 4, 1),
        NeedHistory("s", "social_interactions", None, 2, 3),
    ]
    found = facts("K12", with_(closed(), needs=needs))
    assert [(each.category, each.met, each.unpaired) for each in found] == [
        ("health", True, False),
        ("finance_and_benefits", None, True),
        ("social_interactions", False, False),
    ]
    assert {(each.client, each.case) for each in found} == {("client", "case")}
    assert len({each.unit for each in found}) == 3
    assert not facts("K12", with_(closed(), needs=needs, support_started=None))


def test_there_are_eight_areas_of_need() -> None:
    assert len(MEASURES["K12"].answers) == MEASURES["K12"].per_parent == 8


@pytest.mark.parametrize(
    ("answer", "answered"),
    [
        ("satisfied", True),
        ("neither", True),
        ("dissatisfied", True),
        ("invited_no_answer", False),
        ("not_invited", None),
        ("unsafe_to_ask", None),
        (None, None),
    ],
)
def test_who_was_invited_answers_or_does_not(answer: str | None, answered: bool | None) -> None:
    found = [fact.met for fact in facts("K13R", closed(satisfaction=answer))]
    assert found == ([] if answered is None else [answered])
    assert len(facts("K13", closed(satisfaction=answer))) == bool(answered)


def stepped(*steps: tuple[str, str, date, str | None]) -> CaseHistory:
    told = [StepHistory(f"s{at}", *step) for at, step in enumerate(steps)]
    return with_(closed(), steps=told)


def test_an_investigation_ends_once_by_its_first_end() -> None:
    history = stepped(
        ("criminal", "reported", date(2025, 5, 1), None),
        ("criminal", "charged", date(2025, 7, 1), None),
        ("criminal", "convicted", date(2026, 2, 1), None),
    )
    (fact,) = facts("K14", history)
    assert (fact.day, fact.met, fact.category) == (date(2025, 7, 1), False, None)


def test_a_withdrawal_tells_its_reason_and_other_processes_are_not_counted() -> None:
    history = stepped(
        ("misconduct", "withdrew", date(2025, 5, 1), "other"),
        ("criminal", "withdrew", date(2025, 8, 1), "pressure"),
    )
    (fact,) = facts("K14", history)
    assert (fact.day, fact.met, fact.category) == (date(2025, 8, 1), True, "pressure")
    (unsaid,) = facts("K14", stepped(("criminal", "withdrew", date(2025, 8, 1), None)))
    assert unsaid.category == "not_asked"
    assert unsaid.category in MEASURES["K14"].answers


@pytest.mark.parametrize(
    ("days", "guess", "band"),
    [
        (0, None, "none"),
        (5, None, "1_5"),
        (6, None, "6_20"),
        (60, "none", "21_60"),
        (61, None, "over_60"),
        (None, "6_20", "6_20"),
        (None, None, "not_asked"),
    ],
)
def test_days_absent_stand_in_bands(days: int | None, guess: str | None, band: str) -> None:
    said = {"in_work_entry": "yes", "in_work_exit": "no", "days_off": days, "absence_band": guess}
    (fact,) = facts("K19", closed(**said))
    assert (fact.met, fact.category) == (False, band)
    assert band in MEASURES["K19"].answers


def test_work_counts_those_in_work_at_entry() -> None:
    assert not facts("K19", closed(in_work_entry="no", in_work_exit="yes"))
    (kept,) = facts("K19", closed(in_work_entry="yes", in_work_exit="yes"))
    assert kept.met


@pytest.mark.parametrize(
    ("said", "met"),
    [("in_place", True), ("not_in_place", False), ("refused", False)],
)
def test_adjustments_count_where_one_was_asked_for(said: str, met: bool) -> None:
    assert [fact.met for fact in facts("K19A", closed(adjustment=said))] == [met]


@pytest.mark.parametrize("said", ["not_asked_for", "not_known", None])
def test_no_adjustment_asked_for_is_none_to_count(said: str | None) -> None:
    assert not facts("K19A", closed(adjustment=said))


@pytest.mark.parametrize(
    ("again", "met"),
    [
        ([date(2025, 4, 1)], False),
        ([ENDED], False),
        ([date(2025, 7, 1)], True),
        ([date(2026, 6, 30)], True),
        ([date(2026, 7, 1)], False),
    ],
)
def test_a_repeat_lies_within_twelve_months_of_closing(again: list[date], met: bool) -> None:
    (fact,) = facts("K21", with_(closed(), again=again))
    assert (fact.day, fact.met) == (date(2026, 6, 30), met)


def test_each_of_nine_characteristics_is_known_or_is_not() -> None:
    about = ClientHistory(
        "client", sex="female", ethnicity="prefer_not_to_say", disability="not_asked"
    )
    referral = ReferralHistory("r", date(2025, 5, 1), age_band="25_34")
    found = facts("K18", with_(closed(), about=about, referrals=[referral]))
    assert len(found) == 9
    assert {fact.category for fact in found if fact.met} == {"sex", "age"}
    assert {fact.day for fact in found} == {BEGAN}
    assert not facts("K18", with_(closed(), support_started=None))
