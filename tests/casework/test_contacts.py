import pytest

from idva_desktop.casework import contacts
from idva_desktop.casework.drafts import keep, kept
from idva_desktop.casework.session import Save, Session, new_id
from idva_desktop.domain.errors import GateError
from idva_desktop.domain.form import Typed
from idva_desktop.domain.records import Contact, ContactPause

TEXTED: dict[str, Typed] = {
    "contact.who": "client",
    "contact.how": "text",
    "contact.result": "successful",
    "contact.at": "today 11:16",
    "contact.minutes": "6",
    "contact.note": "Asked how the night went.",
}


def test_a_contact_inside_the_rule_is_saved_and_its_draft_settled(
    session: Session, case_id: str
) -> None:
    keep(session, contacts.contact_draft(case_id), "contact", TEXTED, "contact.note")
    assert contacts.rule_broken(session, case_id, TEXTED) is None
    contact_id = contacts.log_contact(session, case_id, TEXTED)
    held = session.vault.fetch_one(Contact, contact_id)
    assert held is not None
    assert (held.owner, held.how, held.minutes) == (case_id, "text", 6)
    assert kept(session, contacts.contact_draft(case_id)) is None


def test_a_call_to_a_client_whose_rule_is_text_only_needs_a_reason(
    session: Session, case_id: str
) -> None:
    called = TEXTED | {"contact.how": "phone"}
    assert contacts.rule_broken(session, case_id, called) == "This client’s rule is text only"
    with pytest.raises(GateError) as refused:
        contacts.log_contact(session, case_id, called)
    assert [one.question for one in refused.value.missing] == ["rule_reason"]
    assert session.vault.fetch(Contact, owner=case_id) == []
    explained = called | {"contact.rule_reason": "The client rang us from a friend’s phone"}
    assert contacts.log_contact(session, case_id, explained)


def test_an_agency_cannot_break_the_clients_rule(session: Session, case_id: str) -> None:
    called = TEXTED | {"contact.how": "phone", "contact.who": "agency"}
    assert contacts.rule_broken(session, case_id, called) is None
    assert contacts.log_contact(session, case_id, called)


def test_nobody_is_reached_while_contact_is_paused(session: Session, case_id: str) -> None:
    answers = {"from_day": session.today}
    session.save("save", [Save(ContactPause, new_id(), case_id, answers)])
    broken = contacts.rule_broken(session, case_id, TEXTED)
    assert broken == "The client asked for no contact on that day"


def test_what_a_contact_lacks_is_listed(session: Session, case_id: str) -> None:
    with pytest.raises(GateError) as refused:
        contacts.log_contact(session, case_id, {"contact.minutes": "some"})
    assert {one.question for one in refused.value.missing} == {
        "minutes",
        "who",
        "how",
        "result",
        "at",
    }
