"""What the unlock window calls and does not need to be painted; loaded while somebody types.

The imports stand in the functions on purpose (docs/decisions): records, database and the desk's
screens take most of a second to load. Nothing here is imported by what it leads to.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from idva_desktop.casework.session import Session
    from idva_desktop.ui.shell_view import ShellView
    from idva_desktop.vault.device_secret import DeviceSecretStore
    from idva_desktop.vault.unlocking import ProvenVault


def load() -> None:
    """Load all of it, on any thread."""
    from idva_desktop.casework import unlocking  # noqa: PLC0415 - as above
    from idva_desktop.ui import file_picker, shell_view  # noqa: PLC0415 - as above

    assert all((unlocking, file_picker, shell_view))  # noqa: S101 - used by being loaded


def device_secret_store() -> "DeviceSecretStore":
    """Return the way to this computer's keyring."""
    from idva_desktop.vault.device_secret import DeviceSecretStore  # noqa: PLC0415 - as above

    return DeviceSecretStore()


def prove(
    folder: Path, *, passphrase: str, device_code: str, store: "DeviceSecretStore"
) -> "ProvenVault":
    """Derive the key, on any thread.

    Raises:
        VaultError: one of its kinds, each with its own sentence; nothing was written.
    """
    from idva_desktop.casework import unlocking  # noqa: PLC0415 - as above

    return unlocking.prove(folder, passphrase=passphrase, device_code=device_code, store=store)


def enter(proven: "ProvenVault", clock: Callable[[], datetime]) -> "Session":
    """Return the session of the member who proved themselves.

    Raises:
        IdvaError: the vault cannot be entered after all.
    """
    from idva_desktop.casework import unlocking  # noqa: PLC0415 - as above

    return unlocking.enter(proven, clock)


def give_back(proven: "ProvenVault") -> None:
    """Let go of a vault that was proven after nobody waited for it any more."""
    from idva_desktop.casework import unlocking  # noqa: PLC0415 - as above

    unlocking.give_back(proven)


def desk_window(session: "Session", parent: QObject) -> "ShellView":
    """Make the window of the desk."""
    from idva_desktop.ui.desk import Desk  # noqa: PLC0415 - as above
    from idva_desktop.ui.shell_view import ShellView  # noqa: PLC0415 - as above

    return ShellView(Desk(session, parent))


def choose_folder(window: QWidget, begin: Path, chosen: Callable[[Path], None]) -> None:
    """Open the picker for a folder over a window."""
    from idva_desktop.ui.file_picker import FilePicker, Wanted  # noqa: PLC0415 - as above

    FilePicker(window, Wanted.FOLDER, str(begin), chosen).start()
