"""Whoever is handed over meets the walls of the receiving vault, and brings their own."""

from pathlib import Path

from idva_desktop.casework import intake, walls
from idva_desktop.casework.cases import list_cases
from idva_desktop.casework.leaving import taking_over
from idva_desktop.casework.session import Save
from idva_desktop.domain.records import Case, Exclusion
from tests.casework.leaving.test_handover import Provider, receiver, sender, sent, worked
from tests.casework.people import REFERRAL, WORKER, spellings

__all__ = ["receiver", "sender"]


def test_whoever_is_handed_over_is_matched_with_those_who_are_here(
    sender: Provider, receiver: Provider, tmp_path: Path
) -> None:
    accuser = intake.accept(
        receiver.session,
        REFERRAL
        | {
            "identity.given_name": "Kim",
            "perpetrator.given_name": "Robin",
            "perpetrator.family_name": "Example",
            "perpetrator.date_of_birth": "14 June 1988",
        },
        worker=WORKER,
    )
    worked(sender.session, "Robin")
    made = sent(sender, receiver, tmp_path / "handover.idvapack")
    arrived = taking_over.read_package(receiver.session, made.place)
    (taken,) = taking_over.take_over(receiver.session, arrived, WORKER, receiver.deputy())
    (waiting,) = walls.matches_waiting(receiver.session)
    assert waiting.sure
    here = receiver.session.vault
    new, before = here.fetch_one(Case, taken), here.fetch_one(Case, accuser)
    assert new is not None
    assert before is not None
    assert (new.worker, before.worker) == (None, WORKER)
    assert new.reference in (*waiting.references, *waiting.others)
    session = receiver.office.change_places(WORKER)
    assert [row.id for row in list_cases(session)] == [accuser]


def test_who_must_not_know_travels_and_shuts_the_receivers_member_out(
    sender: Provider, receiver: Provider, tmp_path: Path
) -> None:
    case_id = worked(sender.session, "Robin")
    excluded = {"exclusion.name": WORKER, "exclusion.why": "Lives next door"}
    door = sender.session
    door.save(
        "save",
        [Save(Exclusion, "1" * 32, case_id, {k.partition(".")[2]: v for k, v in excluded.items()})],
    )
    made = sent(sender, receiver, tmp_path / "handover.idvapack")
    arrived = taking_over.read_package(receiver.session, made.place)
    (taken,) = taking_over.take_over(receiver.session, arrived, WORKER, receiver.deputy())
    case = receiver.session.vault.fetch_one(Case, taken)
    assert case is not None
    assert case.worker is None
    session = receiver.office.change_places(WORKER)
    assert list_cases(session) == []


def test_whoever_works_a_case_taken_over_is_named_as_the_vault_names_them(
    sender: Provider, receiver: Provider, tmp_path: Path
) -> None:
    worked(sender.session, "Robin")
    made = sent(sender, receiver, tmp_path / "handover.idvapack")
    arrived = taking_over.read_package(receiver.session, made.place)
    spelt = spellings(WORKER)[-1]
    (taken,) = taking_over.take_over(receiver.session, arrived, spelt, receiver.deputy())
    case = receiver.session.vault.fetch_one(Case, taken)
    assert case is not None
    assert case.worker == WORKER
