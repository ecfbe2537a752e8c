"""Run inside a session bus of its own: a real Secret Service keeps and gives the device secret."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from idva_desktop.domain.errors import KeyringError
from idva_desktop.vault.device_secret import DeviceSecretStore, Use
from idva_desktop.vault.kdf import LEAST_COST
from idva_desktop.vault.restoring import restore
from idva_desktop.vault.vault import Vault
from tests.vault.made_vault import PASSPHRASE, WORKER, MadeVault, contact, opened_case


def unlock_keyring() -> None:
    daemon = ["gnome-keyring-daemon", "--unlock", "--components=secrets"]
    subprocess.run(daemon, input=b"login words", check=True, capture_output=True)


def main(folder: Path) -> None:
    unlock_keyring()
    store = DeviceSecretStore(Use.KEYRING)
    vault, code = Vault.create(
        folder / "vault",
        member_name="Asha",
        roles=WORKER,
        passphrase=PASSPHRASE,
        keyring_use=store,
        cost=LEAST_COST,
        allow_shared_place=True,
    )
    assert vault.keyring_name == "Secret Service"
    vault.close()
    old = {name: (folder / "vault" / name).read_bytes() for name in ("casework.db", "vault.hdr")}
    with Vault.open(folder / "vault", passphrase=PASSPHRASE) as vault:
        _, case = opened_case(vault)
        vault.commit(contact(case))
        vault.refresh_anchor()
        assert vault.audit().proved
        assert vault.audit().remarks == ()
        header = vault._session.header
        assert (store.find_anchor(header.vault, header.device),) == header.anchors
    with MadeVault(folder / "vault", code).open() as vault:
        assert vault.audit().proved
    with Vault.open(folder / "vault", passphrase=PASSPHRASE) as vault:
        backup = vault.backup()
        vault.commit(contact(case))
        vault.refresh_anchor()
    restore(backup, folder / "restored")
    with Vault.open(folder / "restored", passphrase=PASSPHRASE) as vault:
        assert vault.audit().proved
        assert any("restored" in remark for remark in vault.audit().remarks)
    with Vault.open(folder / "vault", passphrase=PASSPHRASE) as vault:
        assert vault.audit().proved
    for name, content in old.items():
        (folder / "vault" / name).write_bytes(content)
    shutil.rmtree(folder / "vault" / "backups")
    with Vault.open(folder / "vault", passphrase=PASSPHRASE) as vault:
        assert [finding.fault for finding in vault.audit().findings] == ["rolled_back"]
    with pytest.raises(KeyringError, match="holds nothing"):
        store.find(bytes(16))
    print("kept and given back")  # noqa: T201 - the test reads this


if __name__ == "__main__":
    main(Path(sys.argv[1]))
