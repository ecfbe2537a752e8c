from datetime import date, datetime

import pytest

from idva_desktop.domain.approximate_dates import parse_approximate
from idva_desktop.domain.checks import Order, SinceReferral, Surroundings
from idva_desktop.domain.record import questions_of, record_types
from idva_desktop.domain.records import AbusePattern, Contact, CourtOrder, SafeContact
from idva_desktop.domain.typed_dates import LONDON

TODAY = date(2026, 11, 18)
NONE = Surroundings()
ALL = [(kind, check) for kind in record_types() for check in kind.checks]


def test_a_later_day_before_an_earlier_one_is_found_and_leads_to_the_later() -> None:
    check = Order("made_on", "expires_on")
    asked = questions_of(CourtOrder)
    answers = {"made_on": date(2026, 3, 3), "expires_on": date(2026, 3, 2)}
    assert check.finding(asked, answers, NONE) == "“Expires on” lies before “Made on”"
    assert check.at == "expires_on"
    assert check.finding(asked, answers | {"expires_on": date(2026, 3, 3)}, NONE) is None
    assert check.finding(asked, {"made_on": date(2026, 3, 3)}, NONE) is None


def test_of_days_known_only_about_only_what_lies_wholly_before_is_found() -> None:
    check = Order("since", "last_happened")
    asked = questions_of(AbusePattern)

    def finding(since: str, last: str) -> str | None:
        answers = {
            "since": parse_approximate(since, TODAY),
            "last_happened": parse_approximate(last, TODAY),
        }
        return check.finding(asked, answers, NONE)

    assert finding("2024", "3 March 2024") is None
    assert finding("about May 2024", "2024") is None
    assert finding("May 2024", "2023") is not None


@pytest.mark.parametrize(
    ("opens", "closes", "found"),
    [
        ("10", "14:00", False),
        ("22:00", "6:00", True),
        ("2 pm", "10:00", True),
        ("25:00", "1:00", False),
        ("any", "14:00", False),
    ],
)
def test_a_safe_window_that_ends_before_it_begins_is_found(
    opens: str, closes: str, found: bool
) -> None:
    answers = {"from_time": opens, "until_time": closes}
    (check,) = SafeContact.checks
    assert (check.finding(questions_of(SafeContact), answers, NONE) is not None) is found


def test_a_contact_before_the_referral_is_found_by_its_london_day() -> None:
    check = SinceReferral("at")
    around = Surroundings(date(2026, 3, 3))
    asked = questions_of(Contact)
    before, same = datetime(2026, 3, 2, 23, 59, tzinfo=LONDON), datetime(2026, 3, 3, tzinfo=LONDON)
    assert check.finding(asked, {"at": before}, around) is not None
    assert check.finding(asked, {"at": same}, around) is None
    assert check.finding(asked, {"at": before}, NONE) is None


@pytest.mark.parametrize(("kind", "check"), ALL, ids=lambda part: getattr(part, "kind", None))
def test_a_check_names_questions_of_its_record(kind: type, check: object) -> None:
    names = set(questions_of(kind))
    named = {getattr(check, part) for part in ("first", "then", "at") if hasattr(check, part)}
    assert named <= names
