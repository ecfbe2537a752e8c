"""Every decision on a referral: what it asks, what it keeps, what follows, how it is counted."""

from collections import Counter
from datetime import date, datetime

import pytest

from idva_desktop.casework import intake, records
from idva_desktop.casework.cases import case_row
from idva_desktop.casework.deadlines import case_dates, dues_of
from idva_desktop.casework.drafts import keep, kept
from idva_desktop.casework.referral_decisions import KEEPS_WHO, decide
from idva_desktop.casework.reporting.figures import figures
from idva_desktop.casework.session import Session
from idva_desktop.casework.today import Part, TodayIndex
from idva_desktop.domain.calendar import Period
from idva_desktop.domain.errors import GateError, RefusedError
from idva_desktop.domain.form import Typed
from idva_desktop.domain.records import (
    Case,
    Client,
    ContactPause,
    Employment,
    Exclusion,
    Identity,
    Perpetrator,
    Referral,
    SafeContact,
    Task,
)
from idva_desktop.domain.typed_dates import LONDON
from idva_desktop.domain.vocab import code_list
from idva_desktop.returns.cells import CellKey
from tests.casework.people import REFERRAL, SUPERVISOR, WORKER, Office, close_with_second

OTHER: dict[str, Typed] = REFERRAL | {
    "identity.given_name": "Kim",
    "identity.family_name": "Else",
    "identity.date_of_birth": "1 Feb 1991",
    "identity.mobile": "07700 900555",
    "client.sex": "female",
    "perpetrator.police_link": "mps_officer",
    "perpetrator.given_name": "Sam",
}
EXPLAINED: dict[str, Typed] = {"referral.decision_reason": "As told by whoever referred"}
SAID: dict[str, dict[str, Typed]] = {
    "duplicate": EXPLAINED,
    "out_of_scope": EXPLAINED | {"referral.signposted_to": "A service near home"},
    "declined_by_client": EXPLAINED,
    "could_not_contact": EXPLAINED,
    "unsafe_to_contact": EXPLAINED | {"referral.look_again_on": "27 Nov 2025"},
    "signposted": {"referral.signposted_to": "A service near home"},
    "conflict_transferred": EXPLAINED | {"referral.signposted_to": "The next borough"},
}


def _said(code: str) -> dict[str, Typed]:
    return {"referral.decision": code, **SAID[code]}


def _referral(session: Session, case_id: str) -> Referral:
    return session.vault.fetch(Referral, owner=case_id)[-1]


def _counted(session: Session, measure: str, part: str = "count") -> int:
    cells = {cell.key: cell.value for cell in figures(session, Period.parse("2025-Q3"))}
    return cells[CellKey("2025-Q3", measure, part, "_T", "_T", "_T")] or 0


def test_every_decision_of_the_list_can_be_recorded() -> None:
    codes = {code.code for code in code_list("decision").codes}
    assert codes == {"accepted", "after_cut_off", *SAID}


@pytest.mark.parametrize("code", SAID)
def test_a_decision_leaves_a_case_that_is_not_taken_on_and_asks_for_nothing(
    session: Session, code: str
) -> None:
    case_id = decide(session, OTHER, _said(code))
    referral = _referral(session, case_id)
    assert (referral.decision, referral.decided_on) == (code, session.today)
    assert referral.age_band == "25_34"
    assert not case_dates(session, case_id).open
    assert dues_of(session, case_id) == []
    row = case_row(session, case_id)
    assert row is not None
    assert row.line(session.today) == "Not taken on"


@pytest.mark.parametrize("code", SAID)
def test_who_the_client_is_is_kept_only_where_it_is_needed(session: Session, code: str) -> None:
    case_id = decide(session, OTHER, _said(code))
    case = session.vault.fetch_one(Case, case_id)
    assert case is not None
    whole = code in KEEPS_WHO
    for kind in (Identity, SafeContact):
        assert bool(session.vault.fetch(kind, owner=case.client)) is whole
    (client,) = session.vault.fetch(Client, owner=case.client)
    (employment,) = session.vault.fetch(Employment, owner=case.client)
    assert (client.sex, employment.employment_type) == ("female", "officer")
    (accused,) = session.vault.fetch(Perpetrator, owner=case_id)
    assert accused.police_link == "mps_officer"
    assert (accused.given_name == "Sam") is whole


@pytest.mark.parametrize(
    ("code", "missing"),
    [
        ("duplicate", {"decision_reason"}),
        ("out_of_scope", {"decision_reason", "signposted_to"}),
        ("declined_by_client", {"decision_reason"}),
        ("could_not_contact", {"decision_reason"}),
        ("unsafe_to_contact", {"decision_reason", "look_again_on"}),
        ("signposted", {"signposted_to"}),
        ("conflict_transferred", {"decision_reason", "signposted_to"}),
    ],
)
def test_each_decision_asks_what_it_needs_and_records_nothing_without(
    session: Session, code: str, missing: set[str]
) -> None:
    keep(session, intake.DRAFT, "intake", OTHER, "")
    with pytest.raises(GateError) as refused:
        decide(session, OTHER, {"referral.decision": code})
    assert {one.question for one in refused.value.missing} == missing
    assert session.vault.count(Case) == 0
    assert kept(session, intake.DRAFT) is not None


def test_how_it_came_is_asked_of_every_referral(session: Session) -> None:
    with pytest.raises(GateError) as refused:
        decide(session, {"identity.given_name": "Kim"}, _said("signposted"))
    named = {one.question for one in refused.value.missing}
    assert named == {"received_at", "source", "strand", "client_aware"}


def test_a_day_that_cannot_be_read_stops_only_where_it_would_be_kept(session: Session) -> None:
    odd = OTHER | {"identity.date_of_birth": "3 March 2052"}
    assert decide(session, odd, _said("signposted"))
    with pytest.raises(GateError):
        decide(session, odd, _said("could_not_contact"))


def test_a_recorded_decision_settles_the_draft(session: Session) -> None:
    keep(session, intake.DRAFT, "intake", OTHER, "")
    decide(session, OTHER, _said("declined_by_client"))
    assert kept(session, intake.DRAFT) is None


def test_nobody_tries_while_contact_is_unsafe_and_the_day_stands_on_today(
    office: Office, session: Session
) -> None:
    case_id = decide(session, OTHER, _said("unsafe_to_contact"))
    (pause,) = session.vault.fetch(ContactPause, owner=case_id)
    assert (pause.from_day, pause.until_day) == (date(2025, 11, 20), date(2025, 11, 26))
    (task,) = session.vault.fetch(Task, owner=case_id)
    assert task.due == date(2025, 11, 27)
    office.clock.at = datetime(2025, 11, 27, 9, 0, tzinfo=LONDON)
    picture = TodayIndex.read(session).picture(session)
    (item,) = picture.parts[Part.TODAY]
    assert (item.case.id, item.task_id) == (case_id, task.id)
    assert picture.quiet == ()
    assert picture.bands == {}
    records.tick_task(session, case_id, task.id, done=True)
    assert TodayIndex.read(session).cases == {}


@pytest.mark.parametrize("day", ["20 Nov 2025", "19 Nov 2025"])
def test_a_day_to_look_again_lies_ahead(session: Session, day: str) -> None:
    with pytest.raises(GateError) as refused:
        decide(session, OTHER, _said("unsafe_to_contact") | {"referral.look_again_on": day})
    assert [one.question for one in refused.value.missing] == ["look_again_on"]


def test_once_contact_is_safe_it_is_decided_again(office: Office, session: Session) -> None:
    case_id = decide(session, OTHER, _said("unsafe_to_contact"))
    office.clock.at = datetime(2025, 11, 27, 9, 0, tzinfo=LONDON)
    held = _referral(session, case_id)
    typed = records.typed_answers(session, Referral, held.id) | {"referral.decision": "accepted"}
    records.save_record(session, Referral, case_id, typed, held.id)
    again = _referral(session, case_id)
    assert (again.decision, again.decided_on) == ("accepted", date(2025, 11, 27))
    assert case_dates(session, case_id).open
    assert "support_begun" in {due.rule_id for due in dues_of(session, case_id)}


def test_what_was_recorded_without_a_client_is_not_accepted_later(session: Session) -> None:
    case_id = decide(session, OTHER, _said("signposted"))
    held = _referral(session, case_id)
    typed = records.typed_answers(session, Referral, held.id) | {"referral.decision": "accepted"}
    with pytest.raises(GateError) as refused:
        records.save_record(session, Referral, case_id, typed, held.id)
    assert {one.question for one in refused.value.missing} == {"decision"}
    assert not case_dates(session, case_id).open


def test_left_undecided_it_is_a_case_that_today_asks_to_decide(session: Session) -> None:
    case_id = decide(session, OTHER, {})
    assert case_dates(session, case_id).open
    assert "decision" in {due.rule_id for due in dues_of(session, case_id)}
    held = _referral(session, case_id)
    typed = records.typed_answers(session, Referral, held.id) | _said("unsafe_to_contact")
    records.save_record(session, Referral, case_id, typed, held.id)
    assert session.vault.count(Task, owner=case_id) == 1
    assert session.vault.count(ContactPause, owner=case_id) == 1
    assert not case_dates(session, case_id).open


# A client who is known here


def _reference(session: Session, case_id: str) -> str:
    case = session.vault.fetch_one(Case, case_id)
    assert case is not None
    return case.reference or ""


def test_a_duplicate_is_counted_with_the_case_that_it_repeats_and_changes_nothing_in_it(
    office: Office, session: Session, case_id: str
) -> None:
    before = case_dates(session, case_id)
    typed = REFERRAL | {"referral.known_as": _reference(session, case_id).lower()}
    assert decide(session, typed, _said("duplicate")) == case_id
    assert session.vault.count(Case) == 1
    assert session.vault.count(Identity) == 1
    assert case_dates(session, case_id) == before
    supervising = office.change_places(SUPERVISOR)
    assert _counted(supervising, "K01") == 2
    assert (_counted(supervising, "K02", "met"), _counted(supervising, "K02", "base")) == (1, 2)


def test_a_further_referral_of_an_open_case_is_accepted_into_it(
    office: Office, session: Session, case_id: str
) -> None:
    typed = REFERRAL | {"referral.known_as": _reference(session, case_id)}
    assert intake.accept(session, typed) == case_id
    assert session.vault.count(Referral, owner=case_id) == 2
    assert _counted(office.change_places(SUPERVISOR), "K01") == 2


def test_a_client_who_comes_again_is_a_new_case_of_the_same_client(
    session: Session, case_id: str
) -> None:
    close_with_second(session, case_id)
    first = session.vault.fetch_one(Case, case_id)
    assert first is not None
    again: dict[str, Typed] = {
        name: words for name, words in REFERRAL.items() if not name.startswith("identity.")
    }
    again |= {"referral.known_as": first.reference or "", "identity.mobile": "07700 900777"}
    second_id = intake.accept(session, again)
    second = session.vault.fetch_one(Case, second_id)
    assert second is not None
    assert second.id != case_id
    assert second.client == first.client
    (identity,) = session.vault.fetch(Identity, owner=first.client)
    assert (identity.given_name, identity.mobile) == ("Robin", "07700 900777")
    assert _referral(session, second_id).age_band == "35_44"
    assert session.vault.count(SafeContact, owner=first.client) == 1


def test_another_day_of_birth_is_not_written_over_somebody_else(
    session: Session, case_id: str
) -> None:
    typed = REFERRAL | {
        "referral.known_as": _reference(session, case_id),
        "identity.date_of_birth": "15 June 1988",
    }
    with pytest.raises(GateError) as refused:
        intake.accept(session, typed)
    assert [one.question for one in refused.value.missing] == ["date_of_birth"]


def test_a_walled_case_and_none_are_the_same_to_whoever_names_them(
    office: Office, session: Session, case_id: str
) -> None:
    hidden = _reference(session, case_id)
    session = office.change_places(SUPERVISOR)
    typed: dict[str, Typed] = {"exclusion.name": WORKER, "exclusion.why": "Knows them"}
    records.save_record(session, Exclusion, case_id, typed)
    session = office.change_places(WORKER)
    said = []
    for reference in (hidden, "C-0000"):
        with pytest.raises(GateError) as refused:
            decide(session, OTHER | {"referral.known_as": reference}, _said("duplicate"))
        said.append([(one.question, one.words) for one in refused.value.missing])
    assert said[0] == said[1]


def test_after_the_cut_off_only_how_it_came_is_kept(office: Office, session: Session) -> None:
    late = OTHER | {"referral.received_at": "1 Feb 2028 10:00"}
    office.clock.at = datetime(2028, 2, 1, 12, 0, tzinfo=LONDON)
    case_id = decide(session, late, {"referral.decision": "after_cut_off"})
    assert session.vault.count(Identity) == 0
    assert _referral(session, case_id).decision == "after_cut_off"
    with pytest.raises(RefusedError):
        decide(session, OTHER, {"referral.decision": "after_cut_off"})


def test_k02_counts_each_decision(office: Office, session: Session) -> None:
    for code in SAID:
        decide(session, OTHER, _said(code))
    session = office.change_places(SUPERVISOR)
    cells = [
        cell for cell in figures(session, Period.parse("2025-Q3")) if cell.key.measure == "K02"
    ]
    counted = Counter(
        {
            cell.key.category: cell.value or 0
            for cell in cells
            if (cell.key.part, cell.key.strand, cell.key.dimension) == ("base", "_T", "decision")
        }
    )
    assert +counted == Counter(dict.fromkeys(SAID, 1))
    assert _counted(session, "K01") == len(SAID)
