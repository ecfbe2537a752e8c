from datetime import date

import pytest

from idva_desktop.casework import contacts, finding, intake, records
from idva_desktop.casework.case_index import CaseIndex
from idva_desktop.casework.cases import CaseRow, Filters
from idva_desktop.casework.finding import Found
from idva_desktop.casework.session import Session
from idva_desktop.domain.records import ContactPause, MaracEpisode, Need
from tests.casework.people import REFERRAL, SUPERVISOR, Office

ALL = Filters(mine=False, open=False)
CONTACT = {
    "contact.who": "client",
    "contact.how": "text",
    "contact.result": "successful",
    "contact.at": "20/11/2025 10:00",
    "contact.note": "The housing partner fitted window locks.",
    "contact.opinion": "She sounded relieved.",
}


def look(session: Session, text: str, filters: Filters = ALL) -> Found:
    return CaseIndex.read(session).find_all(session, text, filters)


@pytest.fixture
def noted(session: Session, case_id: str) -> str:
    contacts.log_contact(session, case_id, CONTACT)
    return case_id


def test_words_of_a_note_lead_to_its_case_and_say_where_they_stand(
    session: Session, noted: str
) -> None:
    found = look(session, "WINDOW loc")
    assert not found.cases
    (hit,) = found.records
    assert (hit.case_id, hit.kind, hit.title, hit.day) == (
        noted,
        "contact",
        "Contact, note",
        date(2025, 11, 20),
    )
    assert [hit.title for hit in look(session, "relieved").records] == ["Contact, opinion"]


def test_what_is_found_never_holds_what_is_written(session: Session, noted: str) -> None:
    assert noted
    told = (
        repr(look(session, "window")) + repr(look(session, "robin")) + repr(look(session, "robbin"))
    )
    for words in ("locks", "housing", "Robin", "Example", "07700"):
        assert words not in told


def test_a_slip_in_a_name_still_finds_the_case_in_a_group_of_its_own(
    session: Session, case_id: str
) -> None:
    found = look(session, "exmaple")
    assert not found.cases
    assert [row.id for row in found.alike] == [case_id]
    exact = look(session, "example")
    assert [row.id for row in exact.cases] == [case_id]
    assert not exact.alike


def test_filters_hold_for_records_and_slips_too(session: Session, noted: str) -> None:
    assert look(session, "window", Filters(mine=True)).records[0].case_id == noted
    assert not look(session, "window", Filters(band="high"))
    assert not look(session, "exmaple", Filters(worker="Somebody else"))


def test_a_record_of_the_client_leads_to_a_case_of_hers(session: Session) -> None:
    made = intake.accept(session, REFERRAL | {"identity.address": "7 Marmalade Row"})
    (hit,) = look(session, "marmalade").records
    assert (hit.case_id, hit.kind) == (made, "identity")


def test_a_removed_record_is_found_no_more(session: Session, case_id: str) -> None:
    need = records.save_record(
        session, Need, case_id, {"need.area": "safety", "need.action": "Ask about a refuge"}
    )
    assert [hit.record_id for hit in look(session, "refuge").records] == [need]
    records.remove_record(session, Need, case_id, need)
    assert not look(session, "refuge")


def test_notes_of_supervision_are_found_by_nobody_else(office: Office, noted: str) -> None:
    assert noted
    session = office.change_places(SUPERVISOR)
    assert look(session, "window").records
    assert not look(session, "supervision")


def test_a_settled_search_is_an_act_without_its_text(session: Session, case_id: str) -> None:
    assert case_id
    finding.note_search(session)
    last = session.vault.history("ledger")[-1]
    assert (last.what, dict(last.notes), last.question) == ("search", {}, "")


def test_the_palette_finds_a_few_cases_without_the_list(session: Session, case_id: str) -> None:
    reference = CaseIndex.read(session).rows[0].reference
    for words in (reference, "robin", "exmaple"):
        assert [row.id for row in finding.cases_named(session, words, 5)] == [case_id], words
    assert finding.cases_named(session, "window", 5) == []
    assert finding.cases_named(session, "", 5) == []


# Filters


def row(**more: object) -> CaseRow:
    plain = {
        "id": "1",
        "reference": "C-001",
        "strand": "IDVA",
        "band": "high",
        "raised": False,
        "worker": "Ada",
        "closed": False,
        "open": True,
        "due": None,
        "late": 0,
    }
    return CaseRow(**(plain | more))  # type: ignore[arg-type]  # each test names its own


@pytest.mark.parametrize(
    ("filters", "shown", "left_out"),
    [
        (Filters(strand="ISVA"), row(strand="BOTH"), row(strand="IDVA")),
        (Filters(late=True), row(late=2), row(late=0)),
        (Filters(late=True), row(late=2), row(late=2, open=False)),
        (Filters(marac=True), row(marac=True), row()),
        (Filters(unsafe=True), row(unsafe=True), row()),
        (Filters(worker="Ada"), row(), row(worker="Ben")),
        (Filters(mine=True), row(worker="Me"), row()),
    ],
)
def test_a_filter_leaves_out_the_others(
    filters: Filters, shown: CaseRow, left_out: CaseRow
) -> None:
    assert filters.let_through(shown, {"Me"})
    assert not filters.let_through(left_out, {"Me"})


def test_a_row_says_that_a_marac_is_ahead_and_that_contact_is_unsafe(
    session: Session, case_id: str
) -> None:
    assert (CaseIndex.read(session).rows[0].marac, CaseIndex.read(session).rows[0].unsafe) == (
        False,
        False,
    )
    marac = {
        "marac_episode.met_on": "19/11/2025",
        "marac_episode.referred_on": "20/11/2025",
        "marac_episode.heard_on": "27/11/2025",
    }
    records.save_record(session, MaracEpisode, case_id, marac)
    records.save_record(session, ContactPause, case_id, {"contact_pause.reason": "Seen her phone"})
    (now,) = CaseIndex.read(session).rows
    assert (now.marac, now.unsafe) == (True, True)
