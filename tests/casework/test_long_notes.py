"""Notes of 100,000 characters: saved, drafted, shown, searched and told in the history."""

import time

import pytest

from idva_desktop.casework import contacts, drafts, records
from idva_desktop.casework.history import history
from idva_desktop.casework.session import Session
from idva_desktop.casework.timeline import timeline
from idva_desktop.domain.errors import GateError
from idva_desktop.domain.form import Typed
from idva_desktop.domain.questions import Text
from idva_desktop.domain.record import questions_of, record_types
from idva_desktop.domain.records import Contact, CourtOrder
from tests.casework.test_contacts import TEXTED

MOST = 100_000
NOTE = ("Asked how the night went. أمس ليلا 昨夜 " * 3_000)[: MOST - 8] + " quokkas"
A_BREATH_S = 1.0


def test_a_long_note_is_saved_shown_and_told_at_once(session: Session, case_id: str) -> None:
    assert len(NOTE) == MOST
    begun = time.perf_counter()
    contact_id = contacts.log_contact(session, case_id, TEXTED | {"contact.note": NOTE})
    held = session.vault.fetch_one(Contact, contact_id)
    assert held is not None
    assert held.note == NOTE
    assert timeline(session, case_id)[0].note == NOTE
    assert history(session, case_id, contact_id)[0].answers[-1].after == NOTE
    assert time.perf_counter() - begun < A_BREATH_S


def test_a_long_note_is_found_by_its_last_word(session: Session, case_id: str) -> None:
    contact_id = contacts.log_contact(session, case_id, TEXTED | {"contact.note": NOTE})
    found = session.vault.search_words("quokkas")
    assert [hit.record_id for hit in found] == [contact_id]


def test_a_long_note_is_drafted_within_a_breath(session: Session, case_id: str) -> None:
    typed: dict[str, Typed] = {"contact.note": NOTE}
    begun = time.perf_counter()
    drafts.keep(session, contacts.contact_draft(case_id), contacts.FORM, typed, "contact.note@9")
    assert time.perf_counter() - begun < A_BREATH_S
    kept = drafts.kept(session, contacts.contact_draft(case_id))
    assert kept is not None
    assert kept.typed == typed


def test_one_character_more_is_refused_and_stays_typed(session: Session, case_id: str) -> None:
    with pytest.raises(GateError) as refusal:
        contacts.log_contact(session, case_id, TEXTED | {"contact.note": NOTE + "x"})
    assert any("100,000 characters" in each.words for each in refusal.value.missing)


def test_every_note_of_a_case_has_room_for_as_much(session: Session, case_id: str) -> None:
    typed: dict[str, Typed] = {"court_order.order": "occupation", "court_order.conditions": NOTE}
    record_id = records.save_record(session, CourtOrder, case_id, typed)
    assert records.typed_answers(session, CourtOrder, record_id)["court_order.conditions"] == NOTE


def test_no_note_of_any_record_is_cut_at_20_000_characters() -> None:
    notes = [
        f"{kind.kind}.{name}"
        for kind in record_types()
        for name, question in questions_of(kind).items()
        if isinstance(question, Text) and question.limit == 20_000
    ]
    assert notes == []
