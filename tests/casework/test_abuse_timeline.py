"""The abuse timeline: order of time, and how sure each end is."""

from datetime import date

from idva_desktop.casework import intake, records
from idva_desktop.casework.abuse_timeline import AbuseLine, abuse_picture
from idva_desktop.casework.session import Session
from idva_desktop.domain.approximate_dates import ApproximateDay, Precision
from idva_desktop.domain.form import Typed
from idva_desktop.domain.records import AbuseIncident, AbusePattern
from tests.casework.people import REFERRAL

FIRST, TODAY = date(2024, 1, 1), date(2025, 11, 20)
MAY = ApproximateDay(date(2024, 5, 1), Precision.MONTH)
SEPTEMBER = ApproximateDay(date(2025, 9, 1), Precision.MONTH)


def _said(session: Session, case_id: str, **said: str) -> None:
    typed: dict[str, Typed] = {f"abuse_pattern.{name}": said[name] for name in said}
    records.save_record(session, AbusePattern, case_id, typed)


def test_forms_and_incidents_stand_in_order_of_time(session: Session) -> None:
    case_id = intake.accept(session, REFERRAL)
    _said(session, case_id, form="economic")
    _said(session, case_id, form="technology", frequency="weekly", trend="rising", since="2025")
    _said(session, case_id, form="physical", since="about May 2019")
    incident: dict[str, Typed] = {
        "abuse_incident.learned_on": "20 Nov 2025",
        "abuse_incident.happened": "spring 2021",
        "abuse_incident.forms": ["physical"],
    }
    records.save_record(session, AbuseIncident, case_id, incident)
    picture = abuse_picture(session, case_id)
    assert [line.form for line in picture.in_time()] == [
        "Physical",
        "Physical",
        "Through technology",
        "Economic",
    ]
    assert [line.is_incident for line in picture.in_time()] == [False, True, False, False]
    growing = picture.forms[1]
    assert (growing.frequency, growing.trend_words) == ("Weekly", "Growing")
    assert picture.first == date(2019, 4, 1)


def test_an_incident_of_no_known_day_stands_about_the_day_it_was_learned_of(
    session: Session,
) -> None:
    case_id = intake.accept(session, REFERRAL)
    typed: dict[str, Typed] = {"abuse_incident.learned_on": "20 Nov 2025"}
    records.save_record(session, AbuseIncident, case_id, typed)
    (incident,) = abuse_picture(session, case_id).incidents
    assert incident.since is not None
    assert incident.since.about


def test_another_cases_abuse_is_not_shown(session: Session) -> None:
    case_id = intake.accept(session, REFERRAL)
    other = intake.accept(session, REFERRAL | {"identity.family_name": "Sample"})
    _said(session, other, form="physical")
    assert abuse_picture(session, case_id).in_time() == ()


def test_ends_known_only_about_are_unsure_and_what_lies_between_is_sure() -> None:
    parts = AbuseLine("1", "Physical", since=MAY, last=SEPTEMBER).stretches(FIRST, TODAY)
    assert [(one.first, one.last, one.sure) for one in parts] == [
        (date(2024, 5, 1), date(2024, 5, 31), False),
        (date(2024, 5, 31), date(2025, 9, 1), True),
        (date(2025, 9, 1), date(2025, 9, 30), False),
    ]


def test_what_goes_on_is_sure_until_today() -> None:
    parts = AbuseLine("1", "Physical", since=MAY, goes_on=True).stretches(FIRST, TODAY)
    assert (parts[-1].last, parts[-1].sure) == (TODAY, True)


def test_what_has_no_days_is_unsure_throughout() -> None:
    (only,) = AbuseLine("1", "Physical").stretches(FIRST, TODAY)
    assert (only.first, only.last, only.sure) == (FIRST, TODAY, False)
