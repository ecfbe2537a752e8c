"""Seven things can be wrong with a vault: each has its own sentence and writes nothing."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from idva_desktop.domain.errors import (
    DamagedDatabaseError,
    DamagedHeaderError,
    DeviceCodeError,
    EmptyDatabaseError,
    KeyringError,
    NewerSchemaError,
    PlaintextDatabaseError,
    RefusedError,
    VaultError,
    VaultInUseError,
    WrongPassphraseError,
)
from idva_desktop.vault.connection import open_database
from idva_desktop.vault.device_secret import DeviceSecretStore, Use
from idva_desktop.vault.kdf import LEAST_COST
from idva_desktop.vault.members import Role
from idva_desktop.vault.vault import Vault
from tests.vault.made_vault import (
    PASSPHRASE,
    SECOND_PASSPHRASE,
    SUPERVISOR,
    WORKER,
    MadeVault,
    folder_hash,
    make_vault,
    opened_case,
    printed_only,
)


def flip(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


def break_header(made: MadeVault) -> None:
    flip(made.folder / "vault.hdr", 40)


def break_first_page(made: MadeVault) -> None:
    flip(made.folder / "casework.db", 100)


def empty_database(made: MadeVault) -> None:
    (made.folder / "casework.db").write_bytes(b"")


def plaintext_database(made: MadeVault) -> None:
    (made.folder / "casework.db").write_bytes(b"SQLite format 3\x00" + bytes(4080))


def newer_schema(made: MadeVault) -> None:
    with made.open() as vault:
        key = vault._session.held.database_key
    connection = open_database(made.folder / "casework.db", key)
    connection.execute("PRAGMA user_version = 9999")
    connection.close()


def nothing(made: MadeVault) -> None:
    assert made.folder.is_dir()


SEVEN: list[tuple[Callable[[MadeVault], None], type[VaultError], str]] = [
    (nothing, WrongPassphraseError, "not the passphrase"),
    (break_header, DamagedHeaderError, PASSPHRASE),
    (break_first_page, DamagedDatabaseError, PASSPHRASE),
    (empty_database, EmptyDatabaseError, PASSPHRASE),
    (plaintext_database, PlaintextDatabaseError, PASSPHRASE),
    (newer_schema, NewerSchemaError, PASSPHRASE),
]


@pytest.mark.parametrize(("harm", "error", "passphrase"), SEVEN)
def test_each_failure_says_its_own_sentence_and_writes_nothing(
    made: MadeVault, harm: Callable[[MadeVault], None], error: type[VaultError], passphrase: str
) -> None:
    harm(made)
    before = folder_hash(made.folder)
    with pytest.raises(error) as raised:
        made.open(passphrase)
    assert raised.type is error
    assert folder_hash(made.folder) == before
    sentence = str(raised.value)
    assert "changed" in sentence or "safe" in sentence
    assert passphrase not in sentence


def test_a_vault_in_use_is_said_to_be_in_use_and_left_alone(made: MadeVault) -> None:
    with made.open() as vault:
        opened_case(vault)
        before = folder_hash(made.folder)
        with pytest.raises(VaultInUseError):
            made.open()
        assert folder_hash(made.folder) == before
    made.open().close()


def test_the_seven_sentences_differ(made: MadeVault, tmp_path: Path) -> None:
    said = set()
    for place, (harm, error, passphrase) in enumerate(SEVEN):
        folder = tmp_path / f"copy{place}"
        shutil.copytree(made.folder, folder)
        copy = MadeVault(folder, made.code)
        harm(copy)
        with pytest.raises(error) as raised:
            copy.open(passphrase)
        said.add(str(raised.value))
    with made.open(), pytest.raises(VaultInUseError) as raised:
        made.open()
    assert len(said | {str(raised.value)}) == 7


def test_after_a_refusal_the_vault_still_opens(made: MadeVault) -> None:
    with pytest.raises(WrongPassphraseError):
        made.open("no")
    made.open().close()


def test_a_folder_without_a_vault_says_so(tmp_path: Path) -> None:
    with pytest.raises(DamagedHeaderError, match="no readable vault"):
        Vault.open(tmp_path, passphrase=PASSPHRASE)


def test_a_code_of_another_vault_does_not_open(made: MadeVault, tmp_path: Path) -> None:
    other = make_vault(tmp_path / "other")
    with pytest.raises(WrongPassphraseError):
        Vault.open(made.folder, passphrase=PASSPHRASE, device_code=other.code)


def test_a_mistyped_code_is_told_from_a_wrong_one(made: MadeVault) -> None:
    wrong = "0" if made.code[0] != "0" else "1"
    with pytest.raises(DeviceCodeError, match="mistyped"):
        Vault.open(made.folder, passphrase=PASSPHRASE, device_code=wrong + made.code[1:])


def test_without_code_and_keyring_the_code_is_asked_for(made: MadeVault) -> None:
    with pytest.raises(KeyringError, match="device code"):
        Vault.open(made.folder, passphrase=PASSPHRASE)


def test_header_and_database_of_two_vaults_do_not_open_together(
    made: MadeVault, tmp_path: Path
) -> None:
    other = make_vault(tmp_path / "other")
    shutil.copy(other.folder / "casework.db", made.folder / "casework.db")
    with pytest.raises(DamagedDatabaseError):
        made.open()


def test_a_second_member_opens_with_a_passphrase_of_their_own(made: MadeVault) -> None:
    with made.open() as vault:
        added = vault.add_member(name="Bea", roles=SUPERVISOR, passphrase=SECOND_PASSPHRASE)
        assert {member.name for member in vault.members()} == {"Asha", "Bea"}
    with made.open(SECOND_PASSPHRASE) as vault:
        assert vault.member == added
        assert vault.member.roles == frozenset({Role.SUPERVISOR})
        assert vault.audit().proved
    with made.open(PASSPHRASE, "asha") as vault:
        assert vault.member.name == "Asha"


def test_a_name_that_does_not_fit_the_passphrase_reads_as_a_wrong_passphrase(
    made: MadeVault,
) -> None:
    with made.open() as vault:
        vault.add_member(name="Bea", roles=SUPERVISOR, passphrase=SECOND_PASSPHRASE)
    before = folder_hash(made.folder)
    with pytest.raises(WrongPassphraseError) as named:
        made.open(PASSPHRASE, "Bea")
    with pytest.raises(WrongPassphraseError) as wrong:
        made.open("no", "Bea")
    assert str(named.value) == str(wrong.value)
    assert folder_hash(made.folder) == before


def test_two_members_never_have_one_name(made: MadeVault) -> None:
    with made.open() as vault, pytest.raises(RefusedError):
        vault.add_member(name="ASHA", roles=SUPERVISOR, passphrase=SECOND_PASSPHRASE)


def test_a_vault_is_not_made_in_a_folder_that_holds_something(tmp_path: Path) -> None:
    (tmp_path / "vault").mkdir()
    (tmp_path / "vault" / "letter").write_text("mine")
    before = folder_hash(tmp_path)
    with pytest.raises(VaultError, match="not empty"):
        make_vault(tmp_path / "vault")
    assert folder_hash(tmp_path) == before


@pytest.mark.parametrize("cloud", ["Dropbox", "OneDrive - Provider Ltd", "Google Drive"])
def test_a_folder_that_a_cloud_copies_is_refused_unless_told(tmp_path: Path, cloud: str) -> None:
    folder = tmp_path / cloud / "vault"
    with pytest.raises(VaultError, match="cloud"):
        Vault.create(
            folder,
            member_name="Asha",
            roles=WORKER,
            passphrase=PASSPHRASE,
            keyring_use=printed_only(),
            cost=LEAST_COST,
        )
    assert not folder.exists()
    make_vault(folder).open().close()


def test_a_vault_whose_keyring_must_work_is_not_made_without_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    monkeypatch.setattr("keyring.core._keyring_backend", None)
    with pytest.raises(KeyringError):
        Vault.create(
            tmp_path / "vault",
            member_name="Asha",
            roles=WORKER,
            passphrase=PASSPHRASE,
            keyring_use=DeviceSecretStore(Use.KEYRING),
            cost=LEAST_COST,
            allow_shared_place=True,
        )
    assert list(tmp_path.iterdir()) == []


def make_demo(folder: Path) -> tuple[Vault, str]:
    return Vault.create(
        folder,
        member_name="Demo",
        roles=WORKER,
        passphrase=PASSPHRASE,
        keyring_use=printed_only(),
        cost=LEAST_COST,
        demo=True,
        device_secret=bytes(range(32)),
        allow_shared_place=True,
    )


def test_a_demo_says_that_it_is_one_and_has_the_secret_it_was_given(tmp_path: Path) -> None:
    vault, code = make_demo(tmp_path / "demo")
    vault.close()
    with Vault.open(tmp_path / "demo", passphrase=PASSPHRASE, device_code=code) as again:
        assert again.is_demo
        assert again.keyring_name == ""
    second, same = make_demo(tmp_path / "demo2")
    second.close()
    assert same == code
