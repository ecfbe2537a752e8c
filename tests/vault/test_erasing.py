"""An erased scope is noise for good: in the vault, its log, its free pages and its own backups."""

from pathlib import Path

import pytest

from idva_desktop.domain.errors import RefusedError, VaultError
from idva_desktop.domain.questions import Plain
from idva_desktop.domain.record import Scope
from idva_desktop.domain.records import Case, Contact, Identity
from idva_desktop.journal.acts import LEDGER_OWNER, Act, Change
from idva_desktop.journal.chain import Fault
from idva_desktop.vault import cleansing
from idva_desktop.vault.connection import transaction
from idva_desktop.vault.rebuild import rebuild
from idva_desktop.vault.restoring import restore
from idva_desktop.vault.vault import Vault
from tests.vault.decrypted import everything
from tests.vault.made_vault import MadeVault, case_change, contact, new_id, opened_case

MARKER = "Xanthoquilla"
OTHER = "Brandywine"


def erase_act(vault: Vault, *owners: str, what: str = "erase") -> Act:
    return Act(what, tuple(_proof(vault, owner) for owner in owners))


def _proof(vault: Vault, owner: str) -> Change:
    box, epoch = vault.named_key(owner)
    answers: dict[str, Plain | None] = {
        "box": box,
        "epoch": epoch,
        "what": "case",
        "why": "retention",
    }
    return Change("erasure", new_id(), LEDGER_OWNER, Scope.LEDGER, answers)


def told_all(vault: Vault) -> tuple[str, str]:
    """Keep a marker everywhere that a client's word can be; returns client and case."""
    client, case = opened_case(vault, name=MARKER)
    vault.commit_many(contact(case, f"{MARKER} {number} " * 40) for number in range(60))
    vault.commit(Act("save", (case_change("case", case, case, {"reference": MARKER}),)))
    vault.commit(Act("read", about=case))
    vault.save_draft(f"contact:{case}", "contact", {"note": MARKER}, "note")
    attached = case_change("legal_hold", new_id(), case, {"why": MARKER})
    vault.attach(Act("save", (attached,)), case, attached.record_id, MARKER.encode() * 40_000)
    return client, case


def other_case(vault: Vault) -> str:
    _, case = opened_case(vault, name=OTHER)
    vault.commit(contact(case, OTHER))
    return case


def erase(vault: Vault, *owners: str) -> None:
    vault.erase(erase_act(vault, *owners), owners)
    vault.cleanse()


def test_the_search_for_the_marker_finds_it_before(vault: Vault) -> None:
    told_all(vault)
    assert MARKER.encode() in everything(vault)


def test_nothing_of_an_erased_scope_is_left_in_any_page(vault: Vault) -> None:
    client, case = told_all(vault)
    kept = other_case(vault)
    vault.backup()
    keys = [vault._keys.find(owner) for owner in (client, case)]
    erase(vault, client, case)
    left = everything(vault)
    for word in (MARKER, MARKER.lower(), "xan", "hoq"):
        assert word.encode() not in left, word
    assert all(key is not None and key.key not in left for key in keys)
    assert OTHER.encode() in left
    assert vault.search(MARKER) == []
    assert [held.owner for held in vault.fetch(Contact)] == [kept]
    assert vault.drafts() == []
    assert vault.history(case) == []
    assert vault.to_be_cleansed() == set()


def test_the_chain_still_proves_and_the_audit_says_how_many_went(vault: Vault) -> None:
    client, case = told_all(vault)
    before = vault.audit().acts
    erase(vault, client, case)
    report = vault.audit()
    assert report.proved, report.findings
    assert report.acts == before + 1
    assert any("2 scopes were erased" in remark for remark in report.remarks)


def test_projections_are_built_anew_without_the_erased_scope(vault: Vault) -> None:
    client, case = told_all(vault)
    kept = other_case(vault)
    erase(vault, client, case)
    with transaction(vault._connection):
        rebuild(vault._connection)
    assert [held.id for held in vault.fetch(Case)] == [kept]
    assert vault.audit().proved


def test_one_case_goes_and_the_client_stays(vault: Vault) -> None:
    client, case = told_all(vault)
    erase(vault, case)
    assert [held.id for held in vault.fetch(Identity)] == [client]
    assert vault.fetch(Case) == []


def test_an_erased_scope_is_never_written_to_again(vault: Vault) -> None:
    _, case = told_all(vault)
    second = vault.second_door()
    second.commit(contact(case))
    erase(vault, case)
    for door in (vault, second):
        with pytest.raises(RefusedError, match="was erased"):
            door.commit(contact(case, MARKER))
    second.close()
    assert vault.fetch(Contact) == []


def test_what_is_not_there_or_was_erased_or_is_the_vaults_own_is_refused(vault: Vault) -> None:
    _, case = told_all(vault)
    act = erase_act(vault, case)
    vault.erase(act, [case])
    for owner in (case, new_id(), LEDGER_OWNER):
        with pytest.raises(RefusedError, match="Nothing was erased"):
            vault.erase(act, [owner])


def test_an_act_that_does_not_name_the_box_erases_nothing(vault: Vault) -> None:
    _, case = told_all(vault)
    for act in (Act("erase"), erase_act(vault, case, what="save")):
        with pytest.raises(ValueError, match="names what it erases"):
            vault.erase(act, [case])
    assert len(vault.fetch(Contact, owner=case)) == 60


def test_a_key_that_is_gone_without_an_act_is_found(vault: Vault) -> None:
    _, case = told_all(vault)
    vault._connection.execute("UPDATE scopes SET key = x'' WHERE owner = ?", (case,))
    vault._keys.forget()
    assert Fault.KEY in {finding.fault for finding in vault.audit().findings}


def test_a_key_that_came_back_is_found(vault: Vault) -> None:
    _, case = told_all(vault)
    key = vault._keys.find(case)
    assert key is not None
    erase(vault, case)
    vault._connection.execute("UPDATE scopes SET key = ? WHERE owner = ?", (key.key, case))
    assert any("is back" in finding.words for finding in vault.audit().findings)


def test_a_backup_of_the_vaults_own_opens_without_what_was_erased(
    made: MadeVault, tmp_path: Path
) -> None:
    with made.open() as vault:
        client, case = told_all(vault)
        kept = other_case(vault)
        backup = vault.backup()
        elsewhere = vault.backup(tmp_path / "stick")
        vault.erase(erase_act(vault, client, case), [client, case])
        done = vault.cleanse()
        assert done.backups == (backup.name,)
        assert vault.cleanse().backups == ()
    restore(backup, tmp_path / "again")
    with MadeVault(tmp_path / "again", made.code).open() as again:
        assert [held.id for held in again.fetch(Case)] == [kept]
        report = again.audit()
        assert report.proved, report.findings
        assert any("came with the backup" in remark for remark in report.remarks)
        with pytest.raises(RefusedError, match="was erased"):
            again.commit(contact(case))
    # A backup elsewhere is not reached, and the program says so.
    restore(elsewhere, tmp_path / "old")
    with MadeVault(tmp_path / "old", made.code).open() as old:
        assert len(old.fetch(Contact, owner=case)) == 60


def test_a_forged_reason_in_a_backup_does_not_prove(made: MadeVault, tmp_path: Path) -> None:
    with made.open() as vault:
        client, case = told_all(vault)
        backup = vault.backup()
        erase(vault, client, case)
    restore(backup, tmp_path / "again")
    with MadeVault(tmp_path / "again", made.code).open() as again:
        [(body,)] = again._connection.execute("SELECT DISTINCT body FROM erased_later").fetchall()
        forged = body[:-1] + bytes([body[-1] ^ 1])
        again._connection.execute("UPDATE erased_later SET body = ?", (forged,))
        assert Fault.KEY in {finding.fault for finding in again.audit().findings}


def test_a_backup_that_cannot_be_read_stays_on_the_list_and_is_named(vault: Vault) -> None:
    _, case = told_all(vault)
    broken, whole = vault.backup(), vault.backup()
    (broken / "casework.db").write_bytes(b"not a database" * 1000)
    vault.erase(erase_act(vault, case), [case])
    done = vault.cleanse()
    assert done.backups == (whole.name,)
    assert done.unreached == (broken.name,)
    assert len(vault.to_be_cleansed()) == 1


def test_what_was_cut_short_is_finished_at_the_next_opening(
    made: MadeVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise VaultError("the disk refused")

    with made.open() as vault:
        _, case = told_all(vault)
        vault.backup()
        vault.erase(erase_act(vault, case), [case])
        with monkeypatch.context() as patched:
            patched.setattr(cleansing, "_rewrite", refuse)
            vault.cleanse()
        assert vault.to_be_cleansed()
    with made.open() as vault:
        assert not vault.to_be_cleansed()
        assert vault.audit().proved
