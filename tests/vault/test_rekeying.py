"""A wrong value that must go is shredded: what stands now is sealed anew, its history is noise."""

import threading
from pathlib import Path

import pytest

from idva_desktop.domain.errors import RefusedError, VaultError
from idva_desktop.domain.record import Scope
from idva_desktop.domain.records import Case, Contact
from idva_desktop.journal.acts import Act, Change
from idva_desktop.journal.chain import Fault
from idva_desktop.vault.connection import transaction
from idva_desktop.vault.rebuild import rebuild
from idva_desktop.vault.restoring import restore
from idva_desktop.vault.vault import Vault
from tests.vault.decrypted import everything
from tests.vault.made_vault import MadeVault, case_change, contact, new_id, opened_case
from tests.vault.test_erasing import MARKER, erase_act

RIGHT = "Brandywine"


def mended_case(vault: Vault) -> str:
    """Type another person's name into a case, correct it, and take a record off its list."""
    _, case = opened_case(vault)
    wrong, gone = new_id(), new_id()
    vault.commit(contact(case, f"met {MARKER} " * 300, wrong))
    vault.commit(contact(case, MARKER, gone))
    right = case_change("contact", wrong, case, {"note": RIGHT})
    vault.commit(Act("save", (right,)))
    vault.commit(Act("remove", (Change("contact", gone, case, Scope.CASE, {}, removed=True),)))
    vault.save_draft(f"contact:{case}", "contact", {"note": MARKER}, "note")
    return case


def rectify(vault: Vault, case: str) -> None:
    vault.rectify(erase_act(vault, case, what="rectify"), case)
    vault.cleanse()


def test_the_wrong_value_is_in_no_page_and_the_right_one_stays(vault: Vault) -> None:
    case = mended_case(vault)
    vault.backup()
    assert MARKER.encode() in everything(vault)
    rectify(vault, case)
    left = everything(vault)
    assert MARKER.encode() not in left
    [held] = vault.fetch(Contact, owner=case)
    assert held.note == RIGHT
    assert vault.fetch(Case)[0].id == case
    assert vault.audit().proved


def test_the_history_begins_anew_and_says_so(vault: Vault) -> None:
    case = mended_case(vault)
    rectify(vault, case)
    vault.commit(contact(case))
    entries = vault.history(case)
    assert {entry.what for entry in entries} == {"rectify", "save"}
    assert MARKER not in repr([(entry.before, entry.after) for entry in entries])
    report = vault.audit()
    assert report.proved, report.findings
    assert any("begins with a rectification" in remark for remark in report.remarks)


def test_projections_are_built_anew_after_it_and_it_can_be_done_twice(vault: Vault) -> None:
    case = mended_case(vault)
    rectify(vault, case)
    rectify(vault, case)
    with transaction(vault._connection):
        rebuild(vault._connection)
    assert [held.note for held in vault.fetch(Contact, owner=case)] == [RIGHT]
    assert vault.audit().proved
    assert vault.named_key(case)[1] == 3


def test_acts_hidden_by_a_later_epoch_without_an_act_are_found(vault: Vault) -> None:
    case = mended_case(vault)
    vault._connection.execute("UPDATE scopes SET epoch = 2 WHERE owner = ?", (case,))
    assert Fault.KEY in {finding.fault for finding in vault.audit().findings}


def test_own_backups_before_it_no_longer_hold_the_case(made: MadeVault, tmp_path: Path) -> None:
    with made.open() as vault:
        case = mended_case(vault)
        before = vault.backup()
        rectify(vault, case)
        after = vault.backup()
    for backup, held in ((before, 0), (after, 1)):
        restore(backup, tmp_path / backup.name)
        with MadeVault(tmp_path / backup.name, made.code).open() as again:
            assert len(again.fetch(Case)) == held
            assert again.audit().proved


def test_two_answers_that_stand_are_settled_first(vault: Vault) -> None:
    case = mended_case(vault)
    vault._connection.execute("UPDATE r_contact SET _heads = (SELECT _heads FROM r_case)")
    [held] = vault.fetch(Contact, owner=case)
    vault.commit(Act("save", (case_change("contact", held.id, case, {"note": "another"}),)))
    with pytest.raises(RefusedError, match="Decide between"):
        rectify(vault, case)
    assert vault.named_key(case)[1] == 1


def test_files_are_sealed_anew_and_those_taken_off_go(vault: Vault) -> None:
    case = mended_case(vault)
    kept = case_change("attachment", new_id(), case, {"name": "Order"})
    vault.attach(Act("save", (kept,)), case, kept.record_id, b"order" * 200_000)
    rectify(vault, case)
    assert vault.attachment(case, kept.record_id) == b"order" * 200_000


def test_a_door_that_read_before_reads_after_another_door_rectified(vault: Vault) -> None:
    case = mended_case(vault)
    [held] = vault.fetch(Contact, owner=case)
    author = vault.author_of(Contact, held.id)
    assert author
    assert vault.conflicts(case) == []
    for _ in range(2):
        with vault.second_door() as other:
            rectify(other, case)
        assert vault.author_of(Contact, held.id) == author
    with vault.second_door() as other:
        rectify(other, case)
    assert vault.conflicts(case) == []
    with vault.second_door() as other:
        rectify(other, case)
    assert {entry.what for entry in vault.history(case)} == {"rectify"}


def test_doors_that_read_while_another_rectifies_never_find_a_fault(vault: Vault) -> None:
    case = mended_case(vault)
    [held] = vault.fetch(Contact, owner=case)
    author = vault.author_of(Contact, held.id)
    over, found = threading.Event(), list[object]()

    def read() -> None:
        with vault.second_door() as door:
            while not over.is_set():
                try:
                    found.append(door.author_of(Contact, held.id) == author)
                    found.append(bool(door.history(case)))
                except VaultError as error:
                    found.append(error)

    reading = threading.Thread(target=read)
    reading.start()
    for _ in range(12):
        rectify(vault, case)
    over.set()
    reading.join()
    assert found
    assert set(found) == {True}
