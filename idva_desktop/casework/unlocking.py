"""Unlocking: from a passphrase to a session, in the two steps that a window needs."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from idva_desktop.casework.service.packs import take_up_packs
from idva_desktop.casework.session import Session
from idva_desktop.domain.calendar import london_now
from idva_desktop.vault import unlocking
from idva_desktop.vault.device_secret import DeviceSecretStore
from idva_desktop.vault.unlocking import ProvenVault


def prove(
    folder: Path,
    *,
    passphrase: str,
    member_name: str = "",
    device_code: str = "",
    store: DeviceSecretStore | None = None,
) -> ProvenVault:
    """Derive the key, on any thread: takes a second or two.

    Raises:
        VaultError: one of its kinds, each with its own sentence; nothing was written.
    """
    return unlocking.prove(
        folder,
        passphrase=passphrase,
        member_name=member_name.strip() or None,
        device_code=device_code.strip() or None,
        keyring_use=store,
    )


def enter(proven: ProvenVault, clock: Callable[[], datetime] = london_now) -> Session:
    """Return the session of the member who proved themselves, on the thread that will use it."""
    session = Session(unlocking.enter(proven), clock)
    take_up_packs(session)
    return session


def give_back(proven: ProvenVault) -> None:
    """Let go of a vault that was proven after nobody waited for it any more."""
    unlocking.give_back(proven)
