"""A wrong value that must go is nowhere afterwards; what stands now, and the figures, stay."""

import pytest

from idva_desktop.casework import contacts, intake
from idva_desktop.casework.erasing import erasure, rectification
from idva_desktop.casework.erasing.rectification import Whose
from idva_desktop.casework.reporting.figures import case_histories
from idva_desktop.casework.second_person import prove
from idva_desktop.casework.session import Save, Session
from idva_desktop.domain.errors import RefusedError
from idva_desktop.domain.records import Contact, Identity
from tests.casework.people import PASSPHRASES, REFERRAL, SUPERVISOR, WORKER, Office
from tests.vault.decrypted import everything

MARKER = "Xanthoquilla"


@pytest.fixture
def desk(office: Office) -> Session:
    """Return the supervisor at a case whose note and name held another person's name."""
    made = office.session
    case_id = intake.accept(made, {**REFERRAL, "identity.family_name": MARKER})
    contacts.log_contact(
        made,
        case_id,
        {
            "contact.who": "client",
            "contact.how": "text",
            "contact.result": "successful",
            "contact.at": "20 Nov 2025 10:40",
            "contact.note": f"spoke with {MARKER}",
        },
    )
    made.vault.backup()
    [note] = made.vault.fetch(Contact)
    made.save("save", [Save(Contact, note.id, case_id, {"note": "spoke with the client"})])
    [identity] = made.vault.fetch(Identity)
    made.save("save", [Save(Identity, identity.id, identity.owner, {"family_name": "Example"})])
    return office.change_places(SUPERVISOR)


def rectify(session: Session, whose: Whose, second: str = WORKER) -> None:
    case_id = session.vault.fetch(Contact)[0].owner
    shown = rectification.preview(session, case_id, whose)
    with prove(session, second, PASSPHRASES[second]) as proven:
        rectification.rectify(session, shown, proven)
    rectification.cleanse(session)


def test_the_shredded_value_is_nowhere_and_what_stands_now_stays(desk: Session) -> None:
    before = case_histories(desk.vault)
    assert MARKER.encode() in everything(desk.vault)
    rectify(desk, Whose.CASE)
    rectify(desk, Whose.CLIENT)
    left = everything(desk.vault)
    for word in (MARKER, MARKER.casefold(), "hoq"):
        assert word.encode() not in left, word
    assert desk.vault.fetch(Contact)[0].note == "spoke with the client"
    assert desk.vault.fetch(Identity)[0].family_name == "Example"
    assert desk.vault.search(MARKER) == []
    assert case_histories(desk.vault) == before
    assert desk.vault.audit().proved


def test_the_history_begins_with_it_and_the_proof_is_listed(desk: Session) -> None:
    rectify(desk, Whose.CASE)
    case_id = desk.vault.fetch(Contact)[0].owner
    assert {entry.what for entry in desk.vault.history(case_id)} == {"rectify"}
    [proof] = erasure.erasures(desk)
    assert proof.what == "Earlier values of a case: 1"
    assert proof.why == "Entered in error"


def test_nobody_removes_earlier_values_alone(desk: Session) -> None:
    with pytest.raises(RefusedError, match="alone"):
        rectify(desk, Whose.CASE, second=SUPERVISOR)
    assert MARKER.encode() in everything(desk.vault)


def test_a_caseworker_cannot(office: Office, desk: Session) -> None:
    case_id = desk.vault.fetch(Contact)[0].owner
    worker = office.change_places(WORKER)
    with pytest.raises(RefusedError, match="supervisor"):
        rectification.preview(worker, case_id, Whose.CASE)
