"""An officer harmed by an officer of the same team: from the referral to the erasure, by keys."""

from datetime import datetime
from pathlib import Path

from idva_desktop.domain.instrument import instrument
from idva_desktop.domain.typed_dates import LONDON
from idva_desktop.ui.player import SETTLE_MS
from idva_desktop.ui.risk_view import RiskView
from tests.journeys.at_work import (
    DEPUTY,
    SUPERVISOR,
    WORKER,
    AtWork,
    at_work,
    nothing_is_left,
    pictures_of,
    short_referral,
)

MONDAY = datetime(2026, 3, 2, 10, 30, tzinfo=LONDON)
IN_JUNE = datetime(2026, 6, 15, 11, 0, tzinfo=LONDON)
YEARS_LATER = datetime(2032, 9, 1, 9, 30, tzinfo=LONDON)
REFERRAL = short_referral(
    "Morgan", "Quillfeather", "14 June 1988", "07700 900142", source="line_manager"
)


def test_a_high_risk_case_from_referral_to_erasure(tmp_path: Path) -> None:
    with at_work(tmp_path / "vault", MONDAY, pictures_of("high-risk")) as played:
        played.sit_down(WORKER)
        played.refer(REFERRAL)
        played.picture("accepted")
        _first_week(played)
        _risk(played)
        _safety(played)
        played.lock()
        played.sit_down(SUPERVISOR)
        played.sign_all()
        played.lock()
        played.present = IN_JUNE
        played.sit_down(WORKER)
        _close(played)
        played.lock()
        played.sit_down(DEPUTY)
        played.sign_all()
        played.lock()
        played.present = YEARS_LATER
        played.sit_down(SUPERVISOR)
        played.erase_what_is_due(DEPUTY)
        played.lock()
        nothing_is_left(played, "Quillfeather", "quiet room")


def _first_week(played: AtWork) -> None:
    played.add(
        7,
        "Add what is known",
        (
            ("perpetrator.relationship", "partner"),
            ("perpetrator.police_link", "mps_officer"),
            ("perpetrator.same_team", "yes"),
            ("perpetrator.closeness", "same_shift"),
        ),
    )
    played.log_contact("R", "Talked from a quiet room. Shifts overlap on Thursday.")
    played.begin_support()
    played.picture("begun")


def _risk(played: AtWork) -> None:
    hands = played.hands
    played.tab(2)
    played.press_button("Assess risk")
    hands.wait("the risk screen", lambda: isinstance(played.shell().view(), RiskView))
    view = played.shell().view()
    assert isinstance(view, RiskView)
    for at, _item in enumerate(instrument().items()):
        hands.press("Y" if at < 16 else "N", "Down")
    for key, value in (
        ("risk_assessment.on", "today"),
        ("risk_assessment.stage", "entry"),
        ("risk_assessment.why_now", "First assessment"),
    ):
        hands.answer(view.side.about, key, value)
    played.picture("risk")
    hands.shortcut("Ctrl+Return")
    hands.wait("the case", lambda: played.shell().view() is not view)


def _safety(played: AtWork) -> None:
    played.add(
        8,
        "Add a form of abuse",
        (
            ("abuse_pattern.form", "controlling_or_coercive"),
            ("abuse_pattern.frequency", "daily"),
            ("abuse_pattern.trend", "rising"),
        ),
    )
    played.add(
        8,
        "Add a measure",
        (
            ("workplace_measure.area", "duty_pattern"),
            ("workplace_measure.state", "asked"),
            ("workplace_measure.asked_on", "today"),
        ),
    )
    played.add(
        6,
        "Add a decision",
        (
            ("marac_episode.criterion", "14_or_more"),
            ("marac_episode.met_on", "today"),
            ("marac_episode.referred_on", "today"),
        ),
    )
    played.add(
        5,
        "Add a step",
        (
            ("process_step.process", "misconduct"),
            ("process_step.stage", "allegation"),
            ("process_step.on", "today"),
        ),
    )
    played.add(4, "Add a need", (("need.area", "health"), ("need.level_entry", "3")))
    played.picture("needs")
    _plan(played)


def _plan(played: AtWork) -> None:
    hands = played.hands
    played.tab(3)
    played.press_button("Open the plan")
    hands.breathe(SETTLE_MS)
    played.press_button("Start the first version")
    hands.press("+")
    played.panel()
    played.fill(
        (
            ("plan_action.area", "work"),
            ("plan_action.what", "Different start times for two weeks"),
            ("plan_action.who", "Client"),
            ("plan_action.due", "tomorrow"),
        )
    )
    played.save()
    played.press_button("Change what is said")
    played.panel()
    played.fill((("safety_plan.copy", "not_safe"), ("safety_plan.review_by", "16 March 2026")))
    played.save()
    hands.shortcut("Ctrl+Return")
    hands.breathe(SETTLE_MS)
    played.picture("plan-sent")


def _close(played: AtWork) -> None:
    played.find("C-")
    played.add(
        5,
        "Add a step",
        (
            ("process_step.process", "misconduct"),
            ("process_step.stage", "outcome"),
            ("process_step.on", "today"),
        ),
    )
    played.add(
        0,
        "Close this case",
        (
            ("closure.closed_on", "today"),
            ("closure.reason", "planned_needs_met"),
            ("closure.abuse_at_entry", "yes"),
            ("closure.abuse_last_month", "no"),
            ("closure.feels_safer", "agree"),
            ("closure.satisfaction", "satisfied"),
        ),
    )
    played.picture("closure-sent")
