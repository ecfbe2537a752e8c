from datetime import date
from string import Formatter

import pytest

from idva_desktop.casework import contacts, plan_approval, records, risk, support
from idva_desktop.casework.dated_kinds import AHEAD, HAPPENED, Happened
from idva_desktop.casework.session import Session
from idva_desktop.casework.timeline import timeline
from idva_desktop.domain.checks import CONFIRMED
from idva_desktop.domain.form import Typed
from idva_desktop.domain.questions import Day, Text
from idva_desktop.domain.record import Record, questions_of
from idva_desktop.domain.records import AbuseIncident, CourtOrder, ProcessStep, WorkplaceMeasure
from tests.casework.people import SUPERVISOR, Office
from tests.casework.test_contacts import TEXTED
from tests.casework.test_plans import _sent
from tests.casework.test_risk import answered


def test_a_new_case_shows_receipt_and_decision(session: Session, case_id: str) -> None:
    titles = [entry.title for entry in timeline(session, case_id)]
    assert titles == ["Referral received", "Decision: accepted"]


def test_the_newest_stands_first(session: Session, case_id: str) -> None:
    contacts.log_contact(session, case_id, TEXTED)
    earlier: dict[str, Typed] = TEXTED | {
        "contact.at": "19 Nov 10:00",
        CONFIRMED: ["“When” lies before the referral was received"],
    }
    contacts.log_contact(session, case_id, earlier)
    moments = [entry.at for entry in timeline(session, case_id)]
    assert moments == sorted(moments, reverse=True)
    assert timeline(session, case_id)[-1].day == date(2025, 11, 19)


def test_a_contact_says_how_and_keeps_fact_and_opinion_apart(
    session: Session, case_id: str
) -> None:
    contacts.log_contact(session, case_id, TEXTED | {"contact.opinion": "May need time."})
    first = timeline(session, case_id)[0]
    assert first.title == "Text, reached"
    assert first.meta == "11:16 · 6 min"
    assert (first.note, first.opinion) == ("Asked how the night went.", "May need time.")


def test_an_agency_is_named_as_such(session: Session, case_id: str) -> None:
    contacts.log_contact(session, case_id, TEXTED | {"contact.who": "agency"})
    assert timeline(session, case_id)[0].title == "Text with an agency, reached"


def test_high_risk_is_marked(session: Session, case_id: str) -> None:
    risk.save_assessment(session, case_id, answered(15, why_now="A new incident"))
    entry = next(e for e in timeline(session, case_id) if e.icon == "gauge")
    assert entry.high
    assert entry.title == "Risk assessed: 15 of 24, high"
    assert entry.meta == "Entry · A new incident"


def test_an_approved_plan_names_who_approved_it(office: Office, case_id: str) -> None:
    _sent(office.session, case_id)
    titles = {entry.title for entry in timeline(office.session, case_id)}
    assert "Safety plan, version 1, sent for approval" in titles
    session = office.change_places(SUPERVISOR)
    plan_approval.approve_plan(session, case_id)
    entry = next(e for e in timeline(session, case_id) if e.icon == "file-check")
    assert entry.title == "Safety plan, version 1, approved"
    assert entry.meta.startswith(f"by {SUPERVISOR}")


def test_support_that_began_changes_no_entry(session: Session, case_id: str) -> None:
    before = timeline(session, case_id)
    support.begin_support(session, case_id, session.today)
    assert timeline(session, case_id) == before


def test_every_declared_day_is_a_day_of_its_kind_and_its_words_name_its_questions() -> None:
    for line in (*HAPPENED, *AHEAD):
        questions = questions_of(line.kind)
        assert isinstance(questions[line.day], Day)
        words = (
            (line.title, line.ahead, *line.meta) if isinstance(line, Happened) else (line.words,)
        )
        named = {name for each in words for _, name, _, _ in Formatter().parse(each) if name}
        assert named <= set(questions), line
        if isinstance(line, Happened) and line.note:
            assert isinstance(questions[line.note], Text)


@pytest.mark.parametrize(
    ("kind", "typed", "title", "meta"),
    [
        (
            AbuseIncident,
            {
                "learned_on": "today",
                "forms": ["technology", "stalking_or_harassment"],
                "by_whom": "colleague",
                "happened": "about May 2024",
            },
            "Incident: through technology, stalking or harassment",
            "Happened: about May 2024 · By another colleague",
        ),
        (
            CourtOrder,
            {"order": "occupation", "breached_on": "today"},
            "Occupation order breached",
            "",
        ),
        (
            WorkplaceMeasure,
            {"area": "parking", "state": "asked", "asked_on": "today"},
            "Asked of the employer: parking and way to work",
            "Asked for",
        ),
        (
            ProcessStep,
            {"process": "iopc", "stage": "meeting_or_hearing", "on": "25 Nov 2025"},
            "IOPC: meeting or hearing",
            "",
        ),
    ],
)
def test_a_record_with_a_day_stands_in_the_timeline(
    session: Session,
    case_id: str,
    kind: type[Record],
    typed: dict[str, Typed],
    title: str,
    meta: str,
) -> None:
    records.save_record(session, kind, case_id, {f"{kind.kind}.{n}": v for n, v in typed.items()})
    entry = next(each for each in timeline(session, case_id) if each.kind == kind.kind)
    assert (entry.title, entry.meta) == (title, meta)


def test_what_has_not_happened_yet_is_no_entry(session: Session, case_id: str) -> None:
    typed: dict[str, Typed] = {
        "court_order.order": "occupation",
        "court_order.expires_on": "tomorrow",
    }
    records.save_record(session, CourtOrder, case_id, typed)
    assert not [each for each in timeline(session, case_id) if each.kind == CourtOrder.kind]
