"""Unlocking: from a passphrase to a session, in the two steps that a window needs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from idva_desktop.casework.service.packs import take_up_packs
from idva_desktop.casework.session import Session
from idva_desktop.domain.calendar import london_now
from idva_desktop.domain.errors import VaultError
from idva_desktop.vault import unlocking
from idva_desktop.vault.device_secret import DeviceSecretStore
from idva_desktop.vault.unlocking import ProvenVault

# The first tries are free; each further one waits twice as long as the last, within bounds.
FREE_TRIES = 3
LONGEST_WAIT = 30


@dataclass(frozen=True, slots=True)
class VaultSeen:
    """What the unlock window says of a vault before it is opened.

    Attributes:
        is_demo: whether it holds invented people only.
        code_needed: whether the device code must be typed, as no keyring keeps it.
        trouble: why the vault cannot be opened at all, in a sentence; blank where nothing speaks
            against it.
    """

    is_demo: bool
    code_needed: bool
    trouble: str = ""


def look_at(folder: Path) -> VaultSeen:
    """Return what a vault shows from outside; what is wrong with it comes as a sentence."""
    try:
        seen = unlocking.glance(folder)
    except VaultError as error:
        return VaultSeen(is_demo=False, code_needed=False, trouble=str(error))
    return VaultSeen(is_demo=seen.is_demo, code_needed=not seen.keyring_name)


@dataclass(frozen=True, slots=True, repr=False)
class Tries:
    """How often the passphrase was wrong since the window opened."""

    wrong: int = 0

    @property
    def wait(self) -> int:
        """Seconds before the next try; wrong tries slow down, nothing is erased."""
        over = self.wrong - FREE_TRIES
        return 0 if over < 0 else min(2 ** (over + 1), LONGEST_WAIT)


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
