"""What the program needs of this computer, looked at part by part."""

import sys
from collections.abc import Callable
from dataclasses import dataclass

from idva_desktop.app.shipped_files import check_shipped
from idva_desktop.domain.errors import IdvaError
from idva_desktop.resource_files import resource
from idva_desktop.vault.health import cipher_version, keyring_name


@dataclass(frozen=True, slots=True)
class Finding:
    """One part looked at.

    Attributes:
        words: what it is and how it stands.
        well: whether it works.
        needed: whether the program cannot do without it.
    """

    words: str
    well: bool
    needed: bool = True


def findings() -> list[Finding]:
    """Look at every part; nothing is changed."""
    return [
        Finding(f"Python {sys.version.split()[0]}", well=sys.version_info >= (3, 11)),
        _look("Encrypted database", lambda: f"SQLCipher {cipher_version()}"),
        _look("Shipped files", _shipped),
        _keyring(),
    ]


def _shipped() -> str:
    check_shipped()
    icons = list(resource("icons").iterdir())
    return f"{len(icons)} icons"


def _keyring() -> Finding:
    name = keyring_name()
    if name:
        return Finding(f"Keyring: {name}", well=True, needed=False)
    words = "Keyring: none here; a vault opens with its printed device code"
    return Finding(words, well=False, needed=False)


def _look(part: str, see: Callable[[], str]) -> Finding:
    try:
        return Finding(f"{part}: {see()}", well=True)
    except IdvaError as error:
        return Finding(f"{part}: {error}", well=False)
    except Exception:  # noqa: BLE001 - whatever fails, the person learns which part it was
        return Finding(f"{part}: does not work; install the program again", well=False)
