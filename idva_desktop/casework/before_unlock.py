"""What is known of a vault before it is open, and how wrong tries slow down.

The unlock window is painted with this alone, so nothing here needs a record or the database.
"""

from dataclasses import dataclass
from pathlib import Path

from idva_desktop.domain.errors import VaultError
from idva_desktop.vault.glance import glance

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
        seen = glance(folder)
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
