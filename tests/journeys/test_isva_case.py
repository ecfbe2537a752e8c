"""Sexual abuse long ago, supported by an ISVA: from the referral to the erasure, by keys."""

from datetime import datetime
from pathlib import Path

from idva_desktop.domain.typed_dates import LONDON
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
REFERRAL = short_referral("Imogen", "Saltmarsh", "2 May 1979", "07700 900177", strand="ISVA")


def test_an_isva_case_of_long_ago_from_referral_to_erasure(tmp_path: Path) -> None:
    with at_work(tmp_path / "vault", MONDAY, pictures_of("isva")) as played:
        played.sit_down(WORKER)
        played.refer(REFERRAL)
        played.log_contact("R", "She wants to know what reporting would mean.")
        played.begin_support()
        _what_was_done(played)
        _rights(played)
        played.lock()
        played.present = IN_JUNE
        played.sit_down(WORKER)
        played.find("C-")
        _withdraw_and_close(played)
        played.lock()
        played.sit_down(SUPERVISOR)
        played.sign_all()
        played.lock()
        played.present = YEARS_LATER
        played.sit_down(DEPUTY)
        played.erase_what_is_due(SUPERVISOR)
        played.lock()
        nothing_is_left(played, "Saltmarsh", "reporting would mean")


def _what_was_done(played: AtWork) -> None:
    played.add(
        8,
        "Add a form of abuse",
        (
            ("abuse_pattern.form", "child_sexual_abuse"),
            ("abuse_pattern.recency", "non_recent"),
            ("abuse_pattern.since", "about 1991"),
            ("abuse_pattern.last_happened", "summer 1993"),
        ),
    )
    played.picture("abuse-long-ago")


def _rights(played: AtWork) -> None:
    _criminal(played, "investigation", "today")
    played.add(
        5,
        "Add a right",
        (
            ("entitlement.right", "special_measures"),
            ("entitlement.state", "due"),
            ("entitlement.due", "30 April 2026"),
        ),
    )
    played.picture("tracks")
    played.add(4, "Add a need", (("need.area", "health"), ("need.level_entry", "2")))


def _criminal(played: AtWork, stage: str, on: str, *more: tuple[str, str]) -> None:
    step = (
        ("process_step.process", "criminal"),
        ("process_step.stage", stage),
        ("process_step.on", on),
        *more,
    )
    played.add(5, "Add a step", step)


def _withdraw_and_close(played: AtWork) -> None:
    _criminal(played, "withdrew", "1 June 2026", ("process_step.reason", "well_being"))
    played.add(
        0,
        "Close this case",
        (
            ("closure.closed_on", "today"),
            ("closure.reason", "planned_moved_on"),
            ("closure.feels_safer", "agree"),
            ("closure.satisfaction", "satisfied"),
        ),
    )
