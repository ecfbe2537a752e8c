from datetime import date

from idva_desktop.casework import drafts, intake, records, support
from idva_desktop.casework.case_index import CaseIndex
from idva_desktop.casework.cases import Filters, list_cases
from idva_desktop.casework.kept_drafts import kept_drafts
from idva_desktop.casework.session import Session
from idva_desktop.domain.records import Need
from tests.casework.people import REFERRAL

ALL = Filters(mine=False, open=False)


def test_the_index_shows_what_a_fresh_reading_shows(session: Session, case_id: str) -> None:
    index = CaseIndex.read(session)
    second = intake.accept(session, REFERRAL | {"identity.family_name": "Other"})
    support.begin_support(session, case_id, date(2025, 11, 20))
    index.renew(session, session.take_touched())
    assert index.rows == list_cases(session, filters=ALL)
    assert {row.id for row in index.rows} == {case_id, second}


def test_what_was_touched_is_told_once(session: Session, case_id: str) -> None:
    session.take_touched()
    records.save_record(session, Need, case_id, {"need.area": "safety"})
    assert session.has_touched()
    assert session.take_touched() == {case_id}
    assert not session.has_touched()


def test_a_search_finds_by_part_of_a_name_and_by_reference(session: Session, case_id: str) -> None:
    index = CaseIndex.read(session)
    reference = index.rows[0].reference
    for words in ("exam", "robin", reference, reference[-3:]):
        assert [row.id for row in index.find(session, words, ALL)] == [case_id], words
    assert index.find(session, "nobody", ALL) == []


def test_a_client_of_two_cases_is_found_with_both(session: Session, case_id: str) -> None:
    intake.accept(session, REFERRAL)
    index = CaseIndex.read(session)
    assert len(index.find(session, "robin example", ALL)) == 2
    assert index.row(case_id) is not None


def test_filters_hold_for_a_search_too(session: Session, case_id: str) -> None:
    index = CaseIndex.read(session)
    assert index.find(session, "robin", Filters(band="high")) == []
    assert [row.id for row in index.find(session, "robin", Filters(mine=True))] == [case_id]


def test_drafts_are_named_by_form_and_reference(session: Session, case_id: str) -> None:
    drafts.keep(session, f"contact:{case_id}", "contact", {"contact.note": "x"}, "contact.note")
    drafts.keep(session, intake.DRAFT, "intake", {"referral.source": "self"}, "")
    found = {draft.title: draft for draft in kept_drafts(session)}
    assert set(found) == {"Contact", "New referral"}
    assert found["Contact"].case_id == case_id
    assert found["Contact"].reference
    assert found["New referral"].case_id == ""
    assert found["Contact"].answers == 1


def test_support_begins_on_a_typed_day_and_settles_its_draft(
    session: Session, case_id: str
) -> None:
    key = support.begin_draft(case_id)
    drafts.keep(session, key, support.BEGIN_FORM, {"case.support_started": "today"}, "")
    support.begin_support_typed(session, case_id, {"case.support_started": "today"})
    assert drafts.kept(session, key) is None
    assert list_cases(session, filters=ALL)[0].due is not None
