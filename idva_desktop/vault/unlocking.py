"""Opening a vault in two steps, for a window that must not stand still while a key is derived.

:func:`prove` does the slow part on any thread and keeps the vault locked for this process;
:func:`enter` makes the door on the thread that will use it, in a few milliseconds.
"""

from dataclasses import dataclass
from pathlib import Path

from idva_desktop.vault.device_secret import DeviceSecretStore
from idva_desktop.vault.opening import open_session
from idva_desktop.vault.session import Clock, Session, now
from idva_desktop.vault.vault import Vault


@dataclass(frozen=True, slots=True, repr=False)
class ProvenVault:
    """A vault whose passphrase was right, not yet entered."""

    session: Session


def prove(
    folder: Path,
    *,
    passphrase: str,
    member_name: str | None = None,
    device_code: str | None = None,
    keyring_use: DeviceSecretStore | None = None,
    clock: Clock = now,
) -> ProvenVault:
    """Derive the key and prove the vault; a device code that is given wins over the keyring.

    Raises:
        VaultError: one of its kinds, each with its own sentence; nothing was written.
    """
    session, connection = open_session(
        folder,
        passphrase=passphrase,
        member_name=member_name,
        device_code=device_code,
        store=keyring_use or DeviceSecretStore(),
        clock=clock,
    )
    connection.close()
    return ProvenVault(session)


def enter(proven: ProvenVault) -> Vault:
    """Return the vault's main door, for the calling thread."""
    return Vault.at_main_door(proven.session, proven.session.connect())


def give_back(proven: ProvenVault) -> None:
    """Let go of a vault that was proven and is not entered after all."""
    proven.session.key.drop()
    proven.session.lock.release()
