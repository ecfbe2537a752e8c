"""A wrong value that must go is nowhere afterwards; what stands now, and the figures, stay."""

import pytest

from idva_desktop.casework import contacts, intake, plans
from idva_desktop.casework.erasing import erasure, rectification
from idva_desktop.casework.erasing.rectification import Whose
from idva_desktop.casework.plan_approval import approve_plan
from idva_desktop.casework.reporting.figures import case_histories
from idva_desktop.casework.second_person import prove
from idva_desktop.casework.session import Save, Session
from idva_desktop.domain.errors import RefusedError
from idva_desktop.domain.form import Typed
from idva_desktop.domain.records import Contact, Identity, SafetyPlan
from idva_desktop.vault.writers import NOTE
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


def _sent_plan(office: Office, case_id: str) -> SafetyPlan:
    """Let the worker write a plan and send it."""
    worker = office.change_places(WORKER)
    plans.start_version(worker, case_id)
    typed: dict[str, Typed] = {
        "safety_plan.made_on": "20 Nov 2025",
        "safety_plan.copy": "memory",
        "safety_plan.review_by": "20 Dec 2025",
    }
    plans.save_plan(worker, case_id, typed)
    action = {"area": "home", "what": "Move the key", "who": "Client", "due": "1 Dec 2025"}
    plans.save_action(worker, case_id, {f"plan_action.{k}": v for k, v in action.items()})
    plans.send_for_approval(worker, case_id)
    [plan] = worker.vault.fetch(SafetyPlan)
    return plan


def test_who_wrote_what_is_kept_so_that_nobody_approves_their_own(
    office: Office, desk: Session
) -> None:
    case_id = desk.vault.fetch(Contact)[0].owner
    plan = _sent_plan(office, case_id)
    session = office.change_places(SUPERVISOR)
    author = session.vault.author_of(SafetyPlan, plan.id)
    assert author != session.vault.member.id
    for _ in range(2):  # what was sealed anew is sealed anew once more
        rectify(session, Whose.CASE)
        assert session.vault.author_of(SafetyPlan, plan.id) == author
        wrote = {e.written_by for e in session.vault.history(case_id, plan.id) if e.question}
        assert wrote == {frozenset({author})}
    approve_plan(session, case_id)
    assert session.vault.audit().proved


def test_whoever_wrote_a_part_before_is_no_second_person_after_it(
    office: Office, desk: Session
) -> None:
    case_id = desk.vault.fetch(Contact)[0].owner
    plan = _sent_plan(office, case_id)
    session = office.change_places(SUPERVISOR)
    saves = [Save(SafetyPlan, plan.id, case_id, {"copy_reason": "She asked for none."})]
    session.save("save", saves)
    rectify(session, Whose.CASE)
    with pytest.raises(RefusedError):
        approve_plan(session, case_id)


def test_who_wrote_is_said_in_the_case_alone_and_goes_with_it(desk: Session) -> None:
    case_id = desk.vault.fetch(Contact)[0].owner
    rectify(desk, Whose.CASE)
    noted = [entry for entry in desk.vault.history(case_id) if NOTE in entry.notes]
    assert noted
    assert not any(NOTE in entry.notes for entry in desk.vault.history("ledger"))
