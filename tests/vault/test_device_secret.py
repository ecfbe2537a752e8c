"""The keyring is real, read back and given a time limit; without one the printed code opens."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.backends.SecretService import Keyring as SecretService

from idva_desktop.domain.errors import KeyringError
from idva_desktop.vault.device_secret import DeviceSecretStore, Use
from idva_desktop.vault.header import Header
from idva_desktop.vault.kdf import LEAST_COST
from idva_desktop.vault.vault import Vault
from tests.vault.made_vault import PASSPHRASE, WORKER, folder_hash

ROOT = Path(__file__).parents[2]
VAULT = bytes(16)
SECRET = bytes(range(32))


class HangingKeyring(SecretService):
    """A Secret Service whose daemon never answers."""

    def get_password(self, service: str, username: str) -> str | None:
        del service, username
        time.sleep(30)
        return None

    def set_password(self, service: str, username: str, password: str) -> None:
        del service, username, password
        time.sleep(30)


class ForgetfulKeyring(SecretService):
    """A Secret Service that takes a password and gives another back."""

    def get_password(self, service: str, username: str) -> str | None:
        del service, username
        return "something else"

    def set_password(self, service: str, username: str, password: str) -> None:
        del service, username, password


class PlaintextKeyring(KeyringBackend):
    """A keyring that nobody vouches for, such as a file in the clear."""

    kept: ClassVar[dict[str, str]] = {}

    def get_password(self, service: str, username: str) -> str | None:
        del service
        return self.kept.get(username)

    def set_password(self, service: str, username: str, password: str) -> None:
        del service
        self.kept[username] = password


@pytest.fixture(autouse=True)
def _keyring_of_its_own() -> Iterator[None]:
    before = keyring.core._keyring_backend
    yield
    keyring.core._keyring_backend = before


def use_keyring(kind: type[KeyringBackend]) -> None:
    keyring.set_keyring(kind())


def make(folder: Path, use: Use) -> tuple[Vault, str]:
    return Vault.create(
        folder,
        member_name="Asha",
        roles=WORKER,
        passphrase=PASSPHRASE,
        keyring_use=DeviceSecretStore(use, patience=0.2),
        cost=LEAST_COST,
        allow_shared_place=True,
    )


def test_a_real_secret_service_keeps_the_secret_and_the_anchor(tmp_path: Path) -> None:
    for program in ("dbus-run-session", "gnome-keyring-daemon"):
        assert shutil.which(program), f"this test needs {program}"
    homes = {}
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"):
        homes[name] = str(tmp_path / name.lower())
        Path(homes[name]).mkdir(mode=0o700)
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    done = subprocess.run(
        [
            str(shutil.which("dbus-run-session")),
            "--",
            sys.executable,
            "-m",
            "tests.vault.keyring_session",
            str(tmp_path),
        ],
        cwd=ROOT,
        env={**kept, **homes},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.strip() == "kept and given back", done.stderr


def test_a_hanging_keyring_is_said_in_time_and_the_code_opens(tmp_path: Path) -> None:
    vault, code = make(tmp_path / "vault", Use.PRINTED)
    # As if a keyring had been there when the vault was made.
    vault._session.replace_header(_with_keyring(vault))
    vault._session.store = DeviceSecretStore(patience=0.2)
    use_keyring(HangingKeyring)
    vault.close()
    before = folder_hash(tmp_path / "vault")
    started = time.monotonic()
    with pytest.raises(KeyringError, match="does not answer"):
        Vault.open(
            tmp_path / "vault",
            passphrase=PASSPHRASE,
            keyring_use=DeviceSecretStore(patience=0.2),
        )
    assert time.monotonic() - started < 5
    assert folder_hash(tmp_path / "vault") == before
    with Vault.open(
        tmp_path / "vault",
        passphrase=PASSPHRASE,
        device_code=code,
        keyring_use=DeviceSecretStore(patience=0.2),
    ) as opened:
        assert any("did not answer" in remark for remark in opened.audit().remarks)


@pytest.mark.parametrize("backend", [NoKeyring, HangingKeyring, ForgetfulKeyring, PlaintextKeyring])
def test_no_vault_trusts_a_keyring_that_does_not_keep(
    tmp_path: Path, backend: type[KeyringBackend]
) -> None:
    use_keyring(backend)
    with pytest.raises(KeyringError, match="device code"):
        make(tmp_path / "vault", Use.KEYRING)
    assert list(tmp_path.iterdir()) == []
    vault, code = make(tmp_path / "vault", Use.EITHER)
    assert vault.keyring_name == ""
    vault.close()
    Vault.open(tmp_path / "vault", passphrase=PASSPHRASE, device_code=code).close()


def test_a_hanging_keyring_is_waited_for_once_only() -> None:
    use_keyring(HangingKeyring)
    store = DeviceSecretStore(patience=0.4)
    started = time.monotonic()
    for _ in range(20):
        with pytest.raises(KeyringError, match="does not answer"):
            store.find_anchor(VAULT, VAULT)
    assert time.monotonic() - started < 4


def test_a_plaintext_keyring_is_never_given_a_secret() -> None:
    use_keyring(PlaintextKeyring)
    with pytest.raises(KeyringError):
        DeviceSecretStore(Use.KEYRING).keep(VAULT, SECRET)
    assert DeviceSecretStore(Use.EITHER).keep(VAULT, SECRET) == ""
    assert PlaintextKeyring.kept == {}


def test_a_chain_of_keyrings_is_searched_for_a_real_one() -> None:
    use_keyring(ChainerBackend)
    store = DeviceSecretStore(Use.KEYRING, patience=3)
    with pytest.raises(KeyringError):
        store.find(VAULT)


def _with_keyring(vault: Vault) -> Header:
    return replace(vault._session.header, keyring="Secret Service")
