"""Real encrypted vaults for tests, at the least cost of deriving that the program allows."""

import hashlib
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from idva_desktop.domain.questions import Plain
from idva_desktop.domain.record import Scope
from idva_desktop.journal.acts import Act, Change
from idva_desktop.vault.device_secret import DeviceSecretStore, Use
from idva_desktop.vault.kdf import LEAST_COST
from idva_desktop.vault.members import Role
from idva_desktop.vault.vault import Vault

PASSPHRASE = "correct horse battery staple"  # noqa: S105 - of test vaults
SECOND_PASSPHRASE = "wrong donkey mains nail"  # noqa: S105 - of test vaults
WORKER = frozenset({Role.CASEWORKER})
SUPERVISOR = frozenset({Role.SUPERVISOR})


@dataclass(frozen=True)
class MadeVault:
    """A vault that was made and closed: where it lies and its device code."""

    folder: Path
    code: str

    def copied_to(self, folder: Path) -> "MadeVault":
        """Return a vault of a test's own; this one stays as it is."""
        shutil.copytree(self.folder, folder)
        return MadeVault(folder, self.code)

    def open(self, passphrase: str = PASSPHRASE, member_name: str | None = None) -> Vault:
        return Vault.open(
            self.folder, passphrase=passphrase, member_name=member_name, device_code=self.code
        )


def printed_only() -> DeviceSecretStore:
    return DeviceSecretStore(Use.PRINTED)


def make_vault(folder: Path) -> MadeVault:
    vault, code = Vault.create(
        folder,
        member_name="Asha",
        roles=WORKER,
        passphrase=PASSPHRASE,
        keyring_use=printed_only(),
        cost=LEAST_COST,
        allow_shared_place=True,
    )
    vault.close()
    return MadeVault(folder, code)


def new_id() -> str:
    return uuid4().hex


def client_change(client: str, answers: Mapping[str, Plain | None]) -> Change:
    return Change("identity", client, client, Scope.CLIENT, answers)


def case_change(kind: str, record: str, case: str, answers: Mapping[str, Plain | None]) -> Change:
    return Change(kind, record, case, Scope.CASE, answers)


def contact(case: str, note: str = "", record: str | None = None) -> Act:
    answers: dict[str, Plain | None] = {
        "who": "client",
        "how": "phone",
        "result": "successful",
        "at": "2026-07-01T23:30:00Z",
        "minutes": 20,
        "note": note or None,
    }
    return Act("save", (case_change("contact", record or new_id(), case, answers),))


def opened_case(vault: Vault, name: str = "Zoë") -> tuple[str, str]:
    """Save a client and a case of hers; returns both ids."""
    client, case = new_id(), new_id()
    vault.commit(
        Act(
            "save",
            (
                client_change(client, {"given_name": name, "family_name": "O’Hara"}),
                case_change("case", case, case, {"client": client, "reference": "C-0001"}),
            ),
        )
    )
    return client, case


def folder_hash(folder: Path) -> str:
    """Return one hash over every name and byte of a folder."""
    whole = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        whole.update(str(path.relative_to(folder)).encode())
        if path.is_file():
            whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()
