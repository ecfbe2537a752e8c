"""A second person approves on the same computer with a passphrase and a key of their own."""

from contextlib import suppress
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from idva_desktop.domain.errors import (
    RefusedError,
    VaultError,
    VaultFullError,
    WrongPassphraseError,
)
from idva_desktop.journal.acts import Act
from idva_desktop.vault.vault import Vault
from tests.vault.made_vault import (
    PASSPHRASE,
    SECOND_PASSPHRASE,
    SUPERVISOR,
    MadeVault,
    make_vault,
    opened_case,
)


@pytest.fixture
def shared(vault: Vault) -> Vault:
    vault.add_member(name="Bea", roles=SUPERVISOR, passphrase=SECOND_PASSPHRASE)
    return vault


def test_a_proven_member_signs_and_then_no_more(shared: Vault) -> None:
    with shared.prove_member("bea", SECOND_PASSPHRASE) as proven:
        signature = proven.sign(b"this return")
        public = Ed25519PublicKey.from_public_bytes(proven.member.public_key)
        public.verify(signature, b"this return")
        assert proven.member.id != shared.member.id
    with pytest.raises(VaultError, match="approval is over"):
        proven.sign(b"another return")


def test_the_open_member_signs_with_the_key_that_the_roster_shows(shared: Vault) -> None:
    public = Ed25519PublicKey.from_public_bytes(shared.member.public_key)
    public.verify(shared.sign(b"message"), b"message")


def test_an_act_of_the_second_person_carries_that_persons_signature(shared: Vault) -> None:
    _, case = opened_case(shared)
    with shared.prove_member("Bea", SECOND_PASSPHRASE) as proven:
        shared.commit(Act("approve", about=case), signer=proven)
        approver = proven.member.id
    assert shared.history(case)[-1].member_id == approver
    assert shared.audit().proved


@pytest.mark.parametrize(("name", "passphrase"), [("Bea", PASSPHRASE), ("Asha", SECOND_PASSPHRASE)])
def test_nobody_is_proven_by_another_persons_passphrase(
    shared: Vault, name: str, passphrase: str
) -> None:
    acts = shared.audit().acts
    with pytest.raises(WrongPassphraseError):
        shared.prove_member(name, passphrase)
    assert shared.audit().acts == acts + 1  # the failed attempt is an act


def test_the_key_that_signs_returns_is_the_vaults_and_stays_the_same(made: MadeVault) -> None:
    with made.open() as vault:
        first = vault.return_signing_key()
    with made.open() as vault:
        again = vault.return_signing_key()
        assert again.public == first.public
        assert again.public != vault.member.public_key
        Ed25519PublicKey.from_public_bytes(again.public).verify(again.sign(b"x"), b"x")


def test_the_seed_of_returns_is_secret_to_one_vault_and_stays_the_same(
    made: MadeVault, tmp_path: Path
) -> None:
    with made.open() as vault:
        first = vault.return_seed()
    with made.open() as vault:
        assert vault.return_seed() == first
        assert first != vault.return_signing_key().public
    with make_vault(tmp_path / "another").open() as another:
        assert another.return_seed() != first
    assert len(first) == 32


def test_a_role_is_told_by_its_word(shared: Vault) -> None:
    roles = {member.name: member.roles for member in shared.members()}
    assert "supervisor" in roles["Bea"]
    assert "caseworker" in roles["Asha"]


def test_a_member_who_cannot_be_entered_leaves_no_slot(made: MadeVault) -> None:
    with made.open() as vault:
        header = (made.folder / "vault.hdr").read_bytes()
        row = vault._connection.execute("PRAGMA page_count").fetchone()
        assert row is not None
        vault._connection.execute(f"PRAGMA max_page_count = {row[0]}")
        with suppress(VaultFullError):
            while True:
                vault.commit(Act("read"))
        with pytest.raises(VaultFullError):
            vault.add_member(name="Bea", roles=SUPERVISOR, passphrase=SECOND_PASSPHRASE)
        assert (made.folder / "vault.hdr").read_bytes() == header
        assert len(vault.members()) == 1
    with pytest.raises(WrongPassphraseError):
        made.open(SECOND_PASSPHRASE)


def test_a_slot_whose_member_was_never_entered_is_passed_over(made: MadeVault) -> None:
    with made.open() as vault:
        opened_case(vault)
        database = (made.folder / "casework.db", made.folder / "casework.db-wal")
        vault._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        before = database[0].read_bytes()
        vault.add_member(name="Bea", roles=SUPERVISOR, passphrase=SECOND_PASSPHRASE)
    # As if the power had failed between the header and the act.
    database[0].write_bytes(before)
    with pytest.raises(WrongPassphraseError):
        made.open(SECOND_PASSPHRASE)
    with made.open() as vault:
        vault.add_member(name="Bea", roles=SUPERVISOR, passphrase=SECOND_PASSPHRASE)
    with made.open(SECOND_PASSPHRASE) as vault:
        assert vault.member.name == "Bea"


@pytest.mark.parametrize("words", ["", "  \t", "B" * 101, "Bea\x07", "Bea\u202e"])
def test_a_name_that_cannot_be_shown_is_none(made: MadeVault, words: str) -> None:
    before = (made.folder / "vault.hdr").read_bytes()
    with made.open() as vault:
        with pytest.raises(RefusedError):
            vault.add_member(name=words, roles=SUPERVISOR, passphrase=SECOND_PASSPHRASE)
        assert len(vault.members()) == 1
    assert (made.folder / "vault.hdr").read_bytes() == before


def test_a_name_is_the_same_however_its_accents_and_spaces_are_typed(vault: Vault) -> None:
    vault.add_member(name=" Zoe\u0308  B", roles=SUPERVISOR, passphrase=SECOND_PASSPHRASE)
    assert [member.name for member in vault.members()] == ["Asha", "Zo\u00eb B"]
    for again in ("zo\u00eb b", "ZOE\u0308 B"):
        with pytest.raises(RefusedError, match="has this name"):
            vault.add_member(name=again, roles=SUPERVISOR, passphrase=SECOND_PASSPHRASE)
        vault.prove_member(again, SECOND_PASSPHRASE).forget()
