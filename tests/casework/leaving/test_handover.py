import os
import stat
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path

import cbor2
import pytest

from idva_desktop.casework import attachments, contacts, intake, records, support
from idva_desktop.casework.leaving import handover, taking_over
from idva_desktop.casework.second_person import prove
from idva_desktop.casework.session import Save, Session
from idva_desktop.domain.errors import OutputError, PackageError, RefusedError
from idva_desktop.domain.record import answers_of
from idva_desktop.domain.records import (
    Case,
    CaseSupervision,
    Contact,
    Handover,
    HandoverChoice,
    Identity,
    IdentityAsking,
    Need,
    QualityReview,
    SafeContact,
)
from idva_desktop.domain.roles import Role
from idva_desktop.exchange.handover import encode_package
from idva_desktop.vault.age_box import seal_for
from idva_desktop.vault.members import ProvenMember
from tests.casework.people import PASSPHRASES, REFERRAL, SUPERVISOR, WORKER, Office

SECOND, WORDS = "Deputy C", "ribbon castle puddle thimble"


class Provider:
    """An office in which a supervisor sits at the desk and a deputy stands beside it."""

    def __init__(self, folder: Path) -> None:
        self.office = Office(folder)
        self.office.session.vault.add_member(
            name=SECOND, roles=frozenset({Role.SUPERVISOR}), passphrase=WORDS
        )
        self.session: Session = self.office.change_places(SUPERVISOR)

    def deputy(self) -> ProvenMember:
        return prove(self.session, SECOND, WORDS)


@pytest.fixture
def sender(tmp_path: Path) -> Iterator[Provider]:
    made = Provider(tmp_path / "sender")
    yield made
    made.office.close()


@pytest.fixture
def receiver(tmp_path: Path) -> Iterator[Provider]:
    made = Provider(tmp_path / "receiver")
    yield made
    made.office.close()


def accept(session: Session, given: str, agrees: str | None) -> str:
    case_id = intake.accept(session, REFERRAL | {"identity.given_name": given})
    if agrees:
        typed = {"handover_choice.agrees": agrees, "handover_choice.asked_on": "today"}
        records.save_record(session, HandoverChoice, case_id, typed)
    return case_id


def worked(session: Session, given: str, agrees: str | None = "yes") -> str:
    case_id = accept(session, given, agrees)
    support.begin_support(session, case_id, session.today)
    contacts.log_contact(
        session,
        case_id,
        {
            "contact.at": "today 10:30",
            "contact.who": "client",
            "contact.how": "text",
            "contact.result": "successful",
            "contact.support": "safety_planning",
            "contact.minutes": "20",
            "contact.note": "Blue bicycle. 蓝色",
        },
    )
    return case_id


def sent(sender: Provider, receiver: Provider, place: Path) -> handover.Sent:
    address = handover.own_address(receiver.session)
    return handover.send(sender.session, address, place, sender.deputy())


def test_a_case_whose_client_agreed_arrives_whole(
    sender: Provider, receiver: Provider, tmp_path: Path
) -> None:
    case_id = worked(sender.session, "Robin")
    need = {"need.area": "health", "need.stage": "entry", "need.level": "3"}
    records.save_record(sender.session, Need, case_id, need)
    made = sent(sender, receiver, tmp_path / "handover.idvapack")
    assert made.count == 1
    arrived = taking_over.read_package(receiver.session, made.place)
    assert arrived.package.fingerprint == made.fingerprint
    (taken,) = taking_over.take_over(receiver.session, arrived, WORKER, receiver.deputy())
    assert taken != case_id
    there, here = sender.session.vault, receiver.session.vault
    old, new = there.fetch_one(Case, case_id), here.fetch_one(Case, taken)
    assert old is not None
    assert new is not None
    assert new.worker == WORKER
    assert new.client != old.client
    assert new.support_started == old.support_started
    for kind in (Contact, Need):
        assert [answers_of(held) for held in here.fetch(kind, owner=taken)] == [
            answers_of(held) for held in there.fetch(kind, owner=case_id)
        ]
    for mine in (Identity, SafeContact):
        assert [answers_of(held) for held in here.fetch(mine, owner=new.client)] == [
            answers_of(held) for held in there.fetch(mine, owner=old.client)
        ]
    assert receiver.session.vault.audit().proved
    assert [hit.owner for hit in here.search("Robin Example")] == [new.client]


def test_only_clients_who_agreed_go(sender: Provider, receiver: Provider, tmp_path: Path) -> None:
    worked(sender.session, "Robin", "yes")
    worked(sender.session, "Kim", "no")
    worked(sender.session, "Lee", "unsafe_to_ask")
    worked(sender.session, "Max", None)
    assert sorted(live.agrees for live in handover.live_cases(sender.session)) == [
        "",
        "no",
        "unsafe_to_ask",
        "yes",
    ]
    made = sent(sender, receiver, tmp_path / "p")
    assert made.count == 1
    arrived = taking_over.read_package(receiver.session, made.place)
    names = {
        held.answers["given_name"]
        for case in arrived.package.cases
        for held in case
        if held.kind is Identity
    }
    assert names == {"Robin"}


def test_a_change_of_mind_counts(sender: Provider, receiver: Provider, tmp_path: Path) -> None:
    case_id = worked(sender.session, "Robin", "yes")
    records.save_record(sender.session, HandoverChoice, case_id, {"handover_choice.agrees": "no"})
    with pytest.raises(RefusedError, match="has agreed"):
        sent(sender, receiver, tmp_path / "p")
    assert not (tmp_path / "p").exists()


def test_both_vaults_record_the_handover(
    sender: Provider, receiver: Provider, tmp_path: Path
) -> None:
    worked(sender.session, "Robin")
    made = sent(sender, receiver, tmp_path / "p")
    digest = sha256(made.place.read_bytes()).hexdigest()
    arrived = taking_over.read_package(receiver.session, made.place)
    taking_over.take_over(receiver.session, arrived, WORKER, receiver.deputy())
    (left,) = sender.session.vault.fetch(Handover)
    (came,) = receiver.session.vault.fetch(Handover)
    assert (left.direction, left.sha256, left.count, left.approved_by) == (
        "sent",
        digest,
        1,
        SECOND,
    )
    assert (came.direction, came.sha256, came.party) == ("taken", digest, made.fingerprint)


def test_a_package_is_taken_over_once(sender: Provider, receiver: Provider, tmp_path: Path) -> None:
    worked(sender.session, "Robin")
    made = sent(sender, receiver, tmp_path / "p")
    arrived = taking_over.read_package(receiver.session, made.place)
    taking_over.take_over(receiver.session, arrived, WORKER, receiver.deputy())
    with pytest.raises(RefusedError, match="already"):
        taking_over.read_package(receiver.session, made.place)
    assert receiver.session.vault.count(Case) == 1


def test_the_file_tells_nothing_and_is_its_owners_alone(
    sender: Provider, receiver: Provider, tmp_path: Path
) -> None:
    worked(sender.session, "Robin")
    made = sent(sender, receiver, tmp_path / "p")
    content = made.place.read_bytes()
    for word in (b"Robin", b"bicycle", WORKER.encode(), b"IDVA"):
        assert word not in content
    if os.name == "posix":
        assert stat.S_IMODE(made.place.stat().st_mode) == 0o600


def test_another_vault_cannot_open_it(sender: Provider, receiver: Provider, tmp_path: Path) -> None:
    worked(sender.session, "Robin")
    made = sent(sender, receiver, tmp_path / "p")
    with pytest.raises(PackageError, match="not a package for this vault"):
        taking_over.read_package(sender.session, made.place)


@pytest.mark.parametrize("at", [0, 100, -1])
def test_an_altered_package_is_refused(
    sender: Provider, receiver: Provider, tmp_path: Path, at: int
) -> None:
    worked(sender.session, "Robin")
    made = sent(sender, receiver, tmp_path / "p")
    content = bytearray(made.place.read_bytes())
    content[at] ^= 1
    made.place.write_bytes(content)
    with pytest.raises(PackageError):
        taking_over.read_package(receiver.session, made.place)
    assert receiver.session.vault.count(Case) == 0


def test_a_package_that_somebody_else_signed_is_refused(
    sender: Provider, receiver: Provider, tmp_path: Path
) -> None:
    worked(sender.session, "Robin")
    made = sent(sender, receiver, tmp_path / "p")
    package = taking_over.read_package(receiver.session, made.place).package
    forged = encode_package(package, receiver.session.vault.return_signing_key().sign)
    made.place.write_bytes(seal_for(handover.own_address(receiver.session), forged))
    with pytest.raises(PackageError, match="altered"):
        taking_over.read_package(receiver.session, made.place)


@pytest.mark.parametrize(
    "content",
    [b"", b"\x80", cbor2.dumps([b"", b""]), cbor2.dumps([cbor2.dumps([1, 2]), bytes(64)])],
)
def test_a_box_that_holds_no_package_is_refused(
    receiver: Provider, tmp_path: Path, content: bytes
) -> None:
    place = tmp_path / "p"
    place.write_bytes(seal_for(handover.own_address(receiver.session), content))
    with pytest.raises(PackageError):
        taking_over.read_package(receiver.session, place)


@pytest.mark.parametrize("address", ["", "age1", "Robin", "age1" + "q" * 58])
def test_what_is_no_address_is_refused_and_not_echoed(
    sender: Provider, tmp_path: Path, address: str
) -> None:
    worked(sender.session, "Robin")
    with pytest.raises(RefusedError) as refused:
        handover.send(sender.session, address, tmp_path / "p", sender.deputy())
    assert "Robin" not in str(refused.value)
    assert list(tmp_path.glob("p*")) == []
    assert sender.session.vault.count(Handover) == 0


def test_an_address_may_be_copied_with_spaces_and_capitals(
    sender: Provider, receiver: Provider, tmp_path: Path
) -> None:
    worked(sender.session, "Robin")
    address = handover.own_address(receiver.session)
    spaced = f" {address[:20].upper()} {address[20:].upper()}\n"
    assert handover.send(sender.session, spaced, tmp_path / "p", sender.deputy()).count == 1


def test_nobody_hands_over_alone(sender: Provider, receiver: Provider, tmp_path: Path) -> None:
    worked(sender.session, "Robin")
    own = prove(sender.session, SUPERVISOR, PASSPHRASES[SUPERVISOR])
    address = handover.own_address(receiver.session)
    with pytest.raises(RefusedError, match="alone"):
        handover.send(sender.session, address, tmp_path / "p", own)
    session = sender.office.change_places(WORKER)
    with pytest.raises(RefusedError, match="supervisor"):
        handover.send(session, address, tmp_path / "p", own)


def test_a_place_that_is_taken_or_not_there_is_refused(
    sender: Provider, receiver: Provider, tmp_path: Path
) -> None:
    worked(sender.session, "Robin")
    (tmp_path / "p").write_bytes(b"mine")
    for place in (tmp_path / "p", tmp_path / "none" / "p", tmp_path / ("x" * 400)):
        with pytest.raises(OutputError, match="Nothing left"):
            sent(sender, receiver, place)
    assert (tmp_path / "p").read_bytes() == b"mine"
    assert sender.session.vault.count(Handover) == 0


def test_a_case_that_is_not_whole_is_refused(
    sender: Provider, receiver: Provider, tmp_path: Path
) -> None:
    worked(sender.session, "Robin")
    made = sent(sender, receiver, tmp_path / "p")
    arrived = taking_over.read_package(receiver.session, made.place)
    ((*records_, last),) = arrived.package.cases
    without = tuple(held for held in (*records_, last) if held.kind is not Case)
    package = type(arrived.package)(arrived.package.made_at, arrived.package.sender, (without,))
    with pytest.raises(PackageError, match="not whole"):
        taking_over.take_over(
            receiver.session, taking_over.Arrived(package, "0" * 64), WORKER, receiver.deputy()
        )
    assert receiver.session.vault.count(Case) == 0


def test_two_cases_of_one_package_get_references_of_their_own(
    sender: Provider, receiver: Provider, tmp_path: Path
) -> None:
    for given in ("Robin", "Kim", "Lee"):
        worked(sender.session, given)
    accept(receiver.session, "Ash", None)
    made = sent(sender, receiver, tmp_path / "p")
    arrived = taking_over.read_package(receiver.session, made.place)
    taking_over.take_over(receiver.session, arrived, WORKER, receiver.deputy())
    references = [case.reference for case in receiver.session.vault.fetch(Case)]
    assert len(references) == len(set(references)) == 4


def test_a_document_goes_with_its_case(
    sender: Provider, receiver: Provider, tmp_path: Path
) -> None:
    case_id = worked(sender.session, "Robin")
    letter = tmp_path / "letter.txt"
    letter.write_text("A letter of three words. " * 20_000, "utf-8")
    typed = {"attachment.name": "Letter", "attachment.sort": "letter"}
    attachments.add_document(sender.session, case_id, str(letter), typed)
    made = sent(sender, receiver, tmp_path / "p")
    arrived = taking_over.read_package(receiver.session, made.place)
    (taken,) = taking_over.take_over(receiver.session, arrived, WORKER, receiver.deputy())
    (document,) = attachments.documents(receiver.session, taken)
    opened = attachments.open_document(receiver.session, taken, document.id)
    assert opened.content == letter.read_bytes()


def test_a_package_keeps_days_and_codes_as_they_were(
    sender: Provider, receiver: Provider, tmp_path: Path
) -> None:
    case_id = worked(sender.session, "Robin")
    sender.session.save(
        "save", [Save(Case, case_id, case_id, {"support_started": date(2025, 11, 1)})]
    )
    made = sent(sender, receiver, tmp_path / "p")
    arrived = taking_over.read_package(receiver.session, made.place)
    (taken,) = taking_over.take_over(receiver.session, arrived, WORKER, receiver.deputy())
    case = receiver.session.vault.fetch_one(Case, taken)
    assert case is not None
    assert case.support_started == date(2025, 11, 1)
    assert case.strand == "IDVA"


def test_what_supervision_found_stays_with_the_sender(
    sender: Provider, receiver: Provider, tmp_path: Path
) -> None:
    case_id = worked(sender.session, "Robin")
    kept = {"overall": "partly", "note": "Date the opinion."}
    asked = {"why": "To ring her."}
    saves = [
        Save(QualityReview, "1" * 32, case_id, kept),
        Save(IdentityAsking, "2" * 32, case_id, asked),
        Save(CaseSupervision, "3" * 32, case_id, {"agreed": "Ring her on Friday."}),
    ]
    sender.session.save("save", saves)
    made = sent(sender, receiver, tmp_path / "p")
    arrived = taking_over.read_package(receiver.session, made.place)
    taking_over.take_over(receiver.session, arrived, WORKER, receiver.deputy())
    vault = receiver.session.vault
    stays = (QualityReview, IdentityAsking, CaseSupervision)
    assert [vault.count(kind) for kind in stays] == [0, 0, 0]
