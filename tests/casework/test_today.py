"""Today over real vaults: what stands where, what is put off, and what nobody is pushed to do."""

from datetime import date, datetime, timedelta

import pytest

from idva_desktop.casework import contacts, intake, records, risk, snoozing, support
from idva_desktop.casework.session import Save, Session, new_id
from idva_desktop.casework.today import Part, TodayIndex, TodayItem, TodayPicture
from idva_desktop.domain.errors import GateError, RefusedError
from idva_desktop.domain.form import Typed
from idva_desktop.domain.records import (
    Case,
    ContactPause,
    Cover,
    MaracEpisode,
    Referral,
    RiskAssessment,
    SafetyPlan,
    Snooze,
    Task,
)
from idva_desktop.domain.typed_dates import LONDON
from tests.casework.people import REFERRAL, SUPERVISOR, WORKER, Office
from tests.casework.test_contacts import TEXTED
from tests.casework.test_risk import answered

LATER: dict[str, Typed] = {"snooze.until": "24 Nov", "snooze.reason": "She is on leave until then"}


def picture(session: Session, *, everybody: bool = False) -> TodayPicture:
    return TodayIndex.read(session).picture(session, everybody=everybody)


def whats(shown: TodayPicture, part: Part) -> list[str]:
    return [item.what for item in shown.parts[part]]


def the(session: Session, case_id: str, what: str) -> TodayItem:
    items = TodayIndex.read(session).cases[case_id].items
    return next(item for item in items if item.what == what)


def add_task(session: Session, case_id: str, what: str, due: str = "") -> str:
    typed: dict[str, Typed] = {"task.what": what}
    if due:
        typed["task.due"] = due
    return records.save_record(session, Task, case_id, typed)


def test_what_a_rule_asks_stands_under_its_day(office: Office, case_id: str) -> None:
    assert case_id
    shown = picture(office.session)
    assert whats(shown, Part.NEXT) == ["First attempt", "Begin support"]
    office.clock.at += timedelta(days=1)
    assert whats(picture(office.session), Part.TODAY) == ["First attempt"]
    office.clock.at += timedelta(days=1)
    shown = picture(office.session)
    assert whats(shown, Part.OVERDUE) == ["First attempt"]
    assert shown.pressing == 1


@pytest.mark.parametrize(("days", "part"), [(14, Part.NEXT), (15, None)])
def test_the_next_days_are_a_fortnight(
    session: Session, case_id: str, days: int, part: Part | None
) -> None:
    due = session.today + timedelta(days=days)
    add_task(session, case_id, "Ring the school", due.isoformat())
    assert the(session, case_id, "Ring the school").part(session.today) is part


def test_the_day_turns_at_midnight_in_london(office: Office, case_id: str) -> None:
    add_task(office.session, case_id, "Ring the school", "29 Mar 2026")
    office.clock.at = datetime(2026, 3, 28, 23, 59, tzinfo=LONDON)
    assert the(office.session, case_id, "Ring the school").part(office.session.today) is Part.NEXT
    office.clock.at = datetime(2026, 3, 29, 0, 0, tzinfo=LONDON)
    assert the(office.session, case_id, "Ring the school").part(office.session.today) is Part.TODAY


def test_a_task_without_a_day_is_shown_last_of_the_next(session: Session, case_id: str) -> None:
    add_task(session, case_id, "Ask about the lease")
    assert whats(picture(session), Part.NEXT)[-1] == "Ask about the lease"


def test_a_task_that_is_ticked_is_gone_and_can_be_taken_back(
    session: Session, case_id: str
) -> None:
    task_id = add_task(session, case_id, "Ring the school", "today")
    assert whats(picture(session), Part.TODAY) == ["Ring the school"]
    records.tick_task(session, case_id, task_id, done=True)
    assert whats(picture(session), Part.TODAY) == []
    records.tick_task(session, case_id, task_id, done=False)
    assert whats(picture(session), Part.TODAY) == ["Ring the school"]


# Suspended


def test_unsafe_contact_stands_apart_without_a_day_and_is_never_pushed(
    office: Office, case_id: str
) -> None:
    session = office.session
    pause = {"from_day": session.today, "reason": "He reads the telephone"}
    session.save("save", [Save(ContactPause, new_id(), case_id, pause)])
    for _ in range(3):
        shown = picture(session)
        suspended = shown.parts[Part.SUSPENDED]
        assert [(item.what, item.by) for item in suspended] == [("First attempt", None)]
        assert "First attempt" not in whats(shown, Part.OVERDUE) + whats(shown, Part.TODAY)
        office.clock.at += timedelta(days=30)


def test_what_is_suspended_is_not_put_off(session: Session, case_id: str) -> None:
    session.save("save", [Save(ContactPause, new_id(), case_id, {"from_day": session.today})])
    item = the(session, case_id, "First attempt")
    with pytest.raises(RefusedError, match="suspended"):
        snoozing.put_off(session, item, LATER)


# Put off


def test_what_is_put_off_comes_back_on_its_day(office: Office, case_id: str) -> None:
    session = office.session
    snoozing.put_off(session, the(session, case_id, "First attempt"), LATER)
    shown = picture(session)
    assert whats(shown, Part.SNOOZED) == ["First attempt"]
    assert shown.parts[Part.SNOOZED][0].reason == "She is on leave until then"
    office.clock.at = datetime(2025, 11, 23, 23, 59, tzinfo=LONDON)
    assert whats(picture(session), Part.SNOOZED) == ["First attempt"]
    office.clock.at = datetime(2025, 11, 24, 0, 0, tzinfo=LONDON)
    shown = picture(session)
    assert whats(shown, Part.SNOOZED) == []
    assert whats(shown, Part.OVERDUE) == ["First attempt"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"snooze.until": "24 Nov"}, "Say why"),
        ({"snooze.until": "24 Nov", "snooze.reason": "   "}, "Say why"),
        ({"snooze.reason": "Later"}, "Say until when"),
        ({"snooze.until": "today", "snooze.reason": "Later"}, "from tomorrow"),
        ({"snooze.until": "19 Dec 2025", "snooze.reason": "Later"}, "to 18 December 2025"),
        ({"snooze.until": "32 Nov", "snooze.reason": "Later"}, "no such"),
        ({}, "Say why"),
    ],
)
def test_putting_off_needs_a_day_and_a_reason(
    session: Session, case_id: str, typed: dict[str, Typed], words: str
) -> None:
    with pytest.raises(GateError) as refused:
        snoozing.put_off(session, the(session, case_id, "First attempt"), typed)
    assert any(words in missing.words for missing in refused.value.missing)
    assert session.vault.count(Snooze) == 0


def test_it_can_be_put_off_again_and_the_last_day_counts(session: Session, case_id: str) -> None:
    item = the(session, case_id, "First attempt")
    snoozing.put_off(session, item, LATER)
    snoozing.put_off(session, item, LATER | {"snooze.until": "18 Dec 2025"})
    assert the(session, case_id, "First attempt").until == date(2025, 12, 18)


def test_a_new_clock_is_not_put_off_with_the_old_one(office: Office, case_id: str) -> None:
    session = office.session
    support.begin_support(session, case_id, session.today)
    risk.save_assessment(session, case_id, answered(9))
    office.clock.at += timedelta(days=80)
    typed = {"snooze.until": "20 Feb 2026", "snooze.reason": "Away"}
    snoozing.put_off(session, the(session, case_id, "Risk review"), typed)
    assert the(session, case_id, "Risk review").until is not None
    risk.save_assessment(session, case_id, answered(9) | {"risk_assessment.on": "today"})
    assert the(session, case_id, "Risk review").until is None


def test_putting_off_settles_its_draft_in_the_same_act(session: Session, case_id: str) -> None:
    item = the(session, case_id, "First attempt")
    session.vault.save_draft(snoozing.snooze_draft(item), "snooze", dict(LATER), "snooze.reason")
    snoozing.put_off(session, item, LATER)
    assert session.vault.drafts() == []


# Whose


def test_a_caseworker_sees_only_own_cases(office: Office, case_id: str) -> None:
    session = office.change_places(SUPERVISOR)
    intake.accept(session, REFERRAL | {"identity.given_name": "Sam"})
    assert {item.case.worker for item in picture(session).parts[Part.NEXT]} == {SUPERVISOR}
    everyone = picture(session, everybody=True)
    assert {item.case.worker for item in everyone.parts[Part.NEXT]} == {SUPERVISOR, WORKER}
    session = office.change_places(WORKER)
    shown = picture(session, everybody=True)
    assert {item.case.id for item in shown.parts[Part.NEXT]} == {case_id}


def test_what_a_supervisor_signs_is_a_supervisors_to_do(office: Office, case_id: str) -> None:
    session = office.session
    support.begin_support(session, case_id, session.today)
    risk.save_assessment(session, case_id, answered(15))
    assert "Sign the risk assessment" not in whats(picture(session), Part.TODAY)
    session = office.change_places(SUPERVISOR)
    assert whats(picture(session), Part.TODAY) == ["Sign the risk assessment"]


def test_a_case_without_anything_due_is_still_named(session: Session, case_id: str) -> None:
    assert picture(session).quiet == ()
    contacts.log_contact(session, case_id, TEXTED)
    assessed = {"on": session.today, "band": "medium", "stage": "entry"}
    saves = [
        Save(Case, case_id, case_id, {"support_started": session.today}),
        Save(RiskAssessment, new_id(), case_id, assessed),
        Save(SafetyPlan, new_id(), case_id, {"version": 1, "approved_on": session.today}),
    ]
    session.save("save", saves)
    shown = picture(session)
    assert not any(shown.parts.values())
    assert [row.id for row in shown.quiet] == [case_id]
    assert shown.bands == {"medium": 1}


def test_dates_ahead_come_from_marac_and_hearings(session: Session, case_id: str) -> None:
    typed: dict[str, Typed] = {
        "marac_episode.met_on": "18 Nov 2025",
        "marac_episode.heard_on": "25 Nov 2025",
        "marac_episode.area": "North",
    }
    records.save_record(session, MaracEpisode, case_id, typed)
    ahead = picture(session).ahead
    assert [(each.date.words, each.date.opens) for each in ahead] == [("MARAC, North", "marac")]


def test_whoever_covers_sees_what_is_due_in_the_cases_of_who_is_away(
    office: Office, case_id: str
) -> None:
    session = office.change_places(SUPERVISOR)
    assert case_id not in {item.case.id for item in picture(session).parts[Part.NEXT]}
    cover = {"away": WORKER, "covered_by": SUPERVISOR, "from_on": session.today}
    session.save("save", [Save(Cover, new_id(), Cover.scope, cover)])
    assert case_id in {item.case.id for item in picture(session).parts[Part.NEXT]}


# The index


def test_only_what_was_touched_is_read_again(session: Session, case_id: str) -> None:
    index = TodayIndex.read(session)
    watch = session.watch()
    add_task(session, case_id, "Ring the school", "today")
    index.renew(session, watch.take())
    assert whats(index.picture(session), Part.TODAY) == ["Ring the school"]
    assert not watch.has_any()


def test_a_case_that_is_not_taken_on_leaves_the_index(session: Session, case_id: str) -> None:
    index = TodayIndex.read(session)
    held = session.vault.fetch(Referral, owner=case_id)[0]
    answers = {"decision": "signposted"}
    session.save("save", [Save(Referral, held.id, case_id, answers)])
    index.renew(session, {case_id})
    assert index.cases == {}


def test_many_cases_are_read_in_one_pass_as_each_would_be(session: Session, case_id: str) -> None:
    assert case_id
    for place in range(61):
        named = REFERRAL | {"identity.given_name": f"Person {place}"}
        intake.accept(session, named)
    index = TodayIndex.read(session)
    assert len(index.cases) == 62
    one = next(iter(index.cases))
    again = TodayIndex()
    again.renew(session, {one})
    assert again.cases[one] == index.cases[one]
