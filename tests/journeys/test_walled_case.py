"""Two clients, each the other's alleged perpetrator: walled from each other's workers, by keys."""

from datetime import datetime
from pathlib import Path

from idva_desktop.domain.typed_dates import LONDON
from tests.journeys.at_work import (
    COLLEAGUE,
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
YEARS_LATER = datetime(2032, 9, 1, 9, 30, tzinfo=LONDON)
ONE = ("Morgan", "Quillfeather", "14 June 1988", "07700 900142")
OTHER = ("Robin", "Ashdown", "3 March 1985", "07700 900155")


def test_a_walled_case_from_referral_to_erasure(tmp_path: Path) -> None:
    with at_work(tmp_path / "vault", MONDAY, pictures_of("walled")) as played:
        played.sit_down(WORKER)
        played.refer(short_referral(*ONE))
        played.lock()
        played.sit_down(COLLEAGUE)
        played.refer(short_referral(*OTHER))
        _name_the_other(played)
        _finds(played, "Quillfeather", 0)
        _close(played)
        played.lock()
        played.sit_down(WORKER)
        _finds(played, "Ashdown", 0)
        played.picture("walled")
        _finds(played, "Quillfeather", 1)
        _close(played)
        played.lock()
        played.sit_down(SUPERVISOR)
        played.sign_all()
        played.lock()
        played.present = YEARS_LATER
        played.sit_down(SUPERVISOR)
        played.erase_what_is_due(DEPUTY)
        played.lock()
        nothing_is_left(played, "Quillfeather", "Ashdown")


def _name_the_other(played: AtWork) -> None:
    given, family, born, _ = ONE
    played.add(
        7,
        "Add what is known",
        (
            ("perpetrator.police_link", "mps_officer"),
            ("perpetrator.given_name", given),
            ("perpetrator.family_name", family),
            ("perpetrator.date_of_birth", born),
        ),
    )


def _finds(played: AtWork, words: str, cases: int) -> None:
    """Search for words, and hold how many cases show."""
    played.search(words)
    assert played.cases_shown() == cases


def _close(played: AtWork) -> None:
    played.find("C-")
    played.add(
        0,
        "Close this case",
        (
            ("closure.closed_on", "today"),
            ("closure.reason", "declined"),
            ("closure.feels_safer", "not_asked"),
            ("closure.satisfaction", "not_invited"),
        ),
    )
