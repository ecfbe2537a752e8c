"""Where a definition leaves room: what each measure counts, and on which day it is settled."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from idva_desktop.domain.calendar import Period
from idva_desktop.domain.contract import Contract, Terms, contract
from idva_desktop.domain.rules import limits_on
from idva_desktop.returns.dimensions import DIMENSIONS, categories_by_dimension, dimensions_of
from idva_desktop.returns.facts import Fact
from idva_desktop.returns.histories import (
    AssessmentHistory,
    CaseHistory,
    ClientHistory,
    ClosureHistory,
    ContactEvent,
    EmploymentHistory,
    MaracHistory,
    PauseHistory,
    PerpetratorHistory,
    PlanHistory,
    ReferralHistory,
)
from idva_desktop.returns.measure import Shape
from idva_desktop.returns.measures import MEASURES, facts_of

# A Thursday before the Easter of 2026: the next working day is Tuesday 7 April.
MAUNDY_THURSDAY = date(2026, 4, 2)
AFTER_EASTER = date(2026, 4, 7)


def day(text: str) -> date:
    return date.fromisoformat(text)


def case(**said: Any) -> CaseHistory:  # noqa: ANN401 - each attribute has its own type
    return CaseHistory(case="case", client="client", **{"strand": "IDVA", **said})


def referred(received: date | None = MAUNDY_THURSDAY, **said: Any) -> ReferralHistory:  # noqa: ANN401 - as above
    return ReferralHistory("referral", received, **said)


def facts(measure: str, history: CaseHistory) -> list[Fact]:
    return list(MEASURES[measure].facts(history))


def outcome(measure: str, history: CaseHistory) -> tuple[date, bool | None]:
    (fact,) = facts(measure, history)
    return fact.day, fact.met


def test_a_referral_is_due_over_easter_and_counted_in_the_quarter_of_its_due_date() -> None:
    received = day("2026-03-31")
    history = case(referrals=[referred(received)])
    assert facts("K01", history)[0].day == received
    assert outcome("K03", history)[0] == day("2026-04-01")
    assert Period.quarter_of(outcome("K03", history)[0]).name == "2026-Q1"


@pytest.mark.parametrize(
    ("attempt", "met"),
    [
        (AFTER_EASTER, True),
        (day("2026-04-08"), False),
        (day("2026-04-01"), True),  # before receipt counts as made in time
        (None, False),
    ],
)
def test_the_first_attempt_counts_to_the_end_of_the_due_date(
    attempt: date | None,
    met: bool,
) -> None:
    history = case(referrals=[referred()], first_attempt=attempt)
    assert outcome("K03", history) == (AFTER_EASTER, met)


def test_first_contact_needs_success_and_two_working_days() -> None:
    history = case(referrals=[referred()], first_attempt=MAUNDY_THURSDAY)
    assert outcome("K04", history) == (day("2026-04-08"), False)
    reached = replace(history, first_success=day("2026-04-08"))
    assert outcome("K04", reached) == (day("2026-04-08"), True)


@pytest.mark.parametrize(
    ("decision", "attempts", "contacts"),
    [("duplicate", 0, 0), ("out_of_scope", 1, 0), ("signposted", 1, 1), (None, 1, 1)],
)
def test_duplicates_leave_both_and_out_of_scope_leaves_first_contact(
    decision: str | None, attempts: int, contacts: int
) -> None:
    history = case(referrals=[referred(decision=decision)])
    assert len(facts("K03", history)) == attempts
    assert len(facts("K04", history)) == contacts


@pytest.mark.parametrize(
    ("first", "last", "suspended"),
    [
        (MAUNDY_THURSDAY, MAUNDY_THURSDAY, True),
        (AFTER_EASTER, None, True),
        (day("2026-04-08"), None, False),
        (None, MAUNDY_THURSDAY, True),
        (None, day("2026-04-01"), False),
        (day("2026-01-01"), None, True),
        (None, None, False),
    ],
)
def test_a_pause_that_touches_receipt_to_due_suspends(
    first: date | None,
    last: date | None,
    suspended: bool,
) -> None:
    history = case(referrals=[referred()], pauses=[PauseHistory("pause", first, last)])
    (fact,) = facts("K03", history)
    assert fact.suspended is suspended
    assert fact.met is (None if suspended else False)


def test_a_case_decided_unsafe_to_contact_by_the_due_date_is_suspended() -> None:
    unsafe = referred(decision="unsafe_to_contact", decided_on=AFTER_EASTER)
    assert facts("K03", case(referrals=[unsafe]))[0].suspended
    later = unsafe._replace(decided_on=day("2026-04-20"))
    assert not facts("K03", case(referrals=[later]))[0].suspended


def test_each_decision_counts_and_a_case_keeps_its_unit() -> None:
    first = referred(decision="declined_by_client", decided_on=day("2026-04-03"))
    second = ReferralHistory(
        "second", day("2026-06-01"), decision="accepted", decided_on=day("2026-06-02")
    )
    history = case(referrals=[first, second])
    assert [(fact.unit, fact.category, fact.met) for fact in facts("K02", history)] == [
        ("case", "declined_by_client", False),
        ("second", "accepted", True),
    ]
    assert [fact.unit for fact in facts("K01", history)] == ["case", "second"]


@pytest.mark.parametrize(
    "referral",
    [referred(None), referred(decision="accepted"), referred(decided_on=day("2026-04-03"))],
)
def test_without_a_date_or_a_decision_there_is_no_decision(referral: ReferralHistory) -> None:
    assert not facts("K02", case(referrals=[referral]))
    assert not facts("K05", case(referrals=[referral]))


def test_support_before_the_decision_is_in_time() -> None:
    accepted = referred(decision="accepted", decided_on=day("2026-05-01"))
    history = case(referrals=[accepted], support_started=day("2026-04-20"))
    assert outcome("K05", history) == (day("2026-05-18"), True)  # 4 May is a bank holiday


def test_risk_is_not_asked_of_isva_alone() -> None:
    started = day("2026-05-11")
    assert MEASURES["K06"].empty_strands == {"ISVA"}
    assert not facts("K06", case(strand="ISVA", support_started=started))
    both = case(
        strand="BOTH",
        support_started=started,
        assessments=[AssessmentHistory("a", day("2026-05-18"), "review", "medium")],
    )
    assert outcome("K06", both) == (day("2026-05-18"), True)


def test_a_high_first_assessment_brings_the_plan_forward_but_not_the_period() -> None:
    plan = [PlanHistory("p", day("2026-05-13"), day("2026-05-14"))]
    high = AssessmentHistory("a", day("2026-05-13"), "entry", "high")
    history = case(support_started=day("2026-05-11"), plans=plan, assessments=[high])
    assert outcome("K07", history) == (day("2026-05-18"), False)
    medium = replace(history, assessments=[high._replace(band="medium")])
    assert outcome("K07", medium) == (day("2026-05-18"), True)
    late = replace(history, assessments=[high._replace(on=day("2026-06-30"))])
    assert outcome("K07", late) == (day("2026-05-18"), True)


def test_the_first_approval_counts_and_a_plan_never_approved_does_not() -> None:
    plans = [
        PlanHistory("p", day("2026-05-11"), None),
        PlanHistory("q", day("2026-05-11"), day("2026-05-30")),
        PlanHistory("r", day("2026-05-11"), day("2026-05-18")),
    ]
    history = case(strand="ISVA", support_started=day("2026-05-11"), plans=plans)
    assert outcome("K07", history) == (day("2026-05-18"), True)
    assert outcome("K07", replace(history, plans=plans[:2])) == (day("2026-05-18"), False)


def test_each_marac_episode_counts_once_by_its_own_dates() -> None:
    heard = MaracHistory(
        "m", met_on=day("2026-03-30"), referred_on=day("2026-04-08"), heard_on=day("2026-05-01")
    )
    history = case(maracs=[heard, MaracHistory("n", heard_on=day("2026-05-02"), repeat="yes")])
    (due,) = facts("K08", history)
    assert (due.unit, due.day, due.met) == ("m", day("2026-04-08"), True)  # over Easter
    assert [(fact.unit, fact.met) for fact in facts("K08R", history)] == [("m", False), ("n", True)]


def closed(**said: Any) -> CaseHistory:  # noqa: ANN401 - as above
    closure = ClosureHistory("c", day("2026-06-30"), "disengaged")
    return case(**{"support_started": day("2026-05-11"), "closure": closure, **said})


def assessed(*bands: tuple[str, str, str]) -> list[AssessmentHistory]:
    return [AssessmentHistory(on, day(on), stage, band) for on, stage, band in bands]


@pytest.mark.parametrize(
    ("readings", "met", "unpaired"),
    [
        ([("2026-05-12", "entry", "high"), ("2026-06-30", "exit", "medium")], True, False),
        ([("2026-05-12", "entry", "high"), ("2026-06-30", "exit", "high")], False, False),
        ([("2026-05-12", "review", "high"), ("2026-06-30", "exit", "medium")], None, True),
        ([("2026-05-12", "entry", "high")], None, True),
        ([], None, True),
        (  # the first entry and the last exit count, an exit after closing too
            [
                ("2026-05-12", "entry", "medium"),
                ("2026-05-13", "entry", "high"),
                ("2026-06-20", "exit", "standard"),
                ("2026-07-20", "exit", "medium"),
            ],
            False,
            False,
        ),
    ],
)
def test_risk_is_compared_where_both_readings_are_there(
    readings: list[tuple[str, str, str]],
    met: bool | None,
    unpaired: bool,
) -> None:
    (fact,) = facts("K09", closed(assessments=assessed(*readings)))
    assert (fact.met, fact.unpaired, fact.day) == (met, unpaired, day("2026-06-30"))


def test_standard_risk_at_entry_cannot_fall() -> None:
    readings = assessed(("2026-05-12", "entry", "standard"), ("2026-06-30", "exit", "standard"))
    assert not facts("K09", closed(assessments=readings))


@pytest.mark.parametrize("measure", ["K09", "K11", "K13", "K15"])
def test_a_case_whose_support_never_began_is_no_closure(measure: str) -> None:
    closure = ClosureHistory("c", day("2026-06-30"), feels_safer="agree", satisfaction="satisfied")
    assert facts(measure, closed(closure=closure))
    assert not facts(measure, closed(closure=closure, support_started=None))
    assert MEASURES[measure].parent in {"K15", None}


@pytest.mark.parametrize(
    ("measure", "question", "answers"),
    [
        ("K11", "feels_safer", {"agree": True, "neither": False, "disagree": False}),
        ("K13", "satisfaction", {"satisfied": True, "neither": False, "dissatisfied": False}),
    ],
)
def test_only_answers_are_counted(measure: str, question: str, answers: dict[str, bool]) -> None:
    unanswered = (
        "not_asked",
        "unsafe_to_ask",
        "declined",
        "not_invited",
        "invited_no_answer",
        None,
    )
    for answer in (*answers, *unanswered):
        said: dict[str, Any] = {question: answer}
        closure = ClosureHistory("c", day("2026-06-30"), **said)
        met = [fact.met for fact in facts(measure, closed(closure=closure))]
        assert met == ([answers[answer]] if answer in answers else [])


def test_a_closing_tells_its_reason_and_whole_weeks_of_support() -> None:
    (fact,) = facts("K15", closed())
    assert (fact.category, fact.weeks) == ("disengaged", 7)
    (unsaid,) = facts("K15", closed(closure=ClosureHistory("c", day("2026-05-01"))))
    assert (unsaid.category, unsaid.weeks) == ("not_asked", 0)
    assert unsaid.category in MEASURES["K15"].answers


def test_the_caseload_opens_with_support_and_closes_with_the_case() -> None:
    assert [(fact.category, fact.day, fact.unit) for fact in facts("K16", closed())] == [
        ("opened", day("2026-05-11"), "case"),
        ("closed", day("2026-06-30"), "case"),
    ]
    assert not facts("K16", closed(support_started=None))


def test_each_contact_is_an_event_with_its_minutes() -> None:
    events = [ContactEvent("x", day("2026-05-11"), "client/phone/successful", 20)]
    (fact,) = facts("K22", case(contacts=events))
    assert (fact.unit, fact.category, fact.minutes) == ("x", "client/phone/successful", 20)
    assert fact.category in MEASURES["K22"].answers


def test_contacts_are_attempted_or_successful_or_not_asked_and_nothing_else() -> None:
    answers = MEASURES["K22"].answers
    assert {answer.rpartition("/")[2] for answer in answers} == {
        "attempted",
        "successful",
        "not_asked",
    }
    assert len(answers) == 3 * 5 * 2 + 1


def test_every_fact_names_its_measure_and_a_declared_answer() -> None:
    history = closed(
        referrals=[referred(decision="accepted", decided_on=MAUNDY_THURSDAY)],
        maracs=[MaracHistory("m", met_on=day("2026-05-12"), heard_on=day("2026-05-20"))],
        contacts=[ContactEvent("x", day("2026-05-11"), "not_asked", 0)],
    )
    found = list(facts_of([history]))
    assert {fact.measure for fact in found} >= {"K01", "K02", "K08R", "K15", "K16", "K22"}
    for fact in found:
        measure = MEASURES[fact.measure]
        if measure.answer:
            assert fact.category in measure.answers
        if measure.shape is Shape.RATE and not (fact.suspended or fact.unpaired):
            assert fact.met is not None
        assert fact.dimensions.keys() == measure.dimensions.keys()


def test_every_dimension_gives_a_declared_category() -> None:
    nothing_said = case()
    assert set(dimensions_of(nothing_said).values()) == {"not_asked", "not_assessed"}
    for name, category in dimensions_of(nothing_said).items():
        assert category in categories_by_dimension()[name]
    said = case(
        referrals=[referred(source="hr", age_band="25_34")],
        about=ClientHistory("client", sex="female", ethnicity="indian"),
        employments=[EmploymentHistory("e", "pcso"), EmploymentHistory("f", "officer")],
        perpetrators=[PerpetratorHistory("p", "none"), PerpetratorHistory("q", "former")],
        assessments=assessed(("2026-05-12", "entry", "high")),
    )
    assert dimensions_of(said) == {
        "employment_group": "staff",
        "route": "manager_hr_oh",
        "sex": "female",
        "age_band": "25_34",
        "ethnicity": "asian",
        "disability": "not_asked",
        "sexual_orientation": "not_asked",
        "religion": "not_asked",
        "perpetrator_police": "yes",
        "risk_band": "high",
    }


def test_rank_and_command_are_no_dimensions() -> None:
    assert not {"rank_band", "command"} & {dimension.name for dimension in DIMENSIONS}


def test_targets_and_limits_come_from_the_contract() -> None:
    terms = contract().terms_on(day("2026-05-01"))
    aims = {id_: measure.target_on(day("2026-05-01")) for id_, measure in MEASURES.items()}
    assert {id_: aim for id_, aim in aims.items() if aim} == dict(terms.targets)
    assert limits_on(day("2026-05-01")).first_contact == terms.working_days["first_contact"] == 2
    assert contract().name == "2025-28"


def test_a_target_is_the_one_in_force_at_the_end_of_the_period(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = Terms(day("2025-04-01"), {}, {"K03": 90})
    later = Terms(day("2025-11-01"), {}, {"K03": 95})
    held = Contract("2025-28", first.valid_from, (first, later))
    monkeypatch.setattr("idva_desktop.returns.measure.contract", lambda: held)
    aims = {
        name: MEASURES["K03"].target_in(Period.parse(name))
        for name in ("2025-Q2", "2025-Q3", "2025-FY")
    }
    assert aims == {"2025-Q2": 90, "2025-Q3": 95, "2025-FY": 95}
    assert MEASURES["K01"].target_in(Period.parse("2025-Q2")) is None


def test_terms_hold_from_their_day_on() -> None:
    old = Terms(day("2025-04-01"), {"first_attempt": 1}, {})
    new = Terms(day("2026-04-01"), {"first_attempt": 2}, {})
    dated = Contract("2025-28", old.valid_from, (old, new))
    assert dated.terms_on(day("2024-01-01")) is old
    assert dated.terms_on(day("2026-03-31")) is old
    assert dated.terms_on(day("2026-04-01")) is new
