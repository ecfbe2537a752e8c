"""The demo vault: invented people, public secrets, never mergeable with a real one."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from idva_desktop.casework.importing.directory import read_directory, take_directory
from idva_desktop.casework.importing.workbook import import_file
from idva_desktop.casework.session import Session
from idva_desktop.domain.progress import Progress, unwatched
from idva_desktop.domain.roles import Role
from idva_desktop.resource_files import resource
from idva_desktop.vault.device_secret import DeviceSecretStore, Use
from idva_desktop.vault.kdf import KdfCost
from idva_desktop.vault.vault import Vault

WORKBOOK = "demo/demo-workbook.xlsx"
DIRECTORY = "demo/directory.csv"


def make_demo_vault(
    folder: Path,
    members: Sequence[tuple[str, str, frozenset[Role]]],
    device_secret: bytes,
    clock: Callable[[], datetime],
    *,
    cost: KdfCost | None = None,
    progress: Progress = unwatched,
) -> str:
    """Make a demo vault with its members and the invented workbook; returns the device code.

    Args:
        folder: where; must be empty or not there.
        members: name, passphrase and roles of each; the first makes the vault.
        device_secret: 32 public bytes.
        clock: the demo's present.
        cost: of the key derivation; the ordinary one if ``None``.
        progress: told how far it is.

    Raises:
        VaultError: the folder cannot be used.
    """
    (name, passphrase, roles), *others = members
    vault, code = Vault.create(
        folder,
        member_name=name,
        roles=roles,
        passphrase=passphrase,
        keyring_use=DeviceSecretStore(Use.PRINTED),
        cost=cost,
        demo=True,
        device_secret=device_secret,
        clock=clock,
    )
    with vault:
        for other, phrase, held in others:
            vault.add_member(name=other, roles=held, passphrase=phrase)
        session = Session(vault, clock)
        import_file(session, resource(WORKBOOK), progress=progress)
        take_directory(session, read_directory(session, resource(DIRECTORY)))
    return code
